"""All sound files of the corpus.

In: nothing. Out: `Good` files, at least three of each format, with what each of them states.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache

from tests.corpus import agency, archives, documents, feeds, mail, messages, tables
from tests.corpus.articles import ARTICLES, BRIDGE, BRIEF, DAM, MINE, PORT, RAIL, Article
from tests.corpus.files import EVERY, Good

# What a format has a field for. Texts and transcripts say nothing but their words, of which the first line
# is the title and from which the language is told. A document's own dates and author are those of the file,
# not of the report, so that PDF and Word state neither.
CARRIES = {
    "text": frozenset({"title", "language"}),
    "page": EVERY,
    "pdf": frozenset({"title", "language"}),
    "docx": frozenset({"title", "language"}),
    "ninjs": EVERY - {"address"},
    "newsitem": EVERY - {"address"},
    "nitf": EVERY - {"address", "updated"},
    "webvtt": frozenset({"language"}),
    "srt": frozenset({"language"}),
    "email": frozenset({"title", "publisher", "published", "language"}),
    "mbox": frozenset({"title", "publisher", "published", "language"}),
    "feed": EVERY,
    "jsonfeed": EVERY - {"publisher"},
    "ninjs-list": EVERY - {"address"},
    "newsmessage": EVERY - {"address"},
    "telegram": frozenset({"title", "publisher", "published", "updated", "language"}),
    "jsonl": EVERY,
    "csv": EVERY,
    "parquet": EVERY,
    "warc": EVERY,
    "wacz": EVERY,
    "zip": frozenset({"title", "language"}),
    "tar": frozenset({"title", "language"}),
    "gzip": frozenset({"title", "language"}),
}


def _good(
    name: str, format: str, data: bytes, articles: Article | Sequence[Article], *, without: Sequence[str] = ()
) -> Good:
    held = (articles,) if isinstance(articles, Article) else tuple(articles)
    return Good(
        name=name, format=format, data=data, articles=held, carries=CARRIES[format] - frozenset(without)
    )


def _texts() -> Iterator[Good]:
    """Headings are told by capitals and blanks, which Chinese lacks: its first line is a line like others."""
    yield _good("dam.txt", "text", documents.plain(DAM), DAM)
    yield _good("port-crlf.txt", "text", documents.plain(PORT, ends="\r\n"), PORT)
    yield _good("brief.md", "text", documents.plain(BRIEF), BRIEF)
    yield _good("rail-bom.txt", "text", documents.plain(RAIL, "utf-8-sig"), RAIL)
    yield _good("dam-utf16le.txt", "text", b"\xff\xfe" + documents.plain(DAM, "utf-16-le"), DAM)
    yield _good("mine-utf16be.txt", "text", b"\xfe\xff" + documents.plain(MINE, "utf-16-be"), MINE)
    yield _good("mine-cp1251.txt", "text", documents.plain(MINE, "cp1251"), MINE)
    yield _good(
        "mine-koi8r.txt", "text", documents.plain(_without_marks(MINE), "koi8-r"), _without_marks(MINE)
    )
    yield _good("rail-cp1252.txt", "text", documents.plain(RAIL, "cp1252"), RAIL)
    yield _good("bridge-gb18030.txt", "text", documents.plain(BRIDGE, "gb18030"), BRIDGE, without=("title",))


def _without_marks(article: Article) -> Article:
    """The article in the letters of KOI8-R, which has no quotation marks or dashes of print."""
    plain = str.maketrans({"«": '"', "»": '"', "–": "-", "—": "-"})
    return Article(
        key=article.key,
        title=article.title.translate(plain),
        paragraphs=tuple(p.translate(plain) for p in article.paragraphs),
        byline=article.byline,
        publisher=article.publisher,
        published=article.published,
        updated=article.updated,
        language=article.language,
        section=article.section,
        address=article.address,
    )


def _pages() -> Iterator[Good]:
    for article in ARTICLES:
        yield _good(f"{article.key}.html", "page", documents.page(article), article)
    yield _good("port-opengraph.html", "page", documents.page(PORT, statements="og"), PORT)
    yield _good("mine-cp1251.html", "page", documents.page(MINE, encoding="cp1251"), MINE)
    wrong = documents.page(MINE, encoding="cp1251", declared="utf-8")
    yield _good("mine-cp1251-says-utf8.html", "page", wrong, MINE)
    wrong = documents.page(RAIL, declared="windows-1252")
    yield _good("rail-utf8-says-cp1252.html", "page", wrong, RAIL)
    wrong = documents.page(MINE, declared="windows-1251")
    yield _good("mine-utf8-says-cp1251.html", "page", wrong, MINE)
    yield _good("bridge-gb18030.html", "page", documents.page(BRIDGE, encoding="gb18030"), BRIDGE)
    wide = b"\xff\xfe" + documents.page(DAM, declared="utf-16").decode().encode("utf-16-le")
    yield _good("dam-utf16le.html", "page", wide, DAM)


def _documents() -> Iterator[Good]:
    for article in (DAM, PORT, BRIEF):
        yield _good(f"{article.key}.pdf", "pdf", documents.pdf(article), article)
    yield _good("rail.pdf", "pdf", documents.pdf(RAIL), RAIL)
    for article in (DAM, MINE, BRIDGE, BRIEF):
        yield _good(f"{article.key}.docx", "docx", documents.word(article), article)
    yield _good("port-heading.docx", "docx", documents.word(PORT, styled=False, bold=True), PORT)


def _agency() -> Iterator[Good]:
    for article, make in ((DAM, agency.ninjs_1), (RAIL, agency.ninjs_2), (MINE, agency.ninjs_3)):
        name = f"{article.key}-{make.__name__}.json"
        yield _good(name, "ninjs", agency.as_json(make(article)), article)
    only_html = {k: v for k, v in agency.ninjs_1(PORT).items() if k != "body_text"}
    yield _good("port-ninjs_1-html.json", "ninjs", agency.as_json(only_html, indent=None), PORT)
    spelled = agency.as_json(agency.ninjs_3(BRIDGE), ascii_only=True)
    yield _good("bridge-ninjs_3-escaped.json", "ninjs", spelled, BRIDGE)
    yield _good("list.json", "ninjs-list", agency.as_json([agency.ninjs_1(a) for a in ARTICLES]), ARTICLES)
    items = {"items": [agency.ninjs_2(a) for a in (DAM, RAIL)]}
    yield _good("items.json", "ninjs-list", agency.as_json(items), (DAM, RAIL))
    hits = {"_items": [agency.ninjs_3(a) for a in (PORT, MINE, BRIEF)], "_meta": {"total": 3}}
    yield _good("api.json", "ninjs-list", agency.as_json(hits, indent=None), (PORT, MINE, BRIEF))
    for article, content in ((DAM, "nitf"), (MINE, "xhtml"), (PORT, "text"), (BRIEF, "nitf")):
        item = agency.news_item(article, content=content).encode()
        yield _good(f"{article.key}-{content}.xml", "newsitem", item, article)
    for article in (DAM, RAIL, BRIDGE):
        yield _good(f"{article.key}.nitf.xml", "nitf", agency.nitf(article).encode(), article)
    older = (
        agency.nitf(PORT, prolog=False).replace(f' xmlns="{agency.NITF}"', "").replace("NITF 3.6", "NITF 3.2")
    )
    yield _good("port-3.2.nitf", "nitf", older.lstrip().encode(), PORT)
    kinds = ("nitf", "xhtml", "text")
    message = agency.news_message(ARTICLES, contents=kinds).encode()
    yield _good("message.xml", "newsmessage", message, ARTICLES)
    message = agency.news_message((DAM, RAIL), package=True).encode()
    yield _good("package.xml", "newsmessage", message, (DAM, RAIL))
    yield _good("one.xml", "newsmessage", agency.news_message((BRIEF,), contents=("text",)).encode(), BRIEF)


def _transcripts() -> Iterator[Good]:
    yield _good("dam.vtt", "webvtt", messages.webvtt(DAM), DAM)
    yield _good("rail-rich.vtt", "webvtt", messages.webvtt(RAIL, rich=True, ends="\r\n"), RAIL)
    yield _good("mine-split.vtt", "webvtt", messages.webvtt(MINE, split=True), MINE)
    yield _good("brief-bom.vtt", "webvtt", b"\xef\xbb\xbf" + messages.webvtt(BRIEF), BRIEF)
    yield _good("dam.srt", "srt", messages.srt(DAM), DAM)
    yield _good("mine-cp1251.srt", "srt", messages.srt(MINE, ends="\r\n", encoding="cp1251"), MINE)
    yield _good("port-split.srt", "srt", messages.srt(PORT, split=True), PORT)


def _mail() -> Iterator[Good]:
    yield _good("dam-flowed.eml", "email", mail.email(DAM, "flowed"), DAM)
    yield _good("port-plain.eml", "email", mail.email(PORT), PORT)
    yield _good("mine-html.eml", "email", mail.email(MINE, "html"), MINE)
    yield _good("rail-both.eml", "email", mail.email(RAIL, "alternative", charset="cp1252"), RAIL)
    attached = mail.email(BRIEF, "attached")
    yield _good("brief-attached.eml", "email", attached, BRIEF, without=("published",))
    several = [mail.email(a, s) for a, s in zip((DAM, PORT, MINE), ("plain", "flowed", "html"), strict=True)]  # type: ignore[arg-type]
    yield _good("several.mbox", "mbox", mail.mbox(several), (DAM, PORT, MINE))
    yield _good("one.mbox", "mbox", mail.mbox([mail.email(BRIDGE)]), BRIDGE)
    several = [mail.email(a, "alternative") for a in (RAIL, PORT)]
    yield _good("crlf.mbox", "mbox", mail.mbox(several, ends="\r\n"), (RAIL, PORT))


def _feeds() -> Iterator[Good]:
    yield _good("rss.xml", "feed", feeds.rss((DAM, RAIL, BRIEF)), (DAM, RAIL, BRIEF))
    described = feeds.rss((MINE,), body="description")
    yield _good("rss-description.rss", "feed", described, MINE)
    yield _good("rdf.xml", "feed", feeds.rdf((DAM, BRIDGE)), (DAM, BRIDGE), without=("updated",))
    yield _good(
        "rdf-cp1251.xml", "feed", feeds.rdf((MINE,), encoding="windows-1251"), MINE, without=("updated",)
    )
    yield _good("atom.atom", "feed", feeds.atom(ARTICLES), ARTICLES)
    yield _good("atom-xhtml.xml", "feed", feeds.atom((PORT, RAIL), content="xhtml"), (PORT, RAIL))
    yield _good("feed-1.1.json", "jsonfeed", agency.as_json(feeds.json_feed(ARTICLES)), ARTICLES)
    texts = agency.as_json(feeds.json_feed((DAM, PORT), body="text"), indent=None)
    yield _good("feed-text.json", "jsonfeed", texts, (DAM, PORT))
    older = agency.as_json(feeds.json_feed((MINE, BRIEF), version="1"), ascii_only=True)
    yield _good("feed-1.json", "jsonfeed", older, (MINE, BRIEF))
    for article, more in ((DAM, {}), (RAIL, {"version": "1.0"}), (MINE, {"nested": True})):
        data = feeds.opml((article, BRIEF), **more)
        yield Good(
            name=f"{article.key}.opml",
            format="opml",
            data=data,
            articles=(article, BRIEF),
            carries=frozenset(),
        )


def _exports() -> Iterator[Good]:
    one = messages.channel((DAM, BRIEF), name="The Torvane Courier")
    yield _good("channel.json", "telegram", agency.as_json(one), (DAM, BRIEF), without=("publisher",))
    marked = agency.as_json(messages.channel((MINE,), marked=True), indent=1)
    yield _good("marked.json", "telegram", marked, MINE)
    forwarded = messages.channel((PORT, RAIL), name="All the ports", forwarded=True)
    yield _good("forwarded.json", "telegram", agency.as_json(forwarded), (PORT, RAIL))
    whole = messages.whole_export([messages.channel((DAM,)), messages.channel((RAIL,), marked=True)])
    yield _good("whole.json", "telegram", agency.as_json(whole), (DAM, RAIL))


def _tables() -> Iterator[Good]:
    few = sorted({"byline", "updated", "section"})
    yield _good("all.jsonl", "jsonl", tables.jsonl(ARTICLES), ARTICLES)
    yield _good("schema.ndjson", "jsonl", tables.jsonl((DAM, MINE), tables.SCHEMA, last=False), (DAM, MINE))
    crlf = tables.jsonl((PORT, BRIEF), tables.SNAKE, ends="\r\n")
    yield _good("snake.jsonl", "jsonl", crlf, (PORT, BRIEF), without=list(few))
    yield _good("comma.csv", "csv", tables.table(ARTICLES), ARTICLES)
    semicolon = tables.table((DAM, RAIL), tables.SCHEMA, separator=";", encoding="utf-8-sig", ends="\n")
    yield _good("semicolon.csv", "csv", semicolon, (DAM, RAIL))
    yield _good("tab.tsv", "csv", tables.table((MINE, BRIDGE), separator="\t"), (MINE, BRIDGE))
    snake = tables.table((PORT,), tables.SNAKE)
    yield _good("snake.csv", "csv", snake, PORT, without=list(few))
    cyrillic = tables.table((MINE,), separator=";", encoding="cp1251")
    yield _good("cp1251.csv", "csv", cyrillic, MINE)
    yield _good("all.parquet", "parquet", tables.parquet(ARTICLES), ARTICLES)
    grouped = tables.parquet((DAM, MINE, BRIEF), tables.SCHEMA, compression="gzip", group=1)
    yield _good("groups.parquet", "parquet", grouped, (DAM, MINE, BRIEF))
    times = tables.parquet((PORT, RAIL), compression="none", timestamps=True)
    yield _good("times.parquet", "parquet", times, (PORT, RAIL))


def _archives() -> Iterator[Good]:
    yield _good("pages.warc", "warc", archives.warc((DAM, RAIL)), (DAM, RAIL))
    yield _good(
        "pages.warc.gz", "warc", archives.warc((PORT, MINE, BRIEF), gzipped=True), (PORT, MINE, BRIEF)
    )
    packed = archives.warc((DAM,), encoding="gzip", others=False)
    yield _good("content-gzip.warc", "warc", packed, DAM)
    yield _good("chunked.warc.gz", "warc", archives.warc((RAIL,), gzipped=True, encoding="chunked"), RAIL)
    yield _good("resource.warc", "warc", archives.warc((MINE,), kind="resource"), MINE)
    yield _good("pages.wacz", "wacz", archives.wacz((DAM, MINE)), (DAM, MINE))
    yield _good("plain.wacz", "wacz", archives.wacz((PORT,), gzipped=False), PORT)
    yield _good("chunked.wacz", "wacz", archives.wacz((BRIEF, RAIL), encoding="chunked"), (BRIEF, RAIL))
    mixed = {"a.txt": documents.plain(DAM), "b/c.html": documents.page(MINE), "b/d.pdf": documents.pdf(BRIEF)}
    yield _good("mixed.zip", "zip", archives.zipped(mixed), (DAM, MINE, BRIEF))
    texts = {"eins.txt": documents.plain(PORT), "zwei/mühle.txt": documents.plain(RAIL, "cp1252")}
    yield _good("stored.zip", "zip", archives.zipped(texts, stored=True), (PORT, RAIL))
    inner = {
        "inner.zip": archives.zipped({"feed.xml": feeds.rss((DAM, BRIEF))}),
        "z.docx": documents.word(MINE),
    }
    yield _good("nested.zip", "zip", archives.zipped(inner), (DAM, BRIEF, MINE))
    yield _good("mixed.tar", "tar", archives.tarred(mixed), (DAM, MINE, BRIEF))
    for ending in ("gz", "bz2", "xz"):
        yield _good(f"texts.tar.{ending}", "tar", archives.tarred(texts, ending), (PORT, RAIL))
    yield _good("dam.txt.gz", "gzip", gzip.compress(documents.plain(DAM), mtime=0), DAM)
    yield _good("all.jsonl.gz", "gzip", gzip.compress(tables.jsonl(ARTICLES), mtime=0), ARTICLES)
    halves = documents.plain(MINE)
    members = gzip.compress(halves[:300], mtime=0) + gzip.compress(halves[300:], mtime=0)
    yield _good("members.gz", "gzip", members, MINE)


@cache
def good_files() -> tuple[Good, ...]:
    """Every sound file, in a fixed order."""
    makers = (_texts, _pages, _documents, _agency, _transcripts, _mail, _feeds, _exports, _tables, _archives)
    return tuple(file for make in makers for file in make())


def index() -> bytes:
    """A list of the sound files: name, format, and the articles in each."""
    told = [
        {"name": g.name, "format": g.format, "articles": [a.key for a in g.articles]} for g in good_files()
    ]
    return json.dumps(told, indent=1).encode()
