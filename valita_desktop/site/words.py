"""What the pages themselves say; templates ask for it by its key, in the page's language."""

from __future__ import annotations

from valita_desktop.i18n import N_, Catalogue

_WORDS = {
    "skip": N_("To the content"),
    "home": N_("Materials"),
    "situations": N_("Situations"),
    "events": N_("Events"),
    "projects": N_("Projects"),
    "about": N_("About the kit"),
    "accessibility": N_("Accessibility"),
    "menu": N_("Pages"),
    "lead": N_(
        "Ready sheets and exercises for vocational education: everyday life, participation, "
        "equality and well-being. Free to use, print and change."
    ),
    "themes": N_("The four themes"),
    "find": N_("Find a material"),
    "search": N_("Search by words"),
    "theme": N_("Theme"),
    "topic": N_("Topic"),
    "format": N_("Kind of sheet"),
    "time": N_("Time"),
    "any": N_("All"),
    "at_most": N_("At most {n} min"),
    "none": N_("Nothing fits. Try another word or take a filter away."),
    "count": N_("{n} shown"),
    "parts": N_("On this page"),
    "files": N_("On paper and to change"),
    "pdf": N_("{name} (PDF, {size} kB)"),
    "docx": N_("To change in Word or LibreOffice (DOCX, {size} kB)"),
    "present": N_("Present"),
    "end": N_("End presenting"),
    "next": N_("Next"),
    "previous": N_("Previous"),
    "empty": N_("Empty what I wrote"),
    "kept": N_("What you tick and write here stays in this browser only. It is sent nowhere."),
    "related": N_("Goes well with this"),
    "of_theme": N_("Materials of this theme"),
    "website": N_("Website"),
    "no_events": N_("No events are known at the moment."),
    "by_season": N_("Through the school year"),
    "by_topic": N_("By topic"),
    "about_what": N_(
        "Välitä! – Visa omtanke! is a network of vocational education that strengthens the "
        "well-being and participation of students. The same materials come as a program that "
        "needs no internet."
    ),
    "about_use": N_(
        "The materials may be used, printed, changed and shared as long as their author is "
        "named. Each page tells its licence."
    ),
    "about_private": N_(
        "These pages set no cookies, count no visitors and ask nothing of anybody else. What you "
        "write stays in your browser."
    ),
    "about_feeds": N_("New materials can be followed with a feed reader."),
    "reach": N_(
        "The pages are made to follow WCAG 2.2, level AA, and EN 301 549. They are read without "
        "scripts, by keyboard, with a screen reader, and enlarged to 400 %."
    ),
    "reach_sheets": N_(
        "The sheets to print are tagged PDF. Many sheets also have an easy-language version."
    ),
    "reach_lacks": N_(
        "Known shortcomings: what is drawn on paper, such as a wheel or a hand, is a table here."
    ),
    "reach_tell": N_(
        "If something cannot be used, tell the network through its website: it will be mended or "
        "given in another form."
    ),
}


def words(catalogue: Catalogue) -> dict[str, str]:
    """Everything that the pages say, by key."""
    return {key: catalogue.gettext(message) for key, message in _WORDS.items()}
