"""Pages written after the reader was tuned, with none of the parts that the others share; as `modern`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from evals.pages.modern import Page, page
from evals.pages.parts import Article, articles, body, linked, metas, shell

COOKIES = "We use small files to remember your choices and to measure how our pages are read. You may refuse, and the pages work as before."
OTHERS = (
    (
        "Harbour lights go out for the third night",
        "Fishermen say they navigate by the chapel bell, as their grandfathers did.",
    ),
    (
        "School bus route changed after petition",
        "Two hundred parents signed, and the council answered within a day.",
    ),
    (
        "The baker of Ymer landing retires",
        "She sold her first loaf for four coppers, and remembers who bought it.",
    ),
    ("Bridge toll to fall in autumn", "Lorries pay less from September, cars from the new year."),
)
TALK = (
    "I have lived in the lower town for sixty years and nobody ever asked me what I thought about the dam, so here it is for free.",
    "My uncle worked the gates. He always said that the second one was only there so that the first one did not feel alone.",
    "Could the moderators please remove the comment above? It has nothing to do with the article and repeats a rumour from the market.",
)


def pages() -> Iterator[Page]:
    """All pages of this module."""
    a = articles()
    for made in (
        list_of_others(a["dam"]), custom_elements(a["court"]), key_points(a["budget"]), live_without_statements(a["live"]),
        bio_first(a["opinion"]), interview(), wiki(a["ferry"]), press_release(), cookie_first(a["health"]),
        print_copy(a["fire"]), chunks(a["long"]), long_talk(a["strike"]), capitals_markup(a["sport"]), two_columns(a["talks"]),
    ):  # fmt: skip
        yield replace(made, late=True)


def _li() -> str:
    return "".join(
        f'<li><a href="/n/{i}">{h}</a> <span>{t}</span></li>' for i, (h, t) in enumerate(OTHERS * 3)
    )


def list_of_others(a: Article) -> Page:
    html = f"<header><p>Wednesday's weather: rain until noon, then less rain.</p></header><div id=wrap><h1>{a.title}</h1><p><small>{a.author} — 9.5.2031</small></p>{body(a)}<h4>Also today</h4><ul>{_li()}</ul></div>"
    return page(
        "list_of_others", shell(f"<title>{a.title}</title>", html), a, byline=a.author, published="2031-05-09"
    )


def custom_elements(a: Article) -> Page:
    text = "".join(
        f"<story-block><text-par>{escape(b, quote=False)}</text-par></story-block>" for b in a.blocks
    )
    head = f"<title>{a.title} — Mail</title>" + linked(
        "NewsArticle", a, author={"name": a.author}, datePublished="2031-12-04"
    )
    html = f"<app-root><top-bar><a href=/>Mail</a><a href=/w>World</a></top-bar><story-page><h1>{a.title}</h1>{text}</story-page><more-stories>{''.join(f'<story-card><a href=/x><b>{h}</b></a><text-par>{t}</text-par></story-card>' for h, t in OTHERS)}</more-stories></app-root>"
    return page(
        "custom_elements", shell(head, html), a, byline=a.author, published="2031-12-04", publisher="Mail"
    )


def key_points(a: Article) -> Page:
    points = (
        "Budget passed by two votes",
        "260 million crowns for old dams",
        "Upper house votes on 11 December",
    )
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "The Clarion"})
        + metas({"author": a.author}, "name")
    )
    html = f"<div class=top><a href=/>The Clarion</a></div><main><h1>{a.title}</h1><ul class=keypoints>{''.join(f'<li>{p}</li>' for p in points)}</ul><div class=copy>{body(a)}</div></main><section class=further>{''.join(f'<a href=/f><h3>{h}</h3><p>{t}</p></a>' for h, t in OTHERS)}</section>"
    return page(
        "key_points",
        shell(head, html),
        a,
        lines=(*points, *a.lines),
        byline=a.author,
        publisher="The Clarion",
    )


def live_without_statements(a: Article) -> Page:
    entries = "".join(
        f"<h3>{b[2:]}</h3><p><time>{12 - i}:05</time></p>" if b[:2] == "# " else f"<p>{b}</p>"
        for i, b in enumerate(a.blocks)
    )
    html = f"<h1>{a.title}</h1><p>This page is refreshed every minute. <a href=''>Refresh now</a></p><div>{entries}</div><p><a href=/older>Older entries</a></p>"
    return page("live_without_statements", shell(f"<title>{a.title} / Sella Radio</title>", html), a)


def bio_first(a: Article) -> Page:
    bio = f"<div class=profile><img src=s.jpg><p>{a.author} writes about money and memory. She lives in Ambry with a dog that is older than the ministry of waters, and is at work on a second novel.</p></div>"
    head = f"<title>{a.title}</title>" + linked(
        "OpinionNewsArticle",
        a,
        author=[{"@type": "Person", "name": a.author}],
        datePublished="2031-05-12T18:00:00+02:00",
        publisher={"name": "Quarterly"},
    )
    html = f"<div><h1>{a.title}</h1>{bio}<div class=words>{body(a)}</div></div>"
    return page(
        "bio_first",
        shell(head, html),
        a,
        byline=a.author,
        publisher="Quarterly",
        published="2031-05-12T18:00:00+02:00",
    )


def interview() -> Page:
    title = "“I should like to see the pin”: an engineer on the Hallin dam"
    talk = (
        (
            "Professor Anders, was the gate open?",
            "A motor can run and a gate can stand still. The instruments tell you about the motor, and that is all they tell you.",
        ),
        (
            "Who ought to have known?",
            "Anybody who read the table. There is a column in it, and the numbers grow from year to year.",
        ),
        ("Did you read it?", "In 2014. I wrote to the ministry, and got a very friendly answer."),
        ("What would you do now?", "Look at the other thirty-seven."),
    )
    lines = [line for pair in talk for line in pair]
    a = Article(key="i", title=title, section="", author="Nadia Porrel", language="en", blocks=tuple(lines))
    html = (
        f"<article><h1>{title}</h1><p>Interview: {a.author}</p>"
        + "".join(f"<p><strong>{q}</strong></p><p>{r}</p>" for q, r in talk)
        + "</article><p>More interviews: <a href=/a>the baker</a>, <a href=/b>the bell-ringer</a></p>"
    )
    return page("interview", shell(f"<title>{escape(title)}</title>", html), a)


def wiki(a: Article) -> Page:
    box = "<table class=infobox><tr><th>Ship</th><td>Queen Adela</td></tr><tr><th>Built</th><td>1990</td></tr></table>"
    half = len(a.blocks) // 2
    text = (
        "".join(f"<p>{b}<sup>[{i}]</sup></p>" for i, b in enumerate(a.blocks[:half]))
        + '<h2>Rescue<span class="mw-editsection">[<a href=/e>edit</a>]</span></h2>'
        + "".join(f"<p>{b}</p>" for b in a.blocks[half:])
    )
    html = f"<div id=mw-head><a href=/m>Main page</a><a href=/r>Random</a></div><h1 id=firstHeading>{a.title}</h1><div class=mw-parser-output>{box}{text}<h2>Sources</h2><ul><li><a href=/s>Coast guard log</a>, 16 August 2031</li></ul></div><div id=catlinks><a href=/c>Shipping</a></div>"
    lines = (
        "Ship Queen Adela",
        "Built 1990",
        *a.lines[:half],
        "Rescue",
        *a.lines[half:],
        "Sources",
        "Coast guard log, 16 August 2031",
    )
    return page("wiki", shell(f"<title>{a.title} - Freenews</title>", html), a, lines=lines)


def press_release() -> Page:
    lines = ("The Kestrian Farmers' League today called on the ministry of waters to begin work on a second reservoir above Lake Ymer before the end of the year.",
             "“A quarter of our August water comes off a glacier that is going,” said the League's president, Ottilie Brask. “We cannot irrigate with studies.”",
             "The League represents 14,200 farms in the valley and the upland.")  # fmt: skip
    a = Article(
        key="p",
        title="Farmers' League calls for second reservoir",
        section="",
        author="",
        language="en",
        blocks=lines,
    )
    html = f"<div class=release><p>FOR IMMEDIATE RELEASE</p><h1>{a.title}</h1><p>Ambry, 9 September 2031</p>{body(a)}<p>###</p><p>Contact: press office, telephone 0410 22 17</p></div>"
    return page("press_release", shell(f"<title>{a.title} | KFL</title>", html), a, published="2031-09-09")


def cookie_first(a: Article) -> Page:
    head = f"<title>{a.title}</title>" + metas({"og:title": a.title})
    html = f"<div class=c1><p>{COOKIES}</p><a href=#>Yes</a> <a href=#>No</a></div><div class=c2><div class=c3><h1>{a.title}</h1>{body(a, mark='<p class=c4>{}</p>')}</div></div><div class=c5><p>{COOKIES}</p></div>"
    return page("cookie_first", shell(head, html), a)


def print_copy(a: Article) -> Page:
    head = f"<title>{a.title}</title>" + linked(
        "NewsArticle",
        a,
        datePublished="2031-03-19T06:30:00Z",
        author={"name": a.author},
        publisher={"name": "Ambry Mail"},
    )
    html = f"<article><h1>{a.title}</h1><div class=screen>{body(a)}</div><div class=forprint style='display: none'><h1>{a.title}</h1>{body(a)}<p>Printed from Ambry Mail</p></div></article>"
    return page(
        "print_copy",
        shell(head, html),
        a,
        byline=a.author,
        publisher="Ambry Mail",
        published="2031-03-19T06:30:00Z",
    )


def chunks(a: Article) -> Page:
    parts = "".join(
        f'<section data-chunk="{i}">{body(replace(a, blocks=(b,)))}</section>'
        + (
            "<div data-slot=mpu>Continues after this message<br>Buy two lamps, get one free at Holm's in Ambry.</div>"
            if i % 5 == 2
            else ""
        )
        for i, b in enumerate(a.blocks)
    )
    head = f"<title>{a.title}</title>" + linked(
        "NewsArticle", a, datePublished="2031-06-14T06:00:00+02:00", author=a.author
    )
    return page(
        "chunks",
        shell(head, f"<div><h1>{a.title}</h1>{parts}</div>"),
        a,
        byline=a.author,
        published="2031-06-14T06:00:00+02:00",
    )


def long_talk(a: Article) -> Page:
    said = "".join(f"<div class=msg><h5>guest{i}</h5><p>{t}</p></div>" for i, t in enumerate(TALK * 5))
    html = f"<div class=page><h1>{a.title}</h1><div class=said-by>{a.author}</div>{body(a)}<h2>What readers say</h2>{said}</div>"
    return page(
        "long_talk",
        shell(f"<title>{a.title}</title>" + metas({"author": a.author}, "name"), html),
        a,
        byline=a.author,
    )


def capitals_markup(a: Article) -> Page:
    text = "\n".join(f"<P ALIGN=JUSTIFY><FONT FACE=Arial SIZE=2>{b}</FONT>" for b in a.blocks)
    html = f"<HTML><HEAD><TITLE>Rovers Online -- {a.title}</TITLE></HEAD><BODY><CENTER><A HREF=n.htm>News</A> | <A HREF=t.htm>Table</A></CENTER><H3>{a.title}</H3>{text}<P><FONT SIZE=1>Webmaster: <A HREF=mailto:w@rovers.example>write to us</A></FONT></BODY></HTML>"
    return page("capitals_markup", html, a, language="en")


def two_columns(a: Article) -> Page:
    left = "".join(f"<p><b>{h}.</b> {t} {t}</p>" for h, t in OTHERS * 2)
    html = f"<table><tr><td class=l>{left}</td><td class=r><h2>{a.title}</h2>{body(a)}</td></tr></table>"
    return page("two_columns", shell(f"<title>{a.title}</title>", html), a)
