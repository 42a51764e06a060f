#!/usr/bin/env bash
# xlsx2csv writes "0.0" 12"" for twelve and a half hours shown with their unit; exceljs makes a date of 12 with "d".
#
# Guess before the run: the letters d, m, y, h and s make a date of a number's format where they are codes. In
# quotation marks, behind a backslash or behind "_", which leaves room as wide as a letter, they are text
# (ECMA-376 part 1, 18.8.31), and the number is a number.
# Seen with xlsx2csv 0.8.6 (PyPI): any of these letters is a code, in quotation marks too. 12.5 with the
# format 0.0" h", as hours in a table of working time have it, is the text 0.0" 12" in the CSV, with "d" for
# days it is 0" 11", and "yht. "0 (in all) is "y12t. "0, where 12 is the hour of the half day.
# exceljs 4.4.0 (npm) minds the quotation marks, and takes 0\ \h and #,##0.00\ _m_k, which old Finnish sheets of
# marks have, for a day in January 1900. openpyxl 3.1.5, python-calamine 0.9.1 and SheetJS 0.18.5 read 12.5.
# Ours reads no sheets.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1 >/dev/null
npm install --silent --no-save exceljs@4.4.0 xlsx@0.18.5 >/dev/null
cat > read.cjs <<'JS'
const own = new (require("exceljs").Workbook)();
const peer = require("xlsx");
own.xlsx.readFile("hours.xlsx").then(() => {
  const sheet = peer.readFile("hours.xlsx", { cellDates: true }).Sheets.Sheet;
  const values = peer.utils.sheet_to_json(sheet, { header: 1 }).flat();
  console.log(JSON.stringify({ exceljs: own.worksheets[0].getColumn(1).values.slice(1), SheetJS: values }));
});
JS
v/bin/python - <<'PY'
import csv
import io
import json
import subprocess

import openpyxl
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

NUMBER, DAY = 12.5, "1900-01-11T12:00:00.000Z"
SEEN = {  # the format: what xlsx2csv and what exceljs make of 12.5
    "0.0": ("12.5", NUMBER),
    '0.0" kg"': ("12.500000", NUMBER),
    '0.0" h"': ('0.0" 12"', NUMBER),
    '0" d"': ('0" 11"', NUMBER),
    "0\\ \\h": ("0 12", DAY),
    "#,##0.00\\ _m_k": ("#,##0.00 _01_k", DAY),
    '"yht. "0': ('"y12t. "0', NUMBER),
}
book = openpyxl.Workbook()
for at, code in enumerate(SEEN, 1):
    cell = book.active.cell(at, 1, NUMBER)
    cell.number_format = code
book.save("hours.xlsx")
told = json.loads(subprocess.check_output(["node", "read.cjs"]))
out = io.StringIO()
Xlsx2csv("hours.xlsx").convert(out)
lines = [line[0] for line in csv.reader(io.StringIO(out.getvalue()))]
peers = {
    "openpyxl": [each[0].value for each in openpyxl.load_workbook("hours.xlsx").active.rows],
    "calamine": [each[0] for each in CalamineWorkbook.from_path("hours.xlsx").get_sheet_by_index(0).to_python()],
    "SheetJS": told["SheetJS"],
}
print("xlsx2csv", lines, told, peers)
for peer, values in peers.items():
    assert values == [NUMBER] * len(SEEN), f"{peer} reads it otherwise"
assert lines == [each[0] for each in SEEN.values()], "changed: xlsx2csv"
assert told["exceljs"] == [each[1] for each in SEEN.values()], "changed: exceljs"
PY
echo "as seen: the unit eats the number"
