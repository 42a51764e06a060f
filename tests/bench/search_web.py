"""How well the search of the web pages answers, beside others that run in a browser.

Usage: ``python -m tests.bench.search_web [--set FILE] [--modules DIR] [--json FILE]``. The set is
as of `tests.bench.search`. All run in node; Pagefind and lunr are no dependencies of the project,
so they are looked for in ``DIR``, made by ``npm install pagefind lunr lunr-languages``; what is not
there is told and not measured. The last thing written is one JSON object with every figure.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.search import SET, known_items, quality, shipped, tell
from valita_desktop import site as site_package
from valita_desktop.content.model import LANGS
from valita_desktop.site.search_index import search_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.search import Case, Figures
    from tests.bench.search_engines import Text
    from valita_desktop.content.model import Lang

ANSWERS = Path(__file__).with_name("search_web.mjs")
SCRIPT = Path(site_package.__file__).with_name("static") / "site.js"
OTHERS = {"lunr": ("lunr", "lunr-languages"), "pagefind": ("pagefind",)}
LIMIT = 600.0
"""Seconds for all answers of an engine."""


class Answered:
    """An engine that has been asked everything.

    Args:
        title: What it is called.
        queries: What it was asked.
        answers: What it answered.
    """

    def __init__(
        self, title: str, queries: Sequence[tuple[Lang, str]], answers: Sequence[list[str]]
    ) -> None:
        self.title = title
        self._found = dict(zip(queries, answers, strict=True))

    def search(self, query: str, lang: Lang) -> list[str]:
        """Ids of the answers, best first."""
        return self._found[lang, query]


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Ask each engine everything, write the table and the JSON object, and return the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search_web", description=__doc__)
    parser.add_argument("--set", default=os.environ.get(SET, ""), help="texts and queries (JSON)")
    parser.add_argument("--modules", type=Path, default=Path.cwd(), help="where npm installed them")
    parser.add_argument("--json", type=Path, help="where to write the figures as well")
    chosen = parser.parse_args(arguments)
    if chosen.set:
        data = json.loads(Path(chosen.set).read_text(encoding="utf-8"))
        texts, cases = data["docs"], data["cases"]
    else:
        texts, cases = known_items(list(shipped()))
    figures: Figures = {
        "set": {"name": chosen.set or "shipped", "texts": len(texts), "cases": len(cases)},
        "quality": {},
    }
    for engine in _asked(texts, cases, chosen.modules.resolve()):
        told = quality(engine, cases)
        del told["query_ms"]  # asked before, all at once
        figures["quality"][engine.title] = told
    _write(figures)
    tell(figures, chosen.json)
    return figures


def _asked(texts: Sequence[Text], cases: Sequence[Case], modules: Path) -> Iterator[Answered]:
    node = shutil.which("node")
    if node is None:
        print("node is not installed, so nothing is measured (Debian: nodejs)", file=sys.stderr)
        return
    queries = list(dict.fromkeys((case["lang"], case["query"]) for case in cases))
    docs: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        docs[text["lang"]].append(text)
    said = {lang: {each["id"]: each["text"] for each in docs[lang]} for lang in LANGS}
    indexes = {lang: json.loads(search_index(said[lang], lang)) for lang in LANGS}
    told: dict[str, Any] = {"queries": queries, "docs": docs, "langs": LANGS}
    own = told | {"engine": "ours", "script": str(SCRIPT), "indexes": indexes}
    yield Answered("Välitä's pages", queries, _answers(node, own))
    for name, packages in OTHERS.items():
        lacking = [each for each in packages if not (modules / "node_modules" / each).is_dir()]
        if lacking:
            how = f"npm install {' '.join(lacking)}, in the folder that --modules names"
            print(f"{name} is not installed, so it is not measured: {how}", file=sys.stderr)
            continue
        version = json.loads((modules / "node_modules" / name / "package.json").read_bytes())
        asked = told | {"engine": name, "modules": str(modules)}
        yield Answered(f"{name} {version['version']}", queries, _answers(node, asked))


def _answers(node: str, asked: dict[str, Any]) -> list[list[str]]:
    done = subprocess.run(
        [node, str(ANSWERS)], input=json.dumps(asked), stdout=subprocess.PIPE,
        text=True, encoding="utf-8", timeout=LIMIT, check=True,
    )  # fmt: skip
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


def _write(figures: Figures) -> None:
    print("{name}: {texts} texts, {cases} queries".format(**figures["set"]))
    print(f"\n{'':24}" + "".join(f"{title:>18}" for title in figures["quality"]))
    for group in next(iter(figures["quality"].values()), {}):
        for measure in ("recall", "mrr"):
            values = (engine[group][measure] for engine in figures["quality"].values())
            print(f"{group + ' ' + measure:24}" + "".join(f"{value:>18.3f}" for value in values))


if __name__ == "__main__":
    main()
