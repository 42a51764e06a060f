#!/usr/bin/env bash
# Of a note from a Mac's TextEdit one RTF converter loses the last paragraph, another makes words of its commands.
#
# Guess before the run: \par stands between paragraphs and may be missing after the last (RTF 1.9.1, grammar of
# <textpar>: "(\par <para>)?"); TextEdit never writes it there. A command ends where its letters end, and
# one that a reader does not know is left out ("\pardirnatural" is one of Apple's, not "\par" and some letters).
# Seen with @iarna/rtf-to-html 1.1.0 (npm, on rtf-parser 1.3.3): "Eka" is there, the last paragraph is not, and a
# note of one paragraph is an empty page. No error comes; with \par at the end, as Word writes it, all is there.
# Seen with rtf-to-html-converter 1.2.4 (npm): "irnatural" and "tightenfactor0", the ends of Apple's commands, are
# paragraphs of the text. pandoc 3.9 (pypandoc_binary 1.17) and striprtf 0.0.35 read what is there, and no more.
# Ours reads no RTF.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q striprtf==0.0.35 pypandoc_binary==1.17 >/dev/null
npm install --silent --no-save --no-audit @iarna/rtf-to-html@1.1.0 rtf-parser@1.3.3 rtf-to-html-converter@1.2.4 >/dev/null 2>&1
cat > convert.cjs <<'JS'
const iarna = require("@iarna/rtf-to-html");
const { convertRtfToHtml } = require("rtf-to-html-converter");
const notes = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const all = Object.entries(notes).map(
  ([name, rtf]) =>
    new Promise((done, refuse) =>
      iarna.fromString(rtf, (error, html) =>
        error ? refuse(error) : done([name, { iarna: html, converter: convertRtfToHtml(rtf) }]),
      ),
    ),
);
Promise.all(all).then((pairs) => console.log(JSON.stringify(Object.fromEntries(pairs))));
JS
v/bin/python - <<'PY'
import json
import re
import subprocess
from html import unescape

import pypandoc
from striprtf.striprtf import rtf_to_text

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}}"
APPLE = r"\pard\pardirnatural\partightenfactor0 "
NOTES = {
    "as Word ends": HEAD + r"\pard\f0 Eka\par Toka\par}",
    "no par at the end": HEAD + r"\pard\f0 Eka\par Toka}",
    "one paragraph": HEAD + r"\pard\f0 Eka}",
    "Apple's commands": HEAD + APPLE + r"\f0 Eka\par Toka\par}",
}
WHOLE = {name: ["Eka"] if name == "one paragraph" else ["Eka", "Toka"] for name in NOTES}


def words(html):
    body = re.sub("(?s).*<body>|</body>.*", "", html)
    return unescape(re.sub("<[^>]*>", " ", body)).split()


told = subprocess.run(["node", "convert.cjs"], input=json.dumps(NOTES), capture_output=True, text=True, check=True)
made = json.loads(told.stdout)
iarna = {name: words(made[name]["iarna"]) for name in NOTES}
converter = {name: words(made[name]["converter"]) for name in NOTES}
for name, rtf in NOTES.items():
    print(f"{name:18} rtf-to-html {iarna[name]} rtf-to-html-converter {converter[name]}")
    assert rtf_to_text(rtf).split() == WHOLE[name], f"striprtf: {name}"
    assert pypandoc.convert_text(rtf, "plain", format="rtf").split() == WHOLE[name], f"pandoc: {name}"
assert iarna == WHOLE | {"no par at the end": ["Eka"], "one paragraph": []}, "changed: rtf-to-html"
assert converter == WHOLE | {"Apple's commands": ["irnatural", "tightenfactor0", "Eka", "Toka"]}, "changed: converter"
PY
echo "as seen: a last paragraph is lost, and commands are words"
