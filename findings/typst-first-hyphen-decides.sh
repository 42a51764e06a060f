#!/usr/bin/env bash
# In a Typst PDF the first hyphen decides what all of them are: "EU-maa" is "EU maa" to Firefox's viewer.
#
# Guess before the run: a hyphen that was typed is U+002D in the text of the page, one that breaks a
# word is U+00AD or nothing; which of the two came first on the page changes neither.
# Seen with Typst 0.15.2: both are one glyph, and the glyph has one meaning in the table of the face, that of
# its first use. After a broken word every typed hyphen is a soft one there, and says otherwise
# only by /ActualText beside it. PDFium 5.15.2 of pypdfium2 and poppler read that; pdf.js 4.10.38
# (Firefox), pypdf 7.1.1 and pdfminer.six 20260107 do not: "EU-maa" and "050-123" become "EU maa" and "050 123"
# in pdf.js, so a search for them finds nothing, and words with U+00AD in the other two. Put a typed hyphen
# before, and the same line is right in all. WeasyPrint 70.0 breaks words by U+2010, so nothing mixes.
# For us: our paper breaks words at hyphens that are there, so no glyph of ours has two meanings.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107 pypdfium2==5.15.2 weasyprint==70.0 >/dev/null
npm install --silent --no-save pdfjs-dist@4.10.38 >/dev/null
cat > read.mjs <<'JS'
import fs from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
const { items } = await page.getTextContent();
process.stdout.write(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
JS
v/bin/python - <<'PY'
import subprocess

import pypdf
import pypdfium2
import typst
import weasyprint
from pdfminer.high_level import extract_text

HEAD = """#set document(title: "Sanat")
#set page(width: 60mm, height: 120mm, margin: 8mm)
#set text(lang: "fi", hyphenate: true, size: 12pt)
#set par(justify: true)
"""
BROKEN = "Opiskelijahuoltopalvelut järjestetään ammattioppilaitoksessa yhteisöllisesti."
TYPED = "EU-maa ja 050-123."
SOFT = TYPED.replace("-", "\u00ad")


def readings(file):
    """The text of a page as four programs tell it."""
    run = subprocess.run(["node", "read.mjs", file], capture_output=True, text=True, check=True)
    with pypdfium2.PdfDocument(file) as document:
        pdfium = document[0].get_textpage().get_text_bounded()
    return {
        "pdf.js": run.stdout,
        "pypdf": pypdf.PdfReader(file).pages[0].extract_text(),
        "pdfminer": " ".join(extract_text(file).split()),
        "PDFium": pdfium,
    }


def written(name, *paragraphs):
    text = HEAD + "\n\n".join(paragraphs)
    typst.compile(text.encode(), output=name, pdf_standards=["ua-1"])
    seen = readings(name)
    print(name, seen)
    return seen


broken_first = written("broken-first.pdf", BROKEN, TYPED)
assert "\u00ad\n" in broken_first["pypdf"], "no word was broken"
assert "EU maa ja 050 123." in broken_first["pdf.js"], "changed: pdf.js tells a hyphen"
assert SOFT in broken_first["pypdf"], "changed: pypdf tells a hyphen"
assert SOFT in broken_first["pdfminer"], "changed: pdfminer tells a hyphen"
assert TYPED in broken_first["PDFium"], "PDFium does not tell it either"
typed_first = written("typed-first.pdf", TYPED, BROKEN)
assert all(TYPED in text for text in typed_first.values()), "changed: the order makes no difference"

page = (
    '<html lang="sv"><style>@page { size: 60mm 120mm; margin: 8mm } p { hyphens: auto; '
    "text-align: justify }</style><p>Studerandevårdstjänsterna arbetsplatshandledarutbildningen"
    f"<p>{TYPED}</html>"
)
weasyprint.HTML(string=page).write_pdf("peer.pdf")
peer = readings("peer.pdf")
print("WeasyPrint", peer)
told = [word in text for text in peer.values() for word in ("EU-maa", "050-123")]
assert all(told), "WeasyPrint does so too"
PY
echo "as seen: after a broken word a typed hyphen is a soft one, before it a hyphen"
