"""What editors read about a mistake in a source text: what it is, and what to do.

Message ids, translated where they are shown. Knows no Qt.
"""

from __future__ import annotations

from valita_desktop.errors import ContentErrorCode
from valita_desktop.i18n import N_

CONTENT_WORDS: dict[ContentErrorCode, tuple[str, str]] = {
    ContentErrorCode.UNREADABLE: (
        N_("the file cannot be read ({detail})."),
        N_("Save it as UTF-8 text and check that you may open it."),
    ),
    ContentErrorCode.TOML_SYNTAX: (
        N_("the record is not valid TOML ({detail})."),
        N_("Compare the line with the example in the editor’s guide."),
    ),
    ContentErrorCode.RECORD_FIELD: (
        N_("a field of the record is wrong: {detail}."),
        N_("The editor’s guide lists every field and what it may hold."),
    ),
    ContentErrorCode.RECORD_MISSING: (
        N_("the record lacks the field “{detail}”."),
        N_("Add it to item.toml."),
    ),
    ContentErrorCode.GUESSED: (
        N_("the draft has guessed this: {detail}."),
        N_("See each through, then delete the line that names them."),
    ),
    ContentErrorCode.FOLDER_NAME: (
        N_("the folder’s name does not begin with the id “{detail}”."),
        N_("Name the folder by the id and a few words, for example “m09-monthly-budget”."),
    ),
    ContentErrorCode.MISSING_LANGUAGE: (
        N_("a language is missing: {detail}."),
        N_("Write the text and its section in item.toml in both languages."),
    ),
    ContentErrorCode.RAW_HTML: (
        N_("HTML is not allowed: {detail}"),
        N_("Write the same in Markdown."),
    ),
    ContentErrorCode.UNKNOWN_BLOCK: (
        N_("there is no block called “{detail}”."),
        N_("The editor’s guide lists all blocks; check the spelling."),
    ),
    ContentErrorCode.UNKNOWN_OPTION: (
        N_("the block has no option “{detail}”."),
        N_("Remove it or check its spelling in the editor’s guide."),
    ),
    ContentErrorCode.OPTION_VALUE: (
        N_("an option has a value that it cannot have: {detail}."),
        N_("Use one of the values that the editor’s guide gives."),
    ),
    ContentErrorCode.OPTION_MISSING: (
        N_("the block needs more options: {detail}."),
        N_("Add them on the line where the block begins."),
    ),
    ContentErrorCode.NOT_CLOSED: (
        N_("the block “{detail}” is never closed."),
        N_("Write ::: on a line of its own after its last line."),
    ),
    ContentErrorCode.WRONG_CONTENT: (
        N_("the block holds something that it cannot hold: {detail}"),
        N_("The editor’s guide shows what belongs in it."),
    ),
    ContentErrorCode.EMPTY: (
        N_("there is nothing in it: {detail}"),
        N_("Write its words or remove it."),
    ),
    ContentErrorCode.NESTED_LIST: (
        N_("a list stands inside a list."),
        N_("Write one list; long items may become a heading and a list."),
    ),
    ContentErrorCode.MIXED_STEPS: (
        N_("some items of a numbered list are steps with a title and some are not."),
        N_("Give every step a title in bold, or none."),
    ),
    ContentErrorCode.TABLE_SHAPE: (
        N_("a row of the table has too few or too many cells."),
        N_("Give every row, and the line under the heading, as many cells as the heading has."),
    ),
    ContentErrorCode.HEADING_LEVEL: (
        N_("a heading of level {detail} cannot stand here."),
        N_("Use ## for sections and ### inside them."),
    ),
    ContentErrorCode.LINK_TARGET: (
        N_("a link leads to “{detail}”, which cannot be opened."),
        N_("Link to an https address, a mailto address or item:ID."),
    ),
    ContentErrorCode.IMAGE_INLINE: (
        N_("the picture “{detail}” stands inside a line of text."),
        N_("Give the picture a paragraph of its own."),
    ),
    ContentErrorCode.IMAGE_ALT: (
        N_("the picture “{detail}” has no description."),
        N_("Describe it between the square brackets, for those who cannot see it."),
    ),
    ContentErrorCode.IMAGE_MISSING: (
        N_("the picture “{detail}” is not in the folder."),
        N_("Put the file beside the text or correct its name."),
    ),
    ContentErrorCode.IMAGE_TYPE: (
        N_("the picture “{detail}” is of a kind that is not taken."),
        N_("Save it as a JPEG (photograph) or PNG (drawing) and show that file."),
    ),
    ContentErrorCode.IMAGE_NAME: (
        N_("“{detail}” is not the name of a picture in the item’s own folder."),
        N_(
            "Put the file beside the text. Blanks, capitals, ä, ö and å are good in its name; "
            "slashes, colons and other signs that Windows refuses are not."
        ),
    ),
    ContentErrorCode.IMAGE_BROKEN: (
        N_("the picture “{detail}” is damaged or not whole."),
        N_("Open it in a program for pictures and save it again, or copy it once more."),
    ),
    ContentErrorCode.IMAGE_MOVES: (
        N_("the picture “{detail}” moves, and paper does not."),
        N_("Save one of its pictures as a PNG and show that file."),
    ),
    ContentErrorCode.IMAGE_SIZE: (
        N_("the picture “{detail}” is too large to be opened or published."),
        N_(
            "Make it smaller in a program for pictures: 2400 dots along the longer side "
            "are all that paper shows. Save a photograph as a JPEG."
        ),
    ),
    ContentErrorCode.IMAGE_DRAWING: (
        N_("the drawing “{detail}” holds more than lines and areas of one colour."),
        N_(
            "In the drawing program, turn letters, clones and effects into paths and "
            "colours into plain ones, or save the drawing as a PNG."
        ),
    ),
    ContentErrorCode.MARKUP: (
        N_("this markup is not known here: {detail}"),
        N_("Leave it out, or write what stands after the arrow."),
    ),
    ContentErrorCode.LOST_SIGN: (
        N_("signs or the end of a line would be lost: {detail}"),
        N_("Write what stands after the arrow."),
    ),
    ContentErrorCode.EMPHASIS: (
        N_("a mark of bold or italic is left over or stands in a word: {detail}"),
        N_("Write what stands after the arrow, or set the marks around whole words."),
    ),
    ContentErrorCode.SHORT_GAP: (
        N_("a gap to write in has at least four underscores: {detail}"),
        N_("Draw the gap as long as it should be, at least as after the arrow."),
    ),
    ContentErrorCode.LIST_NUMBER: (
        N_("the number would be read as an item of a list, and a wrong one: {detail}"),
        N_("Write what stands after the arrow; a list begins at 1 or goes on from the last."),
    ),
    ContentErrorCode.TYPED_LIST: (
        N_("the line does not begin as the items of a list do here: {detail}"),
        N_(
            "Write what stands after the arrow. If it is no list, write \\ before a hyphen or "
            "a number; lines that begin with another sign end with \\, but for the last."
        ),
    ),
    ContentErrorCode.RUN_ON: (
        N_("the line would become a part of the item before it: {detail}"),
        N_("Leave an empty line before it; if it belongs there, begin it with two blanks."),
    ),
    ContentErrorCode.ITEM_CONTENT: (
        N_("an item of a list holds more than one paragraph of words: {detail}"),
        N_("Write one paragraph an item; what follows may stand after the list."),
    ),
    ContentErrorCode.PLAIN_WORDS: (
        N_("only plain words can stand here: {detail}"),
        N_("Write the words without marks and without gaps."),
    ),
    ContentErrorCode.OPTION_TWICE: (
        N_("the option “{detail}” stands twice."),
        N_("Keep one of them."),
    ),
    ContentErrorCode.PART_MISSING: (
        N_("the part “{detail}” is missing."),
        N_("Begin it with its own line as the editor’s guide shows."),
    ),
    ContentErrorCode.PART_UNKNOWN: (
        N_("there is no part called “{detail}” here."),
        N_("The parts are “facilitator” and “sheet”; each stands once."),
    ),
    ContentErrorCode.OUTSIDE_PART: (
        N_("text stands outside the parts."),
        N_("Move it into the facilitator’s part or onto the sheet."),
    ),
    ContentErrorCode.DUPLICATE_ID: (
        N_("the id “{detail}” is used twice."),
        N_("Give the newer item an id of its own."),
    ),
    ContentErrorCode.DEAD_LINK: (
        N_("it refers to “{detail}”, which does not exist."),
        N_("Correct the id or remove the reference."),
    ),
    ContentErrorCode.STRUCTURE: (
        N_("the Finnish and the Swedish text are not built alike: {detail}."),
        N_("Give both the same blocks in the same order."),
    ),
    ContentErrorCode.STEP_MINUTES: (
        N_("the minutes of the steps do not add up: {detail}."),
        N_("Correct a step or the whole time in item.toml."),
    ),
    ContentErrorCode.STEP_TIME: (
        N_("the time of a step cannot be read: {detail}"),
        N_("Write its whole minutes after its title, as after the arrow."),
    ),
    ContentErrorCode.DUPLICATE_TITLE: (
        N_("another item has the same title: {detail}."),
        N_("Give one of them a title of its own."),
    ),
    ContentErrorCode.SPELLING: (
        N_("no dictionary knows “{detail}”."),
        N_("Correct the word, or add it to the list of allowed words."),
    ),
    ContentErrorCode.GLOSSARY: (
        N_("a word is not the one used here: {detail}."),
        N_("Use the word after the arrow."),
    ),
    ContentErrorCode.LAW_WORDS: (
        N_("the words do not belong to this law: {detail}."),
        N_("Check which law is meant."),
    ),
    ContentErrorCode.TOO_LONG: (
        N_("the text has more than {detail} lines."),
        N_("Make several items of it."),
    ),
    ContentErrorCode.TOO_MANY_SIGNS: (
        N_("there are more than {detail} signs such as * _ [ from here on."),
        N_("Take them out, or make several texts of it."),
    ),
    ContentErrorCode.ENDLESS_WORD: (
        N_("a word or a gap of blanks is longer than {detail} letters."),
        N_("Look what was pasted in there, and take it out."),
    ),
    ContentErrorCode.TOO_LARGE: (
        N_("the file is larger than any text or record ({detail})."),
        N_("Look whether another file has got its name."),
    ),
    ContentErrorCode.LONG_WORD: (
        N_("the word is too long for easy language: {detail}."),
        N_("Say it with shorter words."),
    ),
    ContentErrorCode.LONG_SENTENCE: (
        N_("the sentence is too long for easy language: {detail}."),
        N_("Make two sentences of it."),
    ),
    ContentErrorCode.OVERFLOW: (
        N_("the sheet does not fit its page: {detail}."),
        N_("Shorten the text, or leave out lines to write on."),
    ),
    ContentErrorCode.NO_SHAPE: (
        N_("our letters have no shape for {detail}."),
        N_("Write it in letters, or use a sign that prints."),
    ),
    ContentErrorCode.NEEDS: (
        N_("a step uses what is not among the needs: {detail}."),
        N_("Add it to needs in item.toml, or take it out of the step."),
    ),
    ContentErrorCode.FACT_TOO_OLD: (
        N_("the fact was to be checked again by {detail}."),
        N_("Check it, then set the days in item.toml anew."),
    ),
}
