"""Pages of older, smaller and foreign sites, and pages with something wrong with them; as `modern`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evals.pages.modern import Page, chance, page
from evals.pages.parts import (
    HEADLINES,
    Article,
    articles,
    body,
    footer,
    join,
    junk,
    linked,
    menu,
    metas,
    shell,
    teasers,
)


def pages() -> Iterator[Page]:
    """All pages of this module."""
    a = articles()
    yield table_layout(a["dam"])
    yield line_breaks(a["fire"])
    yield line_breaks_long(a["strike"])
    yield spanish(a["flood_es"])
    yield russian_1251(a["flood_ru"])
    yield russian_declared_wrong(a["flood_ru"])
    yield arabic(a["flood_ar"])
    yield german_latin(a["strike_de"])
    yield french(a["fire_fr"])
    yield bare(a["brief"])
    yield headings_only_meta(a["health"])
    yield translated(a["court"])
    yield printer(a["budget"])
    yield blogspot(a["opinion"])
    yield forum_like(a["sport"])
    yield agency_site(a["talks"])
    yield frames_of_text(a["science"])
    yield unclosed(a["ferry"])
    yield source_line(a["strike"])
    yield utf16(a["brief"])
    yield front_of_section(a["talks"])
    yield hidden_rest(a["dam"])


def table_layout(a: Article) -> Page:
    c = chance("table_layout")
    links = "<br>".join(
        f'<a href="{i}.htm"><font size="1" face="Verdana">{h}</font></a>'
        for i, h in enumerate(HEADLINES[:14])
    )
    text = body(a, mark='<p><font face="Times New Roman">{}</font></p>')
    html = (
        f'<HTML><HEAD><TITLE>{a.title}</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><IMG SRC=logo.gif ALT="Torvane Online"></TD></TR>'
        f"<TR><TD WIDTH=140 VALIGN=top>{links}</TD><TD VALIGN=top><FONT SIZE=5><B>{a.title}</B></FONT><BR><FONT SIZE=1>Friday, May 9, 2031</FONT><BR>{text}</TD>"
        f"<TD WIDTH=140 VALIGN=top><FONT SIZE=1>{'<br>'.join(HEADLINES[10:18])}</FONT></TD></TR><TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>Copyright 2031 Torvane Online. <A HREF=c.htm>Contact</A></FONT></TD></TR></TABLE></BODY></HTML>"
    )
    c.random()
    return page(
        "table_layout", html, a, encoding="cp1252", published="2031-05-09", publisher="Torvane Online"
    )


def line_breaks(a: Article) -> Page:
    c = chance("line_breaks")
    text = "<br><br>\n".join(a.blocks)
    head = f"<title>{a.title}</title>" + metas({"description": a.blocks[0]}, "name")
    inside = join(
        [
            menu("div"),
            junk(c, 5),
            f'<h2>{a.title}</h2><div id="datum">19.03.2031</div><div id="artikel">{text}</div>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page("line_breaks", shell(head, inside), a, published="2031-03-19")


def line_breaks_long(a: Article) -> Page:
    c = chance("line_breaks_long")
    text = "<br />\n<br />\n&nbsp;&nbsp;&nbsp;".join(b[2:] if b.startswith("> ") else b for b in a.blocks)
    head = f"<title>Lower Sella Gazette: {a.title}</title>"
    inside = join(
        [
            f'<center><img src="head.gif"></center>{menu("div")}<hr><b>{a.title}</b><br><i>by {a.author}, Lower Sella Gazette</i><br><br>{text}<br><br><a href="index.html">Back to the index</a><hr>',
            junk(c, 3),
        ]
    )
    return page("line_breaks_long", shell(head, inside), a, byline=a.author)


def spanish(a: Article) -> Page:
    c = chance("spanish")
    head = (
        f"<title>{a.title} | El Faro de Sella</title>"
        + metas({"og:title": a.title, "og:site_name": "El Faro de Sella", "og:locale": "es_ES"})
        + linked(
            "NewsArticle",
            a,
            author=[{"@type": "Person", "name": a.author}],
            datePublished="2031-05-09T11:20:00+02:00",
            dateModified="2031-05-09T12:00:00+02:00",
            articleSection="Internacional",
        )
    )
    extra = '<div class="despiece"><p>Lea también: <a href="/x">Los once avisos que nadie leyó</a></p></div>'
    inside = join(
        [
            menu(),
            junk(c, 14),
            f'<article class="noticia"><h1>{a.title}</h1><h2 class="entradilla">El ministro admite que una de las compuertas no se abrió</h2><p class="firma">Por {a.author}</p><div class="cuerpo">',
            body(a, {2: extra}),
            '</div></article><div class="mas">',
            teasers(c, 5),
            "</div>",
            footer(),
        ]
    )
    return page(
        "spanish",
        shell(head, inside, lang="es"),
        a,
        lines=("El ministro admite que una de las compuertas no se abrió", *a.lines),
        byline=a.author,
        publisher="El Faro de Sella",
        section="Internacional",
        published="2031-05-09T11:20:00+02:00",
        updated="2031-05-09T12:00:00+02:00",
    )


def russian_1251(a: Article) -> Page:
    c = chance("russian_1251")
    head = f"<title>{a.title} — Вестник Торване</title>" + metas(
        {"og:title": a.title, "og:site_name": "Вестник Торване"}
    )
    inside = join(
        [
            menu("div"),
            junk(c, 5),
            f'<div class="news"><h1>{a.title}</h1><div class="news-date">9 мая 2031, 10:15</div><div class="news-text">',
            body(a),
            '</div><div class="news-source">Источник: Вестник Торване</div></div><div class="other"><p>Читайте также: <a href="/2">Почему сирена опоздала</a></p></div>',
            footer(),
        ]
    )
    html = shell(
        head,
        inside,
        lang="ru",
        charset='<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ).replace("©", "(c)")
    return page(
        "russian_1251", html, a, encoding="cp1251", publisher="Вестник Торване", published="2031-05-09T10:15"
    )


def russian_declared_wrong(a: Article) -> Page:
    c = chance("russian_declared_wrong")
    head = f"<title>{a.title}</title>" + linked(
        "NewsArticle",
        a,
        datePublished="2031-05-09T10:15:00+03:00",
        author={"name": a.author},
        publisher={"name": "Речной край"},
    )
    inside = join(
        [menu("div"), junk(c, 5), f"<article><h1>{a.title}</h1>{body(a)}</article>", teasers(c, 3), footer()]
    )
    html = shell(head, inside, lang="ru-RU", charset='<meta charset="iso-8859-1">')
    return page(
        "russian_declared_wrong",
        html,
        a,
        byline=a.author,
        publisher="Речной край",
        published="2031-05-09T10:15:00+03:00",
    )


def arabic(a: Article) -> Page:
    c = chance("arabic")
    head = (
        f"<title>{a.title} | صدى الساحل</title>"
        + metas({"og:title": a.title, "og:site_name": "صدى الساحل", "og:locale": "ar_AR"})
        + linked("NewsArticle", a, datePublished="2031-05-09T13:00:00+03:00", author={"name": a.author})
    )
    inside = join(
        [
            menu(),
            junk(c, 9),
            f'<article><h1>{a.title}</h1><div class="text">',
            body(
                a,
                {
                    1: '<div class="read-also"><span>اقرأ أيضا</span> <a href="/b">لماذا تأخرت صفارة الإنذار</a></div>'
                },
            ),
            "</div></article>",
            footer(),
        ]
    )
    return page(
        "arabic",
        shell(head, inside, lang="ar", attributes=' dir="rtl"'),
        a,
        byline=a.author,
        publisher="صدى الساحل",
        published="2031-05-09T13:00:00+03:00",
    )


def german_latin(a: Article) -> Page:
    c = chance("german_latin")
    head = f"<title>{a.title} - Küstenbote</title>" + metas(
        {"author": a.author, "date": "2031-10-11T20:15:00+02:00", "DC.publisher": "Küstenbote"}, "name"
    )
    inside = join(
        [
            menu(),
            junk(c, 6),
            f'<div id="content"><h1>{a.title}</h1><p class="autor">Von {a.author}</p>',
            body(a),
            '<p class="anzeige">Anzeige</p></div>',
            teasers(c, 3),
            footer(),
        ]
    )
    html = shell(
        head,
        inside,
        lang="de-AT",
        charset='<meta http-equiv="content-type" content="text/html; charset=ISO-8859-1">',
    )
    return page(
        "german_latin",
        html,
        a,
        encoding="cp1252",
        byline=a.author,
        publisher="Küstenbote",
        published="2031-10-11T20:15:00+02:00",
    )


def french(a: Article) -> Page:
    c = chance("french")
    head = f"<title>{a.title} - La Dépêche d'Ambry</title>" + metas(
        {
            "og:title": a.title,
            "og:site_name": "La Dépêche d'Ambry",
            "article:published_time": "2031-03-19T08:00:00+01:00",
            "article:section": "Société",
        }
    )
    inside = join(
        [
            '<div class="consent"><p>Nous utilisons des cookies pour mesurer l\'audience de nos pages. Vous pouvez les refuser à tout moment.</p></div>',
            menu(),
            junk(c, 12),
            f'<article><p class="surtitre">Ambry</p><h1>{a.title}</h1><p class="chapo">Deux des trois issues de la salle étaient bloquées.</p><p class="signature">Par {a.author} avec AFP</p>',
            body(
                a,
                {
                    2: '<p><strong>Lire aussi :</strong> <a href="/a">Textile : une inspection sur deux</a></p>'
                },
            ),
            "</article>",
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "french",
        shell(head, inside, lang="fr"),
        a,
        lines=("Deux des trois issues de la salle étaient bloquées.", *a.lines),
        byline=a.author,
        publisher="La Dépêche d'Ambry",
        published="2031-03-19T08:00:00+01:00",
        section="Société",
        credits=["AFP"],
    )


def bare(a: Article) -> Page:
    html = f"<html><head><title>{a.title}</title></head><body><h1>{a.title}</h1>{body(a)}</body></html>"
    return page("bare", html, a)


def headings_only_meta(a: Article) -> Page:
    c = chance("headings_only_meta")
    head = f"<title>{a.title}</title>" + metas(
        {
            "citation_title": a.title,
            "cXenseParse:recs:publishtime": "2031-07-07T12:00:00+02:00",
            "cXenseParse:author": a.author,
            "cXenseParse:recs:articleid": "x1",
            "application-name": "Upland Herald",
        },
        "name",
    )
    inside = join(
        [
            menu(),
            junk(c, 8),
            f'<div class="grid"><div class="cell"><h1>{a.title}</h1>',
            body(a),
            "</div></div>",
            teasers(c, 5),
            footer(),
        ]
    )
    return page(
        "headings_only_meta",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Upland Herald",
        published="2031-07-07T12:00:00+02:00",
    )


def translated(a: Article) -> Page:
    c = chance("translated")
    head = (
        f"<title>{a.title}</title>"
        + metas({"og:title": a.title, "og:site_name": "Ambry Mail"})
        + linked("NewsArticle", a, datePublished="2031-12-04T17:00:00+01:00", author={"name": a.author})
    )
    wrapped = body(
        a,
        mark='<p><font style="vertical-align: inherit;"><font style="vertical-align: inherit;">{}</font></font></p>',
    )
    inside = join([menu(), junk(c, 8), f"<article><h1>{a.title}</h1>{wrapped}</article>", footer()])
    return page(
        "translated",
        shell(head, inside, attributes=' class="translated-ltr"'),
        a,
        byline=a.author,
        publisher="Ambry Mail",
        published="2031-12-04T17:00:00+01:00",
        translated=True,
    )


def printer(a: Article) -> Page:
    html = f'<html lang=en><head><title>Print: {a.title}</title><meta name=robots content=noindex></head><body onload="window.print()"><p>Kestria Today</p><h1>{a.title}</h1><p>By {a.author}<br>5 December 2031</p><hr>{body(a)}<hr><p>Printed from https://today.example/budget?print=1</p></body></html>'
    return page("printer", html, a, byline=a.author, published="2031-12-05")


def blogspot(a: Article) -> Page:
    c = chance("blogspot")
    head = (
        f"<title>The Drawer: {a.title}</title><link href='https://thedrawer.example/2031/05/bill.html' rel='canonical'/>"
        + metas({"og:title": a.title, "og:url": "https://thedrawer.example/2031/05/bill.html"})
    )
    inside = join(
        [
            '<div class="content-outer"><h1 class="title">The Drawer</h1>',
            junk(c, 4),
            f'<div class="post hentry uncustomized-post-template" itemprop="blogPost"><h3 class="post-title entry-title" itemprop="name">{a.title}</h3><div class="post-body entry-content" itemprop="description articleBody">',
            "<div><br /></div>".join(f"<div>{escape(b, quote=False)}</div>" for b in a.blocks),
            f'</div><div class="post-footer">Posted by <span class="fn" itemprop="author"><span itemprop="name">{a.author}</span></span> at <abbr class="published" itemprop="datePublished" title="2031-05-12T18:00:00+02:00">6:00 PM</abbr></div></div>',
            '<div class="comments"><h4>1 comment:</h4><p>Thank you for the roof. I was there too, and I clapped as well, God forgive us.</p></div><div class="sidebar">Blog archive 2031 (14) 2030 (51)</div></div>',
        ]
    )
    return page(
        "blogspot",
        shell(head, inside),
        a,
        byline=a.author,
        published="2031-05-12T18:00:00+02:00",
        address="https://thedrawer.example/2031/05/bill.html",
    )


def forum_like(a: Article) -> Page:
    c = chance("forum_like")
    head = f"<title>{a.title} : Rovers fan news</title>"
    inside = join(
        [
            menu(),
            junk(c, 6),
            f'<section class="article"><h1>{a.title}</h1><div class="info">by {a.author} · 25 May 2031</div>',
            body(a),
            '</section><section class="reactions">'
            + "".join(
                f"<blockquote><p>{t}</p></blockquote>"
                for t in (
                    "Nineteen years! I was in the stand with my father then and with my son now.",
                    "That corner was a corner. I saw it. My neighbour saw it, and he supports Port Sella.",
                )
            )
            + "</section>",
            footer(),
        ]
    )
    return page("forum_like", shell(head, inside), a, byline=a.author, published="2031-05-25")


def agency_site(a: Article) -> Page:
    c = chance("agency_site")
    head = f"<title>{a.title} - KNB</title>" + linked(
        "NewsArticle",
        a,
        author={"@type": "Person", "name": "Reuters Staff"},
        publisher={"name": "Kestria Business"},
        datePublished="2031-06-03T14:58:00Z",
        dateModified="2031-06-03T15:30:00Z",
        url="https://kb.example/talks",
    )
    inside = join(
        [
            menu(),
            junk(c, 9),
            f'<div data-testid="article"><h1 data-testid="Heading">{a.title}</h1><div data-testid="authors">By Reuters Staff</div><div data-testid="body">',
            body(a, mark='<p data-testid="paragraph-0" class="text__text__1FZLe">{}</p>'),
            '<p>Reporting by Daan Orvik; Editing by Pella Munk</p><p>Our Standards: <a href="/p">The Principles</a></p></div></div>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "agency_site",
        shell(head, inside),
        a,
        byline=None,
        publisher="Kestria Business",
        credits=["Reuters"],
        published="2031-06-03T14:58:00Z",
        updated="2031-06-03T15:30:00Z",
        address="https://kb.example/talks",
    )


def frames_of_text(a: Article) -> Page:
    c = chance("frames_of_text")
    half = len(a.blocks) // 2
    first, second = (
        body(Article(key=a.key, title=a.title, section="", author="", language="en", blocks=b))
        for b in (a.blocks[:half], a.blocks[half:])
    )
    head = f"<title>{a.title}</title>" + metas({"og:title": a.title, "og:site_name": "Upland Herald"})
    inside = join(
        [
            menu(),
            junk(c, 10),
            f'<div class="page"><h1>{a.title}</h1><div class="text-block">{first}</div><div class="teaser-strip">{teasers(c, 3)}</div><div class="text-block">{second}</div></div>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page("frames_of_text", shell(head, inside), a, publisher="Upland Herald")


def unclosed(a: Article) -> Page:
    c = chance("unclosed")
    head = f"<title>{a.title}<meta name=x>" + '<meta property="og:title" content="' + a.title + '">'
    html = (
        f"<!doctype html><html lang=en><head>{head}</title></head><body>{menu()}<div class=main><h1>{a.title}</h2><div class=text><p>"
        + "\n<p>".join(f"<span>{b}" for b in a.blocks)
        + f"</div><ul>{teasers(c, 4, tag='li')}</div></table></body>{footer()}"
    )
    return page("unclosed", html, a)


def source_line(a: Article) -> Page:
    c = chance("source_line")
    head = f"<title>{a.title} | Grain Desk</title>" + metas(
        {
            "og:title": a.title,
            "og:site_name": "Grain Desk",
            "article:published_time": "2031-10-12T06:00:00+02:00",
        }
    )
    inside = join(
        [
            menu(),
            junk(c, 7),
            f'<div class="post"><h1>{a.title}</h1><p class="source">Source: Sella Post</p><div class="entry">',
            body(a),
            "</div></div>",
            teasers(c, 5),
            footer(),
        ]
    )
    return page(
        "source_line",
        shell(head, inside),
        a,
        publisher="Sella Post",
        carrier="Grain Desk",
        published="2031-10-12T06:00:00+02:00",
    )


def utf16(a: Article) -> Page:
    head = f"<title>{a.title}</title>" + metas({"og:site_name": "Ambry Mail"})
    html = shell(head, f"<article><h1>{a.title}</h1>{body(a)}</article>", charset='<meta charset="utf-8">')
    return page("utf16", html, a, encoding="utf-16", publisher="Ambry Mail")


def front_of_section(a: Article) -> Page:
    """The article below a strip of leads of others that are longer than it."""
    c = chance("front_of_section")
    leads = "".join(
        f'<div class="lead"><h2><a href="/l">{h}</a></h2><p>{t} The commission meets again on Monday, and nobody expects it to be short.</p></div>'
        for h, t in zip(
            HEADLINES[5:13], ("Eight parties want to speak first, and the rules allow for two of them.",) * 8
        )
    )
    head = (
        f"<title>{a.title}</title>"
        + linked(
            "NewsArticle",
            a,
            author=[a.author],
            datePublished="2031-06-03T17:00:00+02:00",
            publisher={"name": "Kestria Today"},
        )
        + '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"position":1,"item":{"name":"Home"}},{"position":2,"item":{"name":"Politics"}}]}</script>'
    )
    inside = join(
        [
            menu(),
            junk(c, 8),
            f'<section class="strip">{leads}</section><main id="main"><h1>{a.title}</h1>',
            body(a),
            "</main>",
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "front_of_section",
        shell(head, inside),
        a,
        byline=a.author,
        publisher="Kestria Today",
        section="Politics",
        published="2031-06-03T17:00:00+02:00",
    )


def hidden_rest(a: Article) -> Page:
    """The second half stands in a hidden block that a button opens."""
    c = chance("hidden_rest")
    half = 4
    parts = [
        body(Article(key=a.key, title=a.title, section="", author="", language="en", blocks=b))
        for b in (a.blocks[:half], a.blocks[half:])
    ]
    head = f"<title>{a.title}</title>" + metas(
        {
            "og:title": a.title,
            "og:site_name": "Torvane Wire",
            "article:published_time": "2031-05-09T08:00:00+02:00",
        }
    )
    inside = join(
        [
            menu(),
            junk(c, 8),
            f'<article><h1>{a.title}</h1><div class="intro">{parts[0]}</div><button>Show more</button><div class="rest is-hidden" style="display:none">{parts[1]}</div></article>',
            teasers(c, 4),
            footer(),
        ]
    )
    return page(
        "hidden_rest", shell(head, inside), a, publisher="Torvane Wire", published="2031-05-09T08:00:00+02:00"
    )
