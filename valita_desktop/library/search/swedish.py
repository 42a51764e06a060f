"""Rules of Swedish for what the dictionary does not say.

As in `finnish`: the dictionary gives a form one base form, and a form that may also be
another word's is led to that word by a neighbour in its paradigm, which is looked up.

Source:
    Svenska Akademiens grammatik (1999), vol. 2: nouns, adjectives, verbs; linking forms
    of compounds, ch. 2 §§ 33-38.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from valita_desktop.library.search.tokens import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.library.search.lemmas import Look

STEMMER = "swedish"

SHORT_PARTS = word_set(
    "akt ala apa arm art ask bad bak bal bar bas ben bil bio bit bly blå bok bov box bro bud "
    "bur bär båt bön dag dal dam deg del dom duk dun dåd död eko el eld ex fel fem fil fin "
    "fot fri frö fyr gas grå gul gås haj hat hav hem hop hot hov hud hus hål hår hög is jul "
    "kal kam ko kod kol kor kyl kål kår kö kök köp lag lax led lek lik liv lov lus lyx läs "
    "låg lån lås låt lök lön löv man mat mun mur mus mål mån nit not ny näs nät nål nöd nöt "
    "ord ort ost paj par pil pop rad ram ras rem ren rev ris ros rot rum räv råd röd rök rör "
    "sak sal sed sex sid sim sjö sko skog snö sol son sot spö sug sur syd syn såg sår sås söm "
    "tak tal tid ton tre tro trä tub tum tur två tyg typ tåg ugn ull ung val vax ved vin vis "
    "vit väg vän våg vår våt yta zon zoo ägg ål ång år åra öga öl ör öra ört öst"
)
"""Words of two and three letters that compounds are really made of."""

NO_TAILS = word_set(
    "age ande are ares arna bar dom else era eri erna het ing isk ism ling lös ning orna sam "
    "skap tion vis"
)
"""Endings that look like words; nothing is a compound for ending so."""

FILLERS = word_set(
    "att av de den det du då eller en ett för från har hur han hon i inte jag kan man med men "
    "mig min när något och om på sig som så till var vad varför vem vi vilka vilken vilket vill "
    "är åt"
)
"""Words of questions that say nothing of what is sought."""

_BOUND_HEADS = word_set(
    "bort fler fram halv hel icke mellan mikro mini multi sam själv små stor super sär under "
    "åter över"
)
_NO_HEADS = word_set("bes gen kon med mot ned ner ode upp van vid för")
"""Prefixes: a verb's particle does not make the verb a compound."""

_TAKES_S = re.compile(r"(?:..[st]ion|..ning|....ing|..het|..nad|...tet|...skap|...dom)$")
"""Endings of words that never begin a compound without the linking *s*."""

_KINSHIP = {"bror": "broder", "far": "fader", "mor": "moder"}
_ALSO = _KINSHIP | {long: short for short, long in _KINSHIP.items()} | {"låg": "ligga"}
_ABLAUT = (("a", "i", "u"), ("e", "i", "i"), ("ö", "y", "u"), ("ö", "u", "u"), ("o", "a", "a"))
"""Vowels of strong verbs: in the past tense, the infinitive and the supine."""

_DEFINITE = (("ar", "arna"), ("er", "erna"), ("or", "orna"), ("et", "ets"), ("en", "ens"))
_NOUN_ENDINGS = ("arna", "erna", "orna", "ar", "er", "or", "en", "et")
_PAST = re.compile(r"^(.{2,}?)(?:ade?s?|ats?|ar)$")
_SHORT_PAST = re.compile(r"^(.{2,}?)(?:des?|tes?|d|t|ts|tt)$")
_RAISED = str.maketrans("aåo", "ääö")
_UMLAUT = str.maketrans("äö", "ao")


def plainer(form: str) -> Iterator[str]:
    """The form without the *s* of the genitive or the passive."""
    if form.endswith("s") and len(form) > 3:  # noqa: PLR2004 - shorter ones are words
        yield form[:-1]


def others(form: str, look: Look) -> tuple[str, ...]:
    """Base forms that a form may have beside the listed one, likeliest first."""
    found: list[str] = []
    for word in (form, *plainer(form)):
        found += (*_verbs(word, look), *_inflected_alike(word, look))
        found += (*_nouns(word, look), *_adjectives(word, look))
    for word in plainer(form):
        found += (lemma for lemma in look(word) if lemma.endswith("a"))
    if form in _ALSO:
        found.append(_ALSO[form])
    return tuple(dict.fromkeys(found))


