"""Choose, see at once how it will be, and have it: saved, opened or printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from typing_extensions import override

from tests.fakes import HeldJobs, InlineJobs
from tests.ui.pages import FakePrinting, FakeShelf
from tests.ui.stage import clipped, speak_pseudo
from valita_desktop.content.handout import Layout, Paper, PartChoice, School, printer_help
from valita_desktop.errors import (
    LayoutErrorCode,
    LayoutUnavailableError,
    PrinterError,
    PrinterErrorCode,
)
from valita_desktop.handouts import pdf
from valita_desktop.messages.errors import sentence
from valita_desktop.settings import Settings
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.printing.job import (
    Glance,
    JobStage,
    JobState,
    PageSet,
    Printers,
    PrinterState,
    Sides,
)
from valita_desktop.ui.printing.rasterize import rasterize
from valita_desktop.ui.printing.subject import ItemToPrint
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.printing.preview import Preview
    from valita_desktop.ui.state.jobs import Jobs

TWO = Printers(("Opettaja-2", "Toimisto"), "Toimisto")
ONE_SIDE = PrinterState("Toimisto", (Paper.A4,), (Sides.ONE,))
OFFICE = PrinterState("Opettaja-2", (Paper.A4, Paper.A3), tuple(Sides), has_colour=True)
STOPPED = replace(OFFICE, name="Toimisto", is_stopped=True, message="paperi loppu")
QUEUED = Glance(JobState(JobStage.PROCESSING), ONE_SIDE)
PRINTED = Glance(JobState(JobStage.COMPLETED), ONE_SIDE)


def press_with(**given: Any) -> FakePrinting:  # noqa: ANN401 - fields by name
    """Printing with two printers, of which the default one prints on one side only."""
    states = {"Toimisto": ONE_SIDE, "Opettaja-2": OFFICE}
    return FakePrinting(printers=TWO, **{"states": states, **given})


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(n) for n in range(box.count())]


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
            ItemToPrint(self.shelf.item(item), lang, self.shelf),
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


def settle() -> None:
    """Let posted layouts happen."""
    for _ in range(6):
        QApplication.sendPostedEvents()


def page_width(preview: Preview) -> int:
    """How wide the page is drawn, in pixels."""
    assert preview.view.image is not None
    return preview.view.image.width()


def wheel(preview: Preview, up: int) -> None:
    """Turn the wheel over a page with Ctrl held down."""
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, up),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.area.viewport(), event)


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
    assert dialog.preview.view.image == rasterize(saved, 0, dialog.preview.room()).image


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
    assert open_dialog(layout=Layout.CARDS).dialog.form.wish.layout is Layout.SHEET


def test_every_choice_goes_into_the_handout(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog().dialog
    form = dialog.form

    form.part_box.setCurrentIndex(form.part_box.findText("The facilitator’s part"))
    form.language_box.setCurrentIndex(form.language_box.findText("Both languages"))
    form.printer.paper_box.setCurrentIndex(form.printer.paper_box.findText("A3"))
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
        desk.dialog.form.printer.paper_box.setCurrentIndex(
            desk.dialog.form.printer.paper_box.findText(paper)
        )

    jobs.run_all()

    assert [handout.paper for handout in desk.press.rendered] == [Paper.A5]


def test_a_late_answer_to_an_old_wish_is_dropped(open_dialog: Callable[..., Desk]) -> None:
    class Slow(FakePrinting):
        @override
        def render(self, handout: object) -> bytes:
            made = super().render(handout)  # type: ignore[arg-type]  # passed on as given
            if len(self.rendered) == 1:
                form.printer.paper_box.setCurrentIndex(form.printer.paper_box.findText("A5"))
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

    assert desk.press.proposed[0].name == "Månadsbudget - Sheet - sv.pdf"


def test_no_wish_overwrites_the_file_of_another(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog()
    form = desk.dialog.form

    desk.dialog.save_button.click()
    form.choose(Layout.LARGE)
    desk.dialog.save_button.click()
    form.language_box.setCurrentIndex(form.language_box.findText("Both languages"))
    desk.dialog.save_button.click()
    form.part_box.setCurrentIndex(form.part_box.findText("The facilitator’s part"))
    desk.dialog.save_button.click()
    form.choose(Layout.SIDE_BY_SIDE)
    desk.dialog.save_button.click()

    assert [each.stem.removeprefix("Kuukausibudjetti - ") for each in desk.press.proposed] == [
        "Sheet - fi",
        "Large print - fi",
        "Large print - fi-sv",
        "Large print - The facilitator’s part - fi-sv",
        "Finnish and Swedish - The facilitator’s part - fi-sv",
    ]


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
    assert not desk.dialog.form.copies_box.isEnabled()
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
    assert form.printer.printer_box.isVisible()
    assert form.copies_box.isEnabled()
    assert form.printer.sides_box.isVisible()

    form.printer.printer_box.setCurrentIndex(
        form.printer.printer_box.findText("Program for PDF files")
    )

    assert not form.copies_box.isEnabled()
    assert not form.printer.sides_box.isVisible()


def test_without_a_default_printer_the_first_is_chosen(open_dialog: Callable[..., Desk]) -> None:
    printers = Printers(("Opettaja-2", "Toimisto"))

    assert open_dialog(
        press=FakePrinting(printers=printers)
    ).dialog.form.printer.chosen_printer == ("Opettaja-2")


def test_what_was_printed_can_be_printed_once_more(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))

    desk.dialog.print_button.click()
    assert desk.dialog.print_button.text() == "Print again"
    desk.dialog.print_button.click()

    assert len(desk.press.sent) == 2


def test_something_else_than_was_printed_is_not_printed_again(
    open_dialog: Callable[..., Desk],
) -> None:
    dialog = open_dialog(press=FakePrinting(printers=TWO)).dialog

    dialog.print_button.click()
    dialog.form.copies_box.setValue(3)
    after_copies = dialog.print_button.text()
    dialog.print_button.click()
    dialog.form.choose(Layout.LARGE)

    assert (after_copies, dialog.print_button.text()) == ("Print 3 copies", "Print 3 copies")


def test_copies_are_typed_at_once_and_enter_prints_and_then_closes(
    open_dialog: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    dialog = desk.dialog

    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Return):
        qtbot.keyClick(dialog.focusWidget(), key)
    printed = [job.copies for job in desk.press.sent]
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert printed == [job.copies for job in desk.press.sent] == [20]


@pytest.mark.parametrize("field", ["copies_box", "language_box", "part_box", "low_ink_check_box"])
def test_enter_prints_wherever_the_focus_is_in_the_form(
    field: str, open_dialog: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    widget = getattr(desk.dialog.form, field)
    widget.setFocus()

    qtbot.keyClick(widget, Qt.Key.Key_Return)

    assert len(desk.press.sent) == 1


def test_enter_prints_from_a_layout(open_dialog: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    card = desk.dialog.form.cards.cards[Layout.SHEET]
    card.setFocus()

    qtbot.keyClick(card, Qt.Key.Key_Return)

    assert len(desk.press.sent) == 1


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)], ids=str)
def test_copies_language_and_part_are_in_view_with_all_their_words(
    size: tuple[int, int], open_dialog: Callable[..., Desk]
) -> None:
    states = {"Toimisto": replace(OFFICE, name="Toimisto")}
    dialog = open_dialog(press=press_with(states=states), size=size).dialog
    settle()

    form = dialog.form
    for field in (form.copies_box, form.language_box, form.part_box):
        assert field.visibleRegion().boundingRect() == field.rect()
        assert field.width() >= field.sizeHint().width()
        assert not form.isAncestorOf(field)  # what does scroll


@pytest.mark.parametrize(("size", "text_size"), [((1366, 768), 100), ((911, 512), 200)], ids=str)
def test_the_focus_is_never_out_of_sight(
    size: tuple[int, int], text_size: int, open_dialog: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_dialog(press=press_with(), size=size, settings=Settings(text_size=text_size))
    dialog = desk.dialog
    settle()
    seen: list[QWidget] = []

    for _ in range(40):
        focused = dialog.focusWidget()
        seen.append(focused)
        middle = focused.rect().center()
        assert focused.visibleRegion().contains(middle), focused
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    assert {dialog.form.copies_box, dialog.form.low_ink_check_box, dialog.print_button} <= {*seen}


def test_what_is_told_moves_neither_the_preview_nor_a_button(
    open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_dialog(press=FakePrinting(answer=tmp_path / "kuu.pdf"), size=(911, 512))
    dialog = desk.dialog
    settle()
    places = (dialog.preview.area, dialog.print_button, dialog.save_button, dialog.form.first)
    before = [each.geometry() for each in places]

    dialog.save_button.click()
    settle()

    assert dialog.status_label.isVisible()
    assert [each.geometry() for each in places] == before


def test_the_preview_grows_by_buttons_keys_and_the_wheel(
    open_dialog: Callable[..., Desk], qtbot: QtBot
) -> None:
    preview = open_dialog(size=(911, 512)).dialog.preview
    dialog = preview.window()
    widths = [page_width(preview)]

    qtbot.mouseClick(preview.larger_button, Qt.MouseButton.LeftButton)
    widths.append(page_width(preview))
    qtbot.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    widths.append(page_width(preview))
    wheel(preview, 120)
    widths.append(page_width(preview))

    assert widths == sorted(set(widths))
    assert preview.area.verticalScrollBar().maximum() > 0
    wheel(preview, -120)
    assert page_width(preview) == widths[2]
    qtbot.mouseClick(preview.smaller_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page_width(preview) == widths[0]
    assert not preview.smaller_button.isEnabled()
    assert preview.area.verticalScrollBar().maximum() == 0


def test_what_is_in_the_middle_of_a_page_stays_there_when_it_grows(
    open_dialog: Callable[..., Desk],
) -> None:
    preview = open_dialog(size=(911, 512)).dialog.preview
    bar = preview.area.verticalScrollBar()

    preview.zoom(1)
    preview.zoom(1)

    assert abs(bar.value() - bar.maximum() / 2) <= 2


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
    sheet.setFocus()

    qtbot.keyClick(sheet, Qt.Key.Key_Right)

    assert dialog.form.wish.layout is Layout.LARGE


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
    form.printer.sides_box.setCurrentIndex(form.printer.sides_box.findData(Sides.LONG_EDGE))
    form.printer.paper_box.setCurrentIndex(form.printer.paper_box.findText("A3"))

    desk.dialog.print_button.click()

    assert (desk.press.sent[0].sides, desk.press.sent[0].paper) == (Sides.LONG_EDGE, Paper.A3)


def test_without_a_printer_no_sides_are_asked_for(open_dialog: Callable[..., Desk]) -> None:
    assert not open_dialog().dialog.form.printer.sides_box.isVisible()


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


def test_only_what_the_printer_has_is_offered(open_dialog: Callable[..., Desk]) -> None:
    form = open_dialog(press=press_with()).dialog.form

    assert offered(form.printer.paper_box) == ["A4"]
    assert offered(form.printer.sides_box) == ["One side", "Fronts first, then backs"]
    assert not form.printer.grey_check_box.isVisible()

    form.printer.printer_box.setCurrentIndex(form.printer.printer_box.findText("Opettaja-2"))

    assert offered(form.printer.paper_box) == ["A4", "A3"]
    assert "Fronts first, then backs" not in offered(form.printer.sides_box)
    assert len(offered(form.printer.sides_box)) == 3
    assert form.printer.grey_check_box.isVisible()


def test_of_a_printer_that_says_nothing_everything_is_offered(
    open_dialog: Callable[..., Desk],
) -> None:
    form = open_dialog(press=FakePrinting(printers=TWO)).dialog.form

    assert offered(form.printer.paper_box) == ["A4", "A5", "A3"]
    assert len(offered(form.printer.sides_box)) == 3
    assert "Fronts first, then backs" not in offered(form.printer.sides_box)


def test_the_paper_follows_a_printer_that_lacks_it(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(press=press_with()).dialog
    form = dialog.form
    form.printer.printer_box.setCurrentIndex(form.printer.printer_box.findText("Opettaja-2"))
    form.printer.paper_box.setCurrentIndex(form.printer.paper_box.findText("A3"))

    form.printer.printer_box.setCurrentIndex(form.printer.printer_box.findText("Toimisto"))

    assert dialog.handout().paper is Paper.A4


def test_a_printer_with_none_of_our_papers_is_told(open_dialog: Callable[..., Desk]) -> None:
    state = replace(ONE_SIDE, papers=())

    assert "The printer Toimisto has no A4 paper." in told(
        open_dialog(press=press_with(states={"Toimisto": state})).dialog
    )


def test_what_is_known_of_another_printer_is_dropped(open_dialog: Callable[..., Desk]) -> None:
    jobs = HeldJobs()
    form = open_dialog(press=press_with(), jobs=jobs).dialog.form
    jobs.held.pop()()  # the printers are known, and the first is asked
    asked = jobs.held.pop()

    form.printer.printer_box.setCurrentIndex(form.printer.printer_box.findText("Opettaja-2"))
    asked()

    assert len(offered(form.printer.sides_box)) == 3


def test_a_stopped_printer_is_told_before_anything_is_sent(
    open_dialog: Callable[..., Desk],
) -> None:
    dialog = open_dialog(press=press_with(states={"Toimisto": STOPPED})).dialog

    assert "The printer Toimisto is stopped (paperi loppu)." in told(dialog)
    assert "save the PDF" in told(dialog)


def test_a_document_is_queued_until_it_is_printed(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=press_with(glances=[QUEUED, QUEUED, PRINTED]))
    dialog = desk.dialog

    dialog.print_button.click()
    assert dialog.status_label.text() == "1 copy is in the queue of Toimisto."
    dialog.desk.timer.timeout.emit()
    assert dialog.status_label.text() == "1 copy is in the queue of Toimisto."
    dialog.desk.timer.timeout.emit()

    assert dialog.status_label.text() == "Toimisto has printed 1 copy."
    assert not dialog.desk.timer.isActive()


def test_what_is_seen_of_a_document_of_before_is_not_told_of_the_next(
    open_dialog: Callable[..., Desk],
) -> None:
    jobs = HeldJobs()
    dialog = open_dialog(press=press_with(glances=[PRINTED]), jobs=jobs).dialog
    jobs.run_all()
    dialog.print_button.click()
    jobs.held.pop(0)()  # it is sent, and is about to be looked at
    (look,) = jobs.held
    jobs.held.clear()
    dialog.form.copies_box.setValue(2)
    dialog.print_button.click()
    jobs.held.pop(0)()

    look()

    assert dialog.status_label.text() == "2 copies are in the queue of Toimisto."


def test_a_printer_that_stops_afterwards_is_told_and_when_it_goes_on(
    open_dialog: Callable[..., Desk],
) -> None:
    waiting = Glance(JobState(JobStage.PENDING), STOPPED)
    dialog = open_dialog(press=press_with(glances=[QUEUED, waiting, QUEUED])).dialog

    dialog.print_button.click()
    dialog.desk.timer.timeout.emit()
    assert "The printer Toimisto is stopped (paperi loppu)." in told(dialog)
    dialog.desk.timer.timeout.emit()

    assert "stopped" not in told(dialog)
    assert "1 copy is in the queue of Toimisto." in told(dialog)


def test_a_document_that_nobody_remembers_was_sent(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(press=press_with(glances=[QUEUED, Glance(None, ONE_SIDE)])).dialog

    dialog.print_button.click()
    dialog.desk.timer.timeout.emit()

    assert dialog.status_label.text() == "1 copy sent to Toimisto."
    assert not dialog.desk.timer.isActive()


def test_a_printer_that_goes_on_and_has_printed_is_no_longer_told_to_be_stopped(
    open_dialog: Callable[..., Desk],
) -> None:
    waiting = Glance(JobState(JobStage.PENDING), STOPPED)
    dialog = open_dialog(press=press_with(glances=[waiting, PRINTED])).dialog

    dialog.print_button.click()
    dialog.desk.timer.timeout.emit()

    assert "stopped" not in told(dialog)


def test_a_document_that_waits_for_an_answer_is_told(open_dialog: Callable[..., Desk]) -> None:
    said = "The printer may not exist or is unavailable at this time."
    quiet = Glance(JobState(JobStage.PROCESSING, ("job-printing",), said), ONE_SIDE)
    dialog = open_dialog(press=press_with(glances=[quiet])).dialog

    dialog.print_button.click()

    assert "The printer Toimisto does not go on: it does not answer." in told(dialog)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (JobState(JobStage.CANCELED, (), "Printer cannot print with supplied options."), "unable"),
        (JobState(JobStage.CANCELED, ("processing-to-stop-point",)), "canceled"),
        (JobState(JobStage.CANCELED, ("job-canceled-by-user",), "Idle."), "canceled"),
        (JobState(JobStage.ABORTED, ("aborted-by-system",), "Filter failed"), "aborted"),
    ],
)
def test_a_document_that_is_dropped_is_told_and_can_be_saved(
    state: JobState, code: str, open_dialog: Callable[..., Desk], tmp_path: Path
) -> None:
    press = press_with(glances=[Glance(state, ONE_SIDE)], answer=tmp_path / "kuu.pdf")
    dialog = open_dialog(press=press).dialog

    dialog.print_button.click()
    said = dialog.status_label.text()
    dialog.save_button.click()

    error = PrinterError("Toimisto", state.message, PrinterErrorCode(code), state.keywords)
    assert said == sentence(error)
    assert (tmp_path / "kuu.pdf").exists()
    assert not dialog.desk.timer.isActive()


def test_a_closed_dialog_looks_at_nothing_any_longer(open_dialog: Callable[..., Desk]) -> None:
    dialog = open_dialog(press=press_with(glances=[QUEUED])).dialog
    timer = dialog.desk.timer
    dialog.print_button.click()
    assert timer.isActive()

    dialog.reject()

    assert not timer.isActive()


def test_a_double_click_prints_once(open_dialog: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_dialog(press=press_with())
    button = desk.dialog.print_button

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)  # which is its second half

    assert len(desk.press.sent) == 1


@pytest.mark.parametrize("where", ["on the button", "in the form"])
def test_a_key_that_is_held_down_prints_once(where: str, open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=press_with())
    dialog = desk.dialog
    on_button = where == "on the button"
    (dialog.print_button if on_button else dialog.form.printer.paper_box).setFocus()

    for again in (False, True, True):
        key = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            again,
        )
        QApplication.sendEvent(dialog.print_button if on_button else dialog, key)

    assert len(desk.press.sent) == 1


def on_both_sides_by_hand(open_dialog: Callable[..., Desk], **given: Any) -> Desk:  # noqa: ANN401 - as the fixture
    """A facilitator's part and a sheet: several pages, fronts and then backs."""
    desk = open_dialog(press=press_with(**given), layout=Layout.LARGE)
    form = desk.dialog.form
    form.part_box.setCurrentIndex(form.part_box.findText("Both parts"))
    form.printer.sides_box.setCurrentIndex(
        form.printer.sides_box.findText("Fronts first, then backs")
    )
    return desk


