"""What a page says of itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crosswire.read import read_bytes
from crosswire.types import Report

TEXT = (
    "The Hallin dam broke before dawn on Friday, the ministry of waters said, and the lower town was flooded within an hour.",
    "Rescuers reached the lower town by boat, and 26 people were still missing at noon, said the minister, Jorun Maltesk.",
)
TITLE = "Dam breaks above Torvane"


def read(head: str = "", top: str = "", html: str = 'lang="en"', title: str = TITLE) -> Report:
    body = "".join(f"<p>{p}</p>" for p in TEXT)
    page = f"<!doctype html><html {html}><head><title>{title}</title>{head}</head><body><article><h1>{TITLE}</h1>{top}{body}</article></body></html>"
    return read_bytes(page.encode(), source="dam.html", id="r1")


def linked(**more: Any) -> str:
    value = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE} | more
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(**pairs: str) -> str:
    return "".join(f'<meta name="{k.replace("__", ":")}" content="{v}">' for k, v in pairs.items())


@pytest.mark.parametrize(
    "shape",
    [
        '{"@type": "NewsArticle", "author": {"name": "Mara Velnik"}}',
        '[{"@type": "WebSite"}, {"@type": ["Thing", "NewsArticle"], "author": ["Mara Velnik"]}]',
        '{"@graph": [{"@type": "Article", "author": {"@id": "#m"}}, {"@id": "#m", "@type": "Person", "name": "Mara Velnik"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "author": [{"givenName": "Mara", "familyName": "Velnik"}]}}',
        '{"@type": "WebPage", "mainEntity": [{"@type": "NewsArticle", "author": {"name": "By Mara Velnik"}}]}',
        '<!-- {"@type": "NewsArticle", "author": "Mara Velnik"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": "Mara\tVelnik"}\n//]]>',
    ],
)
def test_json_ld_is_found_in_all_its_shapes(shape: str) -> None:
    assert read(f'<script type="application/ld+json">{shape}</script>').byline == "Mara Velnik"


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (meta(author="Mara Velnik"), ""),
        (meta(**{"parsely-author": "Mara Velnik"}), ""),
        (meta(**{"sailthru.author": "Mara Velnik"}), ""),
        (meta(**{"dc.creator": "Mara Velnik"}), ""),
        (meta(cXenseParse__author="Mara Velnik"), ""),
        (
            '<meta property="article:author" content="https://social.example/mv">',
            '<a rel="author" href="/mv">Mara Velnik</a>',
        ),
        ("", '<span itemprop="author"><span itemprop="name">Mara Velnik</span></span>'),
        ("", '<p class="byline">By Mara Velnik, court reporter</p>'),
        ("", "<p>By Mara Velnik</p>"),
        ("", '<div class="autor">Von Mara Velnik</div>'),
        ("", '<p class="signature">Par Mara Velnik avec AFP</p>'),
    ],
)
def test_the_byline_is_read_without_what_stands_around_it(head: str, top: str) -> None:
    report = read(head, top)
    assert report.byline == "Mara Velnik"
    assert "Velnik" not in report.text


@pytest.mark.parametrize(
    "author", ["Reuters Staff", "Reuters", {"@type": "Organization", "name": "Reuters"}, "By Reuters"]
)
def test_an_agency_named_as_author_is_a_credit(author: Any) -> None:
    report = read(linked(author=author, publisher={"name": "The Torvane Courier"}))
    assert (report.byline, report.credits, report.publisher) == (None, ("Reuters",), "The Torvane Courier")


def test_the_outlet_is_no_author_of_its_own() -> None:
    report = read(
        linked(author={"@type": "Organization", "name": "Sella Post"}, publisher={"name": "Sella Post"})
    )
    assert (report.byline, report.publisher, report.carrier) == (None, "Sella Post", None)


@pytest.mark.parametrize("key", ["provider", "sourceOrganization", "copyrightHolder", "isBasedOn"])
def test_who_wrote_is_publisher_and_who_shows_it_carrier(key: str) -> None:
    report = read(
        linked(**{key: {"@type": "Organization", "name": "Skarn Online"}})
        + '<meta property="og:site_name" content="NewsPorter">'
    )
    assert (report.publisher, report.carrier) == ("Skarn Online", "NewsPorter")


def test_a_source_line_names_the_publisher() -> None:
    site = '<meta property="og:site_name" content="Grain Desk">'
    report = read(site, '<p class="source">Source: Sella Post</p>')
    assert (report.publisher, report.carrier) == ("Sella Post", "Grain Desk")
    assert read(site, "<p>Source: Grain Desk</p>").carrier is None
    assert read(site, "<p>Source: AFP</p>").publisher == "Grain Desk"


@pytest.mark.parametrize(
    ("head", "top", "published"),
    [
        (linked(datePublished="2031-05-09T07:12:00+02:00"), "", "2031-05-09T07:12:00+02:00"),
        (linked(datePublished="2031-05-09T07:12Z"), "", "2031-05-09T07:12:00+00:00"),
        (meta(article__published_time="2031-05-09 07:12:00"), "", "2031-05-09T07:12:00"),
        (
            meta(article__published_time="2031-05-09"),
            '<time datetime="2031-05-09T07:12:00+02:00">9 May</time>',
            "2031-05-09T07:12:00+02:00",
        ),
        (meta(**{"dc.date": "2031-05-09"}), "", "2031-05-09"),
        (meta(date="Fri, 09 May 2031 07:12:00 +0200"), "", "2031-05-09T07:12:00+02:00"),
        (
            "",
            '<abbr itemprop="datePublished" title="2031-05-09T07:12:00+02:00">7:12</abbr>',
            "2031-05-09T07:12:00+02:00",
        ),
        ("", '<time pubdate datetime="2031-05-09">9 May</time>', "2031-05-09"),
        ("", "<p>Friday, May 9, 2031</p>", "2031-05-09"),
        ('<link rel="canonical" href="https://courier.example/2031/05/09/dam">', "", "2031-05-09"),
        (linked(datePublished="soon"), "", None),
        ("", "", None),
    ],
)
def test_the_date_is_the_one_stated_with_its_zone(head: str, top: str, published: str | None) -> None:
    assert read(head, top).published == published


def test_an_update_is_kept_where_it_is_one() -> None:
    both = {"datePublished": "2031-05-09T07:12:00+02:00"}
    assert (
        read(linked(**both, dateModified="2031-05-09T09:00:00+02:00")).updated == "2031-05-09T09:00:00+02:00"
    )
    assert read(linked(**both, dateModified=both["datePublished"])).updated is None


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://c.example/dam">', "https://c.example/dam"),
        (
            '<link rel="canonical" href="/dam"><meta property="og:url" content="https://c.example/dam">',
            "https://c.example/dam",
        ),
        ('<base href="https://c.example/x/"><link rel="canonical" href="/dam">', "https://c.example/dam"),
        (
            '<link rel="canonical" href="https://c.example/"><meta property="og:url" content="https://c.example/dam">',
            "https://c.example/dam",
        ),
        ('<link rel="canonical" href="/dam">', None),
        ('<base href="http://[::1"><link rel="canonical" href="//[">', None),
        (linked(mainEntityOfPage={"@id": "https://c.example/dam"}), "https://c.example/dam"),
    ],
)
def test_the_address_is_absolute_or_unknown(head: str, address: str | None) -> None:
    assert read(head).address == address


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{TITLE} | The Torvane Courier", ""),
        (f"The Torvane Courier: {TITLE}", ""),
        (f"{TITLE} - World - The Courier", ""),
        ("x", f'<meta property="og:title" content="{TITLE} - The Courier">'),
        ("x", linked(headline=f"{TITLE}")),
        ("x", f'<meta name="citation_title" content="{TITLE}">'),
        (f"{TITLE}<meta name=x>", ""),
    ],
)
def test_the_title_is_the_headline_without_the_site(title: str, head: str) -> None:
    report = read(head, title=title)
    assert (report.title, report.text.count(TITLE)) == (TITLE, 1)


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (linked(articleSection=["World", "Floods"]), "World"),
        ('<meta property="article:section" content="World">', "World"),
        (
            linked()
            + '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"item":{"name":"Home"}},{"name":"World","item":"/w"}]}</script>',
            "World",
        ),
        ("", None),
    ],
)
def test_the_section_is_read(head: str, section: str | None) -> None:
    assert read(head).section == section


def test_a_trail_names_the_section() -> None:
    top = f'<nav class="breadcrumb"><a href="/">Home</a><a href="/w">World</a><a href="#">{TITLE}</a></nav>'
    assert read("", top).section == "World"


@pytest.mark.parametrize(
    ("html", "head", "why"),
    [
        ('lang="en" class="translated-ltr"', "", "translated-ltr"),
        ('lang="ar" class="js translated-rtl"', "", "translated-rtl"),
        (
            'lang="en"',
            '<meta property="og:url" content="https://c-example.translate.goog/dam">',
            "translate.goog",
        ),
        ('lang="en"', '<meta name="translation-method" content="automatic">', "automatic"),
    ],
)
def test_marks_of_machine_translation_are_told(html: str, head: str, why: str) -> None:
    provenance = read(head, html=html).provenance
    assert provenance.machine_translated
    assert why in provenance.why


def test_a_page_that_says_nothing_leaves_all_unknown() -> None:
    report = read(html="")
    said = (
        report.byline,
        report.publisher,
        report.carrier,
        report.published,
        report.updated,
        report.address,
        report.section,
    )
    assert said == (None,) * 7
