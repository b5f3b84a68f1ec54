"""The words that statements rest on, as marks in a report's text.

In: the spans that the sections cite, each with the statement citing it. Out: for a stretch of text, a
run of tokens (open a mark, text, close) that is properly nested however the spans overlap: where two
cross, the later one is closed and opened again. A span's id stands on its first piece only; the pieces
after it say which id they continue, so that script can light all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from crosswire.types import Span

# Ranks by section, so that links back stand in the page's order; a mark on which only places or names rest is quiet.
TALLIES, PARTINGS, EVENTS, QUOTATIONS, PLACES, NAMES = 10_000, 20_000, 30_000, 40_000, 50_000, 60_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Statement:
    """A statement of the page that rests on words: its id and the name that the margin gives it."""

    rank: int
    id: str
    label: str


@dataclass(slots=True)
class Register:
    """Gathers, while a page is made, which words are cited and by which statements."""

    cited: dict[str, dict[tuple[int, int], set[Statement]]] = field(default_factory=dict)

    def add(self, span: Span, statement: Statement) -> None:
        """Notes that a statement rests on a span."""
        self.cited.setdefault(span.report, {}).setdefault((span.start, span.end), set()).add(statement)

    def spans(self, report: str) -> tuple[tuple[int, int], ...]:
        """The cited stretches of a report: by start, the longer first."""
        return tuple(sorted(self.cited.get(report, {}), key=lambda s: (s[0], -s[1])))

    def statements(self, report: str, spans: Iterable[tuple[int, int]]) -> tuple[Statement, ...]:
        """The statements that rest on any of `spans`, in the page's order."""
        cited = self.cited.get(report, {})
        return tuple(sorted({s for span in spans for s in cited.get(span, ())}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of marked text: kind "open" (with `id`, or `of` where it continues), "text" or "close"."""

    kind: str
    text: str = ""
    id: str | None = None
    of: str | None = None
    quiet: bool = False


def marked(
    text: str,
    start: int,
    end: int,
    spans: Iterable[tuple[int, int]],
    *,
    prefix: str,
    quiet: Container[tuple[int, int]] = (),
) -> tuple[Token, ...]:
    """The tokens of `text[start:end]` with `spans` marked; ids are `prefix`-start-end; `quiet` marks
    are to be drawn lightly.

    >>> [t.kind + t.text for t in marked("abcd", 0, 4, [(0, 3), (2, 4)], prefix="w1")]
    ['open', 'textab', 'open', 'textc', 'close', 'close', 'open', 'textd', 'close']
    """
    inside = [(a, b) for a, b in spans if (a < end and start < b) or (a == b and start <= a < end)]
    inside.sort(key=lambda s: (s[0], -s[1]))
    edges = sorted({start, end, *(min(max(x, start), end) for s in inside for x in s)})
    tokens: list[Token] = []
    stack: list[tuple[int, int]] = []
    begun: set[tuple[int, int]] = set()
    waiting = 0
    active: list[tuple[int, int]] = []
    for left, right in itertools.pairwise(edges):
        while waiting < len(inside) and inside[waiting][0] <= left:
            active.append(inside[waiting])
            waiting += 1
        active = [s for s in active if s[1] > left or (s[0] == s[1] == left)]
        wanted = [(s, f"{prefix}-{s[0]}-{s[1]}", s in quiet) for s in active]
        stack = _restack(tokens, stack, wanted, begun, start)
        tokens.append(Token(kind="text", text=text[left:right]))
    tokens.extend(Token(kind="close") for _ in stack)
    return tuple(tokens)


def _restack(
    tokens: list[Token],
    stack: list[tuple[int, int]],
    wanted: list[tuple[tuple[int, int], str, bool]],
    begun: set[tuple[int, int]],
    start: int,
) -> list[tuple[int, int]]:
    """Closes what is no longer wanted (and what lies on it), opens what is; gives the new stack."""
    kept = 0
    while kept < len(stack) and kept < len(wanted) and stack[kept] == wanted[kept][0]:
        kept += 1
    tokens.extend(Token(kind="close") for _ in stack[kept:])
    for span, id, quiet in wanted[kept:]:
        fresh = span not in begun and span[0] >= start
        tokens.append(Token(kind="open", id=id if fresh else None, of=None if fresh else id, quiet=quiet))
        begun.add(span)
    return [span for span, _, _ in wanted]
