"""Single documents: plain texts in several encodings, pages, PDF and Word files.

In: an `Article`. Out: the bytes of a file of that article. HTML 5 with schema.org's NewsArticle or the Open
Graph protocol; PDF 1.4 by reportlab; Office Open XML by python-docx.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from datetime import datetime

import docx
from reportlab.lib.pagesizes import A5  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

from tests.corpus.articles import Article

# The day that a file states as its own making, where the format demands one.
MADE = (2031, 12, 1, 0, 0, 0)


def plain(article: Article, encoding: str = "utf-8", ends: str = "\n") -> bytes:
    """The text alone, the title as its first line."""
    return article.text.replace("\n", ends).encode(encoding)


def linked_data(article: Article) -> str:
    """The statements of a page about itself, as schema.org's NewsArticle in JSON-LD."""
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "author": [{"@type": "Person", "name": article.byline}],
            "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher},
            "datePublished": article.published,
            "dateModified": article.updated,
            "articleSection": article.section,
            "inLanguage": article.language,
            "mainEntityOfPage": {"@type": "WebPage", "@id": article.address},
        },
        ensure_ascii=False,
    )


def open_graph(article: Article) -> str:
    """The statements of a page about itself, as Open Graph and article tags."""
    stated = {
        "og:type": "article",
        "og:title": article.title,
        "og:site_name": article.publisher,
        "og:url": article.address,
        "og:locale": article.language,
        "article:published_time": article.published,
        "article:modified_time": article.updated,
        "article:section": article.section,
        "article:author": article.byline,
    }
    tags = "\n".join(f'<meta property="{k}" content="{html.escape(v)}">' for k, v in stated.items())
    return f'{tags}\n<meta name="author" content="{html.escape(article.byline)}">'


def paragraphs(article: Article) -> str:
    """The body as HTML paragraphs."""
    return "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in article.paragraphs)


def page(article: Article, *, statements: str = "ld", encoding: str = "utf-8", declared: str = "") -> bytes:
    """A page with a menu, the article and a footer, which says of itself what `statements` ("ld" or "og")
    allow, in `encoding` but with a `declared` one."""
    head = (
        f'<script type="application/ld+json">{linked_data(article)}</script>'
        if statements == "ld"
        else open_graph(article)
    )
    text = f"""<!DOCTYPE html>
<html lang="{article.language}">
<head>
<meta charset="{declared or encoding}">
<title>{html.escape(article.title)} | {html.escape(article.publisher)}</title>
<link rel="canonical" href="{html.escape(article.address)}">
{head}
<style>p {{ margin: 1em }}</style>
</head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article>
<h1>{html.escape(article.title, quote=False)}</h1>
{paragraphs(article)}
</article></main>
<footer><p><a href="/contact">Contact</a> <a href="/terms">Terms</a></p></footer>
<script>window.seen = "{article.key}";</script>
</body>
</html>
"""
    return text.encode(encoding, "xmlcharrefreplace")


def pdf(article: Article, *, password: str = "") -> bytes:
    """Pages of one column, with words hyphenated by nobody; title and author in its metadata. The font, the
    one that comes with reportlab, has the letters of western Europe."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    head = ParagraphStyle("head", fontName="Vera", fontSize=15, leading=19, spaceAfter=12)
    body = ParagraphStyle("body", fontName="Vera", fontSize=10, leading=13, spaceAfter=9)
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A5,
        title=article.title,
        author=article.byline,
        invariant=1,
        encrypt=password or None,
    )
    story = [Paragraph(html.escape(article.title, quote=False), head)]
    story += [Paragraph(html.escape(p, quote=False), body) for p in article.paragraphs]
    document.build(story)
    return out.getvalue()


def drawing() -> bytes:
    """A PDF that holds a drawing and no letter, as a scan does."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=1)
    canvas.rect(40, 40, 200, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(article: Article, *, styled: bool = True, bold: bool = False) -> bytes:
    """A Word file: the title in the style "Title" (or as a heading), and in its properties; `bold` has half of
    each paragraph in bold letters."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = article.title, article.byline
    properties.language, properties.category = article.language, article.section
    properties.created = datetime.fromisoformat(article.published)
    properties.modified = datetime.fromisoformat(article.updated)
    if styled:
        document.add_paragraph(article.title, style="Title")
    else:
        document.add_heading(article.title, level=1)
    for paragraph in article.paragraphs:
        added = document.add_paragraph()
        middle = len(paragraph) // 2
        added.add_run(paragraph[:middle]).bold = bold
        added.add_run(paragraph[middle:])
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def fixed_zip(data: bytes, *, replaced: dict[str, bytes] | None = None, without: str = "") -> bytes:
    """A ZIP with the day of its making taken out, entries `replaced` by name, and one left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != without:
                info = zipfile.ZipInfo(name, MADE)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, (replaced or {}).get(name, old.read(name)))
    return out.getvalue()
