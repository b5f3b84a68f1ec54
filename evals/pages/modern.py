"""Pages as today's sites lay them out, each with what a careful person reads off it.

In: the articles. Out: `Page` values. Layouts are modelled on common systems (WordPress, Drupal, AMP, Next.js
…) from general knowledge; every outlet, address and person is invented.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from evals.pages.parts import Article, articles, body, footer, join, junk, linked, menu, metas, shell, teasers


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and its gold: the article's lines, and what the page says of itself (None: nothing);
    `late`: written after the reader was tuned."""

    name: str
    data: bytes
    title: str
    lines: tuple[str, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    late: bool = False


def page(name: str, html: str, article: Article, *, encoding: str = "utf-8", **metadata: Any) -> Page:
    """A page; its lines are the article's unless `lines` says otherwise, `language` the article's."""
    lines = metadata.pop("lines", article.lines)
    gold = {"title": article.title, "language": article.language} | metadata
    return Page(name=name, data=html.encode(encoding), title=article.title, lines=tuple(lines), metadata=gold)


def chance(name: str) -> random.Random:
    """A source of chance that follows from a page's name."""
    return random.Random(zlib.crc32(name.encode()))


def pages() -> Iterator[Page]:
    """All pages of this module."""
    a = articles()
    yield classic(a["dam"])
    yield wordpress(a["talks"])
    yield amp(a["fire"])
    yield drupal(a["science"])
    yield live_blog(a["live"])
    yield paywall(a["long"])
    yield next_data(a["ferry"])
    yield endless(a["court"], [a["sport"], a["budget"]])
    yield related_between(a["budget"])
    yield commented(a["strike"])
    yield gallery(a["sport"])
    yield newsletters(a["health"])
    yield pull_quotes(a["long"])
    yield op_ed(a["opinion"])
    yield big_sidebar(a["brief"])
    yield div_soup(a["vote"])
    yield truncated(a["dam"])
    yield wire_copy(a["fire"])
    yield aggregated(a["ferry"])
    yield factbox(a["vote"])
    yield hashed_classes(a["talks"])
    yield author_class(a["court"])


def classic(a: Article) -> Page:
    c = chance("classic")
    head = (
        f"<title>{escape(a.title)} | The Torvane Courier</title>"
        + metas(
            {
                "og:title": a.title,
                "og:site_name": "The Torvane Courier",
                "og:type": "article",
                "og:url": "https://courier.example/world/dam-breaks",
                "article:section": a.section,
                "og:description": a.blocks[0],
            }
        )
        + linked(
            "NewsArticle",
            a,
            datePublished="2031-05-09T07:12:00+02:00",
            dateModified="2031-05-09T13:40:00+02:00",
            author=[{"@type": "Person", "name": a.author}],
            publisher={"@type": "Organization", "name": "The Torvane Courier"},
        )
    )
    inside = join(
        [
            junk(c, 20),
            menu(),
            '<div class="breadcrumbs"><a href="/">Home</a> › <a href="/world">World</a></div>',
            f'<main><article class="story"><header><h1>{a.title}</h1><p class="byline">By <a rel="author" href="/by/velnik">{a.author}</a></p>'
            '<time datetime="2031-05-09T07:12:00+02:00">9 May 2031, 07:12</time></header>'
            '<figure><img src="/dam.jpg" alt="Dam"><figcaption>The breach seen from the north bank. Photo: Ole Trane</figcaption></figure>',
            body(a, {2: '<div class="ad-slot"><span>Advertisement</span></div>'}),
            '</article><aside class="sidebar"><h2>Most read</h2>',
            teasers(c, 6),
            "</aside></main>",
            footer(),
            junk(c, 10),
        ]
    )
    return page(
        "classic",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="The Torvane Courier",
        published="2031-05-09T07:12:00+02:00",
        updated="2031-05-09T13:40:00+02:00",
        section=a.section,
        address="https://courier.example/world/dam-breaks",
    )


def wordpress(a: Article) -> Page:
    c = chance("wordpress")
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "@id": "https://sellapost.example/talks/#article",
                "headline": a.title,
                "author": {"name": a.author, "@id": "https://sellapost.example/#/person/1"},
                "datePublished": "2031-06-03T15:05:11+00:00",
                "dateModified": "2031-06-03T16:20:40+00:00",
                "publisher": {"@id": "https://sellapost.example/#organization"},
                "articleSection": ["Politics"],
                "inLanguage": "en-US",
            },
            {
                "@type": "WebPage",
                "@id": "https://sellapost.example/talks/",
                "name": a.title + " - Sella Post",
            },
            {"@type": "WebSite", "@id": "https://sellapost.example/#website", "name": "Sella Post"},
            {"@type": "Organization", "@id": "https://sellapost.example/#organization", "name": "Sella Post"},
        ],
    }
    head = (
        f"<title>{a.title} - Sella Post</title><link rel='canonical' href='https://sellapost.example/talks/'>"
        f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph)}</script>'
        + metas({"og:locale": "en_US", "og:title": a.title, "og:site_name": "Sella Post"})
    )
    inside = join(
        [
            junk(c, 25),
            '<div id="page" class="site"><header id="masthead">' + menu() + "</header>",
            f'<div id="primary"><article id="post-4411" class="post-4411 post type-post"><header class="entry-header"><h1 class="entry-title">{a.title}</h1>'
            f'<div class="entry-meta"><span class="posted-on">June 3, 2031</span> by <span class="author vcard"><a class="url fn n" href="/author/d">{a.author}</a></span></div></header>',
            '<div class="entry-content"><div class="wp-block-image"><figure><img src="a.jpg"><figcaption class="wp-element-caption">The hall in Port Sella (archive photo)</figcaption></figure></div>',
            body(a),
            '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">Telegram</a></li></ul></div>'
            '<div id="jp-relatedposts"><h3>Related</h3>'
            + teasers(c, 3, css="jp-relatedposts-post")
            + "</div></div></article>",
            '<nav class="post-navigation"><a href="#">Previous: Barley prices climb</a><a href="#">Next: Rovers sign keeper</a></nav>'
            '<div id="comments" class="comments-area"><h2>2 thoughts on “'
            + a.title
            + '”</h2><ol class="comment-list"><li><p>About time they talked, my cousin is at the bridge and they sleep in the mud.</p></li>'
            "<li><p>Nobody leaves the table because nobody has anywhere to go. You will see on Thursday.</p></li></ol></div></div>",
            '<div id="secondary" class="widget-area">' + teasers(c, 5, css="widget") + "</div></div>",
            footer(),
        ]
    )
    return page(
        "wordpress",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Sella Post",
        section="Politics",
        published="2031-06-03T15:05:11+00:00",
        updated="2031-06-03T16:20:40+00:00",
        address="https://sellapost.example/talks/",
    )


