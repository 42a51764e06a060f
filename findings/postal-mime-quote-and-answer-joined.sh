#!/usr/bin/env bash
# postal-mime makes one line of a quotation and the answer below it, and leaves signs of quotation within lines.
#
# Guess before the run: a letter with format=flowed, as Thunderbird and Apple's Mail write plain text, is put together
# by paragraphs: lines that end in a blank go on with the next one of the same depth of quotation, its signs taken
# away; where the depth changes a paragraph ends, blank or not (RFC 3676, 4.2, 4.4 and 4.5).
# Seen with postal-mime 4.0.0 (npm; the reader of letters for Cloudflare's workers): lines are joined before their
# signs are looked at. "> Tule klo 8.15 " and "> kouluun." are "> Tule klo 8.15 > kouluun."; with DelSp=yes a long
# word has the sign in its middle, "kuukausi> budjetti". "> Tuletko? " and "En tule.", which writers should not send
# and readers are told to part (4.5), are one quoted line: the answer is told as the words of who asked.
# mailparser 3.14.2 (npm) and formatflowed 2.0.0 (PyPI) read all of it as the RFC has it; what is not quoted is
# right in postal-mime too.
# Ours reads no letters.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q formatflowed==2.0.0 >/dev/null
npm install --silent --no-save --no-audit postal-mime@4.0.0 mailparser@3.14.2 >/dev/null 2>&1
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PostalMime from "postal-mime";

const { simpleParser } = createRequire(import.meta.url)("mailparser");
const lines = (text) => text.trimEnd().split("\n");
const told = [];
for (const letter of JSON.parse(readFileSync(0, "utf8"))) {
  told.push([lines((await PostalMime.parse(letter)).text), lines((await simpleParser(letter)).text)]);
}
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess

import formatflowed

HEAD = "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii; format=flowed"
LETTERS = {
    "plain": (["Tule klo 8.15 ", "kouluun.", "Kiitos."], False, ["Tule klo 8.15 kouluun.", "Kiitos."]),
    "quoted": (
        ["> Tule klo 8.15 ", "> kouluun.", "Kiitos."],
        False,
        ["> Tule klo 8.15 kouluun.", "Kiitos."],
    ),
    "two depths": ([">> eka ", ">> toka", "> kolmas"], False, [">> eka toka", "> kolmas"]),
    "answered": (["> Tuletko? ", "En tule."], False, ["> Tuletko?", "En tule."]),
    "long word": (["> kuukausi ", "> budjetti"], True, ["> kuukausibudjetti"]),
}


def whole(lines, delsp):
    return HEAD + ("; delsp=yes" if delsp else "") + "\r\n\r\n" + "\r\n".join(lines) + "\r\n"


def by_python(lines, delsp):
    """The paragraphs, their signs before them."""
    found = formatflowed.decode(("\r\n".join(lines) + "\r\n").encode(), delete_space=delsp)
    return [f"{'>' * told['quotedepth']} {text}".strip() for told, text in found if text]


asked = json.dumps([whole(lines, delsp) for lines, delsp, _ in LETTERS.values()])
told = subprocess.run(["node", "read.mjs"], input=asked, capture_output=True, text=True, check=True)
seen = {}
for (name, (lines, delsp, wanted)), (postal, peer) in zip(LETTERS.items(), json.loads(told.stdout), strict=True):
    seen[name] = postal
    print(f"{name:10} {postal}")
    assert [each.rstrip() for each in peer] == wanted, f"mailparser: {name}: {peer}"
    assert by_python(lines, delsp) == wanted, f"formatflowed: {name}: {by_python(lines, delsp)}"
assert seen == {
    "plain": ["Tule klo 8.15 kouluun.", "Kiitos."],
    "quoted": ["> Tule klo 8.15 > kouluun.", "Kiitos."],
    "two depths": [">> eka >> toka", "> kolmas"],
    "answered": ["> Tuletko? En tule."],
    "long word": ["> kuukausi> budjetti"],
}, "changed"
PY
echo "as seen: an answer is a part of the quotation"
