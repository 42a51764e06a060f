"""The page of an item and its print dialog to test in, with what they work with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests import makers
from tests.fakes import FakeNotebook, FakeUserData, InlineJobs
from tests.ui.actions import RecordedActions
from valita_desktop.content.handout import School
from valita_desktop.content.model import Item, Kind, Role
from valita_desktop.errors import ItemNotFoundError, PrintStoppedError
from valita_desktop.handouts import pdf
from valita_desktop.settings import Settings
from valita_desktop.ui.item.document_export import DocumentServices
from valita_desktop.ui.item.page import ItemPage
from valita_desktop.ui.notebook.services import NotebookServices
from valita_desktop.ui.printing.job import Glance, Printers, PrintJob
from valita_desktop.ui.printing.services import PrintServices
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from valita_desktop.content.handout import Handout, PaperSource
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.printing.job import PrinterState, SentJob, Watch
    from valita_desktop.ui.state.jobs import Jobs

T = TypeVar("T")
change = msgspec.structs.replace

EASY = """:::: sheet
# Rahat

Näin paljon rahaa tulee.
::::
"""


def items() -> dict[str, Item]:
    """A material in both languages, one with easy language, one in Finnish only."""
    m09, m05, m90 = (makers.item(item_id) for item_id in ("m09", "m05", "m90"))
    record = change(m09.record, audience=(Role.STUDENT,), related=("m05", "m99"))
    fi = change(m05.texts["fi"], title="Viikkosuunnitelma", easy_markdown=EASY)
    only = change(m90.texts["fi"], title="Vain suomeksi")
    return {
        "m09": change(m09, record=record),
        "m05": change(m05, texts={"fi": fi, "sv": m05.texts["sv"]}),
        "m90": change(m90, texts={"fi": only}),
    }


class FakeShelf:
    """A library of a few items in memory."""

    site = ""

    def __init__(self) -> None:
        self.items = items()
        self.images: dict[str, bytes] = {}

    def item(self, item_id: str) -> Item:
        if item_id not in self.items:
            raise ItemNotFoundError(item_id)
        return self.items[item_id]

    def facts(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return {each: self.items[each] for each in ids if each in self.items}

    def all_facts(self) -> dict[str, Item]:
        return {id_: item for id_, item in self.items.items() if item.record.kind is Kind.FACT}

    def image(self, sha256: str) -> bytes:
        return self.images.get(sha256, b"")


@dataclass
class FakePrinting:
    """Printing that makes real PDF and remembers what it was given.

    Attributes:
        printers: Of this computer.
        answer: Where the person wants to save; ``None`` is nowhere after all.
        can_open: There is a program for PDF files.
        refusal: What the printer says instead of printing.
        pages: How many pages are drawn for the printer; 0 where it takes a PDF.
        states: What is known of each printer.
        glances: What is seen of what was sent, one after the other; the last one remains.
    """

    printers: Printers = field(default_factory=Printers)
    answer: Path | None = None
    can_open: bool = True
    refusal: Exception | None = None
    pages: int = 0
    states: dict[str, PrinterState] = field(default_factory=dict)
    glances: list[Glance] = field(default_factory=list)
    school: School = field(default_factory=lambda: School("Esimerkkiopisto"))
    proposed: list[Path] = field(default_factory=list)
    rendered: list[Handout] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)
    sent: list[PrintJob] = field(default_factory=list)

    def render(self, handout: Handout) -> bytes:
        self.rendered.append(handout)
        return pdf.render(handout)

    def services(self, shelf: PaperSource) -> PrintServices:
        return PrintServices(
            render=self.render,
            source=shelf,
            school=self._school,
            ask_path=self._ask,
            open_file=self._open,
            printers=self._list,
            send=self._send,
            printer_state=self.states.get,
            look=self._look,
        )

    def _school(self) -> School:
        return self.school

    def _ask(self, _parent: QWidget, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.answer

    def _open(self, path: Path) -> bool:
        self.opened.append(path.read_bytes())
        return self.can_open

    def _list(self) -> Printers:
        return self.printers

    def _look(self, _sent: SentJob) -> Glance:
        return self.glances.pop(0) if len(self.glances) > 1 else self.glances[0]

    def _send(self, job: PrintJob, watch: Watch) -> int:
        if self.refusal:
            raise self.refusal
        for page in range(self.pages):
            if not watch(page, self.pages):
                raise PrintStoppedError(job.printer, page)
        self.sent.append(job)
        return len(self.sent) if self.glances else 0


@dataclass
class FakeOffice:
    """Documents to change, as far as the page of an item sees them.

    Attributes:
        answer: Where the person wants to save; ``None`` is nowhere after all.
        can_open: There is a program for them.
        refusal: Why an item cannot become a document.
        asked, proposed, opened: What it was given.
    """

    answer: Path | None = None
    can_open: bool = True
    refusal: Exception | None = None
    asked: list[tuple[str, tuple[Lang, ...]]] = field(default_factory=list)
    proposed: list[Path] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)

    def services(self) -> DocumentServices:
        return DocumentServices(self._writer, self._ask, self._open)

    def _writer(self, item_id: str, langs: Sequence[Lang]) -> Callable[[str], bytes]:
        if self.refusal:
            raise self.refusal
        self.asked.append((item_id, tuple(langs)))
        return lambda kind: f"{item_id} {kind}".encode()

    def _ask(self, _parent: QWidget, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.answer

    def _open(self, path: Path) -> bool:
        self.opened.append(path.read_bytes())
        return self.can_open


class PageStage:
    """The page of an item in a window.

    Attributes:
        page: The page.
        window: Around it, as wide and high as the program's.
        shelf, userdata, press, office, notebook, preferences: What it works with.
        table: Where a table of uses is to be saved.
        actions: What it asked of the window.
        saved: The settings it saved, in order.
    """

    def __init__(
        self,
        qtbot: QtBot,
        size: tuple[int, int] = (1366, 768),
        jobs: Jobs | None = None,
        **settings: Any,  # noqa: ANN401 - fields of the settings by name
    ) -> None:
        self.qtbot = qtbot
        self.shelf, self.userdata, self.press = FakeShelf(), FakeUserData(), FakePrinting()
        self.office = FakeOffice()
        self.notebook = FakeNotebook()
        self.table: Path | None = None
        self.saved: list[Settings] = []
        self.actions = RecordedActions()
        chosen = Settings(**settings)
        self.preferences = Preferences(chosen, self.saved.append)
        appearance = theme.appearance(chosen.look, chosen.text_size)
        QApplication.setFont(theme.font(appearance.base_px))
        self.window = QWidget()
        self.window.setMinimumSize(880, 470)
        self.window.setStyleSheet(theme.stylesheet(appearance.palette, appearance.base_px))
        self.page = ItemPage(
            PageContext(self.actions, self.preferences, jobs or InlineJobs()),
            self.shelf,
            self.userdata,
            self.press.services(self.shelf),
            self.office.services(),
            NotebookServices(self.notebook, self._title, self._ask_table),
        )
        column = QVBoxLayout(self.window)
        column.setContentsMargins(28, 60, 28, 0)
        column.addWidget(self.page)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Let posted layouts happen."""
        for _ in range(6):
            QCoreApplication.sendPostedEvents()

    def _title(self, item_id: str) -> str:
        known = self.shelf.items.get(item_id)
        return known.text(self.preferences.now.content_language)[1].title if known else ""

    def _ask_table(self, _parent: QWidget, _name: str) -> Path | None:
        return self.table
