"""What of a page is its article, and what it says of itself, by kinds of layout."""

from __future__ import annotations

import time

import pytest

from crosswire.read import read_bytes
from crosswire.read.describe.bylines import clean_byline
from crosswire.read.web.shown import find_times
from crosswire.types import Report

FIRST = "The Hallin dam broke before dawn on Friday, the ministry of waters said, and the lower town was flooded within an hour."
SECOND = "Rescuers reached the lower town by boat, and 26 people were still missing at noon, said the minister, Jorun Maltesk."
THIRD = "Schools in the district stay closed until Wednesday, and the railway to Port Sella is cut in four places, its operator said."
DECK = "Twenty-six people are missing after an hour of water."
TITLE = "Dam breaks above Torvane"


def read(body: str, *, head: str = "", title: str = TITLE, before: str = "") -> Report:
    page = f'<!doctype html>{before}<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return read_bytes(page.encode(), source="dam.html", id="r1")


def lines(report: Report) -> list[str]:
    pieces, start = [], 0
    for passage in report.excluded:
        pieces.append(report.text[start : passage.start])
        start = passage.end
    text = "".join([*pieces, report.text[start:]])
    return [line for line in text.split("\n") if line.strip() and line != TITLE]


def article(between: str) -> str:
    return f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{between}<p>{SECOND}</p><p>{THIRD}</p></article>"


@pytest.mark.parametrize(
    "above",
    [
        f'<div class=head><h1>{TITLE}</h1><p class="feature__lede">{DECK}</p></div>',
        f'<header><a href="/waters">Waters</a><h1>{TITLE}</h1><p class=excerpt>{DECK}</p><a href="/u">Mara Velnik</a></header>',
        f'<h1>{TITLE}</h1><h2 class="subtitulo">{DECK}</h2><ul class=firma><li>Mara Velnik</li></ul>',
        f"<h1>{TITLE}</h1><h2>{DECK}</h2><div>Torvane</div>",
        f'<h1>Flood: {TITLE}</h1><p class="a-teaser">{DECK}</p>',
        f'<div class=path><a href="/">Home</a></div><h1>{TITLE}</h1><div class=anons>{DECK}</div>',
    ],
)
def test_the_deck_between_headline_and_text_is_kept(above: str) -> None:
    report = read(f"{above}<div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    assert lines(report)[-4:] == [DECK, FIRST, SECOND, THIRD]


def test_a_text_in_several_widgets_is_found() -> None:
    pieces = "".join(
        f'<div class="article-widget text"><p>{p}</p></div>' for p in (f"{FIRST}</p><p>{SECOND}", THIRD)
    )
    report = read(f"<div><h1>{TITLE}</h1><div class=article-widgets>{pieces}</div></div>")
    assert lines(report) == [FIRST, SECOND, THIRD]


def test_the_headings_of_posts_are_kept() -> None:
    posts = "".join(
        f"<article id=p{i}><header><a href='#p{i}'><time datetime=2031-05-04T0{i}:00Z>0{i}.00 UTC</time></a><h2>Post {i}</h2></header><p>{p}</p></article>"
        for i, p in enumerate((FIRST, SECOND, THIRD))
    )
    found = lines(read(f"<main><h1>{TITLE}</h1><div class=posts>{posts}</div></main>"))
    assert [line for line in found if line.startswith("Post")] == ["Post 0", "Post 1", "Post 2"]


def test_the_heading_above_the_first_post_is_kept() -> None:
    posts = "".join(
        f"<h3>Post {i}</h3><p>0{i}:00</p><p>{p}</p>" for i, p in enumerate((FIRST, SECOND, THIRD))
    )
    assert "Post 0" in lines(read(f"<div>{posts}</div>", title="Flood / Sella Radio"))


@pytest.mark.parametrize(
    "box",
    [
        "<div class=pic><img src=a.jpg><p>The dam on Friday morning.</p></div>",
        "<p><img src=a.jpg><br><em>The dam on Friday morning.</em></p>",
        "<figure><img src=a.jpg><span>Mara Velnik of the Courier</span></figure>",
        '<div class="amp-cap">The dam on Friday morning.</div>',
        '<div class="quote"><p class=largequote>We were warned too late.</p><p class=quotespeaker>Olma Reth, teacher</p></div>',
        '<blockquote class="twitter-tweet"><p>Water everywhere.</p>— Kit (@kit)</blockquote>',
        "<div class=corr><p>An earlier version of this text gave the wrong day.</p></div>",
        '<div class="Gate-8x"><h2>To read the rest, become a member</h2><p>One month is three crowns.</p></div>',
        "<div class=toc><p>Contents</p></div>",
        "<p>___</p>",
    ],
)
def test_boxes_between_paragraphs_are_left_out(box: str) -> None:
    assert lines(read(article(box))) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "piece",
    [
        f'<p class="has-drop-cap">{DECK}</p>',
        f"<figure class=wp-block-quote><blockquote><p>{DECK}</p></blockquote></figure>",
        f"<p>{DECK} <img class=emoji src=e.png></p>",
    ],
)
def test_what_looks_like_a_box_and_is_text_is_kept(piece: str) -> None:
    assert lines(read(article(piece))) == [FIRST, DECK, SECOND, THIRD]


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        (f"{TITLE} - Sella Post", '<a href="/">Sella Post</a>', ""),
        (f"{TITLE} | Sella Post", "<img src=l.gif alt='Sella Post'>", ""),
        (f"Sella Post: {TITLE}", "", "<p>© 2031 Sella Post. All rights reserved.</p>"),
        (f"Print: {TITLE}", "<img src=l.gif alt='Sella Post'>", "<p>&copy; Sella Post 2031</p>"),
        (f"{TITLE} :: Sella Post", '<a href="http://sella.example/" rel=home>Sella Post</a>', ""),
    ],
)
def test_the_publisher_is_the_name_on_which_two_places_agree(title: str, before: str, after: str) -> None:
    assert read(f"<div>{before}</div>{article('')}<div>{after}</div>", title=title).publisher == "Sella Post"


