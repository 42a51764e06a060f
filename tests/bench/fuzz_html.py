"""Pages of a web site: whatever they are, a draft is text that the dialect can be told of."""

from __future__ import annotations

import sys

from tests.bench.fuzz import Fuzz, main, samples, varied
from valita_desktop.content.markdown import read
from valita_desktop.publishing.html import markdown, text

MARKS = (
    "<p>", "</p>", "<ul>", "<li>", "</li></ul>", "<ol start=3>", "<table>", "<tr>",
    "<td colspan=9>", "<th>", "</table>", "<h1>", "</h1>", "<h6>", "<br>", "<b>", "</b>", "<i>",
    "<a href='https://b.fi'>", "</a>", "<a href='mailto:a@b.fi?cc=c'>",
    "<img src='a.png' alt='b'>", "<figure>", "<figcaption>", "</figure>", "<script>", "</script>",
    "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<pre>", "<code>", "&nbsp;", "&#0;",
    "&#x1F600;", "&amp", "<", ">", '"', "'", "____", "* ", "1. ", ":::: sheet", "|", "\\", "\n",
    "<blockquote>",
)  # fmt: skip


def attempt(written: str) -> None:
    """A draft can be read, and is drafted the same when it is drafted again."""
    drafted = markdown(written)
    assert drafted == markdown(written)
    read(drafted)
    assert "\n" not in text(written)


FUZZ = Fuzz("HTML", varied(samples("html"), MARKS), attempt)

if __name__ == "__main__":
    sys.exit(main(FUZZ))
