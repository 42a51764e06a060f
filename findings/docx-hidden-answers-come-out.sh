#!/usr/bin/env bash
# What Word hides in a sheet comes out of every converter, without a mark and without a word.
#
# Guess before the run: text with w:vanish (Font > Hidden, by which teachers keep the answers in the
# same file) is left out, as on paper, or stands in a hidden element, or is at least told of.
# Seen with mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1 and pandoc 3.9 (pypandoc_binary 1.17): all
# four show the answer in the question's own line as plain text. mammoth, which tells of what it
# leaves out, has no message. A Word sheet that is put on the web by any of them shows
# its students the answers; hidden text must be taken out before a converter sees it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q mammoth==1.13.0 python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 pypandoc_binary==1.17 >/dev/null
v/bin/python - <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx2python import docx2python

document = docx.Document()
paragraph = document.add_paragraph("Mikä on vuokra? ")
paragraph.add_run("Vastaus: 650 euroa").font.hidden = True
document.save("a.docx")

with open("a.docx", "rb") as file:
    html = mammoth.convert_to_html(file)
seen = {
    "mammoth": html.value,
    "docx2txt": docx2txt.process("a.docx"),
    "docx2python": docx2python("a.docx").text,
    "pandoc": pypandoc.convert_file("a.docx", "html"),
}
for name, text in seen.items():
    print(name, repr(text))
print("messages of mammoth:", html.messages)
assert all("Vastaus: 650 euroa" in text for text in seen.values()), "changed: somebody leaves it out"
assert "hidden" not in seen["pandoc"] + seen["mammoth"] and html.messages == [], "changed: it is told"
PY
