"""NewsML-G2 items give one text whatever their content is written in; messages are taken apart."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import detect, read_bytes, unpack
from crosswire.read.agency.newsml import read_newsitem
from crosswire.read.document import Source
from crosswire.types import Item, Problem
from tests.read.wire_story import HTML, PARAGRAPHS, PLAIN, TEXT, TITLE, URI

NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
META = f"""<rightsInfo><copyrightHolder literal="ECA"><name>Eastern Coast Agency</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AP"><name>The Associated Press</name></provider>
<versionCreated>2031-05-04T09:10:00+02:00</versionCreated><firstCreated>2031-05-04T06:30:00+02:00</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><located><name>Torvane</name></located><by>By Ane Brodd</by><language tag="en-GB"/>
<subject qcode="medtop:03000000"><name>disaster and accident</name></subject>
<headline>{TITLE}</headline></contentMeta>"""


def item(content: str, *, meta: str = META, version: int = 2, guid: str = URI) -> bytes:
    return (
        f'<newsItem {NAMESPACE} guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en-GB">'
        f"{meta}<contentSet>{content}</contentSet></newsItem>"
    ).encode()


def message(*items: bytes) -> bytes:
    return (
        f"<?xml version='1.0'?><newsMessage {NAMESPACE}><header><sender>wire.example</sender></header>".encode()
        + b"<itemSet>"
        + b"".join(items)
        + b"</itemSet></newsMessage>"
    )


NITF = f"<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content>{HTML}</body.content></body></nitf>"
NAMED = NITF.replace("<nitf", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"')
ESCAPED = HTML.replace("<", "&lt;")
PREFIXED = HTML.replace("<p", "<h:p").replace("</p", "</h:p")
PACKED = base64.b64encode(PLAIN.encode()).decode()
CONTENTS = {
    "nitf": f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
    "nitf, namespaced": f"<inlineXML>{NAMED}</inlineXML>",
    "xhtml": f"<inlineXML><html {XHTML}><head><title>x</title></head><body>{HTML}</body></html></inlineXML>",
    "xhtml, prefixed": f'<inlineXML><h:div xmlns:h="http://www.w3.org/1999/xhtml">{PREFIXED}</h:div></inlineXML>',
    "html": f'<inlineData contenttype="text/html">{ESCAPED}</inlineData>',
    "plain": f'<inlineData contenttype="text/plain">{PLAIN}</inlineData>',
    "base64": f'<inlineData contenttype="text/plain" encoding="bitsenc:base64">{PACKED}</inlineData>',
    "two": f'<inlineData contenttype="text/plain">{" ".join(PARAGRAPHS)}</inlineData><inlineXML><div {XHTML}>{HTML}</div></inlineXML>',
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_every_content_gives_the_same_text(content: str) -> None:
    assert detect(item(content)) == "newsitem"
    assert read_newsitem(item(content), "a.xml", None).text == TEXT


def test_an_item_says_who_when_and_which_version() -> None:
    report = read_bytes(item(CONTENTS["nitf"]), source="a.xml", id="r1")
    assert (report.title, report.byline, report.publisher) == (TITLE, "Ane Brodd", "The Associated Press")
    assert (report.published, report.updated) == ("2031-05-04T06:30:00+02:00", "2031-05-04T09:10:00+02:00")
    assert (report.section, report.credits, report.language) == ("disaster and accident", ("AP",), "en")
    assert report.item == Item(uri=URI, version="2", status="usable")
    assert report.notices == ()


@pytest.mark.parametrize(
    "status",
    [
        'qcode="stat:canceled"',
        'qcode="stat:withheld"',
        'uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"',
    ],
)
def test_a_withdrawal_without_text_is_still_a_report(status: str) -> None:
    data = item("", meta=META.replace('qcode="stat:usable"', status), version=3)
    report = read_bytes(data, source="a.xml", id="r1")
    assert report.item == Item(
        uri=URI, version="3", status="withheld" if "withheld" in status else "canceled"
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (item(CONTENTS["html"], meta=META.replace("ninat:text", "ninat:picture")), "is a picture item"),
        (item('<remoteContent href="http://wire.example/1.txt"/>'), "carries no text itself"),
        (item(f'<inlineData encoding="base64">{PACKED}é</inlineData>'), "base64 that is broken"),
        (item(CONTENTS["html"])[:-20], "not well-formed"),
        (b'<!DOCTYPE newsItem [<!ENTITY a "b">]>' + item("&a;"), "declares entities"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(data: bytes, text: str) -> None:
    with pytest.raises(ReadError, match=text) as error:
        read_newsitem(data, "wire/7.xml", None)
    assert "wire/7.xml" in str(error.value)


def test_a_message_gives_its_news_items_and_passes_over_what_holds_none() -> None:
    others = b"<conceptItem guid='c'/><knowledgeItem guid='k'/>"
    package = (
        b"<packageItem guid='p'><groupSet><group><itemRef residref='x'/></group></groupSet></packageItem>"
    )
    hollow = b"<packageItem guid='h'/>"
    data = message(item(CONTENTS["nitf"]), others, package, hollow, item(CONTENTS["html"], version=3))
    assert detect(data) == "newsmessage"
    found = list(unpack(io.BytesIO(data), "m.xml"))
    sources = [x for x in found if isinstance(x, Source)]
    assert [x.name for x in sources] == [f"m.xml!/{URI}", f"m.xml!/{URI} (2)"]
    assert [x.said.carrier for x in sources] == ["wire.example"] * 2
    assert [read_bytes(x.data, source=x.name, id="r", format=x.format).text for x in sources] == [TEXT] * 2
    assert [x.report for x in found if isinstance(x, Problem)] == ["m.xml!/h"]


def test_a_message_without_news_items_says_so() -> None:
    (problem,) = unpack(io.BytesIO(message()), "m.xml")
    assert isinstance(problem, Problem)
    assert "no news items" in problem.message


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_mutation_gives_a_report_or_a_read_error(data: st.DataObject) -> None:
    whole = message(
        *(item(c) for c in data.draw(st.lists(st.sampled_from(list(CONTENTS.values())), max_size=2)))
    )
    start = data.draw(st.integers(0, len(whole)))
    mutated = (
        whole[:start] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(start, len(whole))) :]
    )
    for found in unpack(io.BytesIO(mutated), "a.xml"):
        if isinstance(found, Source):
            try:
                read_bytes(found.data, source=found.name, id="r1", format=found.format)
            except ReadError:
                continue
