"""Agency files: ninjs 1, 2 and 3, NewsML-G2 items and messages, NITF.

In: an `Article`. Out: the bytes of a file of that article, after IPTC's ninjs schemas 1.3, 2.1 and 3.0,
NewsML-G2 2.34 and NITF 3.6.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.corpus.articles import Article

NAR = "http://iptc.org/std/nar/2006-10-01/"
NITF = "http://iptc.org/std/NITF/2006-10-18/"


def _rich(article: Article) -> str:
    return "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in article.paragraphs)


def ninjs_1(article: Article) -> dict[str, Any]:
    """An item of ninjs 1.3: names in lower case, properties by pattern."""
    return {
        "uri": article.uri,
        "type": "text",
        "version": "2",
        "firstcreated": article.published,
        "versioncreated": article.updated,
        "pubstatus": "usable",
        "urgency": 3,
        "copyrightholder": article.publisher,
        "language": article.language,
        "byline": article.byline,
        "headline": article.title,
        "subject": [{"name": article.section, "rel": "about"}],
        "body_text": article.body,
        "body_html": _rich(article),
    }


def ninjs_2(article: Article) -> dict[str, Any]:
    """An item of ninjs 2.1: lists with roles, names in lower case."""
    return {
        "standard": {"name": "ninjs", "version": "2.1"},
        "uri": article.uri,
        "type": "text",
        "version": "2",
        "firstcreated": article.published,
        "versioncreated": article.updated,
        "pubstatus": "usable",
        "copyrightholder": article.publisher,
        "language": article.language,
        "by": article.byline,
        "headlines": [
            {"role": "web", "value": f"{article.publisher}: {article.key}"},
            {"role": "main", "contenttype": "text/plain", "value": article.title},
        ],
        "subjects": [{"name": article.section, "rel": "about"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": _rich(article)}],
    }


def ninjs_3(article: Article) -> dict[str, Any]:
    """An item of ninjs 3.0: lists with roles, names in camel case."""
    return {
        "standard": {"name": "ninjs", "version": "3.0"},
        "uri": article.uri,
        "type": "text",
        "version": "2",
        "firstCreated": article.published,
        "versionCreated": article.updated,
        "pubStatus": "usable",
        "copyrightHolder": article.publisher,
        "language": article.language,
        "by": article.byline,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": article.title}],
        "subjects": [{"name": article.section, "rel": "about"}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": article.body},
            {"role": "richtext", "contentType": "application/xhtml+xml", "value": _rich(article)},
        ],
    }


def as_json(value: object, *, indent: int | None = 2, ascii_only: bool = False) -> bytes:
    """A JSON document."""
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()


def nitf(article: Article, *, prolog: bool = True, inside: bool = False) -> str:
    """An NITF 3.6 document; `inside` leaves out what the NewsML-G2 item around it says."""
    stamp = datetime.fromisoformat(article.published).strftime("%Y%m%dT%H%M%S%z")
    head = f"""<head>
<title>{html.escape(article.title)}</title>
<docdata management-status="usable">
<doc-id id-string="{html.escape(article.uri)}" regsrc="{html.escape(article.publisher)}"/>
<urgency ed-urg="3"/>
<date.issue norm="{stamp}"/>
<date.release norm="{stamp}"/>
<doc.copyright holder="{html.escape(article.publisher)}" year="2031"/>
</docdata>
<pubdata type="web" name="{html.escape(article.publisher)}" date.publication="{stamp}"
 position.section="{html.escape(article.section)}" ex-ref="{html.escape(article.address)}"/>
</head>"""
    return f"""{'<?xml version="1.0" encoding="UTF-8"?>' if prolog else ""}
<nitf xmlns="{NITF}" version="-//IPTC//DTD NITF 3.6//EN" xml:lang="{article.language}">
{"" if inside else head}
<body>
<body.head>
<hedline><hl1>{html.escape(article.title, quote=False)}</hl1></hedline>
<byline>By <person>{html.escape(article.byline)}</person></byline>
</body.head>
<body.content>
<block>
{_rich(article)}
</block>
</body.content>
<body.end/>
</body>
</nitf>
"""


def news_item(article: Article, *, content: str = "nitf", prolog: bool = True, status: str = "usable") -> str:
    """A NewsML-G2 news item whose content is NITF, XHTML or plain text."""
    inner = {
        "nitf": f'<inlineXML contenttype="application/nitf+xml">{nitf(article, prolog=False, inside=True)}</inlineXML>',
        "xhtml": '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{html.escape(article.title)}</title></head><body>{_rich(article)}</body></html></inlineXML>",
        "text": f'<inlineData contenttype="text/plain">{html.escape(article.body, quote=False)}</inlineData>',
    }[content]
    return f"""{'<?xml version="1.0" encoding="UTF-8"?>' if prolog else ""}
<newsItem xmlns="{NAR}" guid="{html.escape(article.uri)}" version="2" standard="NewsML-G2"
 standardversion="2.34" conformance="power" xml:lang="{article.language}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
<rightsInfo><copyrightHolder><name>{html.escape(article.publisher)}</name></copyrightHolder></rightsInfo>
<itemMeta>
<itemClass qcode="ninat:text"/>
<provider><name>{html.escape(article.publisher)}</name></provider>
<versionCreated>{article.updated}</versionCreated>
<firstCreated>{article.published}</firstCreated>
<pubStatus qcode="stat:{status}"/>
</itemMeta>
<contentMeta>
<contentCreated>{article.published}</contentCreated>
<contentModified>{article.updated}</contentModified>
<creator><name>{html.escape(article.byline)}</name></creator>
<language tag="{article.language}"/>
<subject type="cpnat:abstract"><name>{html.escape(article.section)}</name></subject>
<headline>{html.escape(article.title, quote=False)}</headline>
</contentMeta>
<contentSet>{inner}</contentSet>
</newsItem>
"""


def news_message(
    articles: Sequence[Article], *, contents: Sequence[str] = ("nitf",), package: bool = False
) -> str:
    """A NewsML-G2 message with an item for each article, the kinds of content taking turns."""
    items = "".join(
        news_item(a, content=contents[i % len(contents)], prolog=False) for i, a in enumerate(articles)
    )
    list_of_all = "".join(f'<itemRef residref="{html.escape(a.uri)}"/>' for a in articles)
    packed = (
        f'<packageItem guid="tag:wire.example,2031:pack" version="1"><groupSet><group id="G1">{list_of_all}'
        "</group></groupSet></packageItem>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="{NAR}">
<header><sent>2031-12-01T08:00:00Z</sent><sender>wire.example</sender><transmitId>t-1</transmitId></header>
<itemSet>{packed if package else ""}{items}</itemSet>
</newsMessage>
"""
