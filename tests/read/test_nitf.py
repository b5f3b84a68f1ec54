"""NITF documents of several shapes give one text; captions, notes and tables are set apart or told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import detect, read_bytes
from crosswire.read.agency.nitf import read_nitf
from crosswire.types import Item
from tests.read.wire_story import HTML, PARAGRAPHS, TEXT, TITLE, URI

DOCDATA = f"""<docdata management-status="usable"><doc-id id-string="{URI}" regsrc="ECA"/>
<date.issue norm="20310504T063000+0200"/><du-key version="2"/>
<doc.copyright holder="Associated Press" year="2031"/></docdata>
<pubdata name="The Torvane Courier" position.section="World"/>
<revision-history norm="20310504T091000+0200"/>"""
HEAD = f"""<body.head><hedline><hl1>{TITLE}</hl1><hl2>At least 14 dead</hl2></hedline>
<byline>By <person>Ane Brodd</person><byttl>Staff writer</byttl></byline>
<dateline><location>TORVANE</location> (AP)</dateline>
<abstract><p>A dam broke.</p></abstract></body.head>"""


def made(content: str, *, head: str = HEAD, docdata: str = DOCDATA, end: str = "", prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}<nitf xml:lang="en-US"><head><title>x</title>{docdata}'
        f"</head><body>{head}<body.content>{content}</body.content><body.end>{end}</body.end></body></nitf>"
    ).encode()


SHAPES = {
    "paragraphs": made(HTML),
    "blocks": made("".join(f"<block><p>{p}</p></block>" for p in PARAGRAPHS)),
    "marked words": made(HTML.replace("Ilva Torrent", "<person>Ilva <em>Torrent</em></person>")),
    "namespace": made(HTML).replace(b"<nitf", b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"'),
    "prefix": made(HTML).replace(b"<nitf", b'<n:nitf xmlns:n="urn:n"').replace(b"</nitf", b"</n:nitf"),
    "document type": made(HTML.replace("—", "&mdash;"), prolog='<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">'),
    "dateline in the content": made(
        "<dateline>TORVANE (AP) —</dateline>" + HTML.replace("TORVANE (AP) — ", "")
    ),
    "breaks": made(f"<p>{'<br/>'.join(PARAGRAPHS)}</p>"),
}


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_same_text(data: bytes) -> None:
    assert detect(data) == "nitf"
    assert read_nitf(data, "a.xml", None).text == TEXT


def test_a_document_says_who_when_and_which_version() -> None:
    report = read_bytes(SHAPES["paragraphs"], source="a.xml", id="r1")
    assert (report.title, report.byline, report.publisher) == (TITLE, "Ane Brodd", "The Torvane Courier")
    assert (report.published, report.updated) == ("2031-05-04T06:30:00+02:00", "2031-05-04T09:10:00+02:00")
    assert (report.section, report.credits, report.language) == ("World", ("AP",), "en")
    assert report.item == Item(uri=URI, version="2", status="usable")


@pytest.mark.parametrize(
    ("content", "end", "kind", "words"),
    [
        ("<media><media-caption><p>The dam.</p></media-caption></media>", "", "caption", "The dam."),
        ("<media><media-caption>The dam.</media-caption></media>", "", "caption", "The dam."),
        ('<note type="pa"><body.content><p>Adds toll.</p></body.content></note>', "", "notice", "Adds toll."),
        ("", "<tagline>Ane Brodd contributed.</tagline>", "credit_line", "Ane Brodd contributed."),
    ],
)
def test_what_is_not_the_article_is_set_apart(content: str, end: str, kind: str, words: str) -> None:
    document = read_nitf(made(content + HTML, end=end), "a.xml", None)
    assert document.text.count(words) == 1
    assert [(x.kind, document.text[x.start : x.end]) for x in document.excluded] == [(kind, words)]


@pytest.mark.parametrize(
    ("change", "notice"),
    [
        (("<p>TO", "<table><tr><td>1</td></tr></table><p>TO"), "Tables in the text"),
        (
            ("<p>TO", '<note type="npa"><body.content><p>Call me.</p></body.content></note><p>TO'),
            "not for publication",
        ),
        (
            ("</body.head>", "<note><body.content><p>Call me.</p></body.content></note></body.head>"),
            "“Call me.”",
        ),
        (("usable", "embargoed"), "under embargo"),
        (("usable", "shelved"), "not known here"),
        (("<du-key", '<ed-msg info="Corrects toll"/><du-key'), "Corrects toll"),
    ],
)
def test_what_a_careful_reader_should_know_is_noticed(change: tuple[str, str], notice: str) -> None:
    data = SHAPES["paragraphs"].decode().replace(*change, 1).encode()
    assert notice in " ".join(read_nitf(data, "a.xml", None).notices)


def test_a_withdrawal_without_text_is_still_a_report() -> None:
    data = made("", docdata=DOCDATA.replace("usable", "canceled").replace('"2"', '"3"'))
    assert read_bytes(data, source="a.xml", id="r1").item == Item(uri=URI, version="3", status="canceled")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (made("", head=""), "carries no text"),
        (made(HTML)[:-30], "not well-formed"),
        (made("&a;", prolog='<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "declares entities"),
        (made("<p>" * 400 + "x" + "</p>" * 400), "not well-formed"),
        (made("<p/>" * 1_100_000), "marks"),
    ],
    ids=["empty", "cut", "bomb", "deep", "many"],
)
def test_what_cannot_be_read_says_what_and_where(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as error:
        read_nitf(data, "wire/7.xml", None)
    assert "wire/7.xml" in str(error.value)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_mutation_gives_a_report_or_a_read_error(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(list(SHAPES.values())))
    start = data.draw(st.integers(0, len(whole)))
    mutated = (
        whole[:start] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(start, len(whole))) :]
    )
    try:
        read_bytes(mutated, source="a.xml", id="r1", format="nitf")
    except ReadError:
        return
