"""Every reader of what comes from outside, five seconds with what nobody would write."""

from __future__ import annotations

import os

import pytest

from tests.bench import fuzz_feed, fuzz_html, fuzz_markdown, fuzz_own_import, fuzz_record
from tests.bench.fuzz import Fuzz, run, varied
from valita_desktop.errors import ContentError, ContentErrorCode

FUZZES = [each.FUZZ for each in (fuzz_feed, fuzz_html, fuzz_markdown, fuzz_own_import, fuzz_record)]
SECONDS = 5.0 if os.environ.get("CI") else 1.0


@pytest.mark.parametrize("fuzz", FUZZES, ids=lambda each: each.name)
def test_a_reader_refuses_or_reads_whatever_it_is_given(fuzz: Fuzz) -> None:
    assert run(fuzz, SECONDS).inputs > 0


def test_a_reader_that_minds_a_mark_is_found() -> None:
    def minds(written: str) -> None:
        if "|" in written:
            raise ContentError(ContentErrorCode.MARKUP, written)

    with pytest.raises(ContentError):
        run(Fuzz("one that minds", varied(["a", "b c"], ["|", "-"]), minds), 60.0)