def amp(a: Article) -> Page:
    c = chance("amp")
    head = (
        f"<title>{a.title}</title><link rel=canonical href=https://ambrymail.example/news/fire-textile>"
        "<style amp-boilerplate>body{animation:-amp-start 8s steps(1,end) 0s 1 normal both}</style>"
        + linked(
            "NewsArticle",
            a,
            author={"@type": "Organization", "name": "Ambry Mail"},
            publisher={"name": "Ambry Mail"},
            datePublished="2031-03-19T06:30:00Z",
            mainEntityOfPage="https://ambrymail.example/news/fire-textile",
        )
    )
    inside = join(
        [
            "<amp-sidebar id=s layout=nodisplay>" + menu() + "</amp-sidebar>",
            junk(c, 12),
            f'<main role=main><h1>{a.title}</h1><amp-img src=f.jpg width=600 height=400></amp-img><div class="amp-caption">Smoke over the works (Torge Hall/Ambry Mail)</div>',
            body(
                a,
                {
                    1: "<amp-ad width=300 height=250 type=x><div placeholder>Advertisement</div></amp-ad>",
                    3: '<p><strong>READ MORE: <a href="/x">Textile works: owner questioned</a></strong></p>',
                },
            ),
            "</main><section class=amp-related><h3>You may also like</h3>" + teasers(c, 4) + "</section>",
            footer(),
        ]
    )
    return page(
        "amp",
        shell(head, inside, attributes=" amp"),
        a,
        publisher="Ambry Mail",
        byline=None,
        published="2031-03-19T06:30:00Z",
        address="https://ambrymail.example/news/fire-textile",
    )


