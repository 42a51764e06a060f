#!/usr/bin/env bash
# genanki makes a card of a note where the template says that there is none, and none for a gap inside another.
#
# Guess before the run: a deck of genanki, read into Anki, has the cards that Anki makes itself of the same note
# type and note: {{^Kuva}} (unless there is a picture) with a picture makes none, and of two gaps of a cloze, one
# inside the other, each has its card, as Anki has it since 2.1.56.
# Seen with genanki 0.13.1 and anki 26.9.3 (the engine of Anki itself, PyPI): "unless" is not heeded, so with a picture
# there is a card whose front is blank, of which reading the deck in says nothing; a field
# with nothing but <br>, as Anki's own editor leaves it, makes another. The gap inside the first has no card, nor
# has "{{c1,2::word}}", a gap on two cards, any. {{#Kuva}}, plain clozes and hints are as in Anki.
# For us: we write no decks; who makes cards of word lists by genanki should write an "if" for each field that
# the front shows, and look for empty cards (Tools in Anki) afterwards.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q genanki==0.13.1 anki==26.9.3 >/dev/null
v/bin/python -W ignore - <<'PY'
import tempfile

import genanki
from anki.collection import Collection, ImportAnkiPackageRequest

WORDS, CLOZE = ("Suomi", "Ruotsi", "Kuva"), ("Lause",)
UNLESS = "{{^Kuva}}{{Ruotsi}}{{/Kuva}}"
IF = "{{#Kuva}}{{Ruotsi}}{{/Kuva}}"
PICTURE = '<img src="a.png">'
# The template of the second card (or of the cloze), the note, the cards of Anki, those of genanki.
SAME = {
    "unless, without": (UNLESS, ("äiti", "mor", ""), [0, 1], [0, 1]),
    "if, without": (IF, ("äiti", "mor", ""), [0], [0]),
    "if, with": (IF, ("äiti", "mor", PICTURE), [0, 1], [0, 1]),
    "plain gaps": ("{{cloze:Lause}}", ("{{c1::Tampere}} on {{c2::kaupunki::mikä}}",), [0, 1], [0, 1]),
}
OTHER = {
    "unless, with": (UNLESS, ("äiti", "mor", PICTURE), [0], [0, 1]),
    "a line break": ("{{Ruotsi}}", ("äiti", "<br>", ""), [0], [0, 1]),
    "gap in a gap": ("{{cloze:Lause}}", ("{{c1::Tampere on {{c2::kaupunki}}}}",), [0, 1], [0]),
    "gap on two": ("{{cloze:Lause}}", ("{{c1,2::Tampere}} on kaupunki",), [0, 1], []),
}


def deck(path, number, template, values):
    """A deck of one note by genanki."""
    fields = CLOZE if len(values) == 1 else WORDS
    fronts = [template] if fields is CLOZE else ["{{Suomi}}", template]
    model = genanki.Model(
        number,
        f"Malli {number}",
        fields=[{"name": name} for name in fields],
        templates=[{"name": f"k{at}", "qfmt": front, "afmt": front} for at, front in enumerate(fronts)],
        model_type=genanki.Model.CLOZE if fields is CLOZE else genanki.Model.FRONT_BACK,
    )
    made = genanki.Deck(number, "Sanat")
    made.add_note(genanki.Note(model=model, fields=list(values)))
    genanki.Package(made).write_to_file(path)


def cards(collection, note):
    return [collection.get_card(each).ord for each in collection.card_ids_of_note(note)]


def both(number, template, values):
    """The cards of the note that was read in, those of the same note made here, and what blank fronts there are."""
    folder = tempfile.mkdtemp()
    deck(f"{folder}/a.apkg", number, template, values)
    collection = Collection(f"{folder}/a.anki2")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=f"{folder}/a.apkg"))
    (read,) = collection.find_notes("")
    own = collection.new_note(collection.get_note(read).note_type())
    own.fields = list(values)
    collection.add_note(own, collection.decks.id("Oma"))
    blank = [each for note in collection.get_empty_cards().notes for each in note.card_ids]
    seen = cards(collection, read), cards(collection, own.id), [collection.get_card(each).ord for each in blank]
    collection.close()
    return seen


for number, (name, (template, values, anki, genanki_)) in enumerate((SAME | OTHER).items(), 1600000001):
    read, own, blank = both(number, template, values)
    print(name, {"genanki": read, "anki": own, "blank": blank})
    assert own == anki, f"Anki makes others: {name}"
    assert read == genanki_, f"changed: {name}"
    assert blank == [each for each in read if each not in own], name
PY
echo "as seen: a blank card, and gaps without one"
