"""The bars of reading pages: the annotated pages of `evals/pages`, beside trafilatura."""

from __future__ import annotations

import statistics
from functools import cache

import pytest

from evals.pages import late, modern, older
from evals.pages.modern import Page
from evals.score_pages import FIELDS, HALVES, article_of, half_of, read, right, scores, theirs, without_title

PAGES = (*modern.pages(), *older.pages(), *late.pages())


@cache
def mean(half: str, ours: bool) -> float:
    """The mean F1 of words in order over the pages of a part."""

    def text(page: Page) -> str:
        report = read(page)
        return (article_of(report) if report else "") if ours else theirs(page)

    return statistics.fmean(
        scores(without_title(text(p), p.title), p.lines)[1] for p in PAGES if half_of(p) == half
    )


@pytest.mark.parametrize("half", [half for half in HALVES if half not in ("blind", "second")])
def test_the_main_text_is_found_at_least_as_well_as_by_trafilatura(half: str) -> None:
    assert mean(half, True) >= max(mean(half, False), 0.95)


@pytest.mark.parametrize("field", FIELDS)
def test_what_a_page_says_of_itself_is_read(field: str) -> None:
    assert statistics.fmean(right(read(page), page, field) for page in PAGES) >= 0.9
