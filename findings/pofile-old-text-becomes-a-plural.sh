#!/usr/bin/env bash
# pofile takes the "previous text" that msgmerge notes in a .po file for the end of a translation.
#
# Guess before the run: "#| msgid" (GNU gettext: the text as it was before it was changed, for the translator)
# is a comment of the entry below it. A library that has no place for it leaves it out, and the rest is as it was.
# Seen with pofile 1.1.4 (npm): the lines are read as if a translation went on. After an entry with a plural the
# changed one, "Pese kädet", gets a second form, "undefinedWash hands", though it has no plural; msgfmt refuses the
# file that is written. Where the entry has neither a place nor a flag above the line, the old English
# text is put behind the last translation of the entry before: "Avaa" is "AvaaWash hands", which msgfmt takes.
# Read and written with nothing changed. gettext-parser 10.0.0 (npm) keeps the lines, polib 1.2.0 and
# Babel 2.19.0 give both translations as they are. GNU gettext 0.21 (Debian 12: msgmerge, msgfmt) must be there.
# Ours reads its catalogues with GNU gettext and Babel.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q polib==1.2.0 babel==2.19.0 >/dev/null
npm install --silent --no-save pofile@1.1.4 gettext-parser@10.0.0 >/dev/null
head='msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fi\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
'
cat > old.po <<PO
$head
#: a.py:1
msgid "%d card"
msgid_plural "%d cards"
msgstr[0] "%d kortti"
msgstr[1] "%d korttia"

#: a.py:2
msgid "Wash hands"
msgstr "Pese kädet"
PO
cat > new.pot <<PO
$head
#: a.py:1
msgid "%d card"
msgid_plural "%d cards"
msgstr[0] ""
msgstr[1] ""

#: a.py:2
msgid "Wash your hands"
msgstr ""
PO
msgmerge -q --previous old.po new.pot -o merged.po
cat > bare.po <<PO
$head
msgid "Open"
msgstr "Avaa"

#| msgid "Wash hands"
msgid "Wash your hands"
msgstr "Pese kädet"
PO
cat > rewrite.mjs <<'JS'
import fs from "node:fs";
import PO from "pofile";
import { po } from "gettext-parser";

for (const name of ["merged", "bare"]) {
  fs.writeFileSync(`${name}-pofile.po`, PO.parse(fs.readFileSync(`${name}.po`, "utf8")).toString());
  fs.writeFileSync(`${name}-peer.po`, po.compile(po.parse(fs.readFileSync(`${name}.po`))));
}
JS
node rewrite.mjs
v/bin/python - <<'PY'
import polib
from babel.messages.pofile import read_po

for name in ("merged", "bare", "merged-peer", "bare-peer"):
    assert polib.pofile(f"{name}.po").find("Wash your hands").msgstr == "Pese kädet"
    with open(f"{name}.po", "rb") as file:
        assert read_po(file)["Wash your hands"].string == "Pese kädet"
assert polib.pofile("bare-peer.po").find("Open").msgstr == "Avaa"
assert polib.pofile("bare-pofile.po").find("Open").msgstr == "AvaaWash hands", "changed: the entry before"
PY
cat merged.po merged-pofile.po bare-pofile.po
grep -qx '#| msgid "Wash hands"' merged.po
grep -qx '#| msgid "Wash hands"' merged-peer.po
grep -qx 'msgstr\[1\] "undefinedWash hands"' merged-pofile.po || { echo "changed: no second form" >&2; exit 1; }
for name in merged bare merged-peer bare-peer bare-pofile; do msgfmt -o /dev/null $name.po; done
if msgfmt -o /dev/null merged-pofile.po 2>/dev/null; then echo "changed: msgfmt takes it" >&2; exit 1; fi
echo "as seen: undefinedWash hands, AvaaWash hands"
