#!/usr/bin/env bash
# A layer of answers that is hidden in its own file is printed once the page is put behind another.
#
# Guess before the run: whether a layer shows belongs to how a page looks, so what copies pages
# copies that too, or at least one of five libraries does. Two files with a layer each: both hidden.
# Seen with pypdf 7.1.1 (append), pikepdf 10.18.0, PyMuPDF 2.0 (insert_pdf) and pypdfium2 5.15.2
# (import_pages): the marks of the layer come along, the list of layers at the root of the file does
# not, and a layer that no list tells of is shown, by PDFium and by MuPDF alike: the pupils' sheet
# comes with its answers. Of two files with a layer each the first one's stays hidden, and with
# pypdf's append neither's. Ghostscript 10.00.0 (Debian 12: "gs" must be there), which draws the
# pages anew, leaves both out.
# Our papers have no layers: the teacher's pages are pages of their own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q pikepdf==10.18.0 PyMuPDF==2.0 pypdf==7.1.1 pypdfium2==5.15.2 pillow==13.0.0 >/dev/null
cat > all.py <<'PY'
import sys

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pikepdf import Array, Dictionary, Name


def layered(name: str) -> None:
    """One page with a black square in a layer that is off."""
    made = pikepdf.new()
    page = made.add_blank_page()
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="Vastaukset"))
    hidden = Dictionary(ON=Array([]), OFF=Array([layer]), Order=Array([layer]))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=hidden)
    page.obj.Resources = Dictionary(Properties=Dictionary(MC0=layer))
    square = b"/OC /MC0 BDC 0 0 0 rg 100 300 200 200 re f EMC"
    page.obj.Contents = made.make_stream(square)
    made.save(name)


def black(name: str) -> list:
    """Whether PDFium and MuPDF show the square, page by page."""
    one = [page.render().to_pil().convert("L") for page in pypdfium2.PdfDocument(name)]
    two = [page.get_pixmap(colorspace="gray") for page in pymupdf.open(name)]
    shown = [bool(image.tobytes().count(0)) for image in one]
    assert shown == [0 in image.samples for image in two], "changed: the two readers differ"
    return shown


def joined(first: str, second: str) -> dict:
    """What each library makes of the two files, as pages with the square shown or not."""
    writer = pypdf.PdfWriter()
    for each in (first, second):
        writer.append(each)
    writer.write("pypdf.pdf")
    with pikepdf.open(first) as whole, pikepdf.open(second) as more:
        whole.pages.extend(more.pages)
        whole.save("pikepdf.pdf")
    with pymupdf.open(first) as whole, pymupdf.open(second) as more:
        whole.insert_pdf(more)
        whole.save("pymupdf.pdf")
    whole = pypdfium2.PdfDocument(first)
    whole.import_pages(pypdfium2.PdfDocument(second))
    whole.save("pypdfium2.pdf")
    return {name: black(f"{name}.pdf") for name in ("pypdf", "pikepdf", "pymupdf", "pypdfium2")}


if sys.argv[1:]:
    print("ghostscript", *(shown := black("gs.pdf")))
    assert shown == [False, False], "changed: Ghostscript"
    sys.exit()
front = pikepdf.new()
front.add_blank_page().obj.Contents = front.make_stream(b"0.5 g 9 9 9 9 re f")
front.save("front.pdf")
for name in ("a.pdf", "b.pdf"):
    layered(name)
assert black("a.pdf") == [False], "the layer is hidden in its own file"
for first, wanted in (("front.pdf", [False, True]), ("a.pdf", [False, True])):
    for name, shown in joined(first, "b.pdf").items():
        print(first, "b.pdf", name, *shown)
        expected = [True, True] if name == "pypdf" and first == "a.pdf" else wanted
        assert shown == expected, f"changed: {name} with {first}"
PY
v/bin/python all.py
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -sOutputFile=gs.pdf a.pdf b.pdf
v/bin/python all.py gs
