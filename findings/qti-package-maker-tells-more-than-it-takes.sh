#!/usr/bin/env bash
# qti-package-maker tells pupils that an answer "within 1%" is correct, and takes a thousandth; of -5 it is "within -10%".
#
# Guess before the run: the note that it puts under a question with a number says how near an answer has to
# be as it is marked: by the tolerance that was given, or by less.
# Seen with qti-package-maker 26.7.14 (PyPI; Blackboard upload): the per cent are rounded up. For 1000 +- 1 the
# note says 1%, so the pupil who writes 1005 has done as she was told and gets nothing; for 3.5 +- 0.05 it is 2%. 1 +- 0.07
# is 8%, for 0.07 times 100 is a little over 7 in binary, and a temperature of -5 +- 0.5 is to be met "within -10%".
# The page for reading over that the same run writes says the tolerance as it is, and so do the rules for marking.
# Ours asks for no numbers.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q qti-package-maker==26.7.14 >/dev/null
printf 'NUM\t%s\t%s\t%s\n' 'How many millilitres are in a litre?' 1000 1 'How long is the strip?' 3.5 0.05 \
  'How many metres?' 1 0.07 'How cold is the freezer?' -5 0.5 'How many grams?' 200 10 > bbq-q-questions.txt
v/bin/bbq_converter.py -i bbq-q-questions.txt -a > log.txt 2>&1
mkdir qti; v/bin/python -m zipfile -e qti12-q.zip qti
v/bin/python - <<'PY'
import re
from fractions import Fraction
from pathlib import Path

SEEN = {"1000": 1, "3.5": 2, "1": 8, "-5": -10, "200": 5}
MARKED = {"1000": (999, 1001), "3.5": ("3.45", "3.55"), "1": ("0.93", "1.07"), "-5": ("-5.5", "-4.5"), "200": (190, 210)}
note = re.compile(r"within (-?\d+)&percnt;.*\t(-?[\d.]+)\t([\d.]+)$")
notes = {}
for line in Path("bbq-q.txt").read_text(encoding="utf-8").splitlines():
    told, answer, tolerance = note.search(line).groups()
    notes[f"{float(answer):g}"] = int(told)
    print(answer, "+-", tolerance, "is told as", told, "per cent,", float(Fraction(tolerance) / Fraction(answer) * 100))
(rules,) = Path("qti").glob("*/canvas*.xml")
bounds = re.findall(r"<vargte[^>]*>([^<]*)<.*?<varlte[^>]*>([^<]*)<", rules.read_text(encoding="utf-8"), re.S)
page = re.findall(r"within &pm;([\d.]+)", Path("human-q.html").read_text(encoding="utf-8"))
print("marked:", bounds, "page:", page)
assert [tuple(round(float(each), 9) for each in pair) for pair in bounds] == [
    tuple(float(each) for each in pair) for pair in MARKED.values()
], "marked otherwise"
assert [float(each) for each in page] == [1, 0.05, 0.07, 0.5, 10], "the page for reading says it otherwise"
assert notes == SEEN, "changed"
PY
echo "as seen: told more than is taken"
