"""The same handout by other engines: what typst, WeasyPrint and fpdf2 make of our blocks.

Each takes the parts of an item and returns a PDF of the same words in the same order with
the same letters, tables to fill in and boxes to tick. typst is asked for PDF/UA-1; the
other two cannot make it.
"""

from __future__ import annotations

import html
import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tests.handouts import samples
from valita_desktop.content import blocks
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece, parts_of
from valita_desktop.handouts import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from valita_desktop.content.model import Item

    Paper = Any  # fpdf2 may not be installed
    Engine = Callable[[Sequence[blocks.Document], str], bytes]

FONTS = "resources/fonts"
FAMILY = "AtkinsonHyperlegibleNext"


def available() -> dict[str, Engine]:
    """The peers that are installed, by name."""
    engines: dict[str, Engine] = {"typst": typst, "weasyprint": weasyprint, "fpdf2": fpdf2}
    modules = {"fpdf2": "fpdf"}
    return {
        name: engine
        for name, engine in engines.items()
        if importlib.util.find_spec(modules.get(name, name))
    }


def make(engine: str, count: int, *, first: int = 0) -> bytes:
    """A PDF of ``count`` two-page handouts, each with words of its own."""
    items = [_variant(n) for n in range(first, first + count)]
    title = items[0].texts["fi"].title
    if engine == "valita":
        pieces = tuple(Piece(item, "fi", PartChoice.ALL) for item in items)
        layout = Layout.SHEET if count == 1 else Layout.PACKET
        return pdf.render(Handout(pieces, layout, title=title))
    documents = [
        tuple(titled(part, title) for part in parts_of(item, "fi", PartChoice.ALL))
        for item in items
    ]
    return available()[engine](documents, title)


def write(engine: str, count: str, target: str) -> None:
    """`make`, into a file; what a process of its own is started for."""
    Path(target).write_bytes(make(engine, int(count)))


def _variant(n: int) -> Item:
    """The budget with other numbers, so that no engine can print from memory."""
    text = samples.BUDGET.texts["fi"]
    changed = (
        text.markdown.replace(". ", f" {n}. ").replace(" (", f" {n} (") if n else text.markdown
    )
    texts = {"fi": msgspec.structs.replace(text, markdown=changed)}
    return msgspec.structs.replace(samples.BUDGET, texts=texts)


def titled(part: blocks.Part, title: str) -> blocks.Part:
    """A part that begins with a title."""
    first = part.blocks[0] if part.blocks else None
    if isinstance(first, blocks.Heading) and first.level == 1:
        return part
    return blocks.Part(part.role, (blocks.Heading(1, (blocks.Span(title),)), *part.blocks))


def words(inline: blocks.Inline) -> str:
    """The words of a line with its gaps drawn."""
    return "".join(
        span.text if isinstance(span, blocks.Span) else "_" * span.chars for span in inline
    )


# --- typst -------------------------------------------------------------------------------

_TYPST_HEAD = """#set document(title: "{title}")
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 21mm, bottom: 17mm),
  header: [#set text(9pt); Arjenhallinta · {title} #h(1fr) Välitä! – Visa omtanke!],
  footer: [#set text(9pt); CC BY 4.0 · Versio 1 #h(1fr)
    #context counter(page).display("1/1", both: true)])
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "fi", hyphenate: false)
#show heading.where(level: 1): set text(26pt)
#let gap(n) = box(width: n * 2.8mm, stroke: (bottom: 0.7pt))
#let tick = box(width: 4.2mm, height: 4.2mm, stroke: 0.9pt, radius: 0.5mm)
"""


