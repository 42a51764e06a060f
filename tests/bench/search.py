"""How well and how fast the search answers, beside other engines in the same run.

Usage: ``python -m tests.bench.search [--set FILE] [--quick] [--json FILE]``. The set is JSON
with ``docs`` (id, lang, text) and ``cases`` (lang, type, query, relevant ids); without one, the
shipped items are looked for by their own titles and keywords, as written, half-typed, without
dots and misspelt. The last thing written is one JSON object with every figure.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.search_engines import Fts5, Ours, Tantivy
from valita_desktop import paths
from valita_desktop.content import blocks
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LANGS, LISTED_KINDS
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.library.search import Doc, Search
from valita_desktop.library.search.lemmas import Lemmas
from valita_desktop.library.search.morphology import Analyser
from valita_desktop.library.search.tokens import folded, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.search_engines import Answers, Engine, Text
    from valita_desktop.content.model import Item, Lang

SET = "VALITA_SEARCH_SET"
"""Environment variable with the set's file, where it is not given as an argument."""

SCALES = (100, 10_000, 100_000)
QUICK_SCALES = (100, 1_000)
ANSWERS = 10
CHANGED = 10
STROKES = 800
"""Keystrokes to measure at each scale, about."""

Figures = dict[str, Any]
Case = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Measure, write the tables and the JSON object, and return the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--set", default=os.environ.get(SET, ""), help="texts and queries (JSON)")
    parser.add_argument("--quick", action="store_true", help="small scales only")
    parser.add_argument("--json", type=Path, help="where to write the figures as well")
    chosen = parser.parse_args(arguments)
    items = list(shipped())
    if chosen.set:
        data = json.loads(Path(chosen.set).read_text(encoding="utf-8"))
        texts, cases = data["docs"], data["cases"]
    else:
        texts, cases = known_items(items)
    engines = _engines()
    figures: Figures = {
        "set": {"name": chosen.set or "shipped", "texts": len(texts), "cases": len(cases)}
    }
    kit = _Kit(items)
    figures |= {"analyser": _analyser(), "kit": _kit(kit, cases)}
    figures["quality"] = {} if chosen.set else {kit.title: quality(kit, cases)}
    with tempfile.TemporaryDirectory() as folder:
        for engine in engines:
            engine.index(texts, Path(tempfile.mkdtemp(dir=folder)))
            figures["quality"][engine.title] = quality(engine, cases)
    figures["scale"] = {
        str(scale): _scaled(engines, texts, cases, scale)
        for scale in (QUICK_SCALES if chosen.quick else SCALES)
    }
    _write(figures)
    tell(figures, chosen.json)
    return figures


def tell(figures: Figures, file: Path | None) -> None:
    """Write the figures as one JSON object, and into a file as well where one is given."""
    text = json.dumps(figures, ensure_ascii=False)
    if file:
        file.write_text(text + "\n", encoding="utf-8")
    print(text)


# --- what is searched ----------------------------------------------------------------------


def shipped() -> Iterator[Item]:
    for folder in item_folders(paths.data_root() / "resources" / "content"):
        item = load_item(folder).item
        if item.record.kind in LISTED_KINDS:
            yield item


def _docs(items: Sequence[Item]) -> Iterator[Doc]:
    for item in items:
        for lang, text in item.texts.items():
            lines = (
                line
                for part in parse(text.markdown)
                for block in part.blocks
                for line in blocks.words(block)
            )
            body = "\n".join(lines)
            yield Doc(item.id, lang, text.title, text.keywords, text.summary, body)


def known_items(items: Sequence[Item]) -> tuple[list[Text], list[Case]]:
    """The shipped items as texts, and their titles and keywords as queries in four guises."""
    chance = random.Random(7)
    wanted: dict[tuple[Lang, str], set[str]] = defaultdict(set)
    texts = []
    for doc in _docs(items):
        own_id = f"{doc.id}-{doc.lang}"
        texts.append(
            {
                "id": own_id,
                "lang": doc.lang,
                "text": "\n".join((doc.title, *doc.keywords, doc.summary, doc.body)),
            }
        )
        for phrase in (doc.title, *doc.keywords):
            for word in words(phrase):
                if len(word) > 5:
                    wanted[doc.lang, word].add(own_id)
    cases = []
    for (lang, word), ids in sorted(wanted.items()):
        for kind, query in _guises(word, chance):
            cases.append({"lang": lang, "type": kind, "query": query, "relevant": sorted(ids)})
    return texts, cases


