#!/usr/bin/env bash
# A tagged page that is appended to a tagged document answers with the other document's tags.
#
# Guess before the run: page operations leave the tree of tags behind (qpdf says that what
# belongs to a document does not come along), so the appended page is one without tags.
# Seen with pikepdf 10.18.0 (qpdf inside), read with PDFium 5.15.2 of pypdfium2: the appended
# page keeps its number /StructParents 0, and that number is the first page's in the document
# it has come to. PDFium gives the Swedish page the heading, paragraph and list of the
# Finnish one, as elements without contents; the document is still said to be tagged, in Finnish.
# Into an empty document (Pdf.new()) no tree comes at all. Whoever puts two handouts into one
# file for a screen reader's user gets a second page whose headings lead nowhere.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pikepdf==10.18.0 typst==0.15.0 pypdfium2==5.15.2 >/dev/null
v/bin/python - <<'PY'
import ctypes

import pikepdf
import pypdfium2
import typst
from pypdfium2 import raw

PAGE = '#set document(title: "{0}")\n#set text(lang: "{1}")\n= {0}\n{2}\n- {3}\n'
for name, *words in [("a", "Viikko", "fi", "Teksti.", "yksi"), ("b", "Vecka", "sv", "Text.", "en")]:
    with open(f"{name}.typ", "w", encoding="utf-8") as file:
        file.write(PAGE.format(*words))
    typst.compile(f"{name}.typ", output=f"{name}.pdf")


def shape(element) -> list:
    """Types of the elements with the numbers of their contents, depth first."""
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    name = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, name, size)
    count = raw.FPDF_StructElement_CountChildren(element)
    own = [raw.FPDF_StructElement_GetChildMarkedContentID(element, at) for at in range(count)]
    told = [(name.raw.decode("utf-16-le").rstrip("\0"), [each for each in own if each >= 0])]
    for at in range(count):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            told += shape(child)
    return told


def tags(file: str, page: int) -> list:
    tree = raw.FPDF_StructTree_GetForPage(pypdfium2.PdfDocument(file)[page])
    found = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))] if tree else []
    return [each for root in found if root for each in shape(root)]


with pikepdf.open("a.pdf") as first, pikepdf.open("b.pdf") as second:
    first.pages.extend(second.pages)
    first.save("both.pdf")
with pikepdf.open("both.pdf") as both:
    numbers = [int(page.obj.StructParents) for page in both.pages]
    marked, language = bool(both.Root.MarkInfo.Marked), str(both.Root.Lang)
alone, one, two = tags("a.pdf", 0), tags("both.pdf", 0), tags("both.pdf", 1)
print("numbers of the pages", numbers, "tagged", marked, language)
print("page 1", one, "page 2", two, sep="\n")
assert numbers == [0, 0] and marked and language == "fi", "changed: the appended page has a number of its own"
assert one == alone and any(own for _, own in one), "changed: the first page"
assert [kind for kind, _ in two] == [kind for kind, _ in one], "changed: the second page's tags"
assert not any(own for _, own in two), "changed: the second page's tags have contents"
PY