def test_fronts_are_printed_then_the_pile_is_turned_then_backs(
    open_dialog: Callable[..., Desk],
) -> None:
    desk = on_both_sides_by_hand(open_dialog)
    dialog = desk.dialog

    dialog.print_button.click()
    between = (
        dialog.print_button.text(),
        dialog.turning.isVisible(),
        dialog.preview.isVisible(),
        "page of a book" in told(dialog),
    )
    dialog.print_button.click()

    assert between == ("Print the backs", True, False, True)
    assert [job.pages for job in desk.press.sent] == [PageSet.FRONTS, PageSet.BACKS]
    assert {job.sides for job in desk.press.sent} == {Sides.ONE}
    assert dialog.print_button.text() == "Print again"
    assert dialog.preview.isVisible()


def test_a_printer_that_takes_the_lowest_sheet_first_gets_the_last_back_first(
    open_dialog: Callable[..., Desk],
) -> None:
    desk = on_both_sides_by_hand(open_dialog)

    desk.dialog.print_button.click()
    desk.dialog.turning.last_first_check_box.toggle()
    desk.dialog.print_button.click()

    assert desk.press.sent[-1].pages is PageSet.BACKS_LAST_FIRST


def test_fronts_that_are_printed_are_told_as_such(open_dialog: Callable[..., Desk]) -> None:
    dialog = on_both_sides_by_hand(open_dialog, glances=[PRINTED]).dialog

    dialog.print_button.click()

    assert dialog.status_label.text() == "Toimisto has printed the fronts."


