"""What a page says of itself: title, byline, publisher and carrier, dates, address, language, section.

In: a page's tree and blocks. Out: `Metadata`. JSON-LD (schema.org) first, then OpenGraph and the meta tags of
Dublin Core, Parse.ly, Sailthru, Cxense and Highwire, microdata (WHATWG HTML, 5), and what stands beside the
headline. A page's own statements only; unknown stays None, and no day is ever taken from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from crosswire.lang import table
from crosswire.read.describe.bylines import agencies_in, clean_byline, is_opened
from crosswire.read.document import Metadata
from crosswire.read.stated import read_time
from crosswire.read.web.address import is_web, path_of, read_address
from crosswire.read.web.article import alike
from crosswire.read.web.blocks import Block, Walked
from crosswire.read.web.linked import Linked, text_of
from crosswire.read.web.site import SEPARATED, find_kicker, find_origin, find_site, find_trail

_TITLES = (
    "og:title",
    "twitter:title",
    "dcterms.title",
    "dc.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "cxenseparse:author", "dcterms.creator", "dc.creator",
    "citation_author", "article:author_name", "article.author", "byl", "og:article:author", "creator", "articleauthor",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dcterms.issued", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "citation_publication_date",
    "citation_date", "article.published", "publication_date", "publish-date", "publishdate", "pubdate", "date", "datepublished",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "article.updated", "dcterms.modified", "last-modified",
    "lastmod", "cxenseparse:modifiedtime", "revised", "datemodified",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
    "article:publisher_name",
    "cxenseparse:publisher",
    "application-name",
)
_SECTIONS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "sailthru.section",
    "articlesection",
    "section",
    "article.section",
)
_LANGUAGES = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")
# What JSON-LD calls whoever wrote a text that somebody else shows.
_WROTE = ("provider", "sourceOrganization", "isBasedOn", "copyrightHolder")
_ITEMS = frozenset(
    {"headline", "datepublished", "datemodified", "author", "articlesection", "inlanguage", "genre"}
)
_SWALLOWED = re.compile(r"<(?:meta|link|script|style|base|/head|body)\b", re.I)
# Characters of the shortest part of a title that may be the headline, and the blocks in which it is sought.
_HEADLINE, _LOOKED_AT = 15, 400
# Letters of the shortest name that is taken for the beginning of an outlet's.
_OUTLET = 8
# Characters of a line that says whose text it is, and of its label alone.
_LINE, _LABEL = 90, 30


def read_metadata(
    tree: Any, linked: Linked, meta: Mapping[str, str], walked: Walked, blocks: Sequence[Block]
) -> Metadata:
    """The statements of a page about itself; `blocks` are those between its headline and its text."""
    marked = _marked(walked.marked)
    title = _title(tree, linked, meta, marked)
    site = _site(linked, meta) or find_site(tree, walked.blocks, _title_element(tree), title)
    publisher, carrier = _publisher(linked, site, blocks, walked.blocks)
    byline, credits = _byline(linked, meta, marked, blocks, (site, publisher))
    published = _published(linked, meta, marked, walked.times)
    updated = _first_time(
        (linked.text("dateModified"), *_from(meta, _UPDATED), *marked.get("datemodified", ()))
    )
    return Metadata(
        title=title,
        byline=byline,
        publisher=publisher,
        carrier=carrier,
        published=published,
        updated=updated if updated != published else None,
        address=read_address(tree, linked, meta),
        language=_language(tree, linked, meta),
        section=linked.text("articleSection")
        or next(_from(meta, _SECTIONS), None)
        or find_trail(walked.trails, linked, title)
        or next(iter(marked.get("genre", ())), None)
        or find_kicker(walked.blocks, title),
        credits=credits,
        translated=_translated(tree, meta),
    )


def read_meta(tree: Any) -> dict[str, str]:
    """The meta tags of a page, by name in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        get = node.get
        key = get("property") or get("name") or get("itemprop") or get("http-equiv")
        value = (get("content") or "").strip()
        if key and value:
            found.setdefault(key.lower(), value)
    return found


def possible_titles(tree: Any, linked: Linked, meta: Mapping[str, str]) -> list[str]:
    """Everything that the page calls its title, the likeliest first."""
    whole = _title_element(tree)
    stated = [linked.text("headline"), *_from(meta, _TITLES), linked.text("name"), whole]
    pieces = [piece for piece in SEPARATED.split(whole or "") if len(piece) >= _HEADLINE]
    return list(dict.fromkeys(filter(None, (*stated, *pieces))))


