#!/usr/bin/env bash
# calamine, which pandas reads sheets with, puts the words of a drawing into the cell that the drawing is tied to.
#
# Guess before the run: in an ODS a text box or a call-out that is tied to a cell stands inside the element of the
# cell (ODF 1.3 part 3: shapes in table:table-cell), as a comment does. It is not the cell's text, and who leaves
# the comment out leaves the drawing out. A tab or a break in a line parts words.
# Seen with python-calamine 0.9.1, alone and by pandas 3.1.1: the comment is left out, and the drawing's words are
# in front of the cell's own: "Svar: 12" and "Hur mycket?" are one value, so looking for "Hur mycket?" finds
# nothing. "kl. 8<tab>Liv" becomes "kl. 8Liv", and so it is with a break. odfdo 3.27.3, pyexcel-ods3 0.6.1
# and SheetJS 0.18.5 (npm xlsx) give the cell's own words, parted.
# Ours writes sheets and reads none.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 pandas==3.1.1 odfdo==3.27.3 pyexcel-ods3==0.6.1 >/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
v/bin/python - <<'PY'
import json
import subprocess
import zipfile

import odfdo
import pandas
import pyexcel_ods3
from python_calamine import CalamineWorkbook

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = {name: f"{ODF}{name}:1.0" for name in ("office", "table", "text", "manifest")}
SPACES |= {"draw": f"{ODF}drawing:1.0", "svg": f"{ODF}svg-compatible:1.0"}
NAMES = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())


def row(text):
    return f'<table:table-row><table:table-cell office:value-type="string">{text}</table:table-cell></table:table-row>'


box = (
    '<draw:frame svg:x="1cm" svg:y="1cm" svg:width="3cm" svg:height="1cm">'
    "<draw:text-box><text:p>Svar: 12</text:p></draw:text-box></draw:frame>"
)
note = "<office:annotation><text:p>Till mig själv</text:p></office:annotation>"
rows = (
    row(f"{box}<text:p>Hur mycket?</text:p>")
    + row(f"{note}<text:p>Hur ofta?</text:p>")
    + row("<text:p>kl. 8<text:tab/>Liv</text:p>")
    + row("<text:p>kl. 9<text:line-break/>Maj</text:p>")
)
body = (
    f'<office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>'
    f'<table:table table:name="Prov">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
entries = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
    for path, kind in (("/", KIND), ("content.xml", "text/xml"))
)
with zipfile.ZipFile("prov.ods", "w") as file:
    file.writestr("mimetype", KIND)
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest {NAMES} manifest:version="1.3">{entries}</manifest:manifest>')
    file.writestr("content.xml", body)
sheet = "require('xlsx').readFile('prov.ods').Sheets.Prov"
told = f"console.log(JSON.stringify(require('xlsx').utils.sheet_to_json({sheet}, {{header: 1}}).flat()))"
peers = {
    "odfdo": [each[0] for each in odfdo.Document("prov.ods").body.get_table(0).get_values()],
    "pyexcel-ods3": [each[0] for each in pyexcel_ods3.get_data("prov.ods")["Prov"]],
    "SheetJS": json.loads(subprocess.check_output(["node", "-e", told])),
}
own = [each[0] for each in CalamineWorkbook.from_path("prov.ods").get_sheet_by_index(0).to_python()]
by_pandas = pandas.read_excel("prov.ods", engine="calamine", header=None)[0].tolist()
print("calamine", own, peers)
for peer, values in peers.items():
    assert values == ["Hur mycket?", "Hur ofta?", "kl. 8\tLiv", "kl. 9\nMaj"], f"{peer} reads it otherwise"
assert own == by_pandas == ["Svar: 12\nHur mycket?", "Hur ofta?", "kl. 8Liv", "kl. 9Maj"], "changed"
PY
echo "as seen: the drawing's words are in the cell"