def _guises(word: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "word", word
    yield "half-typed", word[: max(4, len(word) * 7 // 10)]
    if folded(word) != word:
        yield "without dots", folded(word)
    place = chance.randrange(1, len(word) - 2)
    yield "misspelt", word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _engines() -> list[Engine]:
    engines: list[Engine] = [Ours(), Fts5(prefix=True), Fts5(prefix=False)]
    try:
        engines.append(Tantivy())
    except ImportError:
        print(
            "tantivy is not installed, so it is not measured: pip install tantivy", file=sys.stderr
        )
    return engines


# --- measuring -----------------------------------------------------------------------------


def quality(engine: Answers, cases: Sequence[Case]) -> Figures:
    """Recall among the ten best, mean reciprocal rank and precision, each over the cases."""
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    took = []
    for case in cases:
        milliseconds, found = _timed(engine, case["query"], case["lang"])
        took.append(milliseconds)
        relevant = set(case["relevant"])
        right = [place for place, found_id in enumerate(found) if found_id in relevant]
        row = (
            len(right) / min(ANSWERS, len(relevant)),
            1 / (right[0] + 1) if right else 0.0,
            len(right) / len(found) if found else 0.0,
        )
        rows[case["lang"]].append(row)
        rows[f"{case['lang']} {case['type']}"].append(row)
    figures: Figures = {
        name: dict(zip(("recall", "mrr", "precision"), _means(group), strict=True))
        | {"cases": len(group)}
        for name, group in sorted(rows.items())
    }
    return figures | {"query_ms": _percentiles(took)}


def _scaled(
    engines: Sequence[Engine], texts: Sequence[Text], cases: Sequence[Case], scale: int
) -> Figures:
    """Building, size, and what typing letter by letter costs, at a number of texts."""
    made = _made_up(texts, scale)
    strokes = list(_keystrokes(cases))
    strokes = strokes[:: max(1, len(strokes) // STROKES)]
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(tempfile.mkdtemp(dir=folder)) for _ in engines]
        for engine, home in zip(engines, homes, strict=True):
            start = time.perf_counter()
            engine.index(made, home)
            size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
            figures[engine.title] = {
                "build_s": round(time.perf_counter() - start, 2),
                "size_mb": round(size / 1e6, 2),
                "first_ms": round(sum(_timed(engine, "a", lang)[0] for lang in LANGS), 2),
            }
        took: dict[str, list[float]] = {engine.title: [] for engine in engines}
        for query, lang in strokes:
            for engine in engines:
                took[engine.title].append(_timed(engine, query, lang)[0])
        for title, milliseconds in took.items():
            figures[title]["keystroke_ms"] = _percentiles(milliseconds)
        figures[Ours.title]["update_ten_ms"] = _update(homes[0] / "ours.db")
    ours, baseline = (figures[engine.title]["keystroke_ms"]["p95"] for engine in engines[:2])
    figures["keystroke_p95_ratio"] = round(ours / baseline, 2)
    return figures


def _update(database: Path) -> float:
    """Milliseconds to index ten changed items and commit."""
    connection = sqlite3.connect(database)
    search = Search(connection)
    search.create()
    found = search._index.docs(range(1, 1 + CHANGED)).values()
    changed = [replace(kept.doc, body=f"{kept.doc.body} muutos ändring") for kept in found]
    start = time.perf_counter()
    search.put(changed)
    connection.commit()
    milliseconds = (time.perf_counter() - start) * 1e3
    connection.close()
    return round(milliseconds, 1)


def _analyser() -> Figures:
    """How long both languages take to get ready, and what their files weigh."""
    start = time.perf_counter()
    for lang in LANGS:
        Analyser(lang, Lemmas(lang)).analyse("valmis")
    ready = (time.perf_counter() - start) * 1e3
    files = (paths.resources() / "tries").glob("*")
    return {
        "ready_ms": round(ready, 1),
        "size_mb": round(sum(f.stat().st_size for f in files) / 1e6, 2),
    }


class _Kit:
    """The shipped items as the program searches them: title, keywords, summary and body apart.

    The other engines, ours too, are given each text in one piece, for a like comparison.
    """

    title = "Välitä by field"

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = len(items)
        self.whole = Search(sqlite3.connect(":memory:"))
        self.whole.create()
        start = time.perf_counter()
        self.whole.put(_docs(items))
        self.build_s = time.perf_counter() - start

    def search(self, query: str, lang: Lang) -> list[str]:
        return [f"{hit.id}-{hit.lang}" for hit in self.whole.search(query, lang).hits]


def _kit(kit: _Kit, cases: Sequence[Case]) -> Figures:
    """What the shipped items take to search, alone and with the ten first excerpts."""
    figures: Figures = {"items": kit.items, "build_s": round(kit.build_s, 2)}
    start = time.perf_counter()
    kit.whole.search("arki", "fi")
    figures["first_ms"] = round((time.perf_counter() - start) * 1e3, 1)
    bare, shown = [], []
    for query, lang in _keystrokes(cases):
        start = time.perf_counter()
        results = kit.whole.search(query, lang)
        bare.append((time.perf_counter() - start) * 1e3)
        for hit in results.hits[:ANSWERS]:
            hit.excerpt()
        shown.append((time.perf_counter() - start) * 1e3)
    return figures | {"search_ms": _percentiles(bare), "with_excerpts_ms": _percentiles(shown)}


def _keystrokes(cases: Sequence[Case]) -> Iterator[tuple[str, Lang]]:
    """Every fourth query, typed letter by letter from the second on."""
    for case in cases[::4]:
        query = case["query"]
        for end in range(2, len(query) + 1):
            yield query[:end], case["lang"]


def _made_up(texts: Sequence[Text], count: int) -> list[Text]:
    """So many texts, each of three lines of the set's."""
    chance = random.Random(7)
    by_lang = {
        lang: [line for text in texts if text["lang"] == lang for line in text["text"].split("\n")]
        for lang in LANGS
    }
    made = []
    for number in range(count):
        lang = LANGS[number % len(LANGS)]
        text = " ".join(chance.choice(by_lang[lang]) for _ in range(3))
        made.append({"id": f"made{number}", "lang": lang, "text": text})
    return made


def _timed(engine: Answers, query: str, lang: Lang) -> tuple[float, list[str]]:
    start = time.perf_counter()
    found = engine.search(query, lang)
    return (time.perf_counter() - start) * 1e3, list(dict.fromkeys(found))[:ANSWERS]


def _means(rows: Sequence[tuple[float, ...]]) -> list[float]:
    return [round(statistics.fmean(column), 4) for column in zip(*rows, strict=True)]


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    places = {"p50": len(ordered) // 2, "p95": len(ordered) * 95 // 100, "max": -1}
    return {name: round(ordered[place], 2) for name, place in places.items()}


def _write(figures: Figures) -> None:
    print("{name}: {texts} texts, {cases} queries".format(**figures["set"]))
    print(f"\n{'':24}" + "".join(f"{title:>16}" for title in figures["quality"]))
    groups = next(iter(figures["quality"].values()))
    for group in (name for name in groups if name != "query_ms"):
        for measure in ("recall", "mrr", "precision"):
            values = (engine[group][measure] for engine in figures["quality"].values())
            print(f"{group + ' ' + measure:24}" + "".join(f"{value:>16.3f}" for value in values))
    for scale, row in figures["scale"].items():
        print(f"\n{int(scale):,} texts; our p95 is {row['keystroke_p95_ratio']} x FTS5 prefix")
        for title in (name for name in figures["quality"] if name in row):
            keystroke = row[title]["keystroke_ms"]
            print(
                f"  {title:16} build {row[title]['build_s']:>7.2f} s  "
                f"size {row[title]['size_mb']:>7.2f} MB  first {row[title]['first_ms']:>7.2f} ms  "
                f"keystroke p50 {keystroke['p50']:>6.2f} p95 {keystroke['p95']:>6.2f} ms"
            )
        print(f"  ten changed items indexed in {row[Ours.title]['update_ten_ms']} ms")
    kit, analyser = figures["kit"], figures["analyser"]
    print(
        f"\nThe shipped {kit['items']} items: p95 {kit['search_ms']['p95']} ms, "
        f"with ten excerpts {kit['with_excerpts_ms']['p95']} ms"
    )
    print(f"Analyser ready in {analyser['ready_ms']} ms, {analyser['size_mb']} MB on disk\n")


if __name__ == "__main__":
    main()
