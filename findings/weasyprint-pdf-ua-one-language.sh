#!/usr/bin/env bash
# A PDF/UA of WeasyPrint speaks one language, whatever the parts of the page say.
#
# Guess before the run: lang="sv" on a paragraph, a cell or a few words becomes /Lang on the
# element or the marked content, as WCAG 3.1.2 and Matterhorn 11-004 want it, since the
# tags are there and the PDF says that it is PDF/UA-1.
# Seen with WeasyPrint 70.0: the only /Lang is the document's; a Swedish paragraph, heading of
# a column and words within a sentence are tagged and left Finnish. Typst 0.15.2 writes /Lang
# for each of the same three. A checker cannot miss what nobody marked: the file passes,
# and a screen reader reads the Swedish half of a bilingual handout with a Finnish voice.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q weasyprint==70.0 typst==0.15.2 pikepdf==10.18.0 >/dev/null
v/bin/python - <<'PY'
import pikepdf
import typst
import weasyprint

HTML = (
    "<html lang=fi><title>T</title><h1>Otsikko</h1><p>Suomea <span lang=sv>svenska ord</span> ja taas.</p>"
    "<p lang=sv>Hela stycket.</p><table><tr><th>Suomi<th lang=sv>Svenska</table>"
)
TYPST = """#set document(title: "T")
#set text(lang: "fi")
= Otsikko
Suomea #text(lang: "sv")[svenska ord] ja taas.

#text(lang: "sv")[Hela stycket.]
#table(columns: 2, [Suomi], text(lang: "sv")[Svenska])
"""


def languages(file: str) -> dict[str, list[str]]:
    """What is told to be in a language: by the document, its elements, its marked contents."""
    with pikepdf.open(file) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and "pdfuaid" in pdf.open_metadata().__str__()
        within = [
            str(operands[1].Lang)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/Lang" in operands[1]
        ]
        elements = [str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each]
        return {"document": [str(pdf.Root.Lang)], "elements": elements, "contents": within}


weasyprint.HTML(string=HTML).write_pdf("w.pdf", pdf_variant="pdf/ua-1")
with open("t.typ", "w", encoding="utf-8") as file:
    file.write(TYPST)
typst.compile("t.typ", output="t.pdf", pdf_standards="ua-1")
one, other = languages("w.pdf"), languages("t.pdf")
print("WeasyPrint", one, "Typst", other, sep="\n")
assert one == {"document": ["fi"], "elements": [], "contents": []}, "changed: WeasyPrint"
assert other["document"] == ["fi"] and len(other["elements"] + other["contents"]) == 3, "changed: Typst"
PY
