#!/usr/bin/env bash
# docx2python refuses a valid document whose root does not declare the prefix r.
#
# Guess before the run: a namespace that a document does not use need not be declared
# (Namespaces in XML 1.0; ECMA-376 part 1, 17.2.3 asks for none), so the text comes out.
# Seen with docx2python 3.7.1: KeyError: 'r', from a look-up in the root's own map of prefixes.
# python-docx, mammoth and pandoc read the same file. A document that a small program of a
# school's own has written is refused by one reader and taken by the others.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q docx2python==3.7.1 python-docx==1.2.0 >/dev/null
v/bin/python - <<'PY'
import zipfile

import docx
from docx2python import docx2python

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>Hei</w:t></w:r></w:p></w:body></w:document>',
}
with zipfile.ZipFile("a.docx", "w") as archive:
    for name, text in PARTS.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
assert docx.Document("a.docx").paragraphs[0].text == "Hei"
try:
    text = docx2python("a.docx").text
except KeyError as error:
    print("python-docx: Hei; docx2python: KeyError", error)
    assert error.args == ("r",), "changed: another error"
else:
    raise SystemExit(f"changed: it reads {text!r}")
PY
echo "as seen: KeyError 'r' on a valid document"
