#!/usr/bin/env bash
# mammoth joins two lists of a Word document that follow each other, and loses their numbers.
#
# Guess before the run: a list that begins at 3 becomes <ol start="3">, or at least each of two
# lists with numberings of their own (3. 4. and a. b.) becomes an <ol> of its own.
# Seen with mammoth 1.13.0: one <ol> of four, numbered 1-4 by whoever shows it, and no message
# says that something was lost. A form that says "see item b" points nowhere afterwards.
# For us: numbers come from the document's numbering, not from the HTML.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q mammoth==1.13.0 python-docx==1.2.0 >/dev/null
v/bin/python - <<'PY'
import io

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = docx.Document()
numbering = document.part.numbering_part.element
for number, (start, kind) in ((901, (3, "decimal")), (902, (1, "lowerLetter"))):
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
for words, number in (("three", 901), ("four", 901), ("a", 902), ("b", 902)):
    properties = document.add_paragraph(words)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))
file = io.BytesIO()
document.save(file)
result = mammoth.convert_to_html(file)
print(result.value, result.messages)
assert result.value == "<ol><li>three</li><li>four</li><li>a</li><li>b</li></ol>", "changed"
assert result.messages == [], "changed: it says something now"
PY
echo "as seen: one list of four, nothing said"
