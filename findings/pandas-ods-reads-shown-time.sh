#!/usr/bin/env bash
# pandas reads the time of an ODS cell from how it is shown: a run of 12 min 34.5 s takes twelve hours and a half.
#
# Guess before the run: a cell's value is its office:time-value ("PT00H12M34.5S"; ODF 1.3, part 3), as
# office:date-value is that of a date; the text beside it is for the eye and says nothing of its own.
# Seen with pandas 3.1.1 and odfpy 1.4.1: the text is read as if it were a point in time. "12:34,50", by the
# format MM:SS,00 that LibreOffice offers for results of races, becomes 12:34:30; "08.15.00", with full stops
# as Finnish writes times, is taken for a date and becomes midnight, for every lesson of a timetable. Nothing
# is said. Dates, percentages and sums of money beside them are read from their values. python-calamine 0.9.1,
# by itself and as pandas' other engine, and SheetJS (npm xlsx 0.18.5) read the values of all of them.
# For us: nothing of ours reads sheets of sums; who brings a timetable or results into Python from an ODS
# should ask for engine="calamine".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 >/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
v/bin/python - <<'PY'
import json
import subprocess
import zipfile
from datetime import datetime, time

import pandas
from python_calamine import load_workbook

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{OASIS}:{name}:1.0"'
    for short, name in {
        "office": "office", "table": "table", "text": "text", "style": "style",
        "number": "datastyle", "manifest": "manifest",
    }.items()
)  # fmt: skip
LONG = 'number:style="long"'
STYLES = {
    "race": f'<number:minutes {LONG}/><number:text>:</number:text><number:seconds {LONG} number:decimal-places="2"/>',
    "stops": f"<number:hours {LONG}/><number:text>.</number:text><number:minutes {LONG}/>"
    f"<number:text>.</number:text><number:seconds {LONG}/>",
    "colons": f"<number:hours {LONG}/><number:text>:</number:text><number:minutes {LONG}/>",
}
CELLS = {
    "race": ("PT00H12M34.5S", "12:34,50"),
    "stops": ("PT08H15M00S", "08.15.00"),
    "colons": ("PT08H15M00S", "08:15"),
}
formats = "".join(
    f'<number:time-style style:name="N{name}">{parts}</number:time-style>'
    f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>'
    for name, parts in STYLES.items()
)
row = "".join(
    f'<table:table-cell table:style-name="{name}" office:value-type="time" office:time-value="{value}">'
    f"<text:p>{shown}</text:p></table:table-cell>"
    for name, (value, shown) in CELLS.items()
)
date = (
    '<table:table-cell office:value-type="date" office:date-value="2026-03-01"><text:p>su 1.3.</text:p>'
    "</table:table-cell>"
)
content = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
    f"<office:automatic-styles>{formats}</office:automatic-styles><office:body><office:spreadsheet>"
    f'<table:table table:name="Ajat"><table:table-column table:number-columns-repeated="4"/>'
    f"<table:table-row>{row}{date}</table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)
kind = "application/vnd.oasis.opendocument.spreadsheet"
entries = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type_}"/>'
    for path, type_ in {"/": kind, "content.xml": "text/xml"}.items()
)
with zipfile.ZipFile("ajat.ods", "w") as packed:
    packed.writestr("mimetype", kind)
    packed.writestr("content.xml", content)
    packed.writestr("META-INF/manifest.xml", f'<manifest:manifest {SPACES} manifest:version="1.3">{entries}</manifest:manifest>')


def by_pandas(engine):
    return pandas.read_excel("ajat.ods", engine=engine, header=None).iloc[0].tolist()


seen = by_pandas("odf")
(calamine,) = load_workbook("ajat.ods").get_sheet_by_index(0).to_python()
script = (
    "const book = require('xlsx').readFile('ajat.ods'), sheet = book.Sheets.Ajat;"
    "console.log(JSON.stringify(['A1', 'B1', 'C1'].map((at) => Math.round(sheet[at].v * 86400))));"
)
sheetjs = json.loads(subprocess.check_output(["node", "-e", script], text=True))
print(seen, calamine, sheetjs, sep="\n")
whole = [time(0, 12, 34, 500000), time(8, 15), time(8, 15)]
assert calamine[:3] == by_pandas("calamine")[:3] == whole, "calamine reads it otherwise"
# It counts whole seconds.
assert sheetjs == [12 * 60 + 34, *2 * [8 * 3600 + 15 * 60]], "SheetJS reads it otherwise"
assert seen[3] == datetime(2026, 3, 1), "the date is read from its text too"
assert seen[2] == time(8, 15), "changed: colons"
assert seen[0] == time(12, 34, 30), "changed: minutes are minutes"
assert seen[1] == time(0, 0), "changed: full stops"
PY
echo "as seen: minutes are hours, and a time with full stops is midnight"
