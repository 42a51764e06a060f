#!/usr/bin/env bash
# The box to tick that Word's own "Symbol" dialog gives (Wingdings F0A8) is no ballot box to any
# converter, and two of them disagree on what it is; python-docx drops it without a word.
#
# Guess before the run: all give U+2610, the ballot box, as it is on every Finnish form.
# Seen: mammoth 1.13.0 gives U+1F78E (light white square, in hardly any typeface), pandoc 3.9
# (pypandoc_binary 1.17) gives U+25FB (medium white square), python-docx 1.2.0 gives nothing.
# For us: who brings a Word document gets its boxes from the w:sym itself.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q mammoth==1.13.0 python-docx==1.2.0 pypandoc_binary==1.17 >/dev/null
v/bin/python - <<'PY'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = docx.Document()
paragraph = document.add_paragraph()
paragraph.add_run()._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0A8"/>'))
paragraph.add_run(" I agree")
document.save("a.docx")
with open("a.docx", "rb") as file:
    by_mammoth = mammoth.convert_to_html(file).value
by_pandoc = pypandoc.convert_file("a.docx", "plain").strip()
by_docx = docx.Document("a.docx").paragraphs[0].text
print(ascii(by_mammoth), ascii(by_pandoc), ascii(by_docx), pypandoc.get_pandoc_version(), sep="\n")
assert by_mammoth == "<p>\U0001f78e I agree</p>", "changed: mammoth"
assert by_pandoc == "\u25fb I agree", "changed: pandoc"
assert by_docx == " I agree", "changed: python-docx"
PY
echo "as seen: three answers, none of them U+2610"
