"""Feeds and lists of feeds."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import read_bytes
from crosswire.read.document import Part
from crosswire.read.feed.entries import resolve
from crosswire.read.feed.feeds import unpack_feed, unpack_jsonfeed
from crosswire.read.feed.opml import read_opml
from crosswire.read.limits import Budget, Limits
from crosswire.read.stated import in_order, read_time
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
ATOM = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'


def rss(items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>The Torvane Courier</title>'
        f"<link>https://www.courier.example/</link><language>en-GB</language>{items}</channel></rss>"
    ).encode()


def unpacked(data: bytes, unpack: Any = unpack_feed) -> list[Part | Problem]:
    return list(unpack(io.BytesIO(data), "f", Columns(), Budget(Limits(), size=len(data))))


def parts(data: bytes, unpack: Any = unpack_feed) -> list[Part]:
    return [x for x in unpacked(data, unpack) if isinstance(x, Part)]


def text(part: Part) -> str:
    return read_bytes(
        part.data, source="a", id="r", said=part.metadata, format=part.format, charset=part.charset
    ).text


def test_an_entry_gives_its_full_content_and_what_the_feed_says() -> None:
    (part,) = parts(
        rss(
            "<item><title>Dam &amp; town</title><link>https://courier.example/dam</link><guid>urn:x:7</guid>"
            "<pubDate>Sun, 04 May 2031 16:30:00 +0200</pubDate><dc:creator>Ilka Varn</dc:creator>"
            "<category>Kestria</category><description>Short.</description>"
            "<content:encoded><![CDATA[<p>It broke.</p><p>It rained.</p>]]></content:encoded></item>"
        )
    )
    said = part.metadata
    assert text(part) == "Dam & town\n\nIt broke.\nIt rained."
    assert (part.name, said.byline, said.publisher, said.carrier) == (
        "urn:x:7",
        "Ilka Varn",
        "The Torvane Courier",
        None,
    )
    assert (said.published, said.language, said.section) == ("2031-05-04T16:30:00+02:00", "en", "Kestria")
    assert said.item is not None
    assert (said.item.uri, said.item.version) == ("urn:x:7", "2031-05-04T14:30:00+00:00")


@pytest.mark.parametrize(
    ("item", "publisher", "carrier", "address"),
    [
        ("<link>https://news.courier.example/a</link>", "The Torvane Courier", None, "https://news.courier.example/a"),
        ("<guid>7</guid>", "The Torvane Courier", None, None),
        ("<link>https://herald.example/a</link>", None, "The Torvane Courier", "https://herald.example/a"),
        (
            "<link>https://herald.example/a</link><source url='https://herald.example/f'>The Herald</source>",
            "The Herald", "The Torvane Courier", "https://herald.example/a",
        ),
        (
            "<link>https://proxy.example/~r/1</link><feedburner:origLink>https://courier.example/a</feedburner:origLink>",
            "The Torvane Courier", None, "https://courier.example/a",
        ),
        (
            "<link>https://go.example/r?x=1&amp;url=https%3A%2F%2Fherald.example%2Fa</link>",
            None, "The Torvane Courier", "https://herald.example/a",
        ),
    ],
)  # fmt: skip
def test_the_publisher_is_who_wrote(
    item: str, publisher: str | None, carrier: str | None, address: str | None
) -> None:
    (part,) = parts(rss(f"<item><title>Dam</title>{item}</item>"))
    assert (part.metadata.publisher, part.metadata.carrier, part.metadata.address) == (
        publisher,
        carrier,
        address,
    )


def test_a_service_whose_links_stay_with_it_is_a_carrier_and_no_publisher() -> None:
    link = "https://news.google.com/rss/articles/x"
    feed = rss(f"<item><title>Dam</title><link>{link}</link></item>")
    (part,) = parts(feed.replace(b"https://www.courier.example/", b"https://news.google.com/"))
    assert (part.metadata.publisher, part.metadata.carrier) == (None, "The Torvane Courier")


def test_a_source_at_the_end_of_a_title_is_taken_off() -> None:
    source = "<source url='https://herald.example/f'>The Herald</source>"
    (part,) = parts(rss(f"<item><title>Dam breaks - The Herald</title>{source}</item>"))
    assert part.metadata.title == "Dam breaks"
    assert text(part) == "Dam breaks"


def test_names_of_entries_are_unique() -> None:
    found = parts(rss("<item><guid>a</guid><title>x</title></item>" * 2 + "<item><title>y</title></item>"))
    assert [p.name for p in found] == ["a", "a (2)", "entry 3"]


def test_entries_without_any_text_are_told_and_the_others_read() -> None:
    found = unpacked(rss("<item><guid>a</guid></item><item><title>Dam</title></item>"))
    assert isinstance(found[0], Problem)
    assert "neither title nor text" in found[0].message
    assert isinstance(found[1], Part)


def test_atom_says_when_it_was_changed_and_who_wrote() -> None:
    (part,) = parts(
        f"""<feed {ATOM} xml:lang="es"><title>Newsgarden</title><id>urn:f</id><author><name>Desk</name></author>
        <entry><id>urn:1</id><title type="html">A &lt;b&gt;dam&lt;/b&gt;</title><updated>2031-05-04T14:30:00+02:00</updated>
        <published>2031-05-03</published><source><title>La Voz</title></source>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Uno.</p><p>Dos &amp; tres.</p></div></content>
        </entry></feed>""".encode()
    )
    said = part.metadata
    assert text(part) == "A dam\n\nUno.\nDos & tres."
    assert (said.published, said.updated) == ("2031-05-03", "2031-05-04T14:30:00+02:00")
    assert (said.publisher, said.carrier, said.byline, said.language) == (
        "La Voz",
        "Newsgarden",
        "Desk",
        "es",
    )


def test_a_deleted_entry_withdraws_its_item() -> None:
    live, gone = parts(
        f"""<feed {ATOM}><title>T</title><entry><id>urn:2</id><title>x</title></entry>
        <at:deleted-entry ref="urn:1" when="2031-05-04T10:00:00Z"><at:comment>Not so.</at:comment></at:deleted-entry>
        </feed>""".encode()
    )
    assert live.metadata.item is not None
    assert gone.metadata.item is not None
    assert (gone.metadata.item.uri, gone.metadata.item.status, text(gone)) == ("urn:1", "canceled", "Not so.")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "windows-1251"), ("utf-8", "windows-1251"), ("utf-16", "utf-16"), ("koi8-r", "utf-8")],
)
def test_the_encoding_is_told_whatever_is_declared(encoding: str, declared: str) -> None:
    item = "<item><title>Шахта остановлена, сообщили в управлении надзора города</title></item>"
    data = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>В</title>{item}</channel></rss>'
    (part,) = parts(data.encode(encoding))
    assert part.metadata.title == "Шахта остановлена, сообщили в управлении надзора города"


def test_a_damaged_feed_gives_what_can_be_read_and_says_where_it_breaks() -> None:
    whole = rss(
        "<item><title>One &nbsp;&amp; Q & A</title></item>\n<item><title>Two</title></item>\n<item><title>Thr"
    )
    *found, problem = unpacked(whole[: -len(b"</channel></rss>")])
    assert [p.metadata.title for p in found if isinstance(p, Part)][:2] == ["One \u00a0& Q & A", "Two"]
    assert isinstance(problem, Problem)
    assert "line 3" in problem.message
    assert "missing" in problem.message


def test_entities_of_a_feed_are_never_expanded() -> None:
    bomb = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    declared = f'<!DOCTYPE rss [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{bomb}]>'
    data = declared.encode() + rss("<item><title>Dam &l11; &f; town</title></item>").partition(b"?>")[2]
    (part,) = parts(data)
    assert part.metadata.title == "Dam &l11; &f; town"


@pytest.mark.parametrize("data", [b"", b"<rss", b"no feed", b"<rss version='2.0'><channel>", b"\0" * 100])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^f: "):
        parts(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<item>" * 20_000,
        "<item " + " ".join(f"a{i}='1'" for i in range(20_000)) + ">",
        "&" * 200_000,
        "<![CDATA[" * 20_000,
    ],
    ids=["deep", "attributes", "ampersands", "sections"],
)
def test_hostile_feeds_are_read_quickly_or_not_at_all(inside: str) -> None:
    found = unpacked(rss(f"<item><title>One</title></item>{inside}"))
    assert any(isinstance(x, Part) and x.metadata.title == "One" for x in found)


@given(st.integers(0, 2000), st.binary(max_size=8))
def test_a_feed_can_be_broken_anywhere(where: int, with_: bytes) -> None:
    whole = rss(
        "<item><title>One</title><description>&lt;p&gt;x</description><pubDate>May</pubDate></item>" * 3
    )
    broken = whole[: where % len(whole)] + with_ + whole[where % len(whole) + len(with_) // 2 :]
    with contextlib.suppress(ReadError):
        unpacked(broken)


def json_feed(**more: Any) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Torvane Courier", "home_page_url": "https://courier.example/",
        "language": "en-GB", "items": [],
    }  # fmt: skip
    return json.dumps(feed | more).encode()


def test_a_json_feed_gives_its_items() -> None:
    item = {
        "id": 7, "url": "https://courier.example/dam", "title": "Dam", "content_html": "<p>One.<p>Two.", "tags": ["Kestria"],
        "date_published": "2031-05-04T16:30:00+02:00", "authors": [{"name": "Ilka Varn"}, {"url": "x"}],
    }  # fmt: skip
    one, two = parts(json_feed(items=[item, {"id": "b", "content_text": "Plain.\nText."}]), unpack_jsonfeed)
    assert (text(one), text(two)) == ("Dam\n\nOne.\nTwo.", "Plain.\nText.")
    assert (one.name, one.metadata.byline, one.metadata.publisher) == (
        "7",
        "Ilka Varn",
        "The Torvane Courier",
    )
    assert one.metadata.item is not None
    assert one.metadata.item.uri == "https://courier.example/#7"


def test_a_json_feed_that_is_cut_off_gives_the_items_before() -> None:
    whole = json_feed(items=[{"id": "a", "content_text": "One."}, {"id": "b", "content_text": "Two."}])
    part, problem = unpacked(whole[:-12], unpack_jsonfeed)
    assert isinstance(part, Part)
    assert (part.name, part.metadata.publisher) == ("a", "The Torvane Courier")
    assert isinstance(problem, Problem)
    assert "entries after that are missing" in problem.message


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["id", "items", "title", "content_html", "authors", "name", "tags", "url"]), x, max_size=4), max_leaves=12))  # fmt: skip
def test_any_items_can_be_read(items: Any) -> None:
    unpacked(json_feed(items=[items]), unpack_jsonfeed)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sun, 04 May 2031 16:30:00 +0200", "2031-05-04T16:30:00+02:00"),
        ("Sun, 4 May 2031 16:30 GMT", "2031-05-04T16:30:00+00:00"),
        ("04 May 2031 16:30:00 EST", "2031-05-04T16:30:00-05:00"),
        ("04 May 2031 16:30:00 CEST", "2031-05-04T16:30:00+02:00"),
        ("04 May 2031 16:30:00 -0000", "2031-05-04T16:30:00"),
        ("2031-05-04 16:30:00 +0200", "2031-05-04T16:30:00+02:00"),
        ("2031-05-04T16:30Z", "2031-05-04T16:30:00+00:00"),
        ("2031-05-04", "2031-05-04"),
        ("2031-13-04", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_times_keep_the_zone_that_is_stated(printed: str | None, expected: str | None) -> None:
    assert read_time(printed) == expected


def test_of_two_states_the_later_sorts_last_whatever_its_zone() -> None:
    assert in_order("2031-05-04T09:00:00+09:00") < in_order("2031-05-04T01:00:00+00:00")


@pytest.mark.parametrize(
    "address", ["", "ftp://a.example", "javascript:x", "http://[", "https://a.example/?url=x", None]
)
def test_links_that_lead_on_only_lead_to_the_web(address: str | None) -> None:
    assert resolve(address) in (None, address)


def test_a_list_gives_each_feed_once() -> None:
    data = b"""<opml version="1.0"><head/><body><outline text="News"><outline text="A" title="The A" xmlUrl=" https://a.example/f "/>
    <outline text="again" xmlurl="https://a.example/f"/><outline text="B" xmlUrl="http://b.example/f"/>
    <outline text="x" xmlUrl="file:///etc/passwd"/><outline text="folder"/></outline></body></opml>"""
    found = [(f.address, f.title) for f in read_opml(data, "a.opml")]
    assert found == [("https://a.example/f", "The A"), ("http://b.example/f", "B")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<opml><body/></opml>", "lists no feeds"),
        (b'<opml><outline xmlUrl="ftp://a"/></opml>', "1 feeds, none at an http"),
        (b"<rss/>", "no OPML"),
        (b"<opml>", "not well-formed"),
        (b"<opml>" + b"<outline>" * 10_000, "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY a "x">]><opml/>', "declares entities"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        read_opml(data, "a.opml")
