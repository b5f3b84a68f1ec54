"""Saved web pages."""

from __future__ import annotations

import pytest

from crosswire.errors import ReadError
from crosswire.read import Given, looks_like, read_bytes

PARAGRAPHS = (
    "The Hallin dam broke before dawn on Friday, the ministry of waters said, and the lower town was flooded within an hour.",
    "Rescuers reached the lower town by boat, and 26 people were still missing at noon, said the minister, Jorun Maltesk.",
    "“We were warned too late,” said a teacher who had spent the night on a roof with her two children and a neighbour.",
)
PAGE = """<!doctype html><html lang="en"><head><title>Dam breaks above Torvane - The Courier</title>
<meta property="og:title" content="Dam breaks above Torvane"><meta property="og:site_name" content="The Torvane Courier">
<meta property="og:url" content="https://courier.example/dam">
<script type="application/ld+json">{LD}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Dam breaks above Torvane</h1>{BODY}</article><footer>All rights reserved.</footer></body></html>"""
LINKED = (
    '{"@type": "NewsArticle", "datePublished": "2031-05-04T06:30:00+02:00", "dateModified": "2031-05-05"}'
)


def page(linked: str = LINKED) -> bytes:
    return PAGE.replace("{LD}", linked).replace("{BODY}", "".join(f"<p>{p}</p>" for p in PARAGRAPHS)).encode()


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    report = read_bytes(page(), source="dam.html", id="r1")
    assert all(paragraph in report.text for paragraph in PARAGRAPHS)
    assert "Home" not in report.text
    assert (report.title, report.publisher) == ("Dam breaks above Torvane", "The Torvane Courier")
    assert report.published == "2031-05-04T06:30:00+02:00"
    assert (report.address, report.language) == ("https://courier.example/dam", "en")
    assert [s.kind for s in report.stamps] == ["published", "updated"]


def test_the_title_of_a_page_stands_in_its_text() -> None:
    report = read_bytes(page(), source="dam.html", id="r1")
    assert report.title_span is not None
    assert report.title_span.text == report.title
    assert report.text.count("Dam breaks above Torvane") == 1


def test_a_sidecar_wins_over_the_page() -> None:
    report = read_bytes(page(), source="dam.html", id="r1", given=Given(published="2031-05-06"))
    assert report.published == "2031-05-06"


@pytest.mark.parametrize(
    "linked", ["{", "[" * 5000, "null", '{"@graph": 3}', '{"@type": ["NewsArticle"], "publisher": [7]}']
)
def test_broken_statements_are_no_statements(linked: str) -> None:
    report = read_bytes(page(linked), source="dam.html", id="r1")
    assert report.publisher == "The Torvane Courier"


@pytest.mark.parametrize(
    "tail", [b"<div>" * 50_000, b'<p><a href="x"' * 20_000, b"<script>" * 20_000, b"<!--" + b"a" * 100_000]
)
def test_broken_pages_are_read_or_refused_in_time(tail: bytes) -> None:
    data = b"<!doctype html><html><body>" + tail
    assert looks_like(data) == "page"
    with pytest.raises(ReadError):
        read_bytes(data, source="broken.html", id="r1")


def test_a_script_in_a_title_stays_plain_words() -> None:
    data = page().replace(
        b'content="Dam breaks above Torvane"', b'content="&lt;script&gt;alert(1)&lt;/script&gt; dam"'
    )
    assert read_bytes(data, source="dam.html", id="r1").title == "<script>alert(1)</script> dam"
