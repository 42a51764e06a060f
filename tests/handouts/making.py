"""Handouts of the samples, made once a session, for every layout, language and paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from typing_extensions import override

from tests.handouts import samples
from tests.handouts.reading import Said, said
from valita_desktop.content.handout import (
    Handout,
    Layout,
    Paper,
    PartChoice,
    Piece,
    why_not,
)
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import LANGS, Item, Lang
from valita_desktop.handouts import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Case(NamedTuple):
    """One handout of one sample."""

    item_id: str
    lang: Lang
    layout: Layout
    paper: Paper = Paper.A4
    part: PartChoice = PartChoice.ALL
    low_ink: bool = False

    @override
    def __str__(self) -> str:
        ink = "-low-ink" if self.low_ink else ""
        return f"{self.item_id}-{self.lang}-{self.layout}-{self.paper}-{self.part}{ink}"


ITEMS: dict[str, Item] = {each.id: each for each in (*samples.items(), samples.PROJECT)}


def handout(case: Case) -> Handout:
    """The handout of a case."""
    return Handout(
        (Piece(ITEMS[case.item_id], case.lang, case.part),),
        case.layout,
        case.paper,
        low_ink=case.low_ink,
        school=samples.SCHOOL,
        facts=samples.FACTS,
        images=samples.IMAGES,
    )


@cache
def made(case: Case) -> bytes:
    """Its PDF."""
    return pdf.render(handout(case))


@cache
def spoken(case: Case) -> list[Said]:
    """All that is read aloud of it."""
    return said(made(case))


def complaints(group: Iterable[Case], check: Callable[[Case], object]) -> dict[str, object]:
    """What a check finds wrong with which cases; a check returns what is wrong, or nothing."""
    found = {str(case): check(case) for case in group}
    return {name: wrong for name, wrong in found.items() if wrong}


def cases(*, tagged: bool = True) -> Iterator[Case]:
    """Every sample × language × layout × paper that makes sense, and once with low ink."""
    for item_id, item in ITEMS.items():
        for lang in LANGS:
            for layout, spec in LAYOUTS.items():
                if spec.print_only is tagged:
                    continue
                for paper in spec.papers:
                    if why_not(item, lang, layout, paper, PartChoice.ALL) is None:
                        yield Case(item_id, lang, layout, paper)
            yield Case(item_id, lang, Layout.SHEET, low_ink=True)
