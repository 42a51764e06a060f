#!/usr/bin/env bash
# A step that was moved in Word stands twice in the text of two readers, which know what was deleted.
#
# Guess before the run: who leaves out what a marked change has deleted and takes what it has inserted
# leaves out the old place of what was moved, and takes the new one: a move is nothing else.
# Seen with docx2txt 0.9 and docx2python 3.7.1: "650" in the place of "600" is read as accepted, but a
# moved paragraph stands at both places; Word writes w:moveFrom, whose words are w:t, not w:delText. No
# mark tells the two apart. mammoth 1.13.0 and pandoc 3.9 (pypandoc_binary 1.17) show it once.
# For us: mammoth leaves the words out, but the number that the moved step bore still counted in our
# own reading of lists: of two steps the first was number 2. What is gone is taken out before now.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 python-docx==1.2.0 pypandoc_binary==1.17 >/dev/null
v/bin/python - <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

WHO = 'w:author="Opettaja" w:date="2026-01-01T00:00:00Z"'
MOVED = "Soita ensin ystävälle."


def moved(kind, number):
    """A whole paragraph that has moved, its end as well, in the range that Word names."""
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:rPr><w:{kind} w:id="{number}" {WHO}/></w:rPr></w:pPr>'
        f'<w:{kind}RangeStart w:id="{number + 1}" w:name="move1" {WHO}/>'
        f'<w:{kind} w:id="{number + 2}" {WHO}><w:r><w:t>{MOVED}</w:t></w:r></w:{kind}></w:p>'
    )


def plain(runs, before=""):
    return f'<w:p {nsdecls("w")}>{before}{runs}</w:p>'


def said(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


changed = (
    f'<w:del w:id="20" {WHO}><w:r><w:delText>600</w:delText></w:r></w:del>'
    f'<w:ins w:id="21" {WHO}><w:r><w:t>650</w:t></w:r></w:ins>'
)
document = docx.Document()
for xml in (
    moved("moveFrom", 1),
    plain(said("Hengitä rauhassa."), '<w:moveFromRangeEnd w:id="2"/>'),
    moved("moveTo", 11),
    plain(said("Vuokra on ") + changed + said(" euroa."), '<w:moveToRangeEnd w:id="12"/>'),
):
    document.element.body[-1].addprevious(parse_xml(xml))
document.save("a.docx")

with open("a.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
seen = {
    "docx2txt": docx2txt.process("a.docx"),
    "docx2python": docx2python("a.docx").text,
    "mammoth": html,
    "pandoc": pypandoc.convert_file("a.docx", "plain"),
}
for name, text in seen.items():
    print(name, repr(text))
    assert "Vuokra on 650 euroa." in text, "changed: a marked change is no longer accepted"
counts = {name: text.count(MOVED) for name, text in seen.items()}
assert counts == {"docx2txt": 2, "docx2python": 2, "mammoth": 1, "pandoc": 1}, f"changed: {counts}"
PY
echo "as seen: what was deleted is gone, what was moved stands at both places"
