"""TimeML files and the measures of TempEval-3's task A over their TIMEX3 elements.

`read_timeml` gives a file's text, creation day and expressions; `Tally` holds what was matched. Matching
is one to one: a pair counts as relaxed where the two share a character, as strict where both ends agree.
The value F1 is that of relaxed pairs whose values are the same string, as the official scorer has it
(relaxed F1 times the share of right values), and likewise for the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One TIMEX3: its offsets in the text, the words, and its attributes."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeML:
    """A TimeML file: its text, its creation day (ISO), and what it marks."""

    text: str
    created: str
    times: tuple[Gold, ...]


def read_timeml(path: Path) -> TimeML:
    """The file at `path`; raises ElementTree.ParseError for what is no XML."""
    return parse_timeml(path.read_text(encoding="utf-8"))


def parse_timeml(data: str) -> TimeML:
    """TimeML as text: with or without DCT, the expressions in TEXT or in the root itself."""
    root = ElementTree.fromstring(data)
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    pieces: list[str] = []
    found: list[Gold] = []
    _walk(root if body is None else body, pieces, found)
    return TimeML(
        text="".join(pieces),
        created=created.get("value", "")[:10] if created is not None else "",
        times=tuple(found),
    )


def _walk(node: ElementTree.Element, pieces: list[str], found: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    # An empty element stands for a time that no words name.
    if node.tag == "TIMEX3" and (text := "".join(pieces)[start:]):
        found.append(
            Gold(
                start=start,
                end=start + len(text),
                text=text,
                type=node.get("type", ""),
                value=node.get("value", ""),
                mod=node.get("mod", ""),
            )
        )


@dataclass(slots=True)
class Tally:
    """Counts over documents, and the measures they come to."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0

    def f1(self, right: int) -> float:
        """The F1 of so many right pairs."""
        return 2 * right / max(1, self.gold + self.found)

    def add(self, gold: Sequence[Gold], found: Sequence[Gold]) -> list[tuple[Gold, Gold | None]]:
        """Counts a document in; gives each gold expression with its partner."""
        pairs = matched(gold, found)
        self.gold += len(gold)
        self.found += len(found)
        for item, other in pairs:
            if other is not None:
                self.relaxed += 1
                self.strict += (item.start, item.end) == (other.start, other.end)
                self.value += item.value == other.value
                self.type += item.type == other.type
        return pairs

    def lines(self) -> dict[str, tuple[float, str]]:
        """The measures by name, each with what is said of it."""
        found, gold = self.relaxed / max(1, self.found), self.relaxed / max(1, self.gold)
        return {
            "expression": (self.f1(self.relaxed), f"relaxed F1, P {found:.3f} R {gold:.3f} of {self.gold}"),
            "strict": (self.f1(self.strict), "F1 with both ends the same"),
            "value": (self.f1(self.value), "relaxed F1 with the same value"),
            "type": (self.f1(self.type), "relaxed F1 with the same type"),
        }


def matched(gold: Sequence[Gold], found: Iterable[Gold]) -> list[tuple[Gold, Gold | None]]:
    """Each gold expression with its partner: one of the same ends first, else the first that shares a character."""
    free = list(found)
    exact = {(x.start, x.end): x for x in free}
    partners: dict[int, Gold] = {}
    for n, item in enumerate(gold):
        if (other := exact.get((item.start, item.end))) is not None and other in free:
            partners[n] = other
            free.remove(other)
    for n, item in enumerate(gold):
        if n not in partners:
            other = next((x for x in free if x.start < item.end and item.start < x.end), None)
            if other is not None:
                partners[n] = other
                free.remove(other)
    return [(item, partners.get(n)) for n, item in enumerate(gold)]
