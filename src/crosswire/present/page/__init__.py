"""The dossier as one self-contained page, for people: no network, no server, readable without script.

In: a `Dossier`. Out: an HTML document as text (`to_html`), or the same inside a sandboxed frame for a
notebook's output cell (`to_notebook`). The same dossier gives the same bytes. Everything that comes
from a report is escaped; nothing that a report says becomes an id, a script or a request.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from crosswire.types import Dossier

from .edition import edition
from .render import asset, render, render_body

STYLE, SCRIPT = "page.css", "page.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A dossier's page without the shell: `html`, and `contents` as pairs of a section's id and its name."""

    html: str
    contents: tuple[tuple[str, str], ...]


def to_body(dossier: Dossier) -> Body:
    """The sections of the page, to stand inside a page of a server's. They ask for the style and the script that `style`
    and `script` give, have no style or script of their own, and every statement names itself: `data-kind`, `data-id`,
    and a comment `<!--review KIND ID-->` where its review may stand."""
    html, contents = render_body(edition(dossier))
    return Body(html=html, contents=contents)


def style() -> str:
    """The page's style sheet."""
    return asset(STYLE)


def script() -> str:
    """The page's script."""
    return asset(SCRIPT)


def to_html(dossier: Dossier, *, with_text: bool = True) -> str:
    """The dossier as one HTML document that needs nothing beside itself; without the reports' texts only the words that
    statements rest on are in it, and citations lead nowhere."""
    return render(edition(dossier, texts=with_text))


def to_notebook(dossier: Dossier) -> str:
    """The page in a sandboxed frame: it can run its own script, and reach nothing of the notebook."""
    return str(
        Markup(
            '<iframe title="crosswire dossier" sandbox="allow-scripts allow-popups" '
            'style="width:100%;height:46rem;border:1px solid #d5d6d2" srcdoc="{}"></iframe>'
        ).format(to_html(dossier))
    )
