"""How the texts are written: terms, law words, length, readability.

Knows the words of the house (docs/editor-guide.md) and counts; grammar and style stay with
the editors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.content.blocks import words
from valita_desktop.errors import ContentErrorCode
from valita_desktop.letters import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.blocks import Block, Document
    from valita_desktop.content.model import Lang

EASY_WORD = 25
EASY_SENTENCE = 20
# Raised, lowered and broken figures are no letters, though Python's \\w takes them for some.
_LETTER = "[^\\W\\d_²³¹¼-¾\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u24ff\u2776-\u2793]"
_WORD = re.compile(rf"{_LETTER}+(?:[-’']{_LETTER}+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:…])\s+|\n+")
_LONG_WORD = {"fi": 13, "sv": 7}

# Words of Sweden or of another school form, and what Finland says here.
_TERMS: dict[Lang, tuple[tuple[re.Pattern[str], str], ...]] = {
    "sv": tuple(
        (re.compile(rf"\b{wrong}", re.IGNORECASE), right)
        for wrong, right in (
            (r"elev(er|en|erna|ernas|ens|s)?\b(?!- och studerandevård)", "studerande"),
            (r"skolsköterska", "hälsovårdare"),
            (r"studievägledar", "studiehandledare"),
            (r"yrkesvägledar", "studiehandledare"),
            (r"årshjul", "årsklocka"),
            (r"försäkringskassan", "FPA"),
            (r"CSN\b", "FPA"),
            (r"hyreskontrakt", "hyresavtal"),
            (r"skolkurator", "kurator"),
            (r"elevhälsa", "studerandevård"),
            (r"elevkår", "studerandekår"),
            (r"vårdcentral", "hälsovårdscentral"),
            (r"tillgänglighetsredogörelse", "tillgänglighetsutlåtande"),
        )
    ),
    "fi": tuple(
        (re.compile(rf"\b{wrong}", re.IGNORECASE), right)
        for wrong, right in (
            (r"oppila(s|at|ita|ille|iden|alle|an|sta)\b(?!- ja opiskelijahuol)", "opiskelija"),
            (r"koulukuraattori", "kuraattori"),
            (r"kouluterveydenhoitaj", "terveydenhoitaja"),
            (r"oppilashuol", "opiskeluhuolto"),
            (r"oppilaanohjaa", "opinto-ohjaaja"),
        )
    ),
}

# 609/1986 is about gender equality, 1325/2014 about non-discrimination: words that belong
# to the other law, and words that belong to this one.
_LAWS: dict[Lang, dict[str, tuple[str, tuple[str, ...]]]] = {
    "fi": {
        "609/1986": ("yhdenvertais", ("tasa-arvo",)),
        "1325/2014": ("tasa-arvo", ("yhdenvertais", "syrjin")),
    },
    "sv": {
        "609/1986": ("likabehandling", ("jämställdhet",)),
        "1325/2014": ("jämställdhet", ("likabehandling", "diskriminering")),
    },
}


_BEGINS = r"\b"
"""What every wrong term begins with; looked at once for all of them."""
_SUSPECT: dict[Lang, re.Pattern[str]] = {
    lang: re.compile(
        "|".join(
            [
                rf"\b(?:{'|'.join(wrong.pattern.removeprefix(_BEGINS) for wrong, _ in terms)})",
                *_LAWS[lang],
            ]
        ),
        re.IGNORECASE,
    )
    for lang, terms in _TERMS.items()
}
"""What a text holds of which a sentence may break a rule; nearly none does."""


@dataclass(frozen=True)
class Readability:
    """How heavy a text is to read.

    Attributes:
        words: Number of words.
        sentence: Words in a sentence, on average.
        long_words: Per cent of long words (fi over 12 letters, sv over 6).
        lix: LIX of a Swedish text, else 0. Under 30 is very easy, 30-40 easy, over 50
            heavy. Source: C.-H. Björnsson, Läsbarhet, 1968.
    """

    words: int
    sentence: float
    long_words: float
    lix: int


@dataclass(frozen=True)
class Finding:
    """A breach of the language rules.

    Attributes:
        code: Which rule.
        detail: What to say of it.
        words: The words it is about, as they are written.
        block: Where they stand.
    """

    code: ContentErrorCode
    detail: str
    words: str
    block: Block


def term_findings(document: Document, lang: Lang) -> Iterator[Finding]:
    """Words that the glossary replaces, and law words at the wrong law."""
    for block, sentence in _sentences(document, _SUSPECT[lang]):
        for wrong, right in _TERMS[lang]:
            found = wrong.search(sentence)
            if found:
                words = found.group()
                yield Finding(ContentErrorCode.GLOSSARY, f"{words} → {right}", words, block)
        yield from _law_findings(block, sentence.lower(), lang)


def _law_findings(block: Block, sentence: str, lang: Lang) -> Iterator[Finding]:
    named = [law for law in _LAWS[lang] if law in sentence]
    if len(named) != 1:
        return
    mixed_up, meant = _LAWS[lang][named[0]]
    if mixed_up in sentence and not any(word in sentence for word in meant):
        detail = f"{mixed_up} → {meant[0]} ({named[0]})"
        yield Finding(ContentErrorCode.LAW_WORDS, detail, mixed_up, block)


def easy_findings(document: Document) -> Iterator[Finding]:
    """Words and sentences that are too long for easy language."""
    for block, sentence in _sentences(document):
        found = words_in(sentence)
        if len(found) > EASY_SENTENCE:
            start = sentence[:60]
            yield Finding(ContentErrorCode.LONG_SENTENCE, f"{len(found)}: {start}…", start, block)
        for word in found:
            if len(word) > EASY_WORD:
                yield Finding(ContentErrorCode.LONG_WORD, word, word, block)


def readability(document: Document, lang: Lang) -> Readability:
    """How heavy a document is to read; all zero for one without words."""
    found = [_WORD.findall(sentence) for sentence in sentences(document)]  # they are bare
    lengths = [len(each) for each in found if each]
    every = [word for each in found for word in each]
    if not every:
        return Readability(0, 0.0, 0.0, 0)
    mean = len(every) / len(lengths)
    heavy = 100 * sum(len(word) >= _LONG_WORD[lang] for word in every) / len(every)
    return Readability(
        len(every), round(mean, 1), round(heavy, 1), round(mean + heavy) if lang == "sv" else 0
    )


def sentences(document: Document) -> Iterator[str]:
    """The sentences of a document; a heading, a cell, a label is one by itself."""
    return (sentence for _block, sentence in _sentences(document))


def _sentences(
    document: Document, suspect: re.Pattern[str] | None = None
) -> Iterator[tuple[Block, str]]:
    """Blocks and their sentences; those alone of texts that hold what is suspect, if asked."""
    for part in document:
        for block in part.blocks:
            for text in words(block):
                shown = bare(text)
                if suspect and not suspect.search(shown):
                    continue
                yield from ((block, each) for each in _SENTENCE_END.split(shown) if each.strip())


def words_in(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return _WORD.findall(bare(text))
