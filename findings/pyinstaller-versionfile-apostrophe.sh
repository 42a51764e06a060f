#!/usr/bin/env bash
# pyinstaller-versionfile writes names between apostrophes as they are: "Teacher's kit" makes a file that is none.
#
# Guess before the run: what the maker of a version file takes (its own check refuses "1.0.0rc1") makes a file that
# PyInstaller can read, and each text in it is the text that was given.
# Seen with pyinstaller-versionfile 3.1.0: the file is Python code, which PyInstaller evaluates, made by a template
# without quoting.
#   - An apostrophe in any text ("Teacher's kit", "O'Brien") ends the string: a SyntaxError, far from its cause;
#   - a version by year and month with two digits, 2026.03.01, is written as a number with a leading zero, which
#     Python refuses; 2026.3.1 is well, as is 2026.10.1, so it fails from January to September;
#   - a backslash begins an escape: the folder "C:\new\table" of a description has a line break and a tab in it, and
#     nobody is told.
# Quotation marks, "ä" and dashes are right. The same texts written with repr() are read as given.
# Ours makes PyInstaller's objects themselves, with no text between.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pyinstaller-versionfile==3.1.0 >/dev/null
v/bin/python - <<'PY'
import ast
from pathlib import Path

import pyinstaller_versionfile

PLAIN = {"version": "1.2.3.4", "product_name": "Kit", "file_description": "x"}
CASES = {
    "plain": {},
    "marks and letters": {"product_name": 'Välitä! – "Visa omtanke!"'},
    "year and month": {"version": "2026.3.1"},
    "October": {"version": "2026.10.1"},
    "March, two digits": {"version": "2026.03.01"},
    "apostrophe": {"product_name": "Teacher's kit"},
    "folder": {"file_description": r"C:\new\table"},
}


def read(text: str) -> dict[str, str] | None:
    """The texts of the file; None where it is no Python, as PyInstaller's eval() wants it."""
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as error:
        print("   ", error)
        return None
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    pairs = [each.args for each in calls if getattr(each.func, "id", "") == "StringStruct"]
    return {ast.literal_eval(name): ast.literal_eval(value) for name, value in pairs}


seen = {}
for name, change in CASES.items():
    given = PLAIN | change
    print(name, given)
    pyinstaller_versionfile.create_versionfile(output_file="version.txt", **given)
    texts = read(Path("version.txt").read_text(encoding="utf-8"))
    seen[name] = texts and (texts["ProductName"], texts["FileDescription"])
    pairs = {"ProductName": given["product_name"], "FileDescription": given["file_description"]}
    by_repr = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in pairs.items())
    assert read(f"[{by_repr}]") == pairs, "by repr"
print(seen)
for name in ("plain", "marks and letters", "year and month", "October"):
    given = PLAIN | CASES[name]
    assert seen[name] == (given["product_name"], given["file_description"]), name
assert seen["March, two digits"] is None, "changed: leading zeros"
assert seen["apostrophe"] is None, "changed: apostrophes"
assert seen["folder"] == ("Kit", "C:\new\table"), "changed: backslashes"
PY
echo "as seen: an apostrophe, a zero and a backslash are not quoted"
