"""Where the words of a review stand in reports as they are read now.

In: reports and the `Words` of targets. Out: stretches of text, or none. After W3C's Web Annotation selectors: the report
is that of the same bytes; words that stand at their offsets with their surroundings are they; else the same words are
looked for, and what stands around them decides between several. Spaces may differ, letters may not: a
stretch is never guessed. What is found at a stretch is left to `finding`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.text.named import clean, find_named
from crosswire.types import Named, Report, Span, Words

# So many characters of words and surroundings have to agree before words elsewhere than at their offsets are taken
# for the same: a bare "12" stands everywhere.
AGREEING = 12
# Printings of the same words that are looked at in one report.
_PRINTINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The reports in hand, by id, and what was already looked up in them."""

    reports: Mapping[str, Report]
    named: dict[Named, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    placed: dict[tuple[str, Words], tuple[Span, ...]] = field(default_factory=dict, compare=False, repr=False)

    def reports_named(self, name: Named) -> tuple[str, ...]:
        """The ids of the reports that a name means: several where the same bytes came several times."""
        found = self.named.get(name)
        if found is None:
            found = self.named[name] = find_named(name, self.reports.values())
        return found

    def spans_of(self, words: Words) -> tuple[Span, ...]:
        """The stretches where the words stand now; none where they do not, several where nothing tells two apart."""
        return tuple(span for id in self.reports_named(words.report) for span in self._placed(id, words))

    def _placed(self, id: str, words: Words) -> tuple[Span, ...]:
        found = self.placed.get((id, words))
        if found is None:
            report = self.reports[id]
            ends = stretches(words, clean(report.text))
            found = self.placed[id, words] = tuple(report.span(start, end) for start, end in ends)
        return found


def ground_of(reports: Sequence[Report]) -> Ground:
    """The ground of some reports."""
    return Ground(reports={r.id: r for r in reports})


def stretches(words: Words, text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text the words stand: their offsets if these still hold, else where most around them agrees.

    >>> told = Words(report=Named(id="r1"), start=8, end=10, text="12", before="killing ", after=" people")
    >>> stretches(told, "killing 12 people"), stretches(told, "Sunday. The flood, killing  12 people")
    (((8, 10),), ((28, 30),))
    """
    here = (words.start, words.end)
    if _stands_whole(words, text):
        return (here,)
    pattern = r"\s+".join(map(re.escape, words.text.split())) or re.escape(words.text)
    matches = zip(re.finditer(pattern, text), range(_PRINTINGS), strict=False)
    scored = {m.span(): _agreeing(words, text, m.span()) for m, _ in matches}
    if text[slice(*here)] == words.text and scored.get(here, 0) == max(scored.values(), default=0):
        return (here,)
    best = max(scored.values(), default=0)
    if best + len(words.text) < AGREEING:
        return ()
    return tuple(place for place, score in scored.items() if score == best)


def _stands_whole(words: Words, text: str) -> bool:
    start, end = words.start, words.end
    before = text[max(0, start - len(words.before)) : start]
    return text[start:end] == words.text and before == words.before and text.startswith(words.after, end)


def _agreeing(words: Words, text: str, place: tuple[int, int]) -> int:
    """How many characters around a printing are those around the words, spaces left out of account."""
    start, end = place
    reach = 4 * max(len(words.before), len(words.after), 1)
    before = _shared(_bare(words.before)[::-1], _bare(text[max(0, start - reach) : start])[::-1])
    return before + _shared(_bare(words.after), _bare(text[end : end + reach]))


def _bare(text: str) -> str:
    return "".join(text.split())


def _shared(left: str, right: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
