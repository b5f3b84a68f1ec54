"""The printed forms of names in one report: from its mentions, its sources, or the parser.

Takes the frame and the mentions (none where the names stage found nothing); gives forms without
article, title and possessive. Which forms are one bearer is left to `speakers_names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.quotes_frame import Frame
from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "NORP": "NORP", "LOC": "LOC", "FAC": "FAC"}
_ARTICLE = re.compile(r"[Tt]he\s+")


@dataclass(frozen=True, slots=True)
class Form:
    start: int
    end: int
    type: str
    words: tuple[str, ...]
    role: str | None


def forms_of(frame: Frame, mentions: Sequence[Mention]) -> list[Form]:
    forms = []
    for m in mentions:
        if m.kind in ("name", "acronym"):
            forms.append(_form(m.span.text, m.span.start, m.span.end, m.type, m.role))
    if not mentions:
        forms = _guessed(frame)
    named = (f for f in forms if f.words and not set(f.words) <= offices())
    return sorted(named, key=lambda f: (f.start, -f.end))


def unmentioned(frame: Frame, forms: Sequence[Form], heads: Sequence[Token]) -> list[Form]:
    found: list[Form] = []
    for head in heads:
        if head.pos_ != "PROPN" or any(f.start <= head.idx < f.end for f in (*forms, *found)):
            continue
        first, last = _widened(head.i, head.i, frame, set())
        start, end = frame.doc[first].idx, frame.doc[last].idx + len(frame.doc[last])
        if not any(f.start < end and start < f.end for f in (*forms, *found)):
            kind = _KINDS.get(head.ent_type_, "OTHER")
            form = _form(frame.text[start:end], start, end, kind, None)
            found += [form] if form.words and not set(form.words) <= offices() else []
    return found


def _guessed(frame: Frame) -> list[Form]:
    """Names where no mentions are at hand: the parser's, widened to the run of capitalised words."""
    forms = []
    covered: set[int] = set()
    for ent in frame.doc.ents:
        if ent.label_ in _KINDS:
            stop = next((t.i for t in ent if "\n" in t.text), ent.end)
            if stop == ent.start:
                continue
            first, last = _widened(ent.start, stop - 1, frame, covered)
            covered |= set(range(first, last + 1))
            start, end = frame.doc[first].idx, frame.doc[last].idx + len(frame.doc[last])
            forms.append(_form(frame.text[start:end], start, end, _KINDS[ent.label_], None))
    for token in frame.doc:
        if token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.i not in covered:
            first, last = _widened(token.i, token.i, frame, covered)
            covered |= set(range(first, last + 1))
            start, end = frame.doc[first].idx, frame.doc[last].idx + len(frame.doc[last])
            forms.append(_form(frame.text[start:end], start, end, "OTHER", None))
    return forms


def _widened(first: int, last: int, frame: Frame, covered: set[int]) -> tuple[int, int]:
    def joins(index: int) -> bool:
        token = frame.doc[index]
        name = token.pos_ == "PROPN" and token.text[:1].isupper() and token.lower_ not in offices()
        return index not in covered and (name or token.text == "-")

    while first > 0 and joins(first - 1):
        first -= 1
    while last + 1 < len(frame.doc) and joins(last + 1):
        last += 1
    while frame.doc[first].text == "-" and first < last:
        first += 1
    while frame.doc[last].text == "-" and first < last:
        last -= 1
    return first, last


def _form(text: str, start: int, end: int, kind: str, role: str | None) -> Form:
    """A form without its article, titles, possessive and what stands beyond a mark or a line."""
    text = re.split(r"[\"“”\n]", text)[0]
    lead = (_titles() if kind in ("PERSON", "OTHER") else _ARTICLE).match(text)
    if lead:
        start += lead.end()
        text = text[lead.end() :]
    text = re.sub(r"(?:['’]s?|[\s,(]+)$", "", text)
    return Form(start, start + len(text), kind, tuple(fold(text).split()), role)


@cache
def _titles() -> re.Pattern[str]:
    """An article, titles and offices printed before a name, where a capitalised word follows."""
    lists = table("en", "quotes")
    speakers = lists["speakers"]
    known = {*speakers["male_titles"], *speakers["female_titles"], *lists["titles"], *speakers["roles"]}
    words = "|".join(sorted(known, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:(?:the|(?:{words})\.?)\s+(?=(?-i:[A-Z])))+", re.IGNORECASE)


@cache
def offices() -> frozenset[str]:
    speakers = table("en", "quotes")["speakers"]
    return frozenset((*speakers["roles"], *speakers["bodies"]))
