#!/usr/bin/env bash
# pofile-ts, which Lingui 6 reads catalogues with, brings the texts back to life that msgmerge has marked as removed.
#
# Guess before the run: an entry whose lines begin with "#~" is no part of the program any more (GNU gettext:
# obsolete). The library has a field for it, so each such entry has it set, and is written with the mark again.
# Seen with pofile-ts 4.0.3 (npm): the last removed entry of a file comes back alive, and so does each one that an
# entry without the mark, a comment or a flag follows. Written again with nothing changed it has no mark, msgfmt
# puts it into the program's catalogue, and now the one before it is followed by a living entry: with each
# time that the file is read and written one more text rises, until none is removed. pofile 1.1.4, whose heir it
# is, knows each of them, and so do gettext-parser 10.0.0 and polib 1.2.0.
# GNU gettext (msgmerge, msgfmt) must be there. Ours reads its catalogues with GNU gettext and Babel.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q polib==1.2.0 >/dev/null
npm install --silent --no-save pofile-ts@4.0.3 pofile@1.1.4 gettext-parser@10.0.0 >/dev/null
cat > old.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: sv\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Open"
msgstr "Öppna"

msgid "Ring your teacher"
msgstr "Ring läraren"

msgid "Burn it"
msgstr "Bränn upp det"

msgctxt "verb"
msgid "Print"
msgstr "Skriv ut"
PO
sed '7,$s/^msgstr.*/msgstr ""/; /^msgid "Ring/,$d' old.po > new.pot
msgmerge -q --no-fuzzy-matching old.po new.pot -o merged.po
cat > rewrite.mjs <<'JS'
import fs from "node:fs";
import PO from "pofile";
import { parsePo, stringifyPo } from "pofile-ts";
import { po } from "gettext-parser";

let text = fs.readFileSync("merged.po", "utf8");
fs.writeFileSync("pofile.po", PO.parse(text).toString());
fs.writeFileSync("peer.po", po.compile(po.parse(text)));
for (const time of [1, 2, 3]) {
  text = stringifyPo(parsePo(text));
  fs.writeFileSync(`heir${time}.po`, text);
}
JS
node rewrite.mjs
for name in merged pofile peer heir1 heir2 heir3; do msgfmt -o $name.mo $name.po; done
v/bin/python - <<'PY'
import polib

GONE = ["Burn it", "Print", "Ring your teacher"]
alive = {}
for name in ("merged", "pofile", "peer", "heir1", "heir2", "heir3"):
    entries = [each.msgid for each in polib.pofile(f"{name}.po")]
    assert sorted(entries) == sorted([*GONE, "Open"]), f"{name} lacks one"
    alive[name] = sorted(each.msgid for each in polib.mofile(f"{name}.mo") if each.msgid)
    print(name, alive[name])
for peer in ("merged", "pofile", "peer"):
    assert alive[peer] == ["Open"], f"{peer} has another one alive"
assert alive["heir1"] == ["Open", "Print"], "changed: after one time"
assert alive["heir2"] == ["Burn it", "Open", "Print"], "changed: after two"
assert alive["heir3"] == ["Burn it", "Open", "Print", "Ring your teacher"], "changed: after three"
PY
echo "as seen: one more text lives again each time"
