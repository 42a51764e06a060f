#!/usr/bin/env bash
# "hyphens: auto" breaks Swedish words in WeasyPrint and, without a word, never a Finnish one.
#
# Guess before the run: Finnish, whose rules are short and have been in TeX since the eighties, is
# among the languages, as Estonian is; a long compound in a narrow cell is broken.
# Seen with WeasyPrint 70.0 and Pyphen 0.18.1, which it hyphenates with: of Finland's two languages
# and their neighbours sv, nb, da, et, lv and lt have patterns, fi has none. The Swedish cell comes
# out in several lines with hyphens, the Finnish one in one line that runs out of its cell. Typst,
# given the same word in the same width, breaks it. Who makes bilingual sheets with it must break
# Finnish words with soft hyphens of their own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q weasyprint==70.0 pyphen==0.18.1 typst==0.15.2 pypdfium2==5.15.2 >/dev/null
v/bin/python - <<'PY'
import ctypes

import pyphen
import pypdfium2
import pypdfium2.raw
import typst
import weasyprint

WORDS = {"fi": "yhdenvertaisuussuunnitelma", "sv": "likabehandlingsplanen"}


def lines(file: str) -> int:
    """How many base lines the letters of the first page stand on."""
    text = pypdfium2.PdfDocument(file)[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = set()
    for at in range(text.count_chars()):
        if text.get_text_range(at, 1).isalpha():
            pypdfium2.raw.FPDFText_GetCharOrigin(text, at, x, y)
            found.add(round(y.value))
    return len(found)


def by_weasyprint(lang: str) -> int:
    style = "p{width:2.2cm;hyphens:auto;font:12pt sans-serif;margin:0}"
    weasyprint.HTML(string=f"<html lang={lang}><style>{style}</style><p>{WORDS[lang]}</p>").write_pdf("w.pdf")
    return lines("w.pdf")


def by_typst(lang: str) -> int:
    with open("t.typ", "w", encoding="utf-8") as file:
        file.write(f'#set text(lang: "{lang}", hyphenate: true, size: 12pt)\n#box(width: 2.2cm)[{WORDS[lang]}]\n')
    typst.compile("t.typ", output="t.pdf")
    return lines("t.pdf")


known = {lang: pyphen.language_fallback(lang) is not None for lang in ("fi", "sv", "nb", "da", "et", "lv", "lt")}
seen = {lang: (by_weasyprint(lang), by_typst(lang)) for lang in WORDS}
print("patterns", known)
print("lines by WeasyPrint, by Typst:", seen)
assert not known.pop("fi") and all(known.values()), "changed: the languages of Pyphen"
assert seen["fi"][0] == 1 and seen["sv"][0] > 1, "changed: what WeasyPrint breaks"
assert all(count > 1 for _, count in seen.values()), "changed: what Typst breaks"
PY
