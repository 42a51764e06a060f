#!/usr/bin/env bash
# Qt asks the first face that was registered of a family what the whole family can write.
#
# Guess before the run: a font list ["Text Face", "Sign Face"] gives a star from the regular Sign
# Face, which has it, whatever other weights that family has and in whichever order they came.
# Seen with PySide6 6.11.0 on Linux: so it is where the regular was added first. Where the bold,
# which has no star, was added before it, the star is taken from no face of the family: from
# another face of the computer, and as an empty box (glyph 0) where there is none.
# For us: a family of signs ships with a bold of letters only; the window registers the regular
# one alone, and a fresh computer showed boxes that a developer's never did.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.0 fonttools==4.68.0 >/dev/null
cat > faces.py <<'PY'
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def make(file: str, family: str, style: str, signs: str) -> None:
    names = [".notdef", "space", *(f"u{ord(sign):04X}" for sign in signs)]
    pen = TTGlyphPen(None)
    for n, point in enumerate(((50, 0), (50, 600), (450, 600), (450, 0))):
        pen.lineTo(point) if n else pen.moveTo(point)
    pen.closePath()
    box = pen.glyph()
    bold = style == "Bold"
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({32: "space", **{ord(sign): f"u{ord(sign):04X}" for sign in signs}})
    made.setupGlyf({name: TTGlyphPen(None).glyph() if name == "space" else box for name in names})
    made.setupHorizontalMetrics({name: (500, 50) for name in names})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": family, "styleName": style})
    made.setupOS2(usWeightClass=700 if bold else 400, fsSelection=0x20 if bold else 0x40)
    made.setupPost()
    made.font["head"].macStyle = int(bold)
    made.save(file)


make("text.ttf", "Text Face", "Regular", "abc")
make("signs.ttf", "Sign Face", "Regular", "abc★")
make("signs-bold.ttf", "Sign Face", "Bold", "abc")
PY
v/bin/python faces.py
cat > ask.py <<'PY'
import sys

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout

app = QGuiApplication(sys.argv)
for file in sys.argv[1:]:
    QFontDatabase.addApplicationFont(file)
layout = QTextLayout("★", QFont(["Text Face", "Sign Face"]))
layout.beginLayout()
layout.createLine()
layout.endLayout()
(run,) = layout.glyphRuns()
print("box" if run.glyphIndexes() == [0] else run.rawFont().familyName())
PY
echo '<fontconfig></fontconfig>' > none.conf
ask() { QT_QPA_PLATFORM=offscreen FONTCONFIG_FILE=$PWD/none.conf v/bin/python ask.py "$@" 2>/dev/null; }
alone=$(ask text.ttf signs.ttf)
after=$(ask text.ttf signs.ttf signs-bold.ttf)
before=$(ask text.ttf signs-bold.ttf signs.ttf)
echo "regular alone: $alone; bold added after it: $after; bold added before it: $before"
[ "$alone" = "Sign Face" ] && [ "$after" = "Sign Face" ] && [ "$before" = box ] || { echo changed; exit 1; }
echo "as seen: the first face of a family answers for all of it"
