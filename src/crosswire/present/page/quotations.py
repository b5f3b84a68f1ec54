"""What was said: each utterance with its renderings laid together, then the other quotations by speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.text.tokens import words
from crosswire.types import DivergenceKind, Entity, Origin, Quote, Utterance, UtteranceMember

from .collation import Cell, collate
from .edition import Citation, Edition, word_id
from .marks import QUOTATIONS, Statement
from .numbers import plural
from .plain import clamp, fitted, language_tag
from .support import Passage, Support, passages, support

# Kinds of divergence that leave the sense as it is; any other is marked as another sense.
_SAME_SENSE: frozenset[DivergenceKind] = frozenset({"wording", "tense", "synonym", "omission"})
# What a kind of divergence is called beside its readings.
_NAMED: Mapping[DivergenceKind, str] = {
    "negation": "denied",
    "number": "another number",
    "date": "another day",
    "name": "another name",
    "subject": "another subject",
    "condition": "condition added or lost",
    "hardening": "harder",
    "softening": "softer",
    "omission": "words left out",
    "tense": "another tense",
    "wording": "other words",
    "synonym": "synonym",
}
# Speakers shown before the rest is folded away.
_SPEAKERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A row of a collation: who prints these very words, and the words."""

    citations: tuple[Citation, ...]
    language: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One reading of a stretch that the renderings render differently; no text where it is left out."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the renderings part: in what way, whether the sense is another, and the readings."""

    kind: str
    sense: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words that stand beside the renderings: a headline, or reported speech."""

    label: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How a speaker is printed, by whom, and whether the form is garbled."""

    text: str
    citations: tuple[Citation, ...]
    garbled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """To whom the reports give the words."""

    name: str
    printed: tuple[Printed, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collated:
    """One utterance."""

    id: str
    utterance: str
    heading: str
    speaker: str | None
    counts: str
    support: Support
    rows: tuple[Rendering, ...]
    columns: int
    differences: tuple[Difference, ...]
    beside: tuple[Beside, ...]
    said_by: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Quotations of one speaker that stand in no utterance; `quotes` are their ids in the dossier by those of their words."""

    id: str
    name: str
    passages: tuple[Passage, ...]
    quotes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """The section."""

    utterances: tuple[Collated, ...]
    speakers: tuple[Speaker, ...]
    folded: tuple[Speaker, ...]


def quotations(book: Edition) -> Quotations:
    """Utterances in the dossier's order, then whatever else is quoted, the most quoted speaker first."""
    collated = tuple(
        _collated(book, u, n) for n, u in enumerate(book.dossier.findings.utterances, 1) if u.members
    )
    speakers = _others(book, 1 + len(book.dossier.findings.utterances))
    return Quotations(utterances=collated, speakers=speakers[:_SPEAKERS], folded=speakers[_SPEAKERS:])


def _collated(book: Edition, utterance: Utterance, number: int) -> Collated:
    statement = Statement(rank=QUOTATIONS + number, id=f"u{number}", label=f"Said {number}")
    groups: dict[tuple[str, ...], list[UtteranceMember]] = {}
    for member in sorted(utterance.members, key=lambda m: book.key(m.span)):
        groups.setdefault(tuple(w.folded for w in words(member.span.text)), []).append(member)
    rows = list(groups.values())
    languages = [book.by_report[row[0].span.report].report.language for row in rows]
    senses = [r.text for d in utterance.divergences if d.kind not in _SAME_SENSE for r in d.readings]
    cells = collate([row[0].span.text for row in rows], senses, [x == languages[0] for x in languages])
    speaker = book.entities.get(utterance.speaker or "")
    reports = {m.span.report for m in utterance.members}
    whose = Origin(entity=utterance.speaker, voice_of=None)
    return Collated(
        id=statement.id,
        utterance=utterance.id,
        heading=clamp(fitted(rows[0][0].span.text).rstrip(" ,;:"), 110),
        speaker=speaker.name if speaker else None,
        counts=plural(len(reports), "report"),
        support=support(book, [m.span for m in utterance.members], whose=lambda _: whose, found=utterance),
        rows=tuple(
            Rendering(
                citations=tuple(book.cite(m.span, statement, utterance.originals) for m in row),
                language=language_tag(language),
                cells=cell,
            )
            for row, language, cell in zip(rows, languages, cells, strict=True)
        ),
        columns=max(len(c) for c in cells),
        differences=_differences(book, utterance, statement),
        beside=tuple(
            Beside(label=label, text=clamp(fitted(m.span.text), 300), citation=book.cite(m.span, statement))
            for label, members in (("Headline", utterance.echoes), ("Reported", utterance.reported))
            for m in sorted(members, key=lambda m: book.key(m.span))
        ),
        said_by=_said_by(book, utterance, statement, speaker),
    )


def _differences(book: Edition, utterance: Utterance, statement: Statement) -> tuple[Difference, ...]:
    """The divergences, such as change the sense first, with who prints which reading."""
    printed: dict[str, list[UtteranceMember]] = {}
    for member in sorted(utterance.members, key=lambda m: book.key(m.span)):
        printed.setdefault(member.quote, []).append(member)
    ranked = sorted(utterance.divergences, key=lambda d: d.kind in _SAME_SENSE)
    return tuple(
        Difference(
            kind=_NAMED.get(d.kind, d.kind.replace("_", " ")),
            sense=d.kind not in _SAME_SENSE,
            ways=tuple(
                Way(
                    text=clamp(fitted(r.text), 120),
                    citations=tuple(
                        book.cite(m.span, statement) for q in r.quotes for m in printed.get(q, ())[:1]
                    ),
                )
                for r in d.readings
            ),
        )
        for d in ranked
    )


def _said_by(
    book: Edition, utterance: Utterance, statement: Statement, speaker: Entity | None
) -> tuple[Said, ...]:
    """The speakers that the reports name for the words, with the forms they print; nothing where all
    name the same one and none garbles the name."""
    named: dict[str, dict[str, list[Citation]]] = {}
    garbled = {f.span.text for f in speaker.forms if f.corrupted} if speaker else set()
    for member in sorted(utterance.members, key=lambda m: book.key(m.span)):
        quote = book.quotes.get(member.quote)
        if quote is None:
            continue
        entity = book.speaker_of(quote.id)
        source = quote.source or quote.speaker
        printed = " ".join(source.text.split()) if source else ""
        cited = book.cite(source if source else member.span, statement)
        name = entity.name if entity else ""
        here = named.setdefault(name, {}).setdefault("" if printed == name else clamp(printed, 80), [])
        if all(c.number != cited.number for c in here):
            here.append(cited)
    said = tuple(
        Said(
            name=name or ("not resolved" if any(forms) else "nobody"),
            printed=tuple(
                Printed(text=text, citations=tuple(cited), garbled=text in garbled)
                for text, cited in forms.items()
            ),
            note=_note(name, speaker, lost=not any(forms)),
        )
        for name, forms in named.items()
    )
    telling = len(said) > 1 or any(p.garbled for s in said for p in s.printed)
    return said if telling else ()


def _note(name: str, speaker: Entity | None, *, lost: bool) -> str:
    """What to remark about a speaker who is not the one that the others name."""
    if speaker is None or name == speaker.name:
        return ""
    return "differs" if name else "lost" if lost else ""


def _others(book: Edition, first: int) -> tuple[Speaker, ...]:
    used = {q for u in book.dossier.findings.utterances for q in u.quotes}
    used |= {m.quote for u in book.dossier.findings.utterances for m in u.members}
    by_name: dict[str, list[Quote]] = {}
    for quote in sorted(book.quotes.values(), key=lambda q: book.key(q.span)):
        if quote.id in used or quote.kind == "indirect":
            continue
        entity = book.speaker_of(quote.id)
        by_name.setdefault(entity.name if entity else _printed(quote), []).append(quote)
    ranked = sorted(by_name.items(), key=lambda x: (x[0] == "", -_length(x[1]), book.key(x[1][0].span)))
    return tuple(
        Speaker(
            id=f"u{n}",
            name=name or "Speaker not named",
            passages=passages(
                book, (q.span for q in quotes), Statement(rank=QUOTATIONS + n, id=f"u{n}", label=f"Said {n}")
            ),
            quotes={word_id(book.by_report[q.span.report].number, q.span): q.id for q in quotes},
        )
        for n, (name, quotes) in enumerate(ranked, start=first)
    )


def _printed(quote: Quote) -> str:
    named = quote.speaker or quote.source
    return clamp(" ".join(named.text.split()), 80) if named else ""


def _length(quotes: Sequence[Quote]) -> int:
    """How much is quoted, in characters."""
    return sum(len(q.span.text) for q in quotes)
