"""The tokens of a text as a tree: who stands in whom.

Markdown-it gives a row of tokens that open and close; rules ask for children and parents. One
node a token pair, its fields read once: a text has hundreds and every rule looks at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token


LINE = "line"
"""Type of a token that is a paragraph of one line, which most are: three would say no more."""


class Node:
    """A block, an inline or a run of words, with what stands in it.

    Attributes:
        type: As of its token, without ``_open``; ``root`` of a whole text.
        token: Its token, or the one that opens it; ``None`` of a whole text.
        parent: What it stands in; ``None`` of a whole text.
        content, info, markup, tag: As of its token.
        map: Its first line, from 0, and the one after its last; ``None`` where nobody knows.
        plain: The words of a paragraph of one line that has no mark; none of anything else.
    """

    __slots__ = (
        "_children",
        "content",
        "info",
        "map",
        "markup",
        "parent",
        "plain",
        "tag",
        "token",
        "type",
    )

    def __init__(
        self, token: Token | None = None, parent: Node | None = None, kind: str = ""
    ) -> None:
        self.token, self.parent = token, parent
        self._children: list[Node] | None = None
        self.plain = ""
        self.map: list[int] | None
        if token is None:
            self.type, self.map = "root", None
            self.content = self.info = self.markup = self.tag = ""
            return
        self.type = kind or (token.type.removesuffix("_open") if token.nesting else token.type)
        self.content, self.info, self.markup = token.content, token.info, token.markup
        self.tag, self.map = token.tag, token.map
        if self.type == LINE:
            self.type, self.tag, self.content = "paragraph", "p", ""
            self.plain = "" if token.children else token.content
        elif token.children:
            self._children = []
            self._take(token.children)

    @property
    def children(self) -> list[Node]:
        """What stands in it, in order; the words of a line are made when somebody asks for them."""
        if self._children is None:
            self._children = []
            if self.token and self.type == "paragraph" and self.token.type == LINE:
                self._children.append(Node(self.token, self, "inline"))
            elif self.token and self.type == "inline" and self.token.content:
                words = Node(self.token, self, "text")
                words.map = None
                self._children.append(words)
        return self._children

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Node:
        """The whole text of which these are the tokens."""
        root = cls()
        root._take(tokens)
        return root

    @property
    def attrs(self) -> dict[str, str | int | float]:
        """What its token carries, such as where a link leads."""
        return self.token.attrs if self.token else {}

    @property
    def is_root(self) -> bool:
        """Whether it is the whole text."""
        return self.token is None

    @property
    def previous_sibling(self) -> Node | None:
        """What stands before it in its parent."""
        beside = self.parent.children if self.parent else [self]
        place = next(at for at, each in enumerate(beside) if each is self)
        return beside[place - 1] if place else None

    def walk(self) -> Iterator[Node]:
        """It and all that stands in it, each before what is in it."""
        yield self
        for each in self.children:
            yield from each.walk()

    def _take(self, tokens: Sequence[Token]) -> None:
        at = self
        for token in tokens:
            if token.nesting < 0:
                at = at.parent or self
                continue
            node = Node(token, at)
            at.children.append(node)
            if token.nesting:
                at = node