def printed_title(title: str | None, blocks: Sequence[Block]) -> str | None:
    """A page's title as its headline prints it: without the site's name around it.

    A headline is a block all of which stands in the title and makes up most of it.
    """
    whole = alike(title or "")
    best = ""
    for block in blocks[:_LOOKED_AT]:
        own = alike(block.text) if _HEADLINE <= len(block.text) <= len(title or "") else ""
        if own and len(own) > len(alike(best)) and own in whole and 2 * len(own) >= len(whole):
            best = block.text
    return best or title


def _from(meta: Mapping[str, str], keys: Iterable[str]) -> Iterator[str]:
    return (meta[key] for key in keys if key in meta)


def _marked(nodes: Sequence[Any]) -> dict[str, list[str]]:
    """Values of microdata, and under "byline" what classes and `rel` call the author."""
    found: dict[str, list[str]] = {}
    for node in nodes[:200]:
        item = (node.get("itemprop") or "").lower().split(" ")[0]
        if node.tag == "meta":
            continue
        if item in _ITEMS:
            value = (
                node.get("content")
                or node.get("datetime")
                or (node.get("title") if node.tag == "abbr" else None)
            )
            inner = node.find(".//*[@itemprop='name']") if item == "author" and value is None else None
            text = value or text_of("".join((node if inner is None else inner).itertext())[:300])
            if text:
                found.setdefault(item, []).append(text)
        elif not item:
            text = text_of(" ".join(node.itertext())[:300])
            if text and len(text) <= 120:
                found.setdefault("link" if node.get("rel") == "author" else "byline", []).append(text)
    return found


def _title(
    tree: Any, linked: Linked, meta: Mapping[str, str], marked: Mapping[str, Sequence[str]]
) -> str | None:
    stated = (
        linked.text("headline"),
        *_from(meta, _TITLES[:2]),
        *marked.get("headline", ())[:1],
        *_from(meta, _TITLES[2:]),
    )
    return next(filter(None, map(text_of, stated)), None) or _title_element(tree)


def _title_element(tree: Any) -> str | None:
    """What the `title` element holds, up to mark-up that it swallowed because it was not closed."""
    return text_of(_SWALLOWED.split(tree.findtext(".//title") or "", maxsplit=1)[0])


def _site(linked: Linked, meta: Mapping[str, str]) -> str | None:
    """The site that shows the page."""
    named = next(iter(linked.names("publisher")), None)
    if named:
        return named[0]
    stated = next((text_of(value) for value in _from(meta, _SITES) if not value.startswith("http")), None)
    if stated:
        return stated
    return next(
        (
            text_of(t.get("name"))
            for t in linked.things
            if t.get("@type") in ("WebSite", "NewsMediaOrganization")
        ),
        None,
    )


def _publisher(
    linked: Linked, site: str | None, blocks: Sequence[Block], whole: Sequence[Block]
) -> tuple[str | None, str | None]:
    """Who wrote the text, and who passed it on where that is somebody else."""
    wrote = next(
        (
            name
            for key in _WROTE
            for name, kind in linked.names(key)
            if kind != "Person" and not agencies_in(name)
        ),
        None,
    )
    wrote = wrote or _source_line(blocks) or find_origin(whole)
    if wrote and alike(wrote) != alike(site or ""):
        return wrote, site
    return site, None


@cache
def _sources() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in table("en", "bylines")["sources"]["labels"])
    return re.compile(rf"\W*(?:{labels})\s*:?\s+(\S.{{1,60}}?)\.?", re.I)


def _source_line(blocks: Sequence[Block]) -> str | None:
    """Who a line beside the headline names as the source, if not an agency; a term and its value are one line."""
    for block, following in zip(blocks, (*blocks[1:], None)):
        text = block.text
        if following is not None and block.element.tag == "dt" and len(text) < _LABEL:
            text = f"{text} {following.text}"
        match = _sources().fullmatch(text) if len(text) < _LINE else None
        if match and not agencies_in(match[1]):
            return match[1]
    return None


