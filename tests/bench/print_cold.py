"""``valita print`` as a process of its own: what an editor's script or a first printout waits.

Beside it run a bare reportlab page with the same letters, which no program built on it can
beat, and the same page by typst where its package is installed (``pip install -e '.[bench]'``).
"""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

from resources.generated import ROOT
from tests.bench.measure import Contender, medians, options, python, report, rounds

FONTS = ROOT / "resources/fonts"
ITEM = "m09"
WORDS = (
    "Skriv först dina inkomster. Räkna sedan utgifterna: hyra, el, mat, resor, telefon. "
    "Vad blir kvar? "
)
REPORTLAB = f"""
import sys
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

fonts, target = sys.argv[1:]
for face in ("Regular", "Bold"):
    pdfmetrics.registerFont(TTFont(face, f"{{fonts}}/AtkinsonHyperlegibleNext-{{face}}.ttf"))
title = ParagraphStyle("title", fontName="Bold", fontSize=24, leading=30)
body = ParagraphStyle("body", fontName="Regular", fontSize=12, leading=17)
words = {WORDS!r}
story = [Paragraph("Månadsbudget", title)]
story += [Paragraph(words, body) for _ in range(4)]
story += [Table([["Hyra", "", ""]] * 12, colWidths=150, style=[("GRID", (0, 0), (-1, -1), 0.5, 0)])]
SimpleDocTemplate(target, pagesize=A4).build(story)
"""
TYPST = f"""
import sys
import typst

fonts, target = sys.argv[1:]
words = {WORDS!r}
cells = "[Hyra], [], [], " * 12
source = f'''#set page(paper: "a4")
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "sv")
= Månadsbudget
{{(words + chr(10) * 2) * 4}}
#table(columns: (1fr, 1fr, 1fr), {{cells}})
'''
typst.compile(source.encode(), output=target, font_paths=[fonts])
"""


def main() -> None:
    """Measure, print, write."""
    asked = options("one page from a cold process")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "page.pdf")
        contenders = [
            Contender(
                "valita_print",
                f"valita print {ITEM}",
                python("-m", "valita_desktop", "print", ITEM, "--lang", "sv", "-o", str(target)),
                {"VALITA_HOME": str(Path(folder, "home"))},
            ),
            Contender(
                "reportlab", "bare reportlab page", python("-c", REPORTLAB, str(FONTS), str(target))
            ),
        ]
        if importlib.util.find_spec("typst"):
            contenders.append(
                Contender(
                    "typst", "the same by typst", python("-c", TYPST, str(FONTS), str(target))
                )
            )
        figures = medians(rounds(contenders, 3 if asked.quick else 11))
    for row in figures.values():
        del row["ready_ms"], row["ready_best_ms"]
        row["times_reportlab"] = round(row["wall_ms"] / figures["reportlab"]["wall_ms"], 2)
    report("print_cold", {each.name: each.title for each in contenders}, figures, asked.json)


if __name__ == "__main__":
    main()
