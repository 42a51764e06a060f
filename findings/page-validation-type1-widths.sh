#!/usr/bin/env bash
# page-validation reads the width of a Type 1 glyph as 0 and finds a fault that is not there.
#
# Guess before the run: a PDF with an embedded Type 1 face whose /Widths are those of the face
# breaks no rule on glyph widths (there are others: the file below is not tagged).
# Seen with page-validation 0.11.0, faces that reportlab 5.1.0 ships: for Callig15 it reports
# "width 0.000 in its embedded Type1 program but 293.000 in /Widths", for DarkGardenMK 0.019
# against 612. fontTools 4.68.0 reads 293, and 1254 units of 1/2048 (612), from the same files.
# For us: our own faces are TrueType and pass; a PDF from an office program with a Type 1 face in
# it is called faulty, so a second referee has the last word on such files.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q page-validation==0.11.0 reportlab==5.1.0 fonttools==4.68.0 >/dev/null
v/bin/python - <<'PY'
import io
import re
from pathlib import Path

import page
import reportlab
from fontTools.pens.basePen import NullPen
from fontTools.t1Lib import T1Font
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen import canvas

FOLDER = Path(reportlab.__file__).parent / "fonts"
RULE = "PDFUA1-FONT-GLYPH-WIDTH-001"
seen = {}
for stem in ("callig15", "DarkGardenMK"):
    program = str(FOLDER / f"{stem}.pfb")
    face = pdfmetrics.EmbeddedType1Face(str(FOLDER / f"{stem}.afm"), program)
    pdfmetrics.registerTypeFace(face)
    pdfmetrics.registerFont(pdfmetrics.Font(stem, face.name, "WinAnsiEncoding"))
    file = io.BytesIO()
    drawn = canvas.Canvas(file, initialFontName=stem)
    drawn.setFont(stem, 20)
    drawn.drawString(100, 700, "a")
    drawn.save()
    verdict = page.validate_pdf_bytes(file.getvalue(), profile=page.ValidationProfile.PDF_UA_1)
    (told,) = (str(each) for each in verdict.failures if RULE in str(each))
    program_width, widths = re.findall(r"\d+\.\d+", told.split("width", 1)[1])
    read = T1Font(program)
    read.parse()
    glyph = read.getGlyphSet()["a"]
    glyph.draw(NullPen())
    peer = round(glyph.width * read.font["FontMatrix"][0] * 1000)
    seen[stem] = (float(program_width), float(widths), peer)
print(seen)
assert seen == {"callig15": (0.0, 293.0, 293), "DarkGardenMK": (0.019, 612.0, 612)}, "changed"
PY
echo "as seen: a right width is called wrong"