def _byline(
    linked: Linked,
    meta: Mapping[str, str],
    marked: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    outlets: Sequence[str | None],
) -> tuple[str | None, tuple[str, ...]]:
    """The people who wrote it, and the agencies that are named in their place or beside them."""
    own = {alike(name) for name in outlets if name}
    own.add("")
    near = [b.text for b in blocks if b.headed and len(b.text) < 120]
    opened = [b.text for b in blocks if len(b.text) < 120 and _opens(b.text)]
    credits: list[str] = []
    for line in (*near, *marked.get("byline", ())):
        credits += _credited(line)
    ways = (
        [name for name, kind in linked.names("author") if "Organization" not in kind or agencies_in(name)],
        *([value] for value in _from(meta, _AUTHORS)),
        marked.get("author", ()),
        marked.get("link", ())[:4],
        opened[:1],
        marked.get("byline", ())[:1],
    )
    for names in ways:
        people = []
        for name in names:
            cleaned = clean_byline(name)
            agencies = agencies_in(name) or agencies_in(cleaned or "")
            credits += agencies
            if agencies:
                continue
            if cleaned and alike(cleaned) not in own and not _begins(own, alike(cleaned)):
                people.append(cleaned)
        if people:
            return ", ".join(dict.fromkeys(people)), tuple(dict.fromkeys(credits))
    return None, tuple(dict.fromkeys(credits))


def _begins(outlets: set[str], name: str) -> bool:
    """Whether a name is the beginning of an outlet's: "Le Courrier" for "Le Courrier du Gwern"."""
    return len(name) >= _OUTLET and any(outlet.startswith(name) for outlet in outlets)


def _opens(text: str) -> bool:
    """Whether a line begins as a byline does and goes on with a name of two to five words."""
    cleaned = clean_byline(text) if is_opened(text) else None
    if cleaned is None or text.startswith(cleaned) or not 2 <= len(cleaned.split()) <= 5:
        return False
    return not any(word[0].islower() and len(word) > 3 for word in cleaned.split())


def _credited(line: str) -> tuple[str, ...]:
    """The agencies in a byline: all of it, or what comes after "with"."""
    whole = agencies_in(line)
    tail = re.search(r"(?:\b(?:with|avec|con|com|mit|and|y|et|und)\s|/|\()\s*(\S.*)$", line)
    return whole or (agencies_in(tail[1]) if tail else ())


def _published(
    linked: Linked, meta: Mapping[str, str], marked: Mapping[str, Sequence[str]], times: Sequence[Any]
) -> str | None:
    """When it was published; of the statements that agree with the first, the one that says most."""
    nodes = [node for node in times[:40] if node.get("datetime")]
    named = [
        n.get("datetime")
        for n in nodes
        if n.get("pubdate") is not None or "publi" in (n.get("class") or "").lower()
    ]
    stated = [
        linked.text("datePublished"),
        linked.text("dateCreated"),
        *_from(meta, _PUBLISHED),
        *(() if linked.article else linked.uploads()),
        *marked.get("datepublished", ()),
        *named,
    ]
    read = [time for time in map(read_time, filter(None, stated)) if time]
    if not read:
        return None
    beside = filter(None, (read_time(node.get("datetime")) for node in nodes))
    fuller = [time for time in (*read, *beside) if time.startswith(read[0][:16])]
    return max(fuller, key=len)


def _first_time(stated: Iterable[str | None]) -> str | None:
    return next((time for time in map(read_time, filter(None, stated)) if time), None)


def _language(tree: Any, linked: Linked, meta: Mapping[str, str]) -> str | None:
    stated = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        tree.get("xml:lang"),
        linked.text("inLanguage"),
    )
    for tag in (*stated, *_from(meta, _LANGUAGES)):
        match = re.match(r"\s*([A-Za-z]{2})(?:[-_,\s]|$)", tag or "")
        if match:
            return match[1].lower()
    return None


def _translated(tree: Any, meta: Mapping[str, str]) -> str | None:
    """Why the page is a machine's translation, if it says so."""
    marks = {"translated-ltr", "translated-rtl"}.intersection((tree.get("class") or "").split())
    if marks:
        return f"the page is marked as translated in the browser (class {min(marks)!r})"
    for key in ("translated", "translation", "translation-type", "translation-method", "translated-by"):
        if re.search(r"machine|automat|google|deepl", meta.get(key, ""), re.I):
            return f"the page says so (meta {key!r}: {meta[key][:60]!r})"
    host = (
        urlsplit(meta["og:url"]).hostname
        if is_web(meta.get("og:url", "")) and path_of(meta["og:url"])
        else None
    )
    return (
        "the page comes from a translating proxy (translate.goog)"
        if (host or "").endswith(".translate.goog")
        else None
    )
