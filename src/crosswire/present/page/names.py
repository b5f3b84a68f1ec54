"""People, organisations and places: every form of each name, the garbled ones mended."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.present.sureness import sureness
from crosswire.types import Entity, Form

from .edition import Citation, Edition
from .marks import NAMES, Statement
from .plain import clamp, safe_address

_FIRST = ("PERSON", "ORG")
# Names shown in full before the rest is folded away; garbled ones always stand in full.
_SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One form of a name, or a phrase that stands for it, and the first place in each report where it stands."""

    text: str
    corrupted: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of knowledge that somebody or something is, or may be: the set's name and the id there."""

    words: str
    address: str | None
    sure: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a form is held garbled, and how sure that is, in words; empty where it is not known."""

    text: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody or something with all forms of its name."""

    id: str
    entity: str
    name: str
    about: str
    forms: tuple[Printed, ...]
    reasons: tuple[Reason, ...]
    known: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The section: names in full, names folded, places and other names folded."""

    shown: tuple[Name, ...]
    folded: tuple[Name, ...]
    places: tuple[Name, ...]


def names(book: Edition) -> Names:
    """People and organisations by how many reports name them; places and the rest apart."""
    held = [e for e in book.dossier.links.entities if e.forms]
    held.sort(
        key=lambda e: (-len({f.span.report for f in e.forms}), min(book.key(f.span) for f in e.forms), e.id)
    )
    people = [e for e in held if e.type in _FIRST or any(f.corrupted for f in e.forms)]
    people.sort(key=lambda e: not any(f.corrupted for f in e.forms))
    places = [e for e in held if e not in people]
    numbered = {e.id: n for n, e in enumerate([*people, *places], start=1)}
    made = [_name(book, e, numbered[e.id]) for e in people]
    full = max(_SHOWN, sum(bool(n.reasons) or any(f.corrupted for f in n.forms) for n in made))
    return Names(
        shown=tuple(made[:full]),
        folded=tuple(made[full:]),
        places=tuple(_name(book, e, numbered[e.id]) for e in places),
    )


def _name(book: Edition, entity: Entity, number: int) -> Name:
    label = clamp(" ".join(entity.name.split()), 40)
    statement = Statement(rank=NAMES + number, id=f"n{number}", label=label)
    grouped: dict[tuple[bool, str], list[Form]] = {}
    for form in sorted(entity.forms, key=lambda f: book.key(f.span)):
        grouped.setdefault((form.corrupted, " ".join(form.span.text.split())), []).append(form)
    for span in sorted(entity.nominals, key=book.key):
        words = " ".join(span.text.split())
        grouped.setdefault((False, words[:1].lower() + words[1:]), []).append(Form(span=span))
    forms = tuple(
        Printed(text=text, corrupted=corrupted, citations=_first_in_each(book, forms, statement))
        for (corrupted, text), forms in sorted(
            grouped.items(), key=lambda x: (x[0][0], book.key(x[1][0].span))
        )
    )
    return Name(
        id=statement.id,
        entity=entity.id,
        name=entity.name,
        about=_about(entity),
        forms=forms,
        reasons=tuple(dict.fromkeys(_reason(f) for f in entity.forms if f.corrupted and f.reason)),
        known=tuple(
            Entry(words=f"{k.set} {k.id}", address=safe_address(k.address), sure=k.sure, why=k.why)
            for k in entity.known
        ),
    )


def _reason(form: Form) -> Reason:
    sure = "" if form.confidence is None else sureness(form.confidence)
    return Reason(text=form.reason or "", sure=sure)


def _first_in_each(book: Edition, forms: list[Form], statement: Statement) -> tuple[Citation, ...]:
    seen: dict[str, Form] = {}
    for form in forms:
        seen.setdefault(form.span.report, form)
    return tuple(book.cite(f.span, statement) for f in seen.values())


def _about(entity: Entity) -> str:
    kinds = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"}
    distinct = {r.casefold(): r for r in reversed(entity.roles)}
    longest = [r for k, r in distinct.items() if not any(k != other and k in other for other in distinct)]
    roles = "; ".join(clamp(" ".join(r.split()), 60) for r in longest[::-1][:3])
    return roles or kinds.get(entity.type, "")