def heads(head: str, look: Look) -> tuple[str, ...]:
    """Base forms of what stands first in a compound; empty if it cannot stand so.

    Verbs and nouns stand there without their last vowel, too: *flyg* in *flygbolag* may be
    of *flyga* as well.
    """
    short = len(head) <= 3 and head not in SHORT_PARTS  # noqa: PLR2004
    if short or head in _NO_HEADS or _TAKES_S.search(head):
        return ()
    full = [word for word in (head + "a", head + "e") if word in look(word)]
    found = look(head)
    if head in found or head in _BOUND_HEADS:
        return (head, *full) if len(head) > 3 else (head,)  # noqa: PLR2004 - *bil* is no *bila*
    if head.endswith("s") and (linked := _listed(head[:-1], look)):
        return linked
    if not full and head.endswith(("o", "u", "e")):
        full = [*_listed(head[:-1] + "a", look)]
    return tuple(full) or found


def relatives(lemma: str, look: Look) -> tuple[str, ...]:
    """The words that this one is derived from: *mobba* for *mobbning*."""
    for ending, bases in _DERIVED:
        if lemma.endswith(ending) and len(lemma) - len(ending) > 2:  # noqa: PLR2004 - a syllable
            stem = lemma[: -len(ending)]
            nouns = (word for base in bases for word in _listed(stem + base, look))
            found = [word for word in nouns if len(word) > 3 or word in SHORT_PARTS]  # noqa: PLR2004
            if found:
                return tuple(found)
    return ()


_DERIVED = (
    # Ending of a derived word; endings of what it may be derived from.
    ("ning", ("a", "na")),
    ("ing", ("a",)),
    ("ussion", ("utera",)),
    ("ation", ("era",)),
    ("ande", ("a", "")),
    ("ende", ("a", "")),
    ("are", ("a",)),
    ("else", ("a",)),
    ("het", ("",)),
    ("skap", ("",)),
    ("lig", ("",)),
    ("lös", ("",)),
    ("nad", ("a", "")),
    ("ist", ("ism",)),
    ("istisk", ("ism",)),
    ("isk", ("i", "ik")),
    ("ig", ("",)),
    ("an", ("a",)),
    ("ad", ("a",)),
    ("d", ("a",)),
    ("era", ("", "e", "i")),
    ("a", ("", "e")),
)


def _inflected_alike(form: str, look: Look) -> tuple[str, ...]:
    """Base forms by the definite form: *drömmar* is of *drömmarna*, *tryck* of *trycket*."""
    found = [
        lemma
        for ending, definite in (*_DEFINITE, ("", "et"))
        if form.endswith(ending)
        for lemma in look(form[: len(form) - len(ending)] + definite)
    ]
    return tuple(lemma for lemma in dict.fromkeys(found) if lemma[:2] == form[:2])


def _nouns(form: str, look: Look) -> tuple[str, ...]:
    """Nouns that this may be a plural or a definite form of, with and without umlaut."""
    for ending in _NOUN_ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) > 2:  # noqa: PLR2004 - a syllable
            stem = form[: -len(ending)]
            single = stem[:-1] if stem[-1] == stem[-2] else stem
            stems = dict.fromkeys((stem, single, stem.translate(_UMLAUT)))
            return tuple(lemma for word in stems for lemma in _listed(word, look))
    return ()


def _adjectives(form: str, look: Look) -> tuple[str, ...]:
    """Adjectives that this may be the neuter of: *glad* for *glatt*, *rund* for *runt*."""
    if not form.endswith("t") or len(form) < 4:  # noqa: PLR2004 - shorter ones are words
        return ()
    if form.endswith("tt"):
        return _listed(form[:-2] + "d", look)
    return (*_listed(form[:-1], look), *_listed(form[:-1] + "d", look))


def _verbs(form: str, look: Look) -> tuple[str, ...]:
    """Verbs that this may be a past form or a participle of: *våga* for *vågade*."""
    found: tuple[str, ...] = ()
    if match := _PAST.match(form):
        found = _listed(match[1] + "a", look)
    if match := _SHORT_PAST.match(form):
        stem = match[1]
        verbs = (stem + "a", stem + stem[-1] + "a", stem.translate(_RAISED) + "ja")
        found += next(filter(None, (_listed(verb, look) for verb in verbs)), ())
    for past, present, supine in _ABLAUT:
        if past in form:
            start, _, end = form.rpartition(past)
            verb = f"{start}{present}{end}a"
            found += tuple(lemma for lemma in look(f"{start}{supine}{end}it") if lemma == verb)
    return found


def _listed(word: str, look: Look) -> tuple[str, ...]:
    return (word,) if word in look(word) else ()
