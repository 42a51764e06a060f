"""What would come out otherwise than it was written is kept, or told with the way to write it."""

from __future__ import annotations

import re

import pytest

from valita_desktop.content.blocks import (
    Blank,
    Block,
    BulletList,
    Card,
    Cards,
    Heading,
    NumberedList,
    Paragraph,
    Span,
    Step,
    Steps,
    Table,
    blocks_of,
    plain,
)
from valita_desktop.content.markdown import read
from valita_desktop.errors import ContentErrorCode as Code

TOLD: dict[str, list[tuple[int, Code, str]]] = {
    # numbers that begin a line
    "6. joulukuuta on juhla": [
        (1, Code.LIST_NUMBER, "6. joulukuuta on juhla → 6\\. joulukuuta on juhla")
    ],
    "2026. Vuosi": [(1, Code.LIST_NUMBER, "2026. Vuosi → 2026\\. Vuosi")],
    "1. joulukuuta": [(1, Code.LIST_NUMBER, "1. joulukuuta → 1\\. joulukuuta")],
    "Juhla on\n1. joulukuuta": [(2, Code.LIST_NUMBER, "1. joulukuuta → 1\\. joulukuuta")],
    "  6. joulukuuta": [(1, Code.LIST_NUMBER, "6. joulukuuta → 6\\. joulukuuta")],
    "::: tip\n6. joulukuuta\n:::": [(2, Code.LIST_NUMBER, "6. joulukuuta → 6\\. joulukuuta")],
    "3. a\n4. b": [
        (1, Code.LIST_NUMBER, "3. a → 1. a"),
        (2, Code.LIST_NUMBER, "4. b → 2. b"),
    ],
    "6. joulukuuta\n\n1. a\n2. b": [(1, Code.LIST_NUMBER, "6. joulukuuta → 6\\. joulukuuta")],
    "1. a\n2. b\n\n6. december": [(4, Code.LIST_NUMBER, "6. december → 6\\. december")],
    "1. a\n3. b": [(2, Code.LIST_NUMBER, "3. b → 2. b")],
    "1. a\n1. b\n1. c": [
        (2, Code.LIST_NUMBER, "1. b → 2. b"),
        (3, Code.LIST_NUMBER, "1. c → 3. c"),
    ],
    "- 6. joulukuuta": [(1, Code.LIST_NUMBER, "- 6. joulukuuta → - 6\\. joulukuuta")],
    "1. 6. joulukuuta\n2. a": [(1, Code.LIST_NUMBER, "1. 6. joulukuuta → 1. 6\\. joulukuuta")],
    "- - 5 astetta\n- a": [(1, Code.LIST_NUMBER, "- - 5 astetta → - \\- 5 astetta")],
    "01. a\n02. b": [
        (1, Code.LIST_NUMBER, "01. a → 1. a"),
        (2, Code.LIST_NUMBER, "02. b → 2. b"),
    ],
    "1. a\n2. b\n\nx\n\n4. c\n5. d": [
        (6, Code.LIST_NUMBER, "4. c → 3. c"),
        (7, Code.LIST_NUMBER, "5. d → 4. d"),
    ],
    ":::: facilitator\n1. a\n2. b\n::::\n\n:::: sheet\n3. c\n4. d\n::::": [
        (7, Code.LIST_NUMBER, "3. c → 1. c"),
        (8, Code.LIST_NUMBER, "4. d → 2. d"),
    ],
    # lists in other signs
    "1) a\n2) b": [(1, Code.TYPED_LIST, "1) a → 1. a"), (2, Code.TYPED_LIST, "2) b → 2. b")],
    "* a\n* b": [(1, Code.TYPED_LIST, "* a → - a"), (2, Code.TYPED_LIST, "* b → - b")],
    "+ 358 40 1234567": [(1, Code.TYPED_LIST, "+ 358 40 1234567 → \\+ 358 40 1234567")],
    "• a\n• b": [(1, Code.TYPED_LIST, "• a → - a"), (2, Code.TYPED_LIST, "• b → - b")],
    "· a": [(1, Code.TYPED_LIST, "· a → - a")],
    "– a\n– b": [(1, Code.TYPED_LIST, "– a → - a"), (2, Code.TYPED_LIST, "– b → - b")],
    "-a\n-b": [(1, Code.TYPED_LIST, "-a → - a"), (2, Code.TYPED_LIST, "-b → - b")],
    "Ohje:\n2. a\n3. b": [(2, Code.TYPED_LIST, "2. a → 1. a"), (3, Code.TYPED_LIST, "3. b → 2. b")],
    "1.Lue\n2.Tee": [
        (1, Code.TYPED_LIST, "1.Lue → 1. Lue"),
        (2, Code.TYPED_LIST, "2.Tee → 2. Tee"),
    ],
    "a) x\nb) y": [(1, Code.LOST_SIGN, "a) x → a) x\\")],
    "- 5 astetta": [(1, Code.TYPED_LIST, "- 5 astetta → \\- 5 astetta")],
    "Hinta on\n- 5 euroa": [(2, Code.TYPED_LIST, "- 5 euroa → \\- 5 euroa")],
    "- a\nb": [(2, Code.RUN_ON, "b")],
    "- a\n\n  b": [(1, Code.ITEM_CONTENT, "a")],
    "- # a": [(1, Code.ITEM_CONTENT, "a")],
    "-\n- a": [(1, Code.EMPTY, "")],
    "1. [ ] a": [(1, Code.LOST_SIGN, "1. [ ] a → - [ ] a")],
    "- [x] a\n- [ ] b": [(1, Code.LOST_SIGN, "- [x] a → - [ ] a")],
    "- [] a": [(1, Code.LOST_SIGN, "- [] a → - [ ] a")],
    "- [ ]\n- [ ] b": [(1, Code.EMPTY, "- [ ]")],
    "- [ ]a\n- [ ] b": [(1, Code.LOST_SIGN, "- [ ]a → - [ ] a")],
    "☐ a\n☐ b": [(1, Code.TYPED_LIST, "☐ a → - [ ] a"), (2, Code.TYPED_LIST, "☐ b → - [ ] b")],
    "a. x\nb. y": [(1, Code.LOST_SIGN, "a. x → a. x\\")],
    # lines that stand for themselves
    "Vastaa:\na) x\nb) y": [
        (1, Code.LOST_SIGN, "Vastaa: → Vastaa:\\"),
        (2, Code.LOST_SIGN, "a) x → a) x\\"),
    ],
    "1. Valitse\n   a) x\n   b) y\n2. a": [
        (1, Code.LOST_SIGN, "Valitse → Valitse\\"),
        (2, Code.LOST_SIGN, "a) x → a) x\\"),
    ],
    "( ) kyllä\n( ) ei": [(1, Code.LOST_SIGN, "( ) kyllä → ( ) kyllä\\")],
    "[ ] kyllä\n[ ] ei": [(1, Code.LOST_SIGN, "[ ] kyllä → [ ] kyllä\\")],
    "(1) a\n(2) b": [(1, Code.LOST_SIGN, "(1) a → (1) a\\")],
    "I. a\nII. b": [(1, Code.LOST_SIGN, "I. a → I. a\\")],
    "Ma\t5\nTi\t6": [(1, Code.LOST_SIGN, "Ma\t5 → Ma\t5\\")],
    "o\ta\no\tb": [(1, Code.TYPED_LIST, "o\ta → - a"), (2, Code.TYPED_LIST, "o\tb → - b")],
    "\\– Hei!\n\\– Moi!": [
        (1, Code.LOST_SIGN, "\\– Hei! → – Hei!\\"),
        (2, Code.LOST_SIGN, "\\– Moi! → – Moi!"),
    ],
    "Nimi | Luokka\nAnna | 1A": [(1, Code.TABLE_SHAPE, "")],
    "6. joulukuuta a\n7. joulukuuta b": [
        (1, Code.LIST_NUMBER, "6. joulukuuta a → 6\\. joulukuuta a\\"),
        (2, Code.LIST_NUMBER, "7. joulukuuta b → 7\\. joulukuuta b"),
    ],
    "6. luokka a\n7. luokka b": [
        (1, Code.LIST_NUMBER, "6. luokka a → 6\\. luokka a\\"),
        (2, Code.LIST_NUMBER, "7. luokka b → 7\\. luokka b"),
    ],
    "2026. Vuosi\n2027. Vuosi": [
        (1, Code.LIST_NUMBER, "2026. Vuosi → 2026\\. Vuosi\\"),
        (2, Code.LIST_NUMBER, "2027. Vuosi → 2027\\. Vuosi"),
    ],
    # signs that nobody sees
    "\u200b## A": [(1, Code.MARKUP, "[U+200B]## A → ## A")],
    "\xa0- a": [(1, Code.MARKUP, "[U+00A0]- a → - a")],
    "-\xa0a\n-\xa0b": [
        (1, Code.TYPED_LIST, "-[U+00A0]a → - a"),
        (2, Code.TYPED_LIST, "-[U+00A0]b → - b"),
    ],
    # gaps of dates, and faces
    "Päivä: __.__.____": [(1, Code.SHORT_GAP, "__.__ → ____.____")],
    "Klo __:__": [(1, Code.SHORT_GAP, "__:__ → ____:____")],
    "Hyvä ^_^ -_-": [(1, Code.EMPHASIS, "_^ -_ → \\_^ -\\_")],
    # every one of a line
    ":* ja :-* pus": [(1, Code.EMPHASIS, ":* → :\\* · :-* → :-\\*")],
    "> Hei\n> moi": [(1, Code.MARKUP, "> Hei → Hei"), (2, Code.MARKUP, "> moi → moi")],
    "***": [(1, Code.MARKUP, "*** → \\*\\*\\*")],
    "Tulot\nMenot\n----\n50": [(3, Code.MARKUP, "---- → \\----")],
    "<nimi> tulee": [(1, Code.RAW_HTML, "<nimi> → \\<nimi>")],
    "[Kela](tähän)": [(1, Code.LINK_TARGET, "tähän")],
    "→ a\n→ b": [(1, Code.TYPED_LIST, "→ a → - a"), (2, Code.TYPED_LIST, "→ b → - b")],
    # emphasis
    'Sanasta **"häpeä"**kin.': [(1, Code.EMPHASIS, '**"häpeä"** → "**häpeä**"')],
    "Pisteet 2*3*4.": [(1, Code.EMPHASIS, "2*3*4 → 2\\*3\\*4")],
    "x*y*z": [(1, Code.EMPHASIS, "x*y*z → x\\*y\\*z")],
    "a **b": [(1, Code.EMPHASIS, "**b → \\*\\*b")],
    "*a **b*": [(1, Code.EMPHASIS, "*a → \\*a · * → \\*")],
    "**1*": [(1, Code.EMPHASIS, "* → \\*")],
    "* *a": [(1, Code.TYPED_LIST, "* *a → \\* *a")],
    "_a b_": [(1, Code.EMPHASIS, "_a b_ → *a b*")],
    "__a__": [(1, Code.EMPHASIS, "__a__ → **a**")],
    "~~a~~": [(1, Code.MARKUP, "~~a~~ → a")],
    # gaps
    "Nimi: ___": [(1, Code.SHORT_GAP, "Nimi: ___ → Nimi: ____")],
    "Nimi: __ ja _": [(1, Code.SHORT_GAP, "Nimi: __ → Nimi: ____ · ja _ → ja ____")],
    "___": [(1, Code.SHORT_GAP, "___ → ____")],
    "\\____": [(1, Code.LOST_SIGN, "\\____ → ____")],
    # signs that CommonMark swallows
    "[Kela]: https://kela.fi": [
        (1, Code.LOST_SIGN, "[Kela]: https://kela.fi → [Kela](https://kela.fi)")
    ],
    "a &amp; b": [(1, Code.LOST_SIGN, "&amp; → &")],
    "a&nbsp;b": [(1, Code.LOST_SIGN, "&nbsp; → ␣")],
    "<a@b.fi>": [(1, Code.LOST_SIGN, "<a@b.fi> → [a@b.fi](mailto:a@b.fi)")],
    '[a](https://b.fi "c")': [
        (1, Code.LOST_SIGN, '(https://b.fi "c") → (https://b.fi)'),
    ],
    "[](https://b.fi)": [(1, Code.EMPTY, "[](https://b.fi)")],
    "a\\, b": [(1, Code.LOST_SIGN, "\\, → \\\\,")],
    "\\\\palvelin\\jako": [(1, Code.LOST_SIGN, "\\\\palvelin → \\\\\\\\palvelin")],
    "Levy C:\\\nja": [(1, Code.LOST_SIGN, "C:\\ → C:\\\\")],
    "a\\": [(1, Code.MARKUP, "a\\ → a")],
    "##a": [(1, Code.MARKUP, "##a → ## a")],
    "[a](https://b.fi/c d)": [(1, Code.LINK_TARGET, "https://b.fi/c d")],
    "## a ##": [(1, Code.LOST_SIGN, "## a ## → ## a")],
    "##": [(1, Code.EMPTY, "##")],
    "a\n---": [(1, Code.MARKUP, "a / --- → ## a")],
    "a\n===": [(1, Code.MARKUP, "a / === → ## a")],
    "a\n> 20": [(2, Code.MARKUP, "> 20 → \\> 20")],
    "    a": [(1, Code.MARKUP, "␣␣␣␣a → a")],
    "![2*3*4](a.png)": [(1, Code.EMPHASIS, "2*3*4 → 2\\*3\\*4")],
    '![a](a.png "b\\*c")': [(1, Code.PLAIN_WORDS, '![a](a.png "b\\*c")')],
    '![a](a.png "**b** c")': [(1, Code.PLAIN_WORDS, '![a](a.png "**b** c")')],
    '![a](a.png "b ____")': [(1, Code.PLAIN_WORDS, '![a](a.png "b ____")')],
    '![a](a.png "[b](c.fi)")': [(1, Code.PLAIN_WORDS, '![a](a.png "[b](c.fi)")')],
    # tables
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 |": [
        (3, Code.TABLE_SHAPE, ""),
        (4, Code.TABLE_SHAPE, ""),
    ],
    "| a | b |\n|---|---|\n| 1 | 2 |\nteksti": [(4, Code.TABLE_SHAPE, "")],
    "| a | b |\n|---|\n| 1 | 2 |": [(1, Code.TABLE_SHAPE, "")],
    # fences
    "::: tip **a**\nb\n:::": [(1, Code.PLAIN_WORDS, "tip **a**")],
    "::: tip a ____\nb\n:::": [(1, Code.PLAIN_WORDS, "tip a ____")],
    "::: lines 2 rows=3 rows=4\n:::": [(1, Code.OPTION_TWICE, "rows")],
    '::: scale low="a\\b" high=c\n- d\n:::': [
        (1, Code.PLAIN_WORDS, 'scale low="a\\b" high=c'),
    ],
    "::: circles\n- a ____\n- b\n:::": [(1, Code.PLAIN_WORDS, "circles: ____")],
    "::: circles\n- [ ] a\n- [ ] b\n:::": [(1, Code.WRONG_CONTENT, "circles: [ ]")],
    "::: cards\n- a||b\n- c || d || e\n- f \\|\\| g\n:::": [
        (2, Code.WRONG_CONTENT, "- a||b → - a || b"),
        (3, Code.WRONG_CONTENT, "- c || d || e → - c || d"),
        (4, Code.WRONG_CONTENT, "- f \\|\\| g → - f || g"),
    ],
    "1. **[a](https://b.fi)** c\n2. **d** e": [(1, Code.PLAIN_WORDS, "a")],
}

