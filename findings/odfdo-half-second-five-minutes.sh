#!/usr/bin/env bash
# odfdo leaves the decimal point of a time out: half a second more is five minutes, a hundredth's rounding a thousand years.
#
# Guess before the run: office:time-value="PT00H12M34.5S" is twelve minutes and 34.5 seconds (ODF 1.3 part 3,
# 18.2, a duration of XML Schema, whose seconds may have decimals), or at worst 34 whole seconds.
# Seen with odfdo 3.27.3: it is 17 min 45 s, for "34.5" is read as 345 seconds; LibreOffice's "34.559999999",
# a sum that is not exact, is read as 34,559,999,999 seconds, 400,000 days. Written, 34.5 seconds are 34.
# pyexcel-ods 0.6.0 gives no such cell at all, and the row is one shorter. python-calamine 0.9.1 and SheetJS
# (npm xlsx 0.18.5, in whole seconds) read them right.
# For us: our ODT has no times in its tables; results of races go through neither of the two.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q odfdo==3.27.3 pyexcel-ods==0.6.0 python-calamine==0.9.1 >/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
v/bin/python - <<'PY'
import json
import subprocess
from datetime import time, timedelta

import pyexcel_ods
from odfdo import Cell, Document, Row, Table
from python_calamine import load_workbook

VALUES = ("PT00H12M34S", "PT00H12M34.5S", "PT00H12M34.559999999S")
document = Document("spreadsheet")
document.body.clear()
table, row = Table("Ajat"), Row()
for value in VALUES:
    cell = Cell(timedelta(minutes=12, seconds=34))
    cell.set_attribute("office:time-value", value)
    row.append_cell(cell)
table.append_row(row)
document.body.append(table)
document.save("ajat.ods")

odfdo = Document("ajat.ods").body.tables[0].get_row_values(0)
(calamine,) = load_workbook("ajat.ods").get_sheet_by_index(0).to_python()
pyexcel = pyexcel_ods.get_data("ajat.ods")["Ajat"][0]
script = (
    "const sheet = require('xlsx').readFile('ajat.ods').Sheets.Ajat;"
    "console.log(JSON.stringify(['A1', 'B1', 'C1'].map((at) => Math.floor(sheet[at].v * 86400 + 1e-3))));"
)
sheetjs = json.loads(subprocess.check_output(["node", "-e", script], text=True))
print(odfdo, calamine, pyexcel, sheetjs, sep="\n")
assert [each.replace(microsecond=0) for each in calamine] == 3 * [time(0, 12, 34)], "calamine"
assert calamine[1].microsecond == 500000, "calamine drops the half second"
assert sheetjs == 3 * [12 * 60 + 34], "SheetJS reads it otherwise"
assert odfdo[0] == timedelta(minutes=12, seconds=34), "whole seconds are read otherwise"
assert odfdo[1] == timedelta(minutes=17, seconds=45), "changed: the point is read"
assert odfdo[2] == timedelta(minutes=12, seconds=34559999999), "changed: the point is read"
written = Cell(timedelta(minutes=12, seconds=34.5)).get_attribute("office:time-value")
assert written == "PT00H12M34S", f"changed: {written} is written"
assert pyexcel == [time(0, 12, 34)], "changed: pyexcel-ods has the cells"
PY
echo "as seen: 34.5 seconds are 345, and written they are 34"