def drupal(a: Article) -> Page:
    c = chance("drupal")
    head = (
        f"<title>{a.title} | University Gazette</title>"
        + '<link rel="canonical" href="/science/ymer-glacier"><meta property="og:url" content="https://gazette.example/science/ymer-glacier">'
        + metas(
            {
                "dcterms.title": a.title,
                "dcterms.creator": a.author,
                "dcterms.date": "2031-09-02T10:00+0200",
                "dcterms.language": "en",
            },
            "name",
        )
        + '<meta property="og:site_name" content="University Gazette">'
    )
    inside = join(
        [
            junk(c, 8),
            '<div class="dialog-off-canvas-main-canvas">',
            menu(),
            '<div class="region region-content"><div class="block block-system block-system-main-block">',
            '<article role="article" class="node node--type-news node--view-mode-full"><h1 class="page-header"><span class="field field--name-title">'
            + a.title
            + "</span></h1>",
            f'<div class="node__meta">Submitted by <span class="field--name-uid">{a.author}</span> on Tue, 09/02/2031 - 10:00</div>'
            '<div class="node__content"><div class="field field--name-body field--type-text-with-summary field__item">',
            body(a),
            '</div><div class="field field--name-field-tags field--label-inline"><div class="field__label">Tags</div><div><a href="/t/1">glaciers</a> <a href="/t/2">water</a></div></div></div></article>',
            "</div></div>",
            '<div class="region region-sidebar-second"><h2>Latest news</h2>' + teasers(c, 7) + "</div></div>",
            footer(),
        ]
    )
    return page(
        "drupal",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="University Gazette",
        published="2031-09-02T10:00+0200",
        address="https://gazette.example/science/ymer-glacier",
    )


def live_blog(a: Article) -> Page:
    c = chance("live_blog")
    posts: list[str] = []
    for block in a.blocks:
        if block.startswith("# "):
            hour = 19 - len(posts)
            posts.append(
                f'<div class="lb-post" data-id="{hour}"><div class="lb-time"><time datetime="2031-05-09T{hour}:10:00+02:00">{hour}:10</time></div>'
                f'<h2 class="lb-title">{block[2:]}</h2><div class="lb-body">'
            )
        posts[-1] += f"<p>{block}</p>" if not block.startswith("# ") else ""
    entries = "".join(
        p + '</div><div class="lb-share"><button>Share</button><button>Copy link</button></div></div>'
        for p in posts
    )
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "The Torvane Courier"})
        + linked(
            "LiveBlogPosting",
            a,
            datePublished="2031-05-09T05:10:00+02:00",
            dateModified="2031-05-09T19:10:00+02:00",
            coverageStartTime="2031-05-09T05:10:00+02:00",
            publisher={"name": "The Torvane Courier"},
            url="https://courier.example/live/flood",
            liveBlogUpdate=[{"@type": "BlogPosting", "headline": b[2:]} for b in a.blocks if b[:2] == "# "],
        )
    )
    inside = join(
        [
            junk(c, 15),
            menu(),
            f'<div class="lb-wrap"><h1>{a.title}</h1><p class="lb-status">Live · updated 2 minutes ago</p>'
            '<div class="lb-feed">',
            entries,
            '</div><button class="load-more">Load more</button></div><aside>',
            teasers(c, 5),
            "</aside>",
            footer(),
        ]
    )
    return page(
        "live_blog",
        shell(head, inside),
        a,
        publisher="The Torvane Courier",
        byline=None,
        published="2031-05-09T05:10:00+02:00",
        updated="2031-05-09T19:10:00+02:00",
        address="https://courier.example/live/flood",
    )


