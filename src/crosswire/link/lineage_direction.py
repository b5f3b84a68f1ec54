"""Which of two reports that share a text had it first.

Takes two reports laid out for lineage and how the text came over; gives "left-first", "right-first" or None, and the
signs that say so. Each sign has its weight; they are added up, and what stays below `NEEDED` is undecided. The
strongest: one is the very agency that the other credits, or was passed on from the other's publisher; one names the
other's publisher; the stamps, of which a republisher's or a mistaken one may mislead; one reads like a translation;
one lacks what the other has. A text cannot tell by itself which of two renderings is older.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.link.lineage_signs import Sign, text_signs
from crosswire.link.lineage_text import ReportText
from crosswire.text.fold import fold
from crosswire.types import Direction, Manner, Report

_DAY = len("2031-05-04")
# What each sign weighs, and the sum from which a direction is told.
CREDIT = 6.0
CARRIER = 5.0
NAMED = 2.5
STAMP = 1.5
OWN_WIRE = 2.0
MACHINE = 2.0
HOUR = 0.6
CUT = 1.5
SHORTER = 0.7
NEEDED = 0.55
# A report lacks something of the other if it is shorter by this factor.
LACKING = 1.08
CONDENSED = 1.2
_HOUR = re.compile(r"T(\d{2}):(\d{2})")
_INITIALS = re.compile(r"[^\W\d_]+")
_SIGNS_SHOWN = 3
# Letters at the beginning of a text within which its dateline stands.
_EDGE = 240


def direction(left: ReportText, right: ReportText, manner: Manner | None) -> tuple[Direction | None, str]:
    """Who was first, and the signs that say so."""
    signs = [*_report_signs(left.report, right.report), *_sizes(left, right, manner)]
    return _told([*signs, *text_signs(left, right)])


def report_direction(left: Report, right: Report) -> tuple[Direction | None, str]:
    """The same of two reports by what they say of themselves alone."""
    return _told(list(_report_signs(left, right)))


def _told(signs: list[Sign]) -> tuple[Direction | None, str]:
    total = sum(s.weight for s in signs)
    if abs(total) < NEEDED:
        return None, ""
    side = 1.0 if total > 0 else -1.0
    telling = sorted((s for s in signs if s.weight * side > 0), key=lambda s: (-abs(s.weight), s.why))
    first: Direction = "left-first" if side > 0 else "right-first"
    return first, "the first: " + ", ".join(dict.fromkeys(s.why for s in telling[:_SIGNS_SHOWN]))


def earlier(first: str | None, second: str | None) -> bool | None:
    """Whether one publication stamp is surely earlier than another; None where it cannot be said.

    Stamps of one day can only be compared if both carry a time of the same form.
    """
    if not first or not second:
        return None
    if first[:_DAY] != second[:_DAY]:
        return first[:_DAY] < second[:_DAY]
    comparable = len(first) == len(second) > _DAY and first[19:] == second[19:] and first != second
    return first < second if comparable else None


def _report_signs(left: Report, right: Report) -> Iterator[Sign]:
    """What the reports say of themselves: credits, carriers, stamps, provenance."""
    for one, other, side in ((left, right, 1.0), (right, left, -1.0)):
        if _credits(other, one) and not _credits(one, other):
            yield Sign(weight=side * CREDIT, why="the other credits the agency that published it")
        elif _names(other, one) and not _names(one, other):
            yield Sign(weight=side * NAMED, why="the other names its publisher")
        if _signs_as_agency(one) and not _signs_as_agency(other):
            yield Sign(weight=side * OWN_WIRE, why="signed by its publisher as agencies sign")
        if _same_publisher(left, right) and other.carrier and not one.carrier:
            yield Sign(weight=side * CARRIER, why="the other was passed on from its publisher")
        if one.provenance.machine_translated is False and other.provenance.machine_translated:
            yield Sign(weight=side * MACHINE, why="only the other is a machine translation")
    before = earlier(left.published, right.published)
    if before is not None:
        yield Sign(weight=STAMP if before else -STAMP, why="published earlier")
    else:
        yield from _hours(left, right)


def _hours(left: Report, right: Report) -> Iterator[Sign]:
    """Of two stamps of one day of which one has an hour: an early hour is likely the earlier."""
    for one, other, side in ((left, right, 1.0), (right, left, -1.0)):
        a, b = one.published or "", other.published or ""
        if a[:_DAY] == b[:_DAY] and len(b) == _DAY and (match := _HOUR.search(a)):
            later = 1 - (int(match.group(1)) + int(match.group(2)) / 60) / 24
            if later > 0.5:
                yield Sign(weight=side * HOUR * (2 * later - 1), why="published early on the day")


def _same_publisher(left: Report, right: Report) -> bool:
    return bool(left.publisher and right.publisher) and fold(left.publisher or "") == fold(
        right.publisher or ""
    )


def _credits(report: Report, other: Report) -> bool:
    """Whether a report credits the other's publisher."""
    return bool(other.publisher) and fold(other.publisher or "") in {fold(c) for c in report.credits}


def _names(report: Report, other: Report) -> bool:
    """Whether a report names the other's publisher, or has its initials in brackets, as credits do."""
    name = other.publisher
    if not name or _same_publisher(report, other):
        return False
    words = fold(name).split()
    words = words[1:] if len(words) > 1 and words[0] in ("the", "el", "la", "le", "il", "o", "a") else words
    text = f" {fold(report.text)} "
    if len("".join(words)) > 3 and f" {' '.join(words)} " in text:
        return True
    initials = "".join(w[0] for w in _INITIALS.findall(name) if w[0].isupper())
    return len(initials) >= 2 and re.search(rf"[(/]{re.escape(initials)}[)/]", report.text) is not None


def _signs_as_agency(report: Report) -> bool:
    """Whether a text opens or ends with its own publisher, or the initials, in brackets."""
    name = report.publisher or ""
    initials = "".join(w[0] for w in _INITIALS.findall(name) if w[0].isupper())
    edges = f"{report.text[:_EDGE]} {report.text[-_EDGE // 3 :]}"
    forms = [re.escape(form) for form in (name, initials) if len(form) > 1]
    return any(re.search(rf"\({form}(?:/[^()]{{1,20}})?\)", edges) for form in forms)


def _sizes(left: ReportText, right: ReportText, manner: Manner | None) -> Iterator[Sign]:
    """A copy that was cut lacks something, and a rewrite condenses; a text taken in tells nothing by its length."""
    if manner in (None, "passages"):
        return
    if manner == "translated":
        a, b = float(len(left.marks.sentences)), float(len(right.marks.sentences))
        factor, weight = CONDENSED, SHORTER
    else:
        a, b = float(left.told.sum()), float(right.told.sum())
        copied = manner != "rewritten"
        factor, weight = (LACKING, CUT) if copied else (CONDENSED, SHORTER)
    if max(a, b) > factor * min(a, b):
        yield Sign(weight=weight if a > b else -weight, why="the other lacks a part of it")
