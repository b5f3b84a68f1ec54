"""How the page's counts are to be read, the settings, what could not be done, and the digests."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.text.reviews import confirming, told_review, worth_telling
from crosswire.text.rulings import told
from crosswire.types import KnowledgeSet, Ruling

from .edition import Edition, Witness
from .numbers import small
from .verdict import threshold_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A problem, with the report it concerns where there is one in hand."""

    siglum: str | None
    id: str | None
    where: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided of two reports (siglum and id of each), and what that changed."""

    pair: tuple[tuple[str, str], ...]
    words: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The closing section."""

    problems: tuple[Met, ...]
    decisions: tuple[Decided, ...]
    settings: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, str], ...]
    threshold: str
    knowledge: tuple[str, ...]
    confirmed: str = ""
    reviews: tuple[str, ...] = ()


def method(book: Edition) -> Method:
    """Settings and problems as given, digests by siglum, and what the page itself has to confess."""
    by_source = {w.report.source: w for w in book.witnesses}
    met = [
        _met(
            p.report, p.stage, p.message, book.by_report.get(p.report or "") or by_source.get(p.report or "")
        )
        for p in book.dossier.problems
    ]
    return Method(
        problems=(*met, *_confessed(book)),
        decisions=tuple(_decided(book, r) for r in book.dossier.rulings if r.holds),
        confirmed=confirming(book.dossier.reviews),
        reviews=tuple(map(told_review, worth_telling(book.dossier.reviews))),
        settings=book.dossier.settings,
        knowledge=tuple(map(_set, book.dossier.knowledge)),
        threshold=small(threshold_of(book.dossier) or 2),
        digests=tuple((w.siglum, w.report.sha256[:10]) for w in book.witnesses),
    )


def _set(one: KnowledgeSet) -> str:
    said = (f"version {one.version}" if one.version else "", one.licence or "", one.taken or "")
    more = "".join(f", {words}" for words in said if words)
    return f"{one.name}: {one.entities:,} entries of {one.source}{more}, SHA-256 {one.sha256[:10]}"


def _met(report: str | None, stage: str, message: str, witness: Witness | None) -> Met:
    return Met(
        siglum=witness.siglum if witness else None,
        id=witness.id if witness else None,
        where="" if witness else report or "",
        stage=stage,
        message=message,
    )


def _decided(book: Edition, ruling: Ruling) -> Decided:
    pair = (book.by_report[ruling.left], book.by_report[ruling.right])
    return Decided(pair=tuple((w.siglum, w.id) for w in pair), words=told(ruling), effect=ruling.effect)


def _confessed(book: Edition) -> list[Met]:
    out = []
    for original in book.originals.all:
        if original.root is None:
            sigla = ", ".join(book.by_report[r].siglum for r in original.reports)
            if original.unnamed:
                text = (
                    f"Who had first what {sigla} share is not known: one of them, or an original not in hand."
                )
            else:
                text = f"{original.name}: its text is not in hand; what it said is read from {sigla}."
            out.append(Met(siglum=None, id=None, where="", stage="link", message=text))
    undated = [w.siglum for w in book.witnesses if w.report.published is None]
    if undated:
        text = f"No date of publication is known for {', '.join(undated)}."
        out.append(Met(siglum=None, id=None, where="", stage="read", message=text))
    return out