def typst(documents: Sequence[blocks.Document], title: str) -> bytes:
    """By typst, as PDF/UA-1."""
    engine = importlib.import_module("typst")
    body = "\n#pagebreak()\n".join(
        "\n".join(_typst_block(block) for block in part.blocks)
        for document in documents
        for part in document
    )
    source = _TYPST_HEAD.replace("{title}", title) + body
    return bytes(
        engine.compile(
            source.encode(), font_paths=[FONTS], ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    )


def _typst_block(block: blocks.Block) -> str:  # noqa: C901, PLR0911 - one case a block
    match block:
        case blocks.Heading():
            return f"{'=' * block.level} {_typst(block.text)}\n"
        case blocks.Paragraph():
            return _typst(block.text) + "\n"
        case blocks.BulletList():
            return "\n".join(f"- {_typst(item)}" for item in block.items) + "\n"
        case blocks.Steps():
            return "\n".join(
                f"+ *{s.title}* · {s.minutes} min\\ {_typst(s.text)}" for s in block.steps
            ) + "\n"  # fmt: skip
        case blocks.Checklist():
            return "\n\n".join(f"#tick {_typst(item)}" for item in block.items) + "\n"
        case blocks.Callout():
            inner = "\n".join(_typst_block(each) for each in block.blocks)
            return f"#block(fill: luma(93%), inset: 10pt, radius: 5pt, width: 100%)[{inner}]"
        case blocks.FillTable():
            return _typst_table(block)
        case blocks.Result():
            return f"#block(stroke: 1.4pt, inset: 8pt, width: 100%)[{_typst(block.text)}]"
        case blocks.Lines():
            return "#block(height: 9mm, width: 100%, stroke: (bottom: 0.6pt))\n" * block.count
        case _:
            return ""


def _typst_table(block: blocks.FillTable) -> str:
    empty: tuple[blocks.Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    cells = [f"[{_typst(cell)}]" for row in rows for cell in row]
    head = "".join(f"[*{_typst(cell)}*]," for cell in block.header)
    total = f"[*{block.total}*], []" if block.total else ""
    return (
        "#table(columns: (1fr, 34mm), rows: 7mm, table.header("
        f"{head}), {', '.join(cells)}, {total})\n"
    )


def _typst(inline: blocks.Inline) -> str:
    made = []
    for span in inline:
        if isinstance(span, blocks.Blank):
            made.append(f"#gap({span.chars})")
            continue
        text = "".join("\\" + char if char in "#$*_`<>@[]\\~" else char for char in span.text)
        made.append(f"*{text}*" if span.strong else text)
    return "".join(made)


# --- WeasyPrint --------------------------------------------------------------------------

_CSS = """
@page { size: A4; margin: 21mm 20mm 17mm 25mm;
  @bottom-right { content: counter(page) "/" counter(pages); font: 9pt Atkinson } }
body { font: 12pt/1.38 Atkinson } h1 { font-size: 26pt } .part { break-before: page }
table { width: 100%; border-collapse: collapse } td, th { border: .5pt solid; height: 7mm }
.call { background: #eee; padding: 10pt; border-radius: 5pt }
.line { height: 9mm; border-bottom: .6pt solid }
.gap { display: inline-block; border-bottom: .7pt solid }
.box { display: inline-block; width: 4mm; height: 4mm; border: .9pt solid }
.result { border: 1.4pt solid; padding: 8pt }
"""


def weasyprint(documents: Sequence[blocks.Document], title: str) -> bytes:
    """By WeasyPrint from HTML, tagged as far as it can."""
    engine = importlib.import_module("weasyprint")
    faces = "".join(
        f"@font-face {{ font-family: Atkinson; src: url({FONTS}/{FAMILY}-{face}.ttf);"
        f" font-weight: {weight} }}"
        for face, weight in (("Regular", 400), ("Bold", 700))
    )
    body = "".join(
        '<div class="part">' + "".join(_html_block(block) for block in part.blocks) + "</div>"
        for document in documents
        for part in document
    )
    page = f"<html lang=fi><title>{title}</title><style>{faces}{_CSS}</style>{body}"
    return bytes(engine.HTML(string=page, base_url=".").write_pdf(pdf_variant="pdf/ua-1"))


def _html_block(block: blocks.Block) -> str:  # noqa: C901, PLR0911 - one case a block
    match block:
        case blocks.Heading():
            return f"<h{block.level}>{_html(block.text)}</h{block.level}>"
        case blocks.Paragraph():
            return f"<p>{_html(block.text)}</p>"
        case blocks.BulletList():
            return "<ul>" + "".join(f"<li>{_html(item)}" for item in block.items) + "</ul>"
        case blocks.Steps():
            items = "".join(
                f"<li><b>{s.title}</b> · {s.minutes} min<br>{_html(s.text)}" for s in block.steps
            )
            return f"<ol>{items}</ol>"
        case blocks.Checklist():
            return "".join(
                f'<p><span class="box"></span> {_html(item)}</p>' for item in block.items
            )
        case blocks.Callout():
            return '<div class="call">' + "".join(map(_html_block, block.blocks)) + "</div>"
        case blocks.FillTable():
            empty: tuple[blocks.Inline, ...] = ((),) * len(block.header)
            rows = block.rows + (empty,) * block.blank_rows
            head = "".join(f"<th>{_html(cell)}" for cell in block.header)
            body = "".join("<tr>" + "".join(f"<td>{_html(c)}" for c in row) for row in rows)
            return f"<table><tr>{head}{body}<tr><td>{block.total}<td></table>"
        case blocks.Result():
            return f'<p class="result">{_html(block.text)}</p>'
        case blocks.Lines():
            return '<div class="line"></div>' * block.count
        case _:
            return ""


def _html(inline: blocks.Inline) -> str:
    made = []
    for span in inline:
        if isinstance(span, blocks.Blank):
            made.append(f'<span class="gap" style="width:{span.chars * 2.8}mm"></span>')
        else:
            text = html.escape(span.text)
            made.append(f"<b>{text}</b>" if span.strong else text)
    return "".join(made)


# --- fpdf2 -------------------------------------------------------------------------------


def fpdf2(documents: Sequence[blocks.Document], title: str) -> bytes:
    """By fpdf2, untagged."""
    fpdf = importlib.import_module("fpdf")
    paper = fpdf.FPDF(format="A4")
    paper.set_title(title)
    paper.set_lang("fi")
    for face, style in (("Regular", ""), ("Bold", "B")):
        paper.add_font("Atkinson", style, f"{FONTS}/{FAMILY}-{face}.ttf")
    paper.set_margins(25, 21, 20)
    for document in documents:
        for part in document:
            paper.add_page()
            for block in part.blocks:
                _fpdf_block(paper, block)
    return bytes(paper.output())


def _fpdf_block(paper: Paper, block: blocks.Block) -> None:  # noqa: C901 - one case a block
    paper.set_font("Atkinson", "", 12)

    def line(text: str, height: float = 6) -> None:
        paper.multi_cell(0, height, text, new_x="LMARGIN", new_y="NEXT")

    match block:
        case blocks.Heading():
            paper.set_font("Atkinson", "B", (26, 16, 13)[block.level - 1])
            line(words(block.text), 10)
        case blocks.Paragraph() | blocks.Result():
            line(words(block.text))
        case blocks.BulletList() | blocks.Checklist():
            for item in block.items:
                line("• " + words(item))
        case blocks.Steps():
            for n, step in enumerate(block.steps, 1):
                line(f"{n}. {step.title} · {step.minutes} min\n{words(step.text)}")
        case blocks.Callout():
            for inner in block.blocks:
                _fpdf_block(paper, inner)
        case blocks.FillTable():
            with paper.table(col_widths=(3, 1), line_height=7) as table:
                for row in (block.header, *block.rows, *(((), ()),) * block.blank_rows):
                    table.row([words(cell) for cell in row])
        case _:
            paper.ln(18)
