"""The sections put into the templates, autoescape always on, and the finished page with its policy.

In: an edition. Out: one HTML document that asks nothing of a network: style and script stand inside,
the script named in the Content-Security-Policy by its digest, so that no other can run.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import (
    brief,
    method,
    names,
    partings,
    places,
    quotations,
    reports_text,
    stemma,
    tallies,
    timeline,
    title,
)
from .descent import descents
from .edition import Edition, Witness
from .judged import judged
from .numbers import small
from .plain import clamp, finalize, fitted

_SECTIONS = (
    ("brief", "In brief"),
    ("tallies", "The tallies"),
    ("parts", "Where accounts part"),
    ("time", "Timeline"),
    ("said", "What was said"),
    ("places", "Places"),
    ("names", "People and organisations"),
    ("descent", "How the reports descend"),
    ("reports", "The reports in full"),
    ("method", "Method and problems"),
)


@cache
def environment() -> Environment:
    """The template environment: everything is escaped, every string is made harmless, undefined is an error."""
    made = Environment(
        loader=PackageLoader("crosswire.present.page", "templates"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clamp"] = clamp
    made.filters["fitted"] = fitted
    made.filters["small"] = small
    return made


@cache
def asset(name: str) -> str:
    """A file of our own that stands beside this module: the style or the script."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def script_digest() -> str:
    """The script's digest as a Content-Security-Policy names it."""
    return "sha256-" + b64encode(sha256(asset("page.js").encode("utf-8")).digest()).decode("ascii")


def render(book: Edition) -> str:
    """The page of an edition."""
    shown = _shown(book)
    page = environment().get_template("page.html.j2")
    whole = page.render(
        shown,
        within=False,
        style=Markup(asset("page.css")),
        script=Markup(asset("page.js")),
        digest=script_digest(),
    )
    # The self-contained page has nobody to send a review to.
    return judged(whole, book.dossier, keep=False)


def render_body(book: Edition) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands inside a page of somebody else's: the HTML, with a comment where each statement's review may stand, and
    the contents, as ids and names. Style and script are the page's, to be served beside it."""
    shown = _shown(book)
    text = environment().get_template("body.html.j2").render(shown, within=True)
    return judged(text, book.dossier, keep=True), shown["contents"]


def _shown(book: Edition) -> dict[str, Any]:
    """What the templates show. The reports come last: by then every section has cited its words."""
    time = timeline.timeline(book)
    where = places.places(
        book, [(e.event, e.id) for e in (*time.entries, *time.folded, *time.announced, *time.background)]
    )
    sections: dict[str, object] = {
        "brief": brief.sentences(book),
        "tallies": tallies.tallies(book),
        "parts": partings.partings(book),
        "time": time,
        "said": quotations.quotations(book),
        "places": where,
        "names": names.names(book),
        "descent": stemma.stemma(book),
    }
    sections["reports"] = reports_text.articles(book, descents(book)) if book.texts else ()
    sections["method"] = method.method(book)
    contents = tuple((id, name) for id, name in _SECTIONS if not _empty(sections[id]))
    return sections | {
        "title": title.title(book),
        "texts": book.texts,
        "contents": contents,
        "numbers": {id: n for n, (id, _) in enumerate(contents, start=1)},
        "originals": book.originals.all,
        "at": places.links(where),
        "origin_names": _origin_names(book.witnesses),
    }


def _empty(section: object) -> bool:
    if isinstance(section, tuple):
        return not section
    if isinstance(section, stemma.Stemma | method.Method):
        return False
    return not any(getattr(section, field) for field in getattr(section, "__slots__", ()))


def _origin_names(witnesses: tuple[Witness, ...]) -> dict[str, str]:
    return {w.siglum: w.name for w in witnesses}