def paywall(a: Article) -> Page:
    c = chance("paywall")
    shown = a.blocks[:4]
    head = (
        f"<title>{a.title} - The Ledger</title>"
        + metas(
            {
                "og:site_name": "The Ledger",
                "og:title": a.title,
                "article:published_time": "2031-06-14T04:00:00.000Z",
                "article:author": a.author,
            }
        )
        + linked(
            "NewsArticle",
            a,
            isAccessibleForFree=False,
            hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywalled"},
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 15),
            f'<article><h1>{a.title}</h1><div class="author-line"><a href="/a/v" rel="author">{a.author}</a></div><section name="articleBody">',
            "".join(f"<p>{b}</p>" for b in shown),
            '<div class="paywall-gate"><h3>Continue reading with a Ledger subscription</h3>'
            "<p>Already a subscriber? <a href='/login'>Log in</a>. Unlock this article for 1 crown a month and cancel at any time, without giving reasons.</p>"
            "<ul><li>Unlimited articles on all devices</li><li>The Sunday letter by our editors</li><li>The archive back to 1911</li></ul></div></section></article>",
            teasers(c, 6),
            footer(),
        ]
    )
    return page(
        "paywall",
        shell(head, inside),
        a,
        lines=shown,
        byline=a.author,
        publisher="The Ledger",
        published="2031-06-14T04:00:00.000Z",
    )


def next_data(a: Article) -> Page:
    c = chance("next_data")
    props = {
        "props": {
            "pageProps": {
                "article": {
                    "title": a.title,
                    "body": [{"type": "paragraph", "html": f"<p>{b}</p>"} for b in a.blocks],
                },
                "related": [{"title": t} for t in ("Skarn ferry line", "Heat record at Lake Ymer")],
            }
        },
        "buildId": "k3",
    }
    head = f"<title>{a.title}</title>" + metas(
        {
            "og:title": a.title,
            "og:site_name": "Skarn Online",
            "og:url": "https://skarn.example/n/ferry",
            "article:published_time": "2031-08-16T21:40:00+02:00",
            "article:modified_time": "2031-08-16T22:10:00+02:00",
            "article:section": "World",
        }
    )
    inside = join(
        [
            '<div id="__next"><div class="css-1x2y">' + menu("div"),
            f'<div class="css-ab12"><h1 class="css-77">{a.title}</h1><div class="css-91">{a.author}<span>16 August 2031</span></div>',
            body(a, mark='<div class="css-p0"><p class="css-p1">{}</p></div>'),
            "</div>",
            '<div class="css-r">' + teasers(c, 6, css="css-c") + "</div>",
            footer(),
            "</div>",
            f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(props)}</script>',
            junk(c, 30),
        ]
    )
    return page(
        "next_data",
        shell(head, inside),
        a,
        publisher="Skarn Online",
        published="2031-08-16T21:40:00+02:00",
        updated="2031-08-16T22:10:00+02:00",
        section="World",
        address="https://skarn.example/n/ferry",
    )


def endless(a: Article, more: list[Article]) -> Page:
    c = chance("endless")
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:url": "https://mail.example/hask", "og:site_name": "Ambry Mail"})
        + linked("NewsArticle", a, datePublished="2031-12-04T17:00:00+01:00", author={"name": a.author})
    )
    every = "".join(
        f'<article class="feed-article" data-url="/{x.key}"><h1>{x.title}</h1><p class="by">By {x.author}</p><div class="text">{body(x)}</div></article><div class="ad">Advertisement</div>'
        for x in (a, *more)
    )
    inside = join([junk(c, 15), menu(), f'<div class="feed">{every}</div>', footer()])
    return page(
        "endless",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Ambry Mail",
        published="2031-12-04T17:00:00+01:00",
        address="https://mail.example/hask",
    )


