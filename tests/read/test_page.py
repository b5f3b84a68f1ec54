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


SENTENCES = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def text_of(body: str) -> str:
    return read_bytes(
        PAGE.replace("{LD}", "{}").replace("{BODY}", body).encode(), source="dam.html", id="r1"
    ).text


@pytest.mark.parametrize(
    ("between", "lines"),
    [
        ("<h2>Twenty years of warnings</h2>", ["Twenty years of warnings"]),
        (
            "<ul><li>The first gate was open.</li><li>The second was shut</li></ul>",
            ["The first gate was open.", "The second was shut"],
        ),
        (
            "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Harbour List</td><td>38</td></tr></table>",
            ["Party Seats", "Harbour List 38"],
        ),
        (
            "<blockquote><p>It is a bill that we refused to open.</p></blockquote>",
            ["It is a bill that we refused to open."],
        ),
        ("<p>One line,<br>and another.</p>", ["One line,", "and another."]),
        ("<p>Mixed <b>bo</b>ld and <a href=x>linked\n words</a>.</p>", ["Mixed bold and linked words."]),
    ],
)
def test_what_stands_between_paragraphs_of_the_article_is_kept(between: str, lines: list[str]) -> None:
    first, rest = SENTENCES.split("</p>", 1)
    assert text_of(f"{first}</p>{between}{rest}").split("\n") == [
        "Dam breaks above Torvane",
        "",
        PARAGRAPHS[0],
        *lines,
        *PARAGRAPHS[1:],
    ]


@pytest.mark.parametrize(
    "between",
    [
        '<div class="related"><a href="/x">The map of the 38 oldest dams</a></div>',
        '<div class="inline-promo"><p>Our reporter was there when the lights went out, and stayed.</p></div>',
        '<div class="newsletter-signup"><p>Sign up and receive the news of the upland every morning at six.</p></div>',
        "<aside><p>“We were warned too late,” said a teacher.</p></aside>",
        "<figure><img src=x><figcaption>The breach seen from the north bank.</figcaption></figure>",
        "<script>document.write('<p>no words</p>')</script>",
        "<!-- <p>a comment that is long enough to be a paragraph of its own.</p> -->",
    ],
)
def test_boxes_between_paragraphs_are_left_out(between: str) -> None:
    first, rest = SENTENCES.split("</p>", 1)
    assert text_of(f"{first}</p>{between}{rest}").split("\n")[2:] == list(PARAGRAPHS)


def test_the_whole_article_in_the_statements_wins_over_its_beginning() -> None:
    import json

    linked = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS)})
    data = page(linked).decode().replace(SENTENCES, f"<p>{PARAGRAPHS[0][:60]}…</p>")
    assert read_bytes(data.encode(), source="dam.html", id="r1").text.split("\n")[2:] == list(PARAGRAPHS)


def test_the_next_article_of_an_endless_page_is_another() -> None:
    more = (
        "<article><h1>Rovers win the cup after extra time</h1>"
        + "<p>They had waited nineteen years for it, said the captain.</p>" * 30
    )
    data = page().decode().replace("<footer>", f"{more}</article><footer>")
    assert "Rovers" not in read_bytes(data.encode(), source="dam.html", id="r1").text


HOSTILE = {
    "deep": b"<div>" * 100_000 + SENTENCES.encode() + b"</div>" * 1000,
    "deep inline": b"<b><i>" * 50_000 + SENTENCES.encode(),
    "tags": SENTENCES.encode() + b"<p>a</p>" * 500_000,
    "breaks": SENTENCES.encode() + b"<br>" * 500_000,
    "attribute": SENTENCES.encode() + b'<div class="' + b"a " * 2_000_000 + b'">x</div>',
    "comments": SENTENCES.encode() + b"<!--" * 300_000,
    "plaintext": SENTENCES.encode() + b"<plaintext><p>x",
    "zeros": b"\x00" * 1_000_000 + SENTENCES.encode().replace(b"a", b"a\x00"),
    "nested statements": b'<script type="application/ld+json">'
    + b"[" * 500_000
    + b"</script>"
    + SENTENCES.encode(),
    "no such characters": SENTENCES.encode() + b"<p>&#xD800;&#0;&#x110000; is what they said on Friday.</p>",
    "long line": SENTENCES.encode() + b"<p>" + b"word " * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_give_their_article_in_time(name: str) -> None:
    data = b"<!doctype html><html><body><h1>Dam breaks above Torvane</h1>" + HOSTILE[name]
    report = read_bytes(data, source="a.html", id="r1", format="page")
    assert all(paragraph in report.text for paragraph in PARAGRAPHS)
    assert "\x00" not in report.text


def test_what_was_left_out_of_a_broken_page_is_told() -> None:
    data = b"<!doctype html><html><body>\x00" + b"<div>" * 1000 + SENTENCES.encode()
    notices = read_bytes(data, source="a.html", id="r1").notices
    assert any("NULs" in n for n in notices)
    assert any("256 elements" in n for n in notices)
