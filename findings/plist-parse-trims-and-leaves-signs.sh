#!/usr/bin/env bash
# @plist/parse reads "V&#228;lit&#228;" as it stands, sign by sign, and takes the blanks at both ends of a text away.
#
# Guess before the run: a property list is XML, so "&#228;" in it is "ä" (XML 1.0, 4.1) and the blanks of a <string>
# are its own, as no element of the list's DTD says otherwise; what the library writes it reads again.
# Seen with @plist/plist 1.0.0 (@plist/parse 1.1.0, npm): &amp; and &lt; are read, signs by number are not, be they
# decimal or hexadecimal; lxml writes every ä of a plist so, where it is asked for no encoding. Written
# again they are "&amp;#228;", which nobody reads as ä any more. " x ", written by the library itself, comes back as
# "x": a prompt "Nimi: " or a separator ", " of a setting loses its blank, one of a blank only is empty. Around
# a CDATA section it goes inside a text too: "a <![CDATA[&]]> b" is "a&b". Python's plistlib, libplist 2.2.0
# (Debian 12) and @expo/plist 0.10.1 (npm) read all of them alike.
# Ours writes its plists with plistlib.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q lxml==6.0.2 >/dev/null
npm install --silent --no-save --no-audit @plist/plist@1.0.0 @plist/parse@1.1.0 @expo/plist@0.10.1 >/dev/null 2>&1
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import expo from "@expo/plist";
import { parse, serialize } from "@plist/plist";

const texts = JSON.parse(readFileSync(0, "utf8"));
const peer = expo.default ?? expo;
console.log(
  JSON.stringify(
    texts.map((text) => [parse(text).a, peer.parse(text).a, serialize(parse(text)), parse(serialize(peer.parse(text))).a]),
  ),
);
JS
v/bin/python - <<'PY'
import json
import plistlib
import subprocess

from lxml import etree

CASES = {
    "Välitä &amp; &lt;": "Välitä & <",
    "V&#228;lit&#228;": "Välitä",
    "V&#xe4;lit&#xE4;": "Välitä",
    "Nimi: ": "Nimi: ",
    " ": " ",
    "a <![CDATA[&]]> b": "a & b",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>a</key>'
files = [f"{HEAD}<string>{inner}</string></dict></plist>" for inner in CASES]
root = etree.fromstring(plistlib.dumps({"a": "Välitä"}))
by_lxml = etree.tostring(root).decode()
assert "V&#228;lit&#228;" in by_lxml, "lxml writes otherwise"
files.append(by_lxml)
wanted = [*CASES.values(), "Välitä"]
told = subprocess.run(["node", "read.mjs"], input=json.dumps(files), capture_output=True, text=True, check=True)
seen = json.loads(told.stdout)
for text, whole, (read, peer, written, twice) in zip(files, wanted, seen, strict=True):
    assert plistlib.loads(text.encode())["a"] == whole, f"plistlib: {text}"
    assert peer == whole, f"@expo/plist: {text}"
    print(f"{whole!r:14} is read as {read!r:20} and from what the library writes of it {twice!r}")
read = [each[0] for each in seen]
assert read == ["Välitä & <", "V&#228;lit&#228;", "V&#xe4;lit&#xE4;", "Nimi:", "", "a&b", "V&#228;lit&#228;"], "changed"
assert "V&amp;#228;lit&amp;#228;" in seen[1][2], "changed: what is written"
assert [each[3] for each in seen][3:5] == ["Nimi:", ""], "changed: what is written by itself"
PY
echo "as seen: signs by number stay, blanks go"
