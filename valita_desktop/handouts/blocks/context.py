"""What every block needs to become boxes: measures, words, the school and the item.

`RenderContext.boxes` is the one way from blocks to boxes; each type of block has its function
in a module beside this one. Content words come from the block, all other words from the
catalogue of the content's language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content.blocks import plain
from valita_desktop.content.labels import YOUR_ANSWER
from valita_desktop.handouts.boxes import icons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from valita_desktop.content import blocks
    from valita_desktop.content.handout import School
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.handouts.boxes.box import Box
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element
    from valita_desktop.i18n import Catalogue


class Builder(Protocol):
    """Makes the boxes of one type of block; a function that is one tells only what they show."""

    def __call__(
        self,
        context: RenderContext,
        parent: Element,
        block: Any,  # noqa: ANN401 - each takes the type that it is registered for
    ) -> list[Box]:
        """Make the boxes of a block; nothing is measured or drawn yet.

        Args:
            context: The measures and words. Its column may be narrower than the page's, where
                the block stands inside another.
            parent: Element that those of the block are appended to. They are made here, in
                reading order; drawing only puts marks into them.
            block: Of the type that the function is registered for.

        Returns:
            The boxes from the top, with the room that they want above and below; none where
            the block has nothing to show.
        """
        ...


@dataclass(frozen=True)
class RenderContext:
    """The measures, words, school and item that `Builder`s make boxes of blocks with.

    Attributes:
        style: The measures.
        lang: Language of the content.
        words: The program's words in the language of the content.
        item: Whose blocks they are.
        school: Whose paper it is.
        facts: Dated facts by id.
        images: Bytes of pictures by SHA-256.
        builders: Who makes the boxes of a type of block.
        twin: Where the web page of the item is; ``""`` where no code shall lead to it.
        smallest: Where letters may be chosen, the smallest are enough: pages are only counted.
    """

    style: Style
    words: Catalogue
    lang: Lang
    item: Item
    school: School
    facts: Mapping[str, Item]
    images: Mapping[str, bytes]
    builders: Mapping[type, Builder]
    twin: str = ""
    smallest: bool = False

    def boxes(self, parent: Element, group: Iterable[blocks.Block]) -> list[Box]:
        """The boxes of blocks in order; their elements become children of ``parent``.

        Each box knows the type of its block and the line of the text that it is on, for errors.
        """
        made: list[Box] = []
        for block in group:
            new = self.builders[type(block)](self, parent, block)
            name = type(block).__name__
            for box in new:
                box.name, box.line = name, block.line
            made += new
        return made

    def tick(self, label: Element, says: str, canvas: Canvas, x: float, y: float) -> None:
        """Draw a box to tick before a line; in a form, a field.

        Args:
            label: Element of the box. In a form it loses its words, for the field has its own.
            says: What the field is called, as a screen reader says it.
            canvas: Where to.
            x: Left end of the room for it, in points.
            y: Its middle, in points upwards from the foot of the page.
        """
        size = self.style.body * 1.05
        if self.style.form:
            label.actual = ""
            canvas.form.checkbox(label, says, (x + 0.5, y - size / 2, x + 0.5 + size, y + size / 2))
            return
        with canvas.tagged(label):
            icons.box(canvas, x, y, size)

    def space(
        self, element: Element, says: str, canvas: Canvas, box: Area, *, framed: bool = True
    ) -> bool:
        """Where the sheet is a form, make an area a text field; else draw nothing.

        Args:
            element: Element that the field goes under.
            says: What it is called: the field's tooltip, as a screen reader says it.
            canvas: Where to.
            box: The area.
            framed: The field has a frame of its own.

        Returns:
            Whether it is a field now; if not, the caller draws what is written on.
        """
        if not self.style.form:
            return False
        canvas.form.text(element, says, box, self.style.body, framed=framed)
        return True

    def field_cell(self, cell: Element, says: str, canvas: Canvas, area: Area) -> None:
        """In a form, make an empty cell of a table a field; else draw nothing.

        Args:
            cell: Element of the cell.
            says: What it is called: its row and column, for a field does not tell them.
            canvas: Where to.
            area: All of the cell; the field keeps a point off its rules.
        """
        if self.style.form:
            left, low, right, high = area
            inside = (left + 1, low + 1, right - 1, high - 1)
            self.space(cell.add("Form"), says, canvas, inside, framed=False)

    def fill_gap(
        self, inline: blocks.Inline, canvas: Canvas, element: Element, x: float, y: float,
        width: float,
    ) -> None:  # fmt: skip
        """In a form, make a gap in a text a field that is called by the words around it.

        Args:
            inline: The whole text.
            canvas: Where to.
            element: Element of the text.
            x: Left end of the gap, in points.
            y: Baseline of its line, in points upwards from the foot of the page.
            width: How long the gap is, in points.
        """
        says = plain(inline) or self.say(YOUR_ANSWER)
        self.space(element, says, canvas, (x, y - 5, x + width, y + self.style.body + 3))

    def narrower(self, by: float) -> RenderContext:
        """The same for what stands inside a box, where the column is ``by`` points narrower."""
        left, low, right, high = self.style.frame
        return replace(self, style=replace(self.style, frame=(left, low, right - by, high)))

    def say(self, message: str) -> str:
        """A message in the language of the content."""
        return self.words.gettext(message)