KEPT: dict[str, str] = {
    "Juhla on\n6. joulukuuta ja": "Juhla on 6. joulukuuta ja",
    "6\\. joulukuuta": "6. joulukuuta",
    "[Puhelin]: 029 123 456": "[Puhelin]: 029 123 456",
    "2 * 3 * 4": "2 * 3 * 4",
    "2\\*3\\*4": "2*3*4",
    "snake_case_nimi": "snake_case_nimi",
    "C:\\kansio": "C:\\kansio",
    "R&D; ja a < b > c": "R&D; ja a < b > c",
    "a | b": "a | b",
    "#tagi": "#tagi",
    "– Moi, sanoi hän.": "– Moi, sanoi hän.",
    "– Hei!\\\n– Moi!": "– Hei!\n– Moi!",
    "a) x\\\nb) y": "a) x\nb) y",
    "Nimi ____ | 5\nLuokka | 6": "Nimi   | 5\nLuokka | 6",
    "( ) kyllä\n( ) muu ____": "( ) kyllä\n( ) muu",
    "12 oppilasta ja\n13 aikuista": "12 oppilasta ja 13 aikuista",
    "12.30 alku\n13.15 loppu": "12.30 alku 13.15 loppu",
    "\\&nbsp;": "&nbsp;",
    "\\\\\\\\palvelin\\jako": "\\\\palvelin\\jako",
    "a\u2028b": "a\u2028b",
}

