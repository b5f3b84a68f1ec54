"""The page without the reports' texts: what statements rest on is quoted, and nothing else of a report is in it."""

from __future__ import annotations

import html
import re

import pytest

from crosswire.present.page import to_html
from tests.present.handover.samples import NAMES, SAMPLES, sample


def plain(page: str) -> str:
    """The words of a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_no_paragraph_of_a_report_is_in_it(name: str) -> None:
    whole, bare = plain(to_html(sample(name))), plain(to_html(sample(name), with_text=False))
    paragraphs = [
        " ".join(p.split()) for r in sample(name).reports for p in r.text.split("\n\n") if len(p) > 250
    ]
    assert sum(p in whole for p in paragraphs) > 5
    assert [p for p in paragraphs if p in bare] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_promises_nothing_that_it_does_not_have(name: str) -> None:
    bare = to_html(sample(name), with_text=False)
    assert "The reports in full" not in bare
    assert "with their sentences" not in bare
    assert 'id="reports"' not in bare
    assert "Method and problems" in bare