def test_the_fronts_can_be_printed_again(open_dialog: Callable[..., Desk]) -> None:
    desk = on_both_sides_by_hand(open_dialog)

    desk.dialog.print_button.click()
    desk.dialog.turning.again_button.click()
    desk.dialog.print_button.click()

    assert [job.pages for job in desk.press.sent] == [PageSet.FRONTS] * 2


def test_another_choice_between_fronts_and_backs_begins_with_the_fronts(
    open_dialog: Callable[..., Desk],
) -> None:
    desk = on_both_sides_by_hand(open_dialog)

    desk.dialog.print_button.click()
    desk.dialog.form.copies_box.setValue(3)
    desk.dialog.print_button.click()

    assert [(job.pages, job.copies) for job in desk.press.sent] == [
        (PageSet.FRONTS, 1),
        (PageSet.FRONTS, 3),
    ]


def test_fronts_that_were_dropped_have_no_backs(open_dialog: Callable[..., Desk]) -> None:
    dropped = Glance(JobState(JobStage.ABORTED, (), "Filter failed"), ONE_SIDE)
    dialog = on_both_sides_by_hand(open_dialog, glances=[dropped]).dialog

    dialog.print_button.click()

    assert dialog.print_button.text() == "Print 1 copy"
    assert dialog.preview.isVisible()