SET: dict[str, Block] = {
    "## 2026": Heading(2, (Span("2026"),)),
    "# 1. Aloitus": Heading(1, (Span("1. Aloitus"),)),
    "Päivä: ____\nPaikka: ____": Paragraph(
        (Span("Päivä: "), Blank(4), Span("\nPaikka: "), Blank(4))
    ),
    "a\\\nb": Paragraph((Span("a\nb"),)),
    "- a\n  b": BulletList(((Span("a b"),),)),
    "| a | b |\n|---|---|\n| c \\| d | |": Table(
        ((Span("a"),), (Span("b"),)), (((Span("c | d"),), ()),)
    ),
    "[a](https://b.fi/c____d)": Paragraph((Span("a", href="https://b.fi/c____d"),)),
    "1. **Klo** .5 l\n2. **Vielä...** b": Steps(
        (Step("Klo", 0, (Span(".5 l"),)), Step("Vielä...", 0, (Span("b"),)))
    ),
    "::: cards\n- **a** x || *b*\n- c || **d**\n:::": Cards(
        (
            Card("a", (Span("x"),), (Span("b", emphasis=True),)),
            Card("", (Span("c"),), (Span("d", strong=True),)),
        )
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_would_come_out_otherwise_is_told_with_the_way_to_write_it(text: str) -> None:
    told = [(each.line, each.code, each.detail) for each in read(text).mistakes]

    assert told == TOLD[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_mark_is_kept_as_it_was_written(text: str) -> None:
    (part,) = read(text).document
    (block,) = part.blocks

    assert isinstance(block, Paragraph)
    assert (plain(block.text), read(text).mistakes) == (KEPT[text], ())


@pytest.mark.parametrize("text", SET)
def test_it_is_set_as_it_was_meant(text: str) -> None:
    (part,) = read(text).document

    assert (part.blocks, read(text).mistakes) == ((SET[text],), ())


def _written(detail: str) -> str:
    """A mistake as it is told, with the signs that nobody sees."""
    seen = re.sub(r"\[U\+([0-9A-F]{4})\]", lambda found: chr(int(found[1], 16)), detail)
    return seen.replace("␣", " ")


@pytest.mark.parametrize("text", [text for text in TOLD if "*a" not in text])
def test_a_line_written_as_it_is_told_is_right(text: str) -> None:
    lines = text.split("\n")
    before = read(text).mistakes
    shown = {each.line for each in before if " → " in each.detail and " / " not in each.detail}
    for each in before:
        for detail in each.detail.split(" · "):
            written, _arrow, mended = _written(detail).rpartition(" → ")
            if each.line in shown:
                lines[each.line - 1] = lines[each.line - 1].replace(written, mended, 1)

    assert shown & {each.line for each in read("\n".join(lines)).mistakes} == set()


def test_a_list_goes_on_where_the_last_one_ended() -> None:
    text = ":::: facilitator\n1. a\n2. b\n\nx\n\n3. c\n4. d\n\n::: tip\n5. e\n:::\n\n5. f\n::::"

    reading = read(text)

    lists = [each for each in blocks_of(reading.document) if isinstance(each, NumberedList)]
    assert ([each.start for each in lists], reading.mistakes) == ([1, 3, 5, 5], ())


def test_steps_go_on_too() -> None:
    (part,) = read("1. **a** (5 min). b\n2. **c.** d\n\nx\n\n3. **e** (1 h). f").document

    assert [each.start for each in part.blocks if isinstance(each, Steps)] == [1, 3]


def test_what_is_told_of_one_line_stays_short_however_much_is_wrong_in_it() -> None:
    (mistake,) = read(" ".join(f"a{n}*" for n in range(2000))).mistakes

    assert mistake.code is Code.EMPHASIS
    assert len(mistake.detail) < 1200