def related_between(a: Article) -> Page:
    c = chance("related_between")

    def box(n):
        return f'<div class="inline-promo"><span>Read also</span><a href="/r">{c.choice(teaser_titles())}</a><p>{c.choice(("The full story in ten charts.", "Our reporter was there when the lights went out, and stayed until dawn."))}</p></div>'

    head = f"<title>{a.title} :: Kestria Today</title>" + metas(
        {
            "og:title": a.title,
            "og:site_name": "Kestria Today",
            "article:published_time": "2031-12-05T05:55:00+01:00",
        }
    )
    inside = join(
        [
            menu(),
            junk(c, 20),
            f'<div class="article-page"><h1>{a.title}</h1><div class="meta-row"><span class="article-author">Text: {a.author}</span></div><div class="article-body">',
            body(a, {n: box(n) for n in range(len(a.blocks) - 1)}),
            "</div></div>",
            '<div class="recirculation">' + teasers(c, 8) + "</div>",
            footer(),
        ]
    )
    return page(
        "related_between",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Kestria Today",
        published="2031-12-05T05:55:00+01:00",
    )


def teaser_titles() -> tuple[str, ...]:
    return (
        "Old dams: the map of the 38 oldest",
        "Minister promises inquiry into spillway",
        "Heat record at Lake Ymer",
    )


def commented(a: Article) -> Page:
    c = chance("commented")
    said = (
        "I worked on berth four for twenty years and I never once slept eleven hours, so good luck to them.",
        "The port authority should try unloading barley at four in the morning in February, with the wind from the east.",
        "Nobody asks what the farmers do when their grain rots in the roads. My brother has forty tons in a shed that leaks.",
    )
    comments = "".join(
        f'<div class="user-post"><b>reader{i}</b> <span>2 hours ago</span><p>{s}</p><a>Reply</a></div>'
        for i, s in enumerate(said * 3)
    )
    head = f"<title>{a.title}</title>" + linked(
        "NewsArticle",
        a,
        author=a.author,
        datePublished="2031-10-11",
        publisher={"name": "Sella Post"},
        articleSection="Economy",
    )
    inside = join(
        [
            junk(c, 10),
            menu(),
            f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}</h1><div itemprop="articleBody">',
            body(a),
            f'</div></article><section id="discussion"><h2>9 comments</h2>{comments}</section>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "commented",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Sella Post",
        published="2031-10-11",
        section="Economy",
    )


