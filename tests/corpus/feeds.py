"""Feeds and lists of feeds.

In: `Article`s. Out: the bytes of a feed with an item for each, after RSS 2.0 with the modules content and
Dublin Core, RSS 1.0, RFC 4287 (Atom), JSON Feed 1.1, OPML 1.0 and 2.0.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from tests.corpus.articles import Article

_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rich(article: Article) -> str:
    """The body as HTML, with a link and emphasis that change no word."""
    return "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in article.paragraphs)


def _said(text: str) -> str:
    return html.escape(text, quote=False)


def rss(articles: Sequence[Article], *, carrier: str = "Newsgarden", body: str = "encoded") -> bytes:
    """RSS 2.0 of an aggregator: each item names its source; the body in content:encoded or description."""
    items = []
    for a in articles:
        text = f"<content:encoded><![CDATA[{rich(a)}]]></content:encoded>"
        if body == "description":
            text = f"<description>{html.escape(rich(a))}</description>"
        items.append(f"""<item>
<title>{_said(a.title)}</title>
<link>{_said(a.address)}</link>
<guid isPermaLink="false">{_said(a.uri)}</guid>
<dc:creator>{_said(a.byline)}</dc:creator>
<category>{_said(a.section)}</category>
<pubDate>{format_datetime(datetime.fromisoformat(a.published))}</pubDate>
<dcterms:modified>{a.updated}</dcterms:modified>
<dc:language>{a.language}</dc:language>
<source url="https://{a.address.split("/")[2]}/feed.xml">{_said(a.publisher)}</source>
{text}
</item>""")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {_SPACES}>
<channel>
<title>{carrier}</title>
<link>https://newsgarden.example/</link>
<description>What {carrier} found today</description>
<generator>{carrier} 4</generator>
{"".join(items)}
</channel>
</rss>
""".encode()


def rdf(articles: Sequence[Article], *, encoding: str = "utf-8") -> bytes:
    """RSS 1.0 with Dublin Core: creator, publisher, date, language, subject."""
    items = "".join(
        f"""<item rdf:about="{html.escape(a.address)}">
<title>{_said(a.title)}</title>
<link>{_said(a.address)}</link>
<dc:creator>{_said(a.byline)}</dc:creator>
<dc:publisher>{_said(a.publisher)}</dc:publisher>
<dc:date>{a.published}</dc:date>
<dc:language>{a.language}</dc:language>
<dc:subject>{_said(a.section)}</dc:subject>
<content:encoded><![CDATA[{rich(a)}]]></content:encoded>
</item>"""
        for a in articles
    )
    places = "".join(f'<rdf:li rdf:resource="{html.escape(a.address)}"/>' for a in articles)
    text = f"""<?xml version="1.0" encoding="{encoding}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {_SPACES}>
<channel rdf:about="https://newsgarden.example/">
<title>Newsgarden</title><link>https://newsgarden.example/</link><description>All</description>
<items><rdf:Seq>{places}</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""
    return text.encode(encoding, "xmlcharrefreplace")


def atom(articles: Sequence[Article], *, content: str = "html") -> bytes:
    """Atom: each entry with its author, source, times and content as escaped HTML or as XHTML."""
    entries = []
    for a in articles:
        body = (
            f'<content type="html">{html.escape(rich(a))}</content>'
            if content == "html"
            else f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{rich(a)}</div></content>'
        )
        entries.append(f"""<entry xml:lang="{a.language}">
<title>{_said(a.title)}</title>
<link rel="alternate" type="text/html" href="{html.escape(a.address)}"/>
<id>{_said(a.uri)}</id>
<author><name>{_said(a.byline)}</name></author>
<category term="{html.escape(a.section)}"/>
<published>{a.published}</published>
<updated>{a.updated}</updated>
<source><id>https://{a.address.split("/")[2]}/</id><title>{_said(a.publisher)}</title>
<updated>{a.updated}</updated></source>
{body}
</entry>""")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Newsgarden</title>
<id>https://newsgarden.example/</id>
<updated>2031-12-01T08:00:00Z</updated>
{"".join(entries)}
</feed>
""".encode()


def json_feed(articles: Sequence[Article], *, version: str = "1.1", body: str = "html") -> dict[str, Any]:
    """A JSON Feed whose items carry HTML or plain text; in version 1 an author, in 1.1 authors."""
    items = []
    for a in articles:
        item: dict[str, Any] = {
            "id": a.uri,
            "url": a.address,
            "title": a.title,
            "date_published": a.published,
            "date_modified": a.updated,
            "tags": [a.section],
        }
        item |= {"content_html": rich(a)} if body == "html" else {"content_text": a.body}
        if version == "1.1":
            item |= {"authors": [{"name": a.byline}], "language": a.language}
        else:
            item["author"] = {"name": a.byline}
        items.append(item)
    return {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "Newsgarden",
        "home_page_url": "https://newsgarden.example/",
        "items": items,
    }


def opml(articles: Sequence[Article], *, version: str = "2.0", nested: bool = False) -> bytes:
    """A list with a feed for each article's publisher, some in folders."""
    outlines = [
        f'<outline type="rss" text="{html.escape(a.publisher)}" title="{html.escape(a.publisher)}" '
        f'xmlUrl="{feed_address(a)}" htmlUrl="https://{a.address.split("/")[2]}/"/>'
        for a in articles
    ]
    inside = "\n".join(outlines)
    if nested:
        inside = f'<outline text="News"><outline text="Near">{inside}</outline></outline>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="{version}">
<head><title>What the desk follows</title>
<dateCreated>{format_datetime(datetime(2031, 12, 1, tzinfo=UTC))}</dateCreated></head>
<body>{inside}</body>
</opml>
""".encode()


def feed_address(article: Article) -> str:
    """Where the feed of an article's publisher lies."""
    return f"https://{article.address.split('/')[2]}/feed.xml"
