#!/usr/bin/env bash
# A numbered list keeps its numbers in text by `start`, or by `value`, but hardly ever by both.
#
# Guess before the run: who reads the rare `value` of an item reads the common `start` of its list,
# and who reads `start` reads `reversed`, which WordPress's list block offers beside it.
# Seen with markdownify 1.2.3, html2text 2025.4.15, html-to-markdown 3.21.2, pandoc 3.9 (pypandoc_binary
# 1.17) and inscriptis 2.7.6: the first four keep `start` and lose `value` and `reversed`; inscriptis keeps
# `value` and loses `start`. None of the five counts a reversed list down. Steps that go on from a
# sheet before begin at 1 again, and a list of three best is upside down; nothing tells of it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q markdownify==1.2.3 html2text==2025.4.15 html-to-markdown==3.21.2 pypandoc_binary==1.17 inscriptis==2.7.6 >/dev/null
v/bin/python - <<'PY'
import re

import html2text
import html_to_markdown
import inscriptis
import markdownify
import pypandoc


def of(answer):
    return [int(each) for each in re.findall(r"(\d+)\.", str(getattr(answer, "content", answer)))]


lists = {
    "start": '<ol start="3"><li>Keitä</li><li>Sekoita</li></ol>',
    "value": '<ol><li value="3">Keitä</li><li>Sekoita</li></ol>',
    "reversed": "<ol reversed><li>Keitä</li><li>Sekoita</li></ol>",
}
readers = {
    "markdownify": markdownify.markdownify,
    "html2text": html2text.html2text,
    "html-to-markdown": html_to_markdown.convert,
    "pandoc": lambda html: pypandoc.convert_text(html, "gfm", "html"),
    "inscriptis": inscriptis.get_text,
}
seen = {name: {what: of(read(html)) for what, html in lists.items()} for name, read in readers.items()}
for name, numbers in seen.items():
    print(name, numbers)
half = {"start": [3, 4], "value": [1, 2], "reversed": [1, 2]}
other = {"start": [1, 2], "value": [3, 4], "reversed": [1, 2]}
assert seen == {**dict.fromkeys(readers, half), "inscriptis": other}, "changed"
PY