def gallery(a: Article) -> Page:
    c = chance("gallery")
    shots = (
        "Captain Kaj Brenner lifts the cup in front of the eastern stand.",
        "Smoke drifts over the pitch in the 61st minute.",
        "A supporter from Port Sella folds his flag after the final whistle.",
    )
    slides = "".join(
        f'<figure class="gallery__item"><img src="{i}.jpg" alt="{s}"><figcaption>{s} <span class="credit">Photo: Lars Quist / Rover Pictures</span></figcaption></figure>'
        for i, s in enumerate(shots)
    )
    head = (
        f"<title>{a.title} - Ambry Mail Sport</title>"
        + metas(
            {
                "og:title": a.title,
                "og:site_name": "Ambry Mail",
                "parsely-author": a.author,
                "parsely-pub-date": "2031-05-25T19:45:00Z",
                "parsely-section": "Sport",
            },
            "name",
        )
        + metas({"og:site_name": "Ambry Mail"})
    )
    inside = join(
        [
            menu(),
            junk(c, 14),
            f'<div class="story-page"><h1>{a.title}</h1><div class="gallery">{slides}</div><div class="story-body">',
            body(a, {2: f'<figure><img src="x.jpg"><figcaption>{shots[1]}</figcaption></figure>'}),
            "</div></div>",
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "gallery",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Ambry Mail",
        published="2031-05-25T19:45:00Z",
        section="Sport",
    )


def newsletters(a: Article) -> Page:
    c = chance("newsletters")
    form = '<div class="inline-signup"><h3>The Morning Letter</h3><p>Sign up for our newsletter and receive the most important news of the upland every morning at six.</p><form><input type="email"><button>Subscribe</button></form><p class="fine">By signing up you agree to our terms of use.</p></div>'
    cookie = '<div id="cookie-banner" role="dialog"><p>We and our 312 partners store and access information on your device. You can accept or refuse below, and change your choice at any time.</p><button>Accept all</button><button>Refuse</button></div>'
    head = (
        f"<title>{a.title} | Upland Herald</title>"
        + metas({"og:title": a.title, "og:site_name": "Upland Herald"})
        + linked(
            "NewsArticle",
            a,
            author=[{"@type": "Person", "name": "By " + a.author}],
            datePublished="2031-07-07T12:00:00+02:00",
        )
    )
    inside = join(
        [
            cookie,
            menu(),
            junk(c, 12),
            f'<article><h1>{a.title}</h1><div class="content">',
            body(a, {0: form, 2: "<p><em>Follow us on Telegram and WhatsApp for the latest news.</em></p>"}),
            "</div></article>",
            teasers(c, 5),
            footer(),
        ]
    )
    return page(
        "newsletters",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Upland Herald",
        published="2031-07-07T12:00:00+02:00",
    )


def pull_quotes(a: Article) -> Page:
    c = chance("pull_quotes")
    quote = '<aside class="pullquote"><p>“I said that she is sweating. That is what the old ones said.”</p><cite>Wim Karsk</cite></aside>'
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "The Torvane Courier", "article:section": "Long read"})
        + linked(
            "ReportageNewsArticle", a, author={"name": a.author}, datePublished="2031-06-14T06:00:00+02:00"
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 18),
            f'<article class="longread"><header><p class="kicker">Long read</p><h1>{a.title}</h1><p class="standfirst">Sixteen years of walks along the crest, eleven letters and one pin that nobody can find.</p></header>',
            body(
                a,
                {
                    3: quote,
                    10: '<figure><img src="g.jpg"><figcaption>Gate two after it was raised from the mud. Photograph: Ole Trane</figcaption></figure>',
                },
            ),
            '<p class="note">Additional reporting by Iven Marsh.</p></article>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "pull_quotes",
        shell(head, inside),
        a,
        lines=(
            "Sixteen years of walks along the crest, eleven letters and one pin that nobody can find.",
            *a.lines,
        ),
        byline=a.author,
        publisher="The Torvane Courier",
        published="2031-06-14T06:00:00+02:00",
        section="Long read",
    )


def op_ed(a: Article) -> Page:
    c = chance("op_ed")
    bio = f'<div class="contributor"><img src="r.jpg"><p><b>{a.author}</b> is a writer in Ambry. Her novel “The Drawer” was published last year. She has been a columnist of this newspaper since 2018.</p><p>The views expressed are the author\'s own.</p></div>'
    head = (
        f"<title>{a.title} | {a.author}</title>"
        + metas(
            {
                "og:title": a.title,
                "og:site_name": "The Ledger",
                "article:published_time": "2031-05-12T18:00:00+02:00",
                "article:section": "Opinion",
            }
        )
        + metas({"author": a.author}, "name")
    )
    inside = join(
        [
            menu(),
            junk(c, 10),
            f'<main><div class="opinion-head"><img src="r.jpg"><h2>{a.author}</h2><h1>{a.title}</h1></div><div class="rich-text">',
            body(a),
            "</div>",
            bio,
            "</main>",
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "op_ed",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="The Ledger",
        published="2031-05-12T18:00:00+02:00",
        section="Opinion",
    )


def big_sidebar(a: Article) -> Page:
    c = chance("big_sidebar")
    head = (
        f"<title>{a.title} - The Torvane Courier</title>"
        + metas({"og:site_name": "The Torvane Courier", "og:title": a.title})
        + linked(
            "NewsArticle",
            a,
            datePublished="2031-02-03T08:20:00+01:00",
            author={"@type": "Person", "name": "Courier staff"},
        )
    )
    side = "".join(
        f'<div class="opinion-item"><h3>{h}</h3><p>{t} {u}</p></div>'
        for h, t, u in zip(
            teaser_titles() * 3,
            ("A letter to the editor about the roof of the theatre, which leaks over the second balcony.",)
            * 9,
            ("It was read in the council and met with silence, then with laughter.",) * 9,
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 10),
            f'<div class="row"><div class="col-8"><h1>{a.title}</h1><span class="date">Monday 3 February 2031</span>',
            body(a),
            f'</div><div class="col-4"><h2>From the opinion pages</h2>{side}</div></div>',
            teasers(c, 6),
            footer(),
        ]
    )
    return page(
        "big_sidebar",
        shell(head, inside),
        a,
        byline="Courier staff",
        publisher="The Torvane Courier",
        published="2031-02-03T08:20:00+01:00",
    )


