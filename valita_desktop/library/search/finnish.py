"""Rules of Finnish for what the dictionary does not say.

The dictionary gives a listed form one base form; it lacks clitics, many possessive forms
and most forms of participles, and says nothing of homographs. The rules work by
neighbours: a form is turned into another cell of the same paradigm, and that one is
looked up. So no rule here does consonant gradation: the dictionary does.

Source:
    Iso suomen kielioppi (scripta.kotus.fi/visk): inflection §§ 55-120, clitics § 126,
    compounds §§ 398-443, non-finite forms §§ 490-548.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from valita_desktop.library.search.tokens import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.library.search.lemmas import Look

STEMMER = "finnish"

SHORT_PARTS = word_set(
    "ajo ala ali apu aro ase asu avo dia eko elo emo emä eri ero erä etu evä hai hää iho ikä "
    "ilo imu iso isä itse itä jää koe koi kuu kyy luu maa oja olo oma opo ori osa ote ovi pii "
    "puu pää suo suu syy sää tee tie työ täi uni ura uus voi vuo vyö yli yö äly"
)
"""Words of two and three letters that compounds are really made of."""

NO_TAILS = word_set("inen lainen läinen mainen minen nen nut nyt tava tävä ton tön")
"""Endings that look like words; nothing is a compound for ending so."""

FILLERS = word_set(
    "ei eivät en että et hän he ja joka jos jotka kanssa koska kuin kuinka kun me mikä miksi "
    "mille millä milloin minkä missä mistä miten mitkä mitä mutta myös ne nyt olen on onko oli "
    "olla ovat se sekä sen siis sitä tai te tämä tämän vai voi voin vaan"
)
"""Words of questions that say nothing of what is sought."""

_BOUND_HEADS = word_set(
    "aika edellä ennen epä erikois etä jälki kaksois kansain kanssa koko kolmois lähi moni "
    "neljännes nyky pien pika piste puoli sala samoin sisä suur taka takaisin toisin täys ulko "
    "ulos uudelleen vara vasta väli yhteis yhtä yleis ylös alas ylimääräis ympäri"
)
"""What stands first in compounds without being listed as a word in that form."""

_CLITIC = re.compile(r"(?<=...)(?:k[oö](?:s|h[aä]n)?|kin|k(?:aa|ää)n|h[aä]n|p[aä]s?)$")
_POSSESSIVE = re.compile(r"(?<=...)(?:ni|si|ns[aä]|mme|nne)$")
_POSSESSIVE_3 = re.compile(r"(?<=..)([aeiouyäö])\1n$")
_PURPOSE = re.compile(r"(?<=...)kse(?:ni|si|en|mme|nne|ns[aä])$")

_NEIGHBOURS = (
    # A form's ending; endings of forms with the same stem, likeliest first.
    ("ssA", ("llA", "stA", "t")),
    ("istA", ("isen", "iin")),
    ("isiA", ("isen",)),
    ("AstA", ("AAn",)),
    ("ksenA", ("ksen",)),
    ("stA", ("ssA", "llA", "t")),
    ("llA", ("ssA", "ltA", "t")),
    ("ltA", ("llA", "stA", "t")),
    ("lle", ("llA", "ssA", "t")),
    ("ksi", ("ssA", "llA", "t")),
)
_SHORT_NEIGHBOURS = (
    # The same with endings so short that base forms end so, too.
    ("inA", ("issA", "illA")),
    ("ine", ("ssA", "illA")),
    ("ien", ("issA", "illA", "iin")),
    ("AAn", ("At", "AnA")),
    ("iin", ("inA", "it")),
    ("OOn", ("Ot", "OnA")),
    ("UUn", ("Ut", "UnA")),
    ("een", ("enA", "et")),
    ("n", ("t", "ssA")),
    ("t", ("n", "ssA")),
    ("iA", ("issA", "iin")),
    ("jA", ("issA", "ihin")),
    ("jen", ("issA", "ihin")),
    ("iden", ("issA", "ihin")),
    ("A", ("nA",)),
)
_HARMONIES = (str.maketrans("AOU", "aou"), str.maketrans("AOU", "äöy"))
_ENDINGS, _SHORT_ENDINGS = (
    tuple(
        (ending.translate(harmony), tuple(other.translate(harmony) for other in others))
        for ending, others in table
        for harmony in _HARMONIES
    )
    for table in (_NEIGHBOURS, _SHORT_NEIGHBOURS)
)
_OF_BASE_FORMS, _OF_ANY = (
    {
        letter: [pair for pair in endings if pair[0][-1] == letter]
        for letter in {ending[-1] for ending, _ in endings}
    }
    for endings in (_ENDINGS, (*_ENDINGS, *_SHORT_ENDINGS))
)
"""By the last letter of an ending, those that end so, in their order."""

_OWN = r"(?:[aä]n|n|ni|si|ns[aä]|mme|nne)?"
_CASE = rf"(?:[nt]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|t?[aä]|[aä]n)?{_OWN}"
_PLURAL = (
    r"i(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|[aä]|t[aä]|en|in|siin|den|tten|ne)"
    rf"{_OWN}"
)
_PRESENT = re.compile(rf"^(.{{2,}}?)v(?:[aä]{_CASE}|{_PLURAL})$")
_AGENT = re.compile(rf"^(.{{2,}}?)m(?:[aä]{_CASE}|{_PLURAL}|[aä]tt[aä])$")
_THIRD = re.compile(r"^(.{2,}?)m[aä](?:ss[aä]|st[aä]|ll[aä]|tt[aä]|[aä]n)$")
_NECESSITY = re.compile(rf"^(.{{2,}}?)(tt?)[aä]v(?:[aä]{_CASE}|{_PLURAL})$")
_PERFECT = re.compile(
    r"^(.{2,}?)([nlrs])(?:[uy]t(?:t[aä])?"
    r"|ee(?:[nt]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|seen)"
    r"|ei(?:t[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|den|siin|n[aä]))(?:ns[aä]|ni|si)?$"
)
_PASSIVE = re.compile(rf"^(.{{2,}}?)(tt?|d|[lnr])[uy](?:{_CASE}|{_PLURAL}|jen|ihin|j[aä])$")
_COMPARATIVE = re.compile(rf"^(.{{2,}}?)(?:mpi|m[mp][aä]{_CASE}|mp{_PLURAL}|mmin)$")
_SUPERLATIVE = re.compile(rf"^(.{{2,}}?)i(?:n|m[mp][aä]{_CASE}|mp{_PLURAL}|mmin)$")
_WHILE = re.compile(r"^(.{2,}?)ess[aä](?:ni|si|[aä]n|mme|nne|ns[aä])?$")


def plainer(form: str) -> Iterator[str]:
    """The form without its clitic and its possessive ending, likeliest first."""
    bare = [form]
    cut = _CLITIC.sub("", form)
    if cut != form:
        bare.append(cut)
        yield cut
    for word in bare:
        cut = _POSSESSIVE.sub("", word)
        if cut != word:
            yield cut
            yield f"{cut}n"
            yield f"{cut}n{_a(cut)}"
        if _POSSESSIVE_3.search(word):
            yield word[:-2]
        cut = _PURPOSE.sub("", word)
        if cut != word:
            yield cut


def others(form: str, look: Look) -> tuple[str, ...]:
    """Base forms that a form may have beside the listed one, likeliest first."""
    found = (*_participles(form, look), *_compared(form, look), *_neighbours(form, look))
    if (agent := _AGENT.match(form)) and not form.endswith("minen"):
        stem = agent[1]
        found = (*(_listed(stem + _a(stem), look) if look(form) else _verbs(stem, look)), *found)
    return tuple(dict.fromkeys(found))


def heads(head: str, look: Look) -> tuple[str, ...]:
    """Base forms of what stands first in a compound; empty if it cannot stand so."""
    if len(head) <= 3:  # noqa: PLR2004 - the length of SHORT_PARTS
        return (head,) if head in SHORT_PARTS else ()
    found = look(head)
    if head in found or head in _BOUND_HEADS:
        return (head,)
    if head.endswith("s") and (adjective := _listed(head[:-1] + "nen", look)):
        return adjective
    return found if head.endswith("n") or len(head) > 4 else ()  # noqa: PLR2004 - *nais*, *kuin*


def relatives(lemma: str, look: Look) -> tuple[str, ...]:
    """The words that this one is derived from: *välittää* for *välittäminen*."""
    for ending, bases in _DERIVED_BY_LETTER.get(lemma[-1:], ()):
        if lemma.endswith(ending) and len(lemma) - len(ending) > 2:  # noqa: PLR2004 - a syllable
            stem = lemma[: -len(ending)]
            found = [word for base in bases for word in _listed(stem + base, look)]
            if ending in _FROM_STEMS:
                found += _listed(stem + stem[-1] + "i", look)
            if not found and ending in _FROM_VERBS:
                found = [*_verbs(stem, look), *_verbs(stem[:-1] + "e", look)]
            if found:
                return tuple(dict.fromkeys(found))
    return ()


_FROM_VERBS = frozenset(("minen", "ja", "jä", "nti"))
_FROM_STEMS = frozenset(("oida", "öidä", "ata"))
"""Verbs from nouns, before which a consonant of the noun is single: *budjetoida* is of
*budjetti*, *stressata* of *stressi*."""

_DERIVED = (
    # Ending of a derived word; endings of what it may be derived from.
    ("minen", ()),
    ("suus", ("nen",)),
    ("syys", ("nen",)),
    ("uus", ("", "u", "a", "o", "i")),
    ("yys", ("", "y", "ä", "ö", "i")),
    ("istinen", ("ismi",)),
    ("isti", ("ismi",)),
    ("sti", ("", "nen")),
    ("nti", ("da", "dä")),
    ("nta", ("a", "ta")),
    ("ntä", ("ä", "tä")),
    ("elma", ("ella",)),
    ("elmä", ("ellä",)),
    ("ttelu", ("tella",)),
    ("ttely", ("tellä",)),
    ("ntelu", ("nnella",)),
    ("ntely", ("nnellä",)),
    ("telu", ("della",)),
    ("tely", ("dellä",)),
    ("lu", ("lla",)),
    ("ly", ("llä",)),
    ("umus", ("ua",)),
    ("ymys", ("yä",)),
    ("nnus", ("ntaa", "ntua")),
    ("nnys", ("ntää", "ntyä")),
    ("tos", ("ttaa", "ttua")),
    ("tös", ("ttää", "ttyä")),
    ("us", ("aa", "taa", "ata", "ta", "a")),
    ("ys", ("ää", "tää", "ätä", "tä", "ä")),
    ("ja", ("", "a")),
    ("jä", ("", "ä")),
    ("ton", ("",)),
    ("tön", ("",)),
    ("llinen", ("",)),
    ("oida", ("o", "i", "a", "", "aatio", "tio")),
    ("öidä", ("ö", "i", "ä", "")),
    ("ata", ("a", "i", "u", "o", "e")),
    ("ätä", ("ä", "y", "ö", "e")),
    ("antua", ("", "a")),
    ("äntyä", ("", "ä")),
    ("ari", ("ata",)),
    ("äri", ("ätä",)),
    ("tua", ("taa",)),
    ("tyä", ("tää",)),
    ("ttaa", ("a",)),
    ("ttää", ("ä",)),
    ("u", ("aa", "ea", "ua", "ia")),
    ("y", ("ää", "eä", "yä", "iä")),
    ("o", ("aa", "ea")),
    ("ö", ("ää", "eä")),
)
_DERIVED_BY_LETTER = {
    letter: [pair for pair in _DERIVED if pair[0][-1] == letter]
    for letter in {ending[-1] for ending, _ in _DERIVED}
}


def _neighbours(form: str, look: Look) -> tuple[str, ...]:
    """Base forms of the forms that stand beside this one in a paradigm."""
    found: list[str] = []
    endings = _OF_BASE_FORMS if form in look(form) else _OF_ANY
    for ending, replacements in endings.get(form[-1], ()):
        if form.endswith(ending) and len(form) - len(ending) >= 2:  # noqa: PLR2004 - a syllable
            stem = form[: -len(ending)]
            cells = (stem + other for other in replacements if other != "t" or stem[-1] != "i")
            found += next(filter(None, map(look, cells)), ())
    for stem in (form, form[:-1]) if form[-1] in "nt" else (form,):
        found += _infinitives(look(stem + "tte"))
    if form[-1] in "aeiouyäö":
        found += _verbs(form, look)
    return tuple(lemma for lemma in dict.fromkeys(found) if lemma[:2] == form[:2])


def _verbs(stem: str, look: Look) -> tuple[str, ...]:
    """The verbs with this strong vowel stem: *kaivata* for *kaipaa*."""
    a = _a(stem)
    for cell in (f"{stem}v{a}t", f"{stem}m{a}{a}n", f"{stem}m{a}ss{a}"):
        if found := _infinitives(look(cell)):
            return found
    return ()


def _participles(form: str, look: Look) -> tuple[str, ...]:
    """The verbs that this form may be a participle or another non-finite form of."""
    found: list[str] = []
    for pattern in (_PRESENT, _THIRD):
        if match := pattern.match(form):
            found += _listed(match[1] + _a(match[1]), look) or _verbs(match[1], look)
    if match := _PERFECT.match(form):
        found += _perfect(match[1], match[2], look)
    for pattern in (_NECESSITY, _PASSIVE):
        if match := pattern.match(form):
            others = () if match[2] in "lnr" else ("tt", "t")
            cells = (f"{match[1]}{t}iin" for t in dict.fromkeys((match[2], *others)))
            found += next(filter(None, (_infinitives(look(cell)) for cell in cells)), ())
    if purpose := _PURPOSE.search(form):
        found += _listed(form[: purpose.start()], look)
    if match := _WHILE.match(form):
        a = _a(match[1])
        found += (*_listed(match[1] + a, look), *_listed(f"{match[1][:-1]}e{a}", look))
    return tuple(found)


def _perfect(stem: str, consonant: str, look: Look) -> tuple[str, ...]:
    """The verbs with this stem before the *nut* of the past participle, or its *lut*.

    *osu-nut* is of *osua*, *luo-nut* of *luoda*, *hävin-nyt* of *hävitä*, *men-nyt* of
    *mennä*, *tul-lut* of *tulla*, *nous-sut* of *nousta*.
    """
    a, last = _a(stem), stem[-1]
    if consonant == "n" and last != "n":
        by_form = _infinitives((*look(stem + "nut"), *look(stem + "nyt")))
        known = _listed(stem + a, look) or _verbs(stem, look)
        return (*known, *_listed(f"{stem}d{a}", look), *by_form)
    if last != consonant:
        return ()
    short = stem[:-1] if consonant == "n" else stem
    verbs = (short + "t" + a,) if consonant in "ns" else ()
    return tuple(v for verb in (*verbs, stem + consonant + a) for v in _listed(verb, look))


def _compared(form: str, look: Look) -> tuple[str, ...]:
    """The adjectives that this form may be the comparative or the superlative of."""
    cells: list[str] = []
    if match := _SUPERLATIVE.match(form):
        stem, a = match[1], _a(match[1])
        cells += (f"{stem}{a}n", f"{stem}en", f"{stem[:-1]}in")
    if match := _COMPARATIVE.match(form):
        stem, a = match[1], _a(match[1])
        cells += (f"{stem}n", f"{stem[:-1]}{a}n")
    return next(filter(None, map(look, cells)), ())


def _infinitives(found: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the words that can be verbs, and are no participles."""
    return tuple(
        word for word in found if word[-1] in "aä" and not word.endswith(("va", "vä", "ma", "mä"))
    )


def _listed(word: str, look: Look) -> tuple[str, ...]:
    return (word,) if word in look(word) else ()


def _a(word: str) -> str:
    """The *a* or *ä* that endings of this word take: its last back or front vowel says."""
    for letter in reversed(word):
        if letter in "aou":
            return "a"
        if letter in "äöy":
            return "ä"
    return "ä"
