#!/usr/bin/env bash
# odfdo leaves out the rows of a sheet that are grouped twice, without a gap.
#
# Guess before the run: rows may be grouped (Data > Group and Outline) and a group may be part of a group
# (ODF 1.3 part 3: table:table-row-group, among whose elements is itself); all of them are rows of the table.
# Seen with odfdo 3.27.3: the rows of a group are there, those of a group inside a group are not: not in
# get_values, not in the size, not in the CSV. The row that follows takes their place, so "A4" is another
# cell, and a sum has fewer parts. pyexcel-ods3 0.6.1, pandas 3.1.1 (odfpy) and python-calamine 0.9.1 read them.
# Ours writes sheets and reads none.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q odfdo==3.27.3 pyexcel-ods3==0.6.1 pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 >/dev/null
v/bin/python - <<'PY'
import zipfile

import odfdo
import pandas
import pyexcel_ods3
from python_calamine import CalamineWorkbook

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "manifest"))
GROUP = "table:table-row-group"


def row(name, hours):
    return (
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{hours}"><text:p>{hours}</text:p>'
        "</table:table-cell></table:table-row>"
    )


inner = f"<{GROUP}>{row('Hygienia', 4)}{row('Apuvälineet', 6)}</{GROUP}>"
rows = row("Kurssi", 1) + f"<{GROUP}>{row('Hoito', 2)}{inner}</{GROUP}>" + row("Koe", 3)
body = (
    f'<office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>'
    f'<table:table table:name="Tunnit">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
entries = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
    for path, kind in (("/", KIND), ("content.xml", "text/xml"))
)
with zipfile.ZipFile("hours.ods", "w") as file:
    file.writestr("mimetype", KIND)
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest {NAMES} manifest:version="1.3">{entries}</manifest:manifest>')
    file.writestr("content.xml", body)
WHOLE = [["Kurssi", 1], ["Hoito", 2], ["Hygienia", 4], ["Apuvälineet", 6], ["Koe", 3]]
peers = {
    "pyexcel-ods3": pyexcel_ods3.get_data("hours.ods")["Tunnit"],
    "pandas": pandas.read_excel("hours.ods", engine="odf", header=None).values.tolist(),
    "calamine": CalamineWorkbook.from_path("hours.ods").get_sheet_by_index(0).to_python(),
}
table = odfdo.Document("hours.ods").body.get_table(0)
own = [[name, int(hours)] for name, hours in table.get_values()]
print("odfdo", own, table.size, repr(table.to_csv()), table.get_value("A4"), peers)
for peer, values in peers.items():
    assert values == WHOLE, f"{peer} reads it otherwise"
assert own == [["Kurssi", 1], ["Hoito", 2], ["Koe", 3]], "changed: the rows"
assert table.size == (2, 3) and "Hygienia" not in table.to_csv(), "changed: the size, the CSV"
assert table.get_value("A3") == "Koe" and table.get_value("A4") is None, "changed: the places"
PY
echo "as seen: the rows of the inner group are gone"
