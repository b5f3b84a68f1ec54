"""Pages by somebody who has not seen the reader: how well it does on sites that nothing in it was made for.

In: nothing. Out: `Page` values. Text and gold were settled before the first measurement; whoever tunes
the reader on them must write others. All outlets, addresses, people and events are invented.

What counts as the article: paragraphs, list items, headings inside the body, block quotes, standfirsts and key
points, rows of tables; of a live blog the posts with their headings; of a gallery the introduction. Not:
pull quotes that repeat the text, correction notes, credits at the end, tables of contents, chapter numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages import (
    blind_blogs,
    blind_forms,
    blind_hosts,
    blind_long,
    blind_official,
    blind_press,
    blind_systems,
    blind_tongues,
)
from evals.pages.modern import Page


def pages() -> Iterator[Page]:
    """All blind pages."""
    for module in (
        blind_press,
        blind_hosts,
        blind_blogs,
        blind_systems,
        blind_forms,
        blind_long,
        blind_official,
        blind_tongues,
    ):
        yield from module.pages()