def test_one_page_has_no_back(open_dialog: Callable[..., Desk]) -> None:
    desk = open_dialog(press=press_with())
    form = desk.dialog.form
    form.printer.sides_box.setCurrentIndex(
        form.printer.sides_box.findText("Fronts first, then backs")
    )

    desk.dialog.print_button.click()

    assert [job.pages for job in desk.press.sent] == [PageSet.ALL]
    assert desk.dialog.print_button.text() == "Print again"


def test_a_booklet_is_printed_by_hand_where_there_is_no_duplexer(
    open_dialog: Callable[..., Desk],
) -> None:
    form = open_dialog(layout=Layout.BOOKLET, press=press_with()).dialog.form
    assert form.printer.by_hand

    form.printer.printer_box.setCurrentIndex(form.printer.printer_box.findText("Opettaja-2"))

    assert form.printer.chosen_sides is Sides.SHORT_EDGE


def test_each_language_begins_on_a_sheet_of_its_own_on_both_sides(
    open_dialog: Callable[..., Desk],
) -> None:
    desk = open_dialog(press=FakePrinting(printers=TWO))
    form = desk.dialog.form
    form.language_box.setCurrentIndex(form.language_box.findText("Both languages"))
    assert not desk.dialog.handout().both_sides

    form.printer.sides_box.setCurrentIndex(form.printer.sides_box.findData(Sides.LONG_EDGE))

    assert desk.press.rendered[-1].both_sides


