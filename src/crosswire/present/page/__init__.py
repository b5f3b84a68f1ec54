"""The dossier as one self-contained page, for people: no network, no server, readable without script.

In: a `Dossier`. Out: an HTML document as text (`to_html`), or the same inside a sandboxed frame for a
notebook's output cell (`to_notebook`). The same dossier gives the same bytes. Everything that comes
from a report is escaped; nothing that a report says becomes an id, a script or a request.
"""

from __future__ import annotations

from markupsafe import Markup

from crosswire.types import Dossier

from .edition import edition
from .render import render


def to_html(dossier: Dossier) -> str:
    """The dossier as one HTML document that needs nothing beside itself."""
    return render(edition(dossier))


def to_notebook(dossier: Dossier) -> str:
    """The page in a sandboxed frame: it can run its own script, and reach nothing of the notebook."""
    return str(
        Markup(
            '<iframe title="crosswire dossier" sandbox="allow-scripts allow-popups" '
            'style="width:100%;height:46rem;border:1px solid #d5d6d2" srcdoc="{}"></iframe>'
        ).format(to_html(dossier))
    )
