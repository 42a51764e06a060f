"""Choose, see at once how it will be, and have it: saved, opened or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from typing_extensions import override

from tests.fakes import InlineJobs
from tests.ui.pages import FakePrinting, FakeShelf, HeldJobs
from tests.ui.stage import clipped, speak_pseudo
from valita_desktop.content.handout import Layout, Paper, PartChoice, School, printer_help
from valita_desktop.errors import LayoutErrorCode, LayoutUnavailableError, PrinterError
from valita_desktop.handouts import pdf
from valita_desktop.messages.errors import sentence
from valita_desktop.settings import Settings
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.printing.job import Printers, Sides
from valita_desktop.ui.printing.rasterize import rasterize
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.state.jobs import Jobs

TWO = Printers(("Opettaja-2", "Toimisto"), "Toimisto")


class Desk:
    """A print dialog with what it works with."""

    def __init__(self, qtbot: QtBot, press: FakePrinting, jobs: Jobs, settings: Settings) -> None:
        self.qtbot, self.press, self.jobs = qtbot, press, jobs
        self.saved: list[Settings] = []
        self.preferences = Preferences(settings, self.saved.append)
        appearance = theme.appearance(settings.look, settings.text_size)
        QApplication.setFont(theme.font(appearance.base_px))
        self.window = QWidget()
        self.window.setMinimumSize(880, 470)
        self.window.setStyleSheet(theme.stylesheet(appearance.palette, appearance.base_px))
        self.shelf = FakeShelf()
        qtbot.addWidget(self.window)

    def open(self, item: str, lang: Lang, layout: Layout, size: tuple[int, int]) -> PrintDialog:
        self.window.resize(*size)
        self.dialog = PrintDialog(
            self.shelf.item(item),
            lang,
            self.jobs,
            self.preferences,
            self.press.services(self.shelf),
            self.window,
        )
        with self.qtbot.waitActive(self.dialog):
            self.dialog.show()
            self.dialog.activateWindow()
        self.dialog.begin(layout)
        return self.dialog


@pytest.fixture
def open_dialog(qtbot: QtBot, dressed: QApplication) -> Callable[..., Desk]:
    """Opens print dialogs and keeps them until the test ends."""
    kept: list[Desk] = []

    def make(  # noqa: PLR0913 - a test names what it changes
        item: str = "m09",
        lang: Lang = "fi",
        layout: Layout = Layout.SHEET,
        *,
        press: FakePrinting | None = None,
        jobs: Jobs | None = None,
        size: tuple[int, int] = (1366, 768),
        settings: Settings | None = None,
    ) -> Desk:
        desk = Desk(qtbot, press or FakePrinting(), jobs or InlineJobs(), settings or Settings())
        desk.open(item, lang, layout, size)
        kept.append(desk)
        return desk

    return make


def told(dialog: PrintDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_preview_is_of_the_very_bytes_that_are_saved(
    open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "kuu.pdf"))
    dialog = desk.dialog

    dialog.save_button.click()
    saved = (tmp_path / "kuu.pdf").read_bytes()

    assert saved == dialog.pdf
    assert f"Page 1 of {pdf.page_count(saved)}" in told(dialog)
    assert dialog.preview.view.image == rasterize(saved, 0, dialog.preview.view.room()).image


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.LARGE])
def test_a_layout_can_be_chosen_beforehand(
    layout: Layout, open_dialog: Callable[..., Desk]
) -> None:
    dialog = open_dialog(layout=layout).dialog

    assert dialog.form.cards.cards[layout].isChecked()
    assert dialog.handout().layout is layout


def test_a_layout_that_cannot_be_had_says_why(open_dialog: Callable[..., Desk]) -> None:
    card = open_dialog().dialog.form.cards.cards[Layout.CARDS]

    assert not card.isEnabled()
    assert card.accessibleName() == "Cards. This material has no cards."


def test_a_layout_that_cannot_be_had_becomes_the_sheet(open_dialog: Callable[..., Desk]) -> None:
    assert open_dialog(layout=Layout.CARDS).dialog.form.chosen_layout is Layout.SHEET


def test_every_choice_goes_into_the_handout(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog().dialog
    form = dialog.form

    form.part_box.setCurrentIndex(form.part_box.findText("The facilitator’s part"))
    form.language_box.setCurrentIndex(form.language_box.findText("Both, one after the other"))
    form.paper_box.setCurrentIndex(form.paper_box.findText("A3"))
    form.low_ink_check_box.toggle()
    handout = dialog.handout()

    assert [piece.lang for piece in handout.pieces] == ["fi", "sv"]
    assert {piece.part for piece in handout.pieces} == {PartChoice.FACILITATOR}
    assert (handout.paper, handout.low_ink) == (Paper.A3, True)


def test_the_language_of_the_page_is_chosen_already(open_dialog: Callable[..., Desk]) -> None:
    assert open_dialog(lang="sv").dialog.form.langs == ("sv",)


def test_both_languages_beside_each_other_need_no_language(
    open_dialog: Callable[..., Desk],
) -> None:
    form = open_dialog(layout=Layout.SIDE_BY_SIDE).dialog.form

    assert not form.language_box.isEnabled()
    assert len(form.langs) == 1


def test_the_schools_name_can_be_left_out(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog().dialog
    assert dialog.handout().school.name == "Esimerkkiopisto"

    dialog.form.school_check_box.toggle()

    assert dialog.handout().school.name == ""


def test_a_school_without_a_name_has_nothing_to_tick(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(press=FakePrinting(school=School())).dialog

    assert not dialog.form.school_check_box.isEnabled()
    assert not dialog.form.school_check_box.isChecked()
    assert dialog.form.school_check_box.toolTip().startswith("Write the school’s name")
    assert dialog.form.school_check_box.text() == "School’s name in the footer"


def test_saving_ink_is_as_in_the_settings(open_dialog: Callable[..., Desk]) -> None:
    assert open_dialog(settings=Settings(low_ink=True)).dialog.handout().low_ink


def test_only_the_newest_wish_is_made(open_dialog: Callable[..., Desk]) -> None:
    jobs = HeldJobs()
    desk = open_dialog(jobs=jobs)
    for paper in ("A5", "A3", "A4", "A5"):
        desk.dialog.form.paper_box.setCurrentIndex(desk.dialog.form.paper_box.findText(paper))

    jobs.run_all()

    assert [handout.paper for handout in desk.press.rendered] == [Paper.A5]


def test_a_late_answer_to_an_old_wish_is_dropped(open_dialog: Callable[..., Desk]) -> None:
    class Slow(FakePrinting):
        @override
        def render(self, handout: object) -> bytes:
            made = super().render(handout)  # type: ignore[arg-type]  # passed on as given
            if len(self.rendered) == 1:
                form.paper_box.setCurrentIndex(form.paper_box.findText("A5"))
            return made

    jobs = HeldJobs()
    desk = open_dialog(press=Slow(), jobs=jobs)
    form = desk.dialog.form

    jobs.run_all()

    shown = desk.dialog.pdf
    assert shown == pdf.render(desk.press.rendered[-1])
    assert [handout.paper for handout in desk.press.rendered] == [Paper.A4, Paper.A5]


def test_saving_waits_for_the_pages(open_dialog: Callable[..., Desk], tmp_path: Path) -> None:
    jobs = HeldJobs()
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "kuu.pdf"), jobs=jobs)

    desk.dialog.save_button.click()
    early = (tmp_path / "kuu.pdf").exists()
    jobs.run_all()

    assert not early
    assert (tmp_path / "kuu.pdf").read_bytes() == desk.dialog.pdf


def test_the_file_is_named_after_the_material(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(lang="sv")

    desk.dialog.save_button.click()

    assert desk.press.proposed[0].name == "Månadsbudget.pdf"


def test_the_folder_is_remembered(open_dialog: Callable[..., Desk], tmp_path: Path) -> None:
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "a" / "kuu.pdf"))

    desk.dialog.save_button.click()
    desk.dialog.save_button.click()

    assert desk.saved[-1].output_folder == str(tmp_path / "a")
    assert desk.press.proposed[1].parent == tmp_path / "a"


def test_changing_ones_mind_saves_nothing(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog()

    desk.dialog.save_button.click()

    assert desk.saved == []


def test_a_folder_that_cannot_be_written_is_told(
    open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "file" / "kuu.pdf"))

    desk.dialog.save_button.click()

    assert "could not be written" in told(desk.dialog)


def test_without_a_printer_another_program_prints(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog()

    desk.dialog.print_button.click()

    assert desk.dialog.print_button.text() == "Open for printing"
    assert not desk.dialog.form.copies_box.isVisible()
    assert desk.press.opened == [desk.dialog.pdf]


def test_without_any_program_for_pdf_saving_is_offered(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(can_open=False))

    desk.dialog.print_button.click()

    assert "Save the PDF" in told(desk.dialog)
    assert desk.dialog.save_button.isEnabled()


def test_the_main_button_says_how_many(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(press=FakePrinting(printers=TWO)).dialog

    dialog.form.copies_box.setValue(20)

    assert dialog.print_button.text() == "Print 20 copies"


def test_copies_go_to_the_chosen_printer(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    desk.dialog.form.copies_box.setValue(20)

    desk.dialog.print_button.click()
    (job,) = desk.press.sent

    assert (job.printer, job.copies, job.title) == ("Toimisto", 20, "Kuukausibudjetti")
    assert job.pdf == desk.dialog.pdf
    assert "20 copies sent to Toimisto." in told(desk.dialog)


def test_a_printer_that_refuses_leaves_saving_possible(
    open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    refusing = FakePrinting(
        printers=TWO, answer=tmp_path / "kuu.pdf", refusal=PrinterError("Toimisto", "no paper")
    )
    desk = open_dialog(press=refusing)

    desk.dialog.print_button.click()
    what_was_told = told(desk.dialog)
    desk.dialog.save_button.click()

    assert "Toimisto" in what_was_told
    assert "save the PDF" in what_was_told
    assert (tmp_path / "kuu.pdf").exists()


def test_a_handout_that_cannot_be_made_says_why_instead_of_a_page(
    open_dialog: Callable[..., Desk],
) -> None:
    class Refusing(FakePrinting):
        @override
        def render(self, handout: object) -> bytes:
            raise LayoutUnavailableError("sheet", "m09", LayoutErrorCode.NO_SUCH_PART)

    preview = open_dialog(press=Refusing()).dialog.preview

    assert preview.view.image is None
    assert preview.view.accessibleName() == sentence(
        LayoutUnavailableError("sheet", "m09", LayoutErrorCode.NO_SUCH_PART)
    )
    assert preview.page_label.text() == ""
    assert not preview.next_button.isEnabled()


def test_what_is_shown_is_the_page_itself(open_dialog: Callable[..., Desk]) -> None:
    view = open_dialog().dialog.preview.view
    page = view.image
    assert page is not None

    seen = view.grab().toImage()

    left, top = (view.width() - page.width()) // 2, (view.height() - page.height()) // 2
    spots = [(x, y) for x in range(5, page.width(), 23) for y in range(5, page.height(), 23)]
    drawn = [seen.pixelColor(left + x, top + y).lightness() for x, y in spots]
    meant = [page.pixelColor(x, y).lightness() for x, y in spots]
    assert sum(abs(a - b) for a, b in zip(drawn, meant, strict=True)) / len(spots) < 20
    assert seen.pixelColor(view.width() // 2, 3).name() != "#ffffff"


def test_what_to_know_at_the_printer_is_told_before(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(layout=Layout.BOOKLET).dialog
    assert dialog.help_label.isVisible()
    assert dialog.help_label.text() == printer_help(Layout.BOOKLET, "en")

    dialog.form.choose(Layout.SHEET)

    assert not dialog.help_label.isVisible()


def test_what_was_saved_is_told_until_something_else_is_chosen(
    open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "kuu.pdf"))
    dialog = desk.dialog

    dialog.save_button.click()
    assert dialog.status_label.text() == f"Saved: {tmp_path / 'kuu.pdf'}"
    dialog.form.low_ink_check_box.toggle()

    assert not dialog.status_label.isVisible()


def test_copies_and_sides_are_asked_for_where_a_printer_is(
    open_dialog: Callable[..., Desk],
) -> None:
    form = open_dialog(press=FakePrinting(printers=TWO)).dialog.form
    assert form.printer_box.isVisible()
    assert form.copies_box.isVisible()
    assert form.sides_box.isVisible()

    form.printer_box.setCurrentIndex(form.printer_box.findText("Program for PDF files"))

    assert not form.copies_box.isVisible()
    assert not form.sides_box.isVisible()


def test_without_a_default_printer_the_first_is_chosen(open_dialog: Callable[..., Desk]) -> None:
    printers = Printers(("Opettaja-2", "Toimisto"))

    assert open_dialog(press=FakePrinting(printers=printers)).dialog.form.chosen_printer == (
        "Opettaja-2"
    )


def test_what_was_printed_can_be_printed_once_more(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))

    desk.dialog.print_button.click()
    assert desk.dialog.print_button.text() == "Print 1 copy"
    desk.dialog.print_button.click()

    assert len(desk.press.sent) == 2


def test_after_a_refusal_it_can_be_printed_again(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(
        press=FakePrinting(printers=TWO, refusal=PrinterError("Toimisto", "no paper"))
    )
    desk.dialog.print_button.click()
    assert desk.dialog.print_button.text() == "Print 1 copy"
    desk.press.refusal = None

    desk.dialog.print_button.click()

    assert len(desk.press.sent) == 1


def test_pages_are_turned(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(layout=Layout.LARGE).dialog
    form = dialog.form
    form.part_box.setCurrentIndex(form.part_box.findText("Both parts"))
    first = dialog.preview.view.image
    total = pdf.page_count(dialog.pdf or b"")

    dialog.preview.next_button.click()

    assert total > 1
    assert f"Page 2 of {total}" in told(dialog)
    assert dialog.preview.view.image != first
    assert dialog.preview.previous_button.isEnabled()


def test_turning_stops_at_the_ends(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog().dialog

    dialog.preview.turn(-1)
    dialog.preview.turn(99)

    assert not dialog.preview.next_button.isEnabled()


def test_another_choice_shows_the_first_page_again(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog().dialog
    dialog.form.part_box.setCurrentIndex(dialog.form.part_box.findText("Both parts"))
    dialog.preview.turn(1)

    dialog.form.low_ink_check_box.toggle()

    assert "Page 1 of" in told(dialog)


def test_the_layouts_are_chosen_by_arrow_keys(
    open_dialog: Callable[..., Desk], qtbot: QtBot
) -> None:
    dialog = open_dialog().dialog
    sheet = dialog.form.cards.cards[Layout.SHEET]

    qtbot.keyClick(sheet, Qt.Key.Key_Right)

    assert dialog.form.chosen_layout is Layout.LARGE


@pytest.mark.parametrize("size", [(1366, 690), (911, 470)], ids=str)
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_no_word_is_cut(
    size: tuple[int, int], text_size: int, open_dialog: Callable[..., Desk]
) -> None:
    speak_pseudo()
    desk = open_dialog(
        press=FakePrinting(printers=TWO), size=size, settings=Settings(text_size=text_size)
    )
    for _ in range(6):
        QApplication.sendPostedEvents()

    assert clipped(desk.dialog) == []
    assert desk.dialog.width() <= size[0]
    assert desk.dialog.preview.view.size().width() >= QSize(180, 180).width()


@pytest.mark.parametrize(
    ("layout", "sides"), [(Layout.SHEET, Sides.ONE), (Layout.BOOKLET, Sides.SHORT_EDGE)]
)
def test_sides_are_chosen_as_the_layout_needs_them(
    layout: Layout, sides: Sides, open_dialog: Callable[..., Desk]
) -> None:
    desk = open_dialog(layout=layout, press=FakePrinting(printers=TWO))

    desk.dialog.print_button.click()

    assert desk.press.sent[0].sides is sides


def test_other_sides_can_be_chosen(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    form = desk.dialog.form
    form.sides_box.setCurrentIndex(form.sides_box.findData(Sides.LONG_EDGE))
    form.paper_box.setCurrentIndex(form.paper_box.findText("A3"))

    desk.dialog.print_button.click()

    assert (desk.press.sent[0].sides, desk.press.sent[0].paper) == (Sides.LONG_EDGE, Paper.A3)


def test_without_a_printer_no_sides_are_asked_for(open_dialog: Callable[..., Desk]) -> None:
    assert not open_dialog().dialog.form.sides_box.isVisible()


def test_how_far_the_printer_is_is_told(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO, pages=3))
    said: list[tuple[int, int]] = []
    desk.dialog.run.progressed.connect(lambda page, pages: said.append((page, pages)))

    desk.dialog.print_button.click()

    assert said == [(0, 3), (1, 3), (2, 3)]


def test_printing_is_stopped_by_the_button_that_began_it(
    open_dialog: Callable[..., Desk],
) -> None:
    jobs = HeldJobs()
    desk = open_dialog(press=FakePrinting(printers=TWO, pages=3), jobs=jobs)
    jobs.run_all()
    dialog = desk.dialog

    dialog.print_button.click()
    while_printing = dialog.print_button.text()
    dialog.print_button.click()
    jobs.run_all()

    assert while_printing == "Stop printing"
    assert desk.press.sent == []
    assert "Printing was stopped" in told(dialog)
    assert dialog.print_button.text() == "Print 1 copy"


def test_closing_the_dialog_stops_the_printing(open_dialog: Callable[..., Desk]) -> None:
    jobs = HeldJobs()
    desk = open_dialog(press=FakePrinting(printers=TWO, pages=3), jobs=jobs)
    jobs.run_all()

    desk.dialog.print_button.click()
    desk.dialog.reject()
    jobs.run_all()

    assert desk.press.sent == []