def div_soup(a: Article) -> Page:
    c = chance("div_soup")
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "Ostmark Netz"})
        + metas({"date": "2031-05-18T23:55:00+02:00"}, "name")
    )
    inside = join(
        [
            '<div class="w"><div class="w2">' + menu("div"),
            junk(c, 8),
            f'<div class="x1"><div class="x2"><div class="t">{a.title}</div><div class="d">18.05.2031 23:55</div><div class="x3">',
            body(a, mark='<div class="l">{}</div>'),
            '</div></div></div><div class="x9">',
            teasers(c, 6),
            "</div></div></div>",
            footer(),
        ]
    )
    return page(
        "div_soup", shell(head, inside), a, publisher="Ostmark Netz", published="2031-05-18T23:55:00+02:00"
    )


def truncated(a: Article) -> Page:
    c = chance("truncated")
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "Port Sella Times"})
        + linked(
            "NewsArticle",
            a,
            datePublished="2031-05-09T09:00:00+02:00",
            author={"name": "Iven Marsh"},
            publisher={"name": "Port Sella Times"},
            articleBody="\n\n".join(a.lines),
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 12),
            f'<div id="app"><h1>{a.title}</h1><p>{a.blocks[0][:140]}…</p><button>Read more</button></div>',
            teasers(c, 6),
            footer(),
        ]
    )
    return page(
        "truncated",
        shell(head, inside),
        a,
        byline="Iven Marsh",
        publisher="Port Sella Times",
        published="2031-05-09T09:00:00+02:00",
    )


def wire_copy(a: Article) -> Page:
    c = chance("wire_copy")
    head = (
        f"<title>{a.title} | Sella Post</title>"
        + metas({"og:title": a.title, "og:site_name": "Sella Post"})
        + linked(
            "NewsArticle",
            a,
            author={"@type": "Organization", "name": "AFP"},
            publisher={"@type": "NewsMediaOrganization", "name": "Sella Post"},
            datePublished="2031-03-19T07:01:00+01:00",
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 12),
            f'<article><h1>{a.title}</h1><div class="byline">AFP</div><div class="body">',
            body(a, {2: '<p class="ad-label">Story continues below advertisement</p>'}),
            "<p>© Agence France-Presse</p></div></article>",
            teasers(c, 5),
            footer(),
        ]
    )
    return page(
        "wire_copy",
        shell(head, inside),
        a,
        byline=None,
        publisher="Sella Post",
        credits=["AFP"],
        published="2031-03-19T07:01:00+01:00",
    )


