"""How many texts come out as they were written: on the screen, on paper, in a document.

Texts are made up as people might write them, with all that Markdown readers swallow: what the
check takes must say each of its words and numbers everywhere, in order.

    python -m tests.bench.faithful [--json FILE] [--quick]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from PySide6.QtWidgets import QApplication

from tests import faithful
from valita_desktop.ui.style import theme

TEXTS, QUICK = 2000, 200
_SHOWN = 5


def main() -> None:
    """Make up texts, try each and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    _app = QApplication.instance() or QApplication([])
    theme.register_fonts()
    figures, faults = tried(QUICK if arguments.quick else TEXTS)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    for fault in faults[:_SHOWN]:
        print("\n" + fault)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def tried(count: int) -> tuple[dict[str, float], list[str]]:
    """Try texts; the figures, and the texts of which something was lost or changed.

    Args:
        count: How many texts.
    """
    figures: Counter[str] = Counter()
    faults: list[str] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(faithful.texts())
    def each(text: str) -> None:
        words = faithful.source_words(text)
        figures["texts"] += 1
        figures["pieces"] += len(words)
        figures["signs"] += sum(map(len, words))
        wrong = {
            "screen": faithful.screen_words(text) != words,
            "document": faithful.docx_words(text) != words,
            "paper": bool(faithful.missing(words, faithful.pdf_words([text]))),
        }
        for place, lost in wrong.items():
            figures[f"faults on {place}"] += lost
        if any(wrong.values()):
            faults.append(text)

    started = time.perf_counter()
    each()
    return {**figures, "seconds": round(time.perf_counter() - started, 1)}, faults


if __name__ == "__main__":
    main()