@pytest.mark.parametrize(
    ("title", "before"), [(f"{TITLE} - Sella Post", ""), (TITLE, '<a href="/">Sella Post</a>')]
)
def test_one_place_alone_names_no_publisher(title: str, before: str) -> None:
    assert read(f"<div>{before}</div>{article('')}", title=title).publisher is None


def test_a_republished_page_names_who_wrote_and_who_carries_it() -> None:
    note = "<p>This story was originally published by <a href='/b'>The Harbour Bell</a> and is shown here with permission.</p>"
    report = read(article(note), head="<meta property=og:site_name content='Sella Post'>")
    assert (report.publisher, report.carrier) == ("The Harbour Bell", "Sella Post")
    study = "<p>The study was originally published in Water Letters, and the ministry has read it since.</p>"
    assert (
        read(article(study), head="<meta property=og:site_name content='Sella Post'>").publisher
        == "Sella Post"
    )


def test_the_section_is_the_link_above_the_headline() -> None:
    body = f'<a href="/courts">Courts</a><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>Said on Friday evening.</p>'
    assert read(f"<main><article>{body}</article></main>").section == "Courts"
    assert read(f'<a href="/">World</a><a href="/x">Mail</a>{article("")}').section is None


def test_the_address_is_that_from_which_a_browser_saved_the_page() -> None:
    before = "\n<!-- saved from url=(0031)http://sella.example/dam/16.html -->\n"
    assert read(article(""), before=before).address == "http://sella.example/dam/16.html"


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("<p>Publié le 4 mai 2031 à 18h45, mis à jour le 5 mai 2031 à 07h20</p>", "2031-05-04T18:45", "2031-05-05T07:20"),
        ("<p>4 мая 2031, 18:32</p>", "2031-05-04T18:32", None),
        ("<p>Submitted by Mara Velnik on Sun, 05/24/2031 - 14:05</p>", "2031-05-24T14:05", None),
        ("<p>Published 4 May 2031</p><time datetime='2031-05-04T06:30:00+02:00'>4 May</time>", "2031-05-04T06:30:00+02:00", None),
        ("<time datetime='2031-05-04T06:30:00+02:00'>4 May 2031</time>", "2031-05-04T06:30:00+02:00", None),
    ],
)  # fmt: skip
def test_times_that_a_page_shows_are_read(line: str, published: str, updated: str | None) -> None:
    body = f"<div><h1>{TITLE}</h1><div class=meta>{line}</div></div><div class=text><p>{FIRST}</p><p>{SECOND}</p></div>"
    report = read(body)
    assert (report.published, report.updated) == (published, updated)


def test_days_and_months_that_may_be_either_are_not_guessed() -> None:
    assert list(find_times(["05/04/2031 10:00"], "en")) == []
    assert list(find_times(["05/04/2031 10:00"], "es")) == [("2031-04-05T10:00", False)]


def test_a_film_is_published_when_it_is_uploaded() -> None:
    linked = '<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2031-05-04T08:05:00+11:00"}</script>'
    assert read(article(""), head=linked).published == "2031-05-04T08:05:00+11:00"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("BY Noel Baptiste Friday, July 3, 2031", "Noel Baptiste"),
        ("Juno Park , News Editor", "Juno Park"),
        ("by Inez Calloway, The Harbour Bell October 8, 2031", "Inez Calloway"),
        ("Tove Ansgar, Lower Sella Gazette", "Tove Ansgar"),
        ("Interview by Magnus Fell", "Magnus Fell"),
        ("Mara Velnik, Daan Orvik", "Mara Velnik, Daan Orvik"),
        ("by", None),
        ("Sector 7", None),
    ],
)
def test_bylines_end_before_posts_outlets_and_days(printed: str, names: str | None) -> None:
    assert clean_byline(printed) == names


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "<p>A short line that ends.</p>" * 9_000 + "<img src=a></div><p>" + FIRST * 400 + "</p>",
        "<div class=widget>" * 200 + "<p class=widget>A short line that ends here.</p>" * 9_000,
        "".join(f"<a class=logo>x{i} {'y ' * 200}</a>" for i in range(200)) + "© 2031 x" * 9_000,
        "<p>4 " + "mai " * 20_000 + "2031</p>" + f"<p>{FIRST}</p>",
        "<time datetime=2031-05-04>" * 250 + f"<p>{FIRST}</p>" * 50,
    ],
)
def test_layouts_made_to_be_slow_are_read_in_seconds(body: str) -> None:
    start = time.process_time()
    read(f"<h1>{TITLE}</h1>{body}<p>{FIRST}</p><p>{SECOND}</p>", title=f"{TITLE} - Sella Post")
    assert time.process_time() - start < 5