def aggregated(a: Article) -> Page:
    c = chance("aggregated")
    head = (
        f"<title>{a.title} - NewsPorter</title>"
        + metas(
            {"og:title": a.title, "og:site_name": "NewsPorter", "og:url": "https://newsporter.example/s/8812"}
        )
        + linked(
            "NewsArticle",
            a,
            author={"@type": "Person", "name": a.author},
            provider={"@type": "Organization", "name": "Skarn Online"},
            publisher={"@type": "Organization", "name": "NewsPorter"},
            datePublished="2031-08-16T21:40:00+02:00",
            mainEntityOfPage={"@id": "https://newsporter.example/s/8812"},
        )
    )
    inside = join(
        [
            menu(),
            junk(c, 14),
            f'<div class="caas-wrap"><header><h1>{a.title}</h1><div class="caas-attr"><a href="https://skarn.example">Skarn Online</a></div></header><div class="caas-body">',
            body(a),
            '<p><a href="https://skarn.example/n/ferry">View original on Skarn Online</a></p></div></div>',
            teasers(c, 8),
            footer(),
        ]
    )
    return page(
        "aggregated",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Skarn Online",
        carrier="NewsPorter",
        published="2031-08-16T21:40:00+02:00",
        address="https://newsporter.example/s/8812",
    )


def factbox(a: Article) -> Page:
    c = chance("factbox")
    head = f"<title>{a.title}</title>" + linked(
        "AnalysisNewsArticle",
        a,
        author=[{"name": "Lina Kest"}, {"name": "Orrin Vale"}],
        datePublished="2031-05-19T06:00:00+02:00",
        publisher={"name": "Kestria Today"},
        articleSection=["Politics", "Ostmark"],
    )
    inside = join(
        [
            menu(),
            junk(c, 10),
            f'<article><h1>{a.title}</h1><p class="dek">A third of its seats gone, and still the strongest.</p><div class="article__content">',
            body(a),
            '</div><div class="tags-list"><a>Ostmark</a><a>Vote</a></div></article>',
            teasers(c, 6),
            footer(),
        ]
    )
    return page(
        "factbox",
        shell(head, inside),
        a,
        lines=("A third of its seats gone, and still the strongest.", *a.lines),
        byline="Lina Kest, Orrin Vale",
        publisher="Kestria Today",
        published="2031-05-19T06:00:00+02:00",
        section="Politics",
    )


def hashed_classes(a: Article) -> Page:
    c = chance("hashed_classes")
    head = (
        f"<title>{a.title}</title>"
        + metas(
            {
                "og:title": a.title,
                "og:site_name": "Coastline",
                "article:published_time": "2031-06-03T17:00:00+02:00",
                "article:author": "https://social.example/orvik",
            }
        )
        + linked(
            "NewsArticle", a, author={"@type": "Person", "name": a.author, "url": "https://c.example/orvik"}
        )
    )
    inside = join(
        [
            f'<div class="sc-aXZVg"><div class="sc-gEvEer">{menu("div")}</div><div class="sc-eqUAAy"><h1 class="sc-fqkvVR">{a.title}</h1>',
            junk(c, 16),
            body(
                a,
                {1: '<div class="sc-iGgWBj"><div class="sc-gsFSXq">Advertisement</div></div>'},
                mark='<div class="sc-kAyceB"><p class="sc-imWYAI">{}</p></div>',
            ),
            '</div><div class="sc-dcJsrY">' + teasers(c, 6, css="sc-iGg") + "</div></div>",
            footer(),
        ]
    )
    return page(
        "hashed_classes",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Coastline",
        published="2031-06-03T17:00:00+02:00",
    )


def author_class(a: Article) -> Page:
    c = chance("author_class")
    head = f"<title>{a.title} &#8211; Ambry Mail</title>" + metas(
        {"og:site_name": "Ambry Mail", "sailthru.author": a.author, "sailthru.date": "2031-12-04 17:00:00"},
        "name",
    )
    inside = join(
        [
            menu(),
            junk(c, 8),
            f'<section class="module"><h1>{a.title}</h1><div class="story-byline">By <span class="story-byline__name">{a.author}</span>, court reporter</div><time datetime="2031-12-04T17:00:00+01:00" pubdate>4 December</time><div class="module-text">',
            body(a),
            "</div></section>",
            teasers(c, 5),
            footer(),
        ]
    )
    return page(
        "author_class",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Ambry Mail",
        published="2031-12-04T17:00:00+01:00",
    )
