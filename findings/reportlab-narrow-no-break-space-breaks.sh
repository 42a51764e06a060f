#!/usr/bin/env bash
# ReportLab breaks a line at a narrow no-break space, which is there to forbid just that.
#
# Guess before the run: a paragraph knows the no-break space U+00A0 and keeps "100 000" on a line with it;
# the two other spaces that forbid a break (U+202F, U+2007) do the same, as UAX 14 has them in one class.
# Seen with reportlab 5.1.0: at U+202F and U+2007 the line is broken, and the space becomes an ordinary
# one: "100" ends a line and "000" begins the next. U+00A0 and the hyphen U+2011 hold. The numbers of
# French, written by ICU, have U+202F between thousands. Qt 6.11.1 (PySide6) keeps all four whole.
# Ours makes U+00A0 of both before they come there (tests/handouts/test_signs.py), so it suffers nothing.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v
v/bin/pip install -q reportlab==5.1.0 PySide6-Essentials==6.11.1 >/dev/null
v/bin/python - <<'PY'
from PySide6.QtGui import QGuiApplication, QTextLayout
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

app = QGuiApplication([])
registerFont(TTFont("Vera", "Vera.ttf"))  # ships with reportlab


def reportlab(text: str) -> list:
    paragraph = Paragraph(text, ParagraphStyle("one", fontName="Vera", fontSize=10))
    paragraph.wrap(80, 500)
    return [" ".join(line[1]) for line in paragraph.blPara.lines]


def qt(text: str) -> list:
    layout = QTextLayout(text)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setNumColumns(13)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip(" "))
    layout.endLayout()
    return lines


for sign in "\u00a0\u2011\u202f\u2007":
    number = f"100{sign}000"
    text = f"aaaa bbbb {number}"
    one, two = reportlab(text), qt(text)
    print(f"U+{ord(sign):04X}", *map(ascii, (one, two)))
    whole = ["aaaa bbbb", number]
    assert two == whole, "changed: Qt"
    broken = sign in "\u202f\u2007"
    assert one == (["aaaa bbbb 100", "000"] if broken else whole), f"changed: U+{ord(sign):04X}"
PY