def test_a_printer_with_colours_can_print_without(open_dialog: Callable[..., Desk]) -> None:
    states = {"Toimisto": replace(OFFICE, name="Toimisto")}
    desk = open_dialog(press=press_with(states=states))

    desk.dialog.form.printer.grey_check_box.toggle()
    desk.dialog.print_button.click()

    assert desk.press.sent[0].in_grey


@pytest.mark.parametrize("size", [(1366, 690), (911, 470)], ids=str)
@pytest.mark.parametrize("text_size", [100, 200])
def test_no_word_is_cut_while_the_pile_is_turned(
    size: tuple[int, int], text_size: int, open_dialog: Callable[..., Desk]
) -> None:
    speak_pseudo()
    waiting = Glance(JobState(JobStage.PENDING), replace(STOPPED, sides=(Sides.ONE,)))
    desk = open_dialog(
        press=press_with(glances=[waiting]),
        layout=Layout.BOOKLET,
        size=size,
        settings=Settings(text_size=text_size),
    )
    desk.dialog.form.part_box.setCurrentIndex(desk.dialog.form.part_box.count() - 1)
    desk.dialog.print_button.click()
    for _ in range(6):
        QApplication.sendPostedEvents()

    assert desk.dialog.turning.isVisible()
    assert clipped(desk.dialog) == []
    assert desk.dialog.width() <= size[0]
