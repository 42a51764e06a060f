#!/usr/bin/env bash
# Qt writes "*a*" into Markdown with an escape and "_a_", ">5 h", "~~x~~" and "1986." without: they are eaten.
#
# Guess before the run: toMarkdown either escapes every sign that its own setMarkdown takes for a mark,
# so that typed text comes back as it was, or none of them.
# Seen with PySide6 6.11.1: a paragraph that begins with "# ", "- ", "+ " or "1. ", and "*a*", "`x`" and "[a](b)" get
# their backslash and come back. ">5 h" has none and comes back as a quotation "5 h", the sign gone;
# "_a_" comes back as "a" in italics, "~~x~~" as "x" struck out, and a paragraph "1986." as an empty item of a
# list, without the year. markdown-it-py 4.0.0 reads the written text as Qt does, so it is the writing,
# and markdownify 1.2.2 shows that all four can be written.
# Ours does not call toMarkdown.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v
v/bin/pip install -q PySide6-Essentials==6.11.1 markdown-it-py==4.0.0 markdownify==1.2.2 >/dev/null
v/bin/python - <<'PY'
import re
from html import escape, unescape

from markdown_it import MarkdownIt
from markdownify import markdownify
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument

app = QGuiApplication([])
reader = MarkdownIt("commonmark").enable("strikethrough")


def plain(markdown: str) -> str:
    """The text that a second reader finds."""
    return unescape(re.sub("<[^>]*>", "", reader.render(markdown))).strip()


for text, wanted in {
    "# a": "# a", "- a": "- a", "+ a": "+ a", "1. a": "1. a", "*a*": "*a*", "`x`": "`x`", "[a](b)": "[a](b)",
    ">5 h": "5 h", "_a_": "a", "~~x~~": "x", "1986.": "",
}.items():
    first, second = QTextDocument(), QTextDocument()
    QTextCursor(first).insertText(text)
    written = first.toMarkdown()
    second.setMarkdown(written)
    back, other = second.toPlainText(), plain(written)
    peer = plain(markdownify(f"<p>{escape(text)}</p>", escape_misc=True, escape_underscores=True))
    print(f"{text!r:10} written {written.strip()!r:12} back {back!r:10} second reader {other!r:10} markdownify {peer!r}")
    if text != "`x`":
        assert back == wanted, f"changed: {text} came back as {back}"
        assert other == back, f"changed: the second reader on {text}"
        assert peer == text, f"changed: markdownify on {text}"
PY
