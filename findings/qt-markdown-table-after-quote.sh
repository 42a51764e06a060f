#!/usr/bin/env bash
# Qt reads a Markdown table after a quotation or a piece of code with an empty line in its first cell, and writes it back broken.
#
# Guess before the run: a table is the same table whatever stands before it, a blank line between them; read
# with setMarkdown and written with toMarkdown it keeps its columns and its heads.
# Seen with PySide6 6.11.3: after a heading, text or a list it does. After a quotation or code (fenced or
# indented) the first head cell is two paragraphs, an empty one and "a", and is not bold as the other heads are.
# toMarkdown makes three heads for two columns of it: read once more, the heads are "" and "a", and "b" is gone.
# After fenced code the sign that closes the code is written into the head, and no table is left at all.
# cmark-gfm (pycmarkgfm 1.2.1) and markdown-it-py 4.0.0 read the same table after all of them.
# Ours reads Markdown with markdown-it-py and calls neither.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v
v/bin/pip install -q PySide6-Essentials==6.11.3 markdown-it-py==4.0.0 pycmarkgfm==1.2.1 >/dev/null
v/bin/python - <<'PY'
import re

import pycmarkgfm
from markdown_it import MarkdownIt
from PySide6.QtGui import QGuiApplication, QTextDocument, QTextTable

app = QGuiApplication([])
TABLE = "\n| a | b |\n|---|---|\n| 1 | 2 |\n"
BEFORE = {
    "heading": "# x\n", "text": "x\n", "list": "- x\n",
    "quotation": "> x\n", "fenced code": "```\nx\n```\n", "indented code": "    x\n",
}
WHOLE = [["a", "b"], ["1", "2"]]


def cell(table: QTextTable, row: int, column: int) -> str:
    """The paragraphs of a cell, with a bar between."""
    at = table.cellAt(row, column)
    block, last = at.firstCursorPosition().block(), at.lastCursorPosition().block()
    texts = [block.text()]
    while block != last:
        block = block.next()
        texts.append(block.text())
    return "|".join(texts)


def read(markdown: str) -> tuple[QTextDocument, list[list[str]]]:
    """The document, and the cells of its table."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    tables = [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
    cells = [
        [cell(each, row, column) for column in range(each.columns())]
        for each in tables
        for row in range(each.rows())
    ]
    return document, cells


def by_html(html: str) -> list[list[str]]:
    return [re.findall("<t[hd]>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", html, re.S)]


for name, before in BEFORE.items():
    text = before + TABLE
    document, cells = read(text)
    written = document.toMarkdown()
    _, again = read(written)
    print(f"{name:14} read {cells} written {written!r} read again {again}")
    assert by_html(pycmarkgfm.gfm_to_html(text)) == WHOLE, f"cmark-gfm: {name}"
    assert by_html(MarkdownIt("commonmark").enable("table").render(text)) == WHOLE, f"markdown-it-py: {name}"
    if name in ("heading", "text", "list"):
        assert cells == again == WHOLE, f"changed: {name}"
    else:
        assert cells == [["|a", "b"], ["1", "2"]], f"changed: {name}"
        assert again == ([] if name == "fenced code" else [["", "|a"], ["1", "2"]]), f"changed: {name} again"
PY
echo "as seen: after a quotation or code the table loses a head"
