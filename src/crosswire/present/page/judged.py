"""How statements stand by what people said of them, put beside them on the page.

In: the rendered page, in which `<!--review KIND ID-->` stands where a statement's review may, and the dossier. Out: the
page with a line there for every statement that somebody judged. Texts of reports cannot hold such a comment: they are
escaped.
"""

from __future__ import annotations

import re

from markupsafe import escape

from crosswire.text.reviews import stands
from crosswire.types import Dossier

from .plain import clamp

_REVIEW = re.compile("<!--review ([a-z]+) ([^ ]+)-->")
_LIMIT = 300


def judged(html: str, dossier: Dossier, *, keep: bool) -> str:
    """The page with the judgements in it; `keep` leaves the comments, for a page that takes reviews."""
    told = {j.of: _mark(j.standing, clamp(stands(j), _LIMIT)) for j in dossier.judgements}
    return _REVIEW.sub(lambda m: told.get(m[2], "") + (m[0] if keep else ""), html)


def _mark(standing: str, words: str) -> str:
    return f' <span class="judged {standing} sans" dir="auto">{escape(words)}</span>'
