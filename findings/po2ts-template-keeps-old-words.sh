#!/usr/bin/env bash
# po2ts, given the .ts file it is to fill, writes each message twice, and the program shows the old words.
#
# Guess before the run: -t (a template) means for po2ts what it does for the toolkit's other commands: the file that
# is filled with what the .po file says; without it the language or a note may be missing.
# Seen with translate-toolkit 3.20.4: the messages of the .po file are put after those of the template, as if they were
# new, so each is there twice, the translator's correction below what it corrects. lrelease of PySide6 6.11.3
# warns of duplicates and drops the second: "Tallenna", "Avaa" and "%n tiedostoa" stay as they were, while what had
# no translation has one now, so it looks as if it worked. po2prop -t of the same toolkit puts the new words in.
# Without -t the new words are there, but the file names no language: lrelease leaves one form of the plural, and five
# files are "5 tiedosto"; a message that the program no longer has is back among the others.
# Ours has its words in .po files, and compiles them with gettext's own format.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v; v/bin/pip install -q translate-toolkit==3.20.4 PySide6-Essentials==6.11.3 >/dev/null
cat > first.ts <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fi_FI" sourcelanguage="en">
<context>
    <name>Main</name>
    <message numerus="yes"><source>%n file(s)</source><translation><numerusform>%n tiedosto</numerusform><numerusform>%n tiedostoa</numerusform></translation></message>
    <message><source>Open</source><comment>verb</comment><translation>Avaa</translation></message>
    <message><source>Save</source><translation>Tallenna</translation></message>
    <message><source>New</source><translation type="unfinished"></translation></message>
    <message><source>Old</source><translation type="vanished">Vanha</translation></message>
</context>
</TS>
XML
v/bin/ts2po --progress=none first.ts first.po
sed -e 's/"Avaa"/"Avataan"/; s/"Tallenna"/"Talleta"/; s/"%n tiedostoa"/"%n kpl"/' first.po > new.po
v/bin/python - <<'PY'
import re
from pathlib import Path

text = Path("new.po").read_text()
Path("new.po").write_text(re.sub('msgid "New"\nmsgstr ""', 'msgid "New"\nmsgstr "Uusi"', text))
PY
v/bin/po2ts --progress=none -t first.ts new.po filled.ts
v/bin/po2ts --progress=none new.po bare.ts
for each in first filled bare; do v/bin/pyside6-lrelease "$each.ts" -qm "$each.qm" >/dev/null 2>&1; done
printf 'save=Save\nopen=Open\n' > en.properties
printf 'save=Tallenna\nopen=Avaa\n' > old.properties
v/bin/prop2po --progress=none -t en.properties old.properties props.po
sed -i 's/"Tallenna"/"Talleta"/' props.po
v/bin/po2prop --progress=none -t en.properties props.po new.properties
v/bin/python - <<'PY'
from pathlib import Path

from PySide6.QtCore import QTranslator


def shown(name):
    """What a program shows."""
    words = QTranslator()
    assert words.load(f"{name}.qm"), name
    asked = [("%n file(s)", None, 5), ("Open", "verb"), ("Save",), ("New",), ("Old",)]
    return [words.translate("Main", *each) for each in asked]


seen = {name: shown(name) for name in ("first", "filled", "bare")}
counts = {name: Path(f"{name}.ts").read_text().count("<message") for name in seen}
for name, words in seen.items():
    print(f"{name:7} {counts[name]:2} messages: {words}")
assert sorted(Path("new.properties").read_text().split()) == ["open=Avaa", "save=Talleta"], "po2prop"
assert seen["first"] == ["%n tiedostoa", "Avaa", "Tallenna", "", ""]
assert (counts["first"], counts["filled"]) == (5, 10), "changed: the messages"
assert seen["filled"] == ["%n tiedostoa", "Avaa", "Tallenna", "Uusi", ""], "changed: with the template"
assert seen["bare"] == ["%n tiedosto", "Avataan", "Talleta", "Uusi", "Vanha"], "changed: without"
PY
echo "as seen: the old words win"
