"""The bearers of names in one report: their printed forms, offices, gender as the text shows it.

Takes the mentions of a report (or, where none were found, the parser's entities and capitalised
subjects); forms that share a last name or are contained in one another are one bearer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.marks_text import cue_forms
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.speakers_forms import Form, forms_of, offices, unmentioned
from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far around a name its office is looked for, in characters: a long office with its country.
_AROUND = 90
_WHO = re.compile(r",?\s+who\b")
_TOKEN = re.compile(r"[\w’'.-]+|,")
_LANDS = ("NORP", "LOC", "GPE")


@dataclass(slots=True, kw_only=True)
class Named:
    """One bearer: spans of its namings in text order, the fullest, and what the text says of it."""

    spans: tuple[tuple[int, int], ...]
    fullest: tuple[int, int]
    type: str
    words: frozenset[str]
    roles: frozenset[str]
    role_words: frozenset[str]
    gender: str | None
    parts: int  # words of the fullest naming
    subjects: tuple[int, ...]


def named_in(frame: Frame, mentions: Sequence[Mention], heads: Sequence[Token] = ()) -> tuple[Named, ...]:
    """The bearers of names in the report, in the order of their first naming.

    `heads` are the heads of sources: a proper name there that no mention covers is a name all the same.
    """
    forms = forms_of(frame, mentions)
    forms += unmentioned(frame, forms, heads)
    groups = _group(forms)
    return tuple(sorted((_bearer(frame, g) for g in groups), key=lambda n: n.spans[0]))


def _group(forms: Sequence[Form]) -> list[list[Form]]:
    """Forms of one bearer together: longest first, each joins the first group that it fits."""
    groups: list[list[Form]] = []
    for form in sorted(forms, key=lambda f: (-len(f.words), f.start)):
        fits = [g for g in groups if _same(g[0], form)] or [g for g in groups if _family_first(g[0], form)]
        if fits:
            fits[0].append(form)
        else:
            groups.append([form])
    return groups


def _family_first(full: Form, form: Form) -> bool:
    """Whether one word names a person by the first word of the name, as where family names lead."""
    persons = full.type == "PERSON" and form.type in ("PERSON", "OTHER", "ORG")
    return persons and len(form.words) == 1 and len(full.words) > 1 and form.words[0] == full.words[0]


def _same(full: Form, form: Form) -> bool:
    if full.words == form.words:
        return True
    if len(form.words) == 1 and form.words[0] in offices():
        return False
    persons = {full.type, form.type} & {"PERSON", "OTHER"} and form.type not in _LANDS
    if persons and full.words[-1] == form.words[-1]:
        if len(form.words) == 1:
            return True
        if form.words == full.words[-len(form.words) :]:
            return True
        return full.words[0][0] == form.words[0][0] and _alike(full.words[0], form.words[0])
    if persons and len(form.words) == 1 and len(full.words) > 1:
        return form.words[0] in full.words[1:] and len(form.words[0]) > 3
    return False


def _alike(left: str, right: str) -> bool:
    return left == right or len(left) == 1 or len(right) == 1 or left[:2] == right[:2]


def _bearer(frame: Frame, forms: Sequence[Form]) -> Named:
    ordered = sorted(forms, key=lambda f: f.start)
    fullest = max(ordered, key=lambda f: (len(f.words), -f.start))
    kinds = Counter(f.type for f in ordered)
    roles: set[str] = set()
    near: set[str] = set()
    genders: Counter[str] = Counter()
    titled = False
    for f in ordered:
        found, words, named = _office(frame.text, f)
        titled = titled or named
        roles |= found
        near |= words
        genders.update(_gender(frame.text, f))
    kind = "PERSON" if kinds["PERSON"] else max(kinds, key=lambda k: (kinds[k], k))
    office = bool(roles) and not set(fullest.words) & offices()
    if (titled and kind != "NORP") or (office and kind in ("ORG", "OTHER", "FAC")):
        kind = "PERSON"
    gender = next(iter(genders)) if len(genders) == 1 else None
    return Named(
        spans=tuple((f.start, f.end) for f in ordered),
        fullest=(fullest.start, fullest.end),
        type=kind,
        words=frozenset(w for f in ordered for w in f.words),
        roles=frozenset(roles),
        role_words=frozenset(near),
        gender=gender,
        parts=len(fullest.words),
        subjects=tuple(f.start for f in ordered if _is_subject(frame, f)),
    )


def _is_subject(frame: Frame, form: Form) -> bool:
    tokens = [t for t in frame.tokens(form.start, form.end) if t.i not in frame.quoted]
    clause = _WHO.match(frame.text, form.end) is not None
    return bool(tokens) and (clause or any(t.dep_ in ("nsubj", "nsubjpass") for t in tokens))


def _office(text: str, form: Form) -> tuple[set[str], set[str], bool]:
    """The offices printed beside a name, the words around them, and whether one stands right before it."""
    before = re.split(r"[.;!?“”\"\n]", text[max(0, form.start - _AROUND) : form.start])[-1]
    after = re.split(r"[.;!?“”\"\n]", text[form.end : form.end + _AROUND])[0]
    roles: set[str] = set()
    near: set[str] = set()
    leading = _leading(before, after)
    titled = False
    if leading is not None:
        role, words, titled = leading
        roles.add(role)
        near |= words
    if form.type not in _LANDS:
        trailing = _trailing(after)
        if trailing is not None:
            roles.add(trailing[0])
            near |= trailing[1]
    if form.role and not (leading is None and re.search(r"\b(?:a|an)\s[\w\s’'-]*,\s*$", before)):
        words = _plain(form.role)
        near |= words
        roles |= words & offices()
    return roles, near, titled


def _plain(text: str) -> set[str]:
    return {w for w in fold(text).split() if len(w) > 2} - {"the", "and", "for"}


def _leading(before: str, after: str) -> tuple[str, set[str], bool] | None:
    """An office that ends right before a name: "President ", "the mayor of Torvane, "."""
    words = _TOKEN.findall(before)
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].lower() in _roles()), None)
    if at is None:
        return None
    rest = words[at + 1 :]
    apposed = bool(rest) and rest[-1] == ","
    if apposed and not re.match(r"\s*(?:[,)(–—-]|$)", after):
        return None  # "through a spokeswoman, NAME has denied": no apposition
    beyond = rest[:-1] if apposed else rest
    if beyond:
        of = beyond[0].lower() in ("of", "for", "at", "to", "in") and len(beyond) > 1
        verbal = any(w in cue_forms() for w in beyond) or (not apposed and "," in beyond)
        if not of or verbal or (not apposed and (not beyond[-1].islower() or beyond[-1] in _joining())):
            return None
    near = {w for word in words[max(0, at - 3) :] for w in _plain(word)}
    return words[at].lower(), near, not rest


def _trailing(after: str) -> tuple[str, set[str]] | None:
    """An office that follows a name after a comma: ", the mayor of Torvane", ", then a minister"."""
    words = _TOKEN.findall(re.sub(r"\([^)]*\)", "", after))
    if not words or words[0] != ",":
        return None
    stop = next((i for i, w in enumerate(words[1:], 1) if w == ","), len(words))
    at = next((i for i in range(1, min(stop, 6)) if words[i].lower() in _roles()), None)
    if at is None or any(w in cue_forms() or w in _joining()[:4] for w in words[1:at]):
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if following[:1].isupper():
        return None  # the office of the next name
    last = stop if following in ("of", "for", "at") else at + 1
    return words[at].lower(), {w for word in words[1:last] for w in _plain(word)}


@cache
def _joining() -> tuple[str, ...]:
    return tuple(table("en", "quotes")["words"]["joining"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(table("en", "quotes")["speakers"]["roles"])


def _gender(text: str, form: Form) -> set[str]:
    """What a title before the name, or its given name, says of the bearer's sex."""
    title = fold(text[max(0, form.start - 14) : form.start]).split()[-1:]
    given = form.words[:1] if len(form.words) > 1 else ()
    return {sex for sex, words, names in _sexes() if words.intersection(title) or names.intersection(given)}


@cache
def _sexes() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    speakers, given = table("en", "quotes")["speakers"], table("en", "given_names")
    return tuple(
        (sex, frozenset(speakers[f"{sex}_titles"]), frozenset(given[sex])) for sex in ("female", "male")
    )
