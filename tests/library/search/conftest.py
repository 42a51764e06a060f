"""A small kit in two languages to search in."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from valita_desktop.library.search import Doc, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from valita_desktop.content.model import Lang

    Ids = Callable[..., list[str]]

KIT = (
    Doc(
        "bully",
        "fi",
        "Kiusaamiseen puututaan",
        ("kiusaaminen", "häirintä"),
        "Näin ryhmä sopii, miten toimitaan, kun jotakuta kiusataan.",
        "Puhutaan siitä, miltä ulkopuolelle jättäminen tuntuu.\nSovitaan yhdessä säännöt.",
        order=2,
    ),
    Doc(
        "bully",
        "sv",
        "Så ingriper vi mot mobbning",
        ("mobbning", "trakasserier"),
        "Gruppen kommer överens om vad man gör när någon blir mobbad.",
        "Ni talar om hur det känns att bli utanför.\nNi skriver regler tillsammans.",
        order=2,
    ),
    Doc(
        "sleep",
        "fi",
        "Unipäiväkirja",
        ("uni", "nukkuminen"),
        "Viikon mittainen seuranta siitä, kuinka paljon nukut.",
        "Merkitse joka aamu, milloin menit sänkyyn ja milloin heräsit. Väsymys näkyy arjessa.",
        order=5,
    ),
    Doc(
        "sleep",
        "sv",
        "Sömndagbok",
        ("sömn", "vila"),
        "En vecka då du följer hur mycket du sover.",
        "Skriv varje morgon när du gick och lade dig och när du vaknade. Trötthet syns i vardagen.",
        order=5,
    ),
    Doc(
        "budget",
        "fi",
        "Kuukausibudjetti",
        ("raha", "talous"),
        "Tulot ja menot yhdelle kuukaudelle.",
        "Kirjaa vuokra, ruoka ja puhelinlasku. Laske, mitä jää. Pyykinpesukone on kallis.",
        order=4,
    ),
    Doc(
        "budget",
        "sv",
        "Månadsbudget",
        ("pengar", "ekonomi"),
        "Inkomster och utgifter för en månad.",
        "Skriv upp hyran, maten och telefonräkningen. Räkna ut vad som blir kvar.",
        order=4,
    ),
    Doc(
        "caring",
        "fi",
        "Välitä! – ohjaajan opas",
        ("välittäminen",),
        "Miten välittäminen näkyy oppilaitoksessa.",
        "Opettaja ja terveydenhoitaja toimivat yhdessä. EU:n nuorisotyö tukee.",
        order=1,
    ),
    Doc(
        "caring",
        "sv",
        "Visa omtanke – handledarens guide",
        ("omtanke",),
        "Hur omtanke syns i läroanstalten.",
        "Läraren och hälsovårdaren arbetar tillsammans. EU:s ungdomsarbete stöder.",
        order=1,
    ),
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An empty database in memory."""
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


@pytest.fixture
def search(connection: sqlite3.Connection) -> Search:
    """The search over the small kit."""
    search = Search(connection)
    search.create()
    search.put(KIT)
    return search


@pytest.fixture
def direct(search: Search) -> Ids:
    """Ids of what stands above the divider."""

    def ids(query: str, lang: Lang = "fi") -> list[str]:
        return [hit.id for hit in search.search(query, lang).hits if not hit.related]

    return ids


@pytest.fixture
def related(search: Search) -> Ids:
    """Ids of what stands below the divider."""

    def ids(query: str, lang: Lang = "fi") -> list[str]:
        return [hit.id for hit in search.search(query, lang).hits if hit.related]

    return ids
