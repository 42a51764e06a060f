#!/usr/bin/env bash
# After page "z" three PDF libraries count as a spreadsheet does, and name pages that no reader shows so.
#
# Guess before the run: the format says it in one line (ISO 32000, page labels: A to Z, then AA to
# ZZ: "aa", "bb", "cc"), so all libraries tell the same label for the same page.
# Seen with pikepdf 10.18.0, pdfminer.six 20260107 and PyMuPDF 2.0: page 28 is "ab", page 53 "ba"
# and page 54 "bb". pypdf 7.1.1 and PDFium (pypdfium2 5.15.2, what Chrome shows) say "bb", "aaa" and
# "bbb". So "bb" is page 28 to one half and page 54 to the other: an index made by one sends a
# reader of the other to a wrong page, and nothing tells it.
# Our own papers have no labels by letters.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q pikepdf==10.18.0 pdfminer.six==20260107 PyMuPDF==2.0 pypdf==7.1.1 pypdfium2==5.15.2 >/dev/null
v/bin/python - <<'PY'
import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pikepdf import Array, Dictionary, Name

made = pikepdf.new()
for _ in range(60):
    made.add_blank_page()
made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.a)]))
made.save("a.pdf")

with open("a.pdf", "rb") as file:
    miner = [page.label for page in PDFPage.create_pages(PDFDocument(PDFParser(file)))]
fium, reader = pypdfium2.PdfDocument("a.pdf"), pypdf.PdfReader("a.pdf")
told = {
    "pikepdf": [page.label for page in pikepdf.open("a.pdf").pages],
    "pdfminer.six": miner,
    "PyMuPDF": [page.get_label() for page in pymupdf.open("a.pdf")],
    "pypdf": list(reader.page_labels),
    "PDFium": [fium.get_page_label(at) for at in range(60)],
}
asked = (1, 26, 27, 28, 53, 54)
for name, labels in told.items():
    labels = [labels[number - 1] for number in asked]
    print(f"{name:13}", *labels)
    after = ["bb", "aaa", "bbb"] if name in ("pypdf", "PDFium") else ["ab", "ba", "bb"]
    assert labels == ["a", "z", "aa", *after], f"changed: {name}"
PY
