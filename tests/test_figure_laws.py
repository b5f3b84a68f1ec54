"""Laws of what figures add up to, held on the bundled samples and on made events.

Splitting a report, copying it, shuffling reports, renaming persons: none changes what is counted.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire import Config, Dossier, Report, Source, build, take
from crosswire.reconcile.findings import reconcile
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Annotations, Excluded, Figure, Lineage, Scalar, Span, Tally
from tests.reconcile.made import context, figure, report

T = TypeVar("T")
Numbers = dict[tuple[object, ...], list[tuple[object, ...]]]

EXAMPLES = Path(__file__).parent.parent / "examples"
SAMPLES = tuple(sorted(p.name for p in EXAMPLES.iterdir() if p.is_dir()))


@cache
def sources(sample: str) -> tuple[Source, ...]:
    found = [x for x in take([str(EXAMPLES / sample)]) if isinstance(x, Source)]
    return tuple(replace(x, name=Path(x.name).name) for x in found)


@cache
def made(sample: str) -> Dossier:
    return build(sources(sample), config=Config())


def numbers(tallies: Sequence[Tally], *, independent: bool = True) -> Numbers:
    """What each count comes to, by what it counts; the same thing counted apart keeps all its values."""
    found: Numbers = {}
    for t in tallies:
        key = (t.measure, t.group, t.label, t.unit)
        values = (t.low, t.best, t.high, t.status if t.status == "disputed" else "")
        found.setdefault(key, []).append((*values, t.independent) if independent else values)
    return {k: sorted(v, key=repr) for k, v in found.items()}


# --- splitting a report in two -----------------------------------------------------------------


def moved(value: T, report: str, at: int, rest: str) -> T:
    """The value with every span of `report` from `at` on moved to the report `rest`."""
    if isinstance(value, Span):
        if value.report != report or value.start < at:
            return value
        return Span(report=rest, start=value.start - at, end=value.end - at, text=value.text)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(moved(x, report, at, rest) for x in value)  # type: ignore[return-value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return replace(value, **{k: moved(v, report, at, rest) for k, v in fields.items()})  # type: ignore[type-var]
    return value


def halves(whole: Report) -> tuple[Report, Report] | None:
    """A titled report of a known publisher, cut at the paragraph nearest to its middle."""
    after = whole.title_span.end if whole.title_span else 0
    cuts = [m.end() for m in re.finditer(r"\n\n", whole.text) if m.start() > after]
    cuts = [c for c in cuts if not any(x.start < c < x.end for x in whole.excluded)]
    if not cuts or whole.title is None or whole.publisher is None:
        return None
    at = min(cuts, key=lambda c: abs(c - len(whole.text) // 2))
    late = tuple(replace(x, start=x.start - at, end=x.end - at) for x in whole.excluded if x.start >= at)
    first = replace(whole, text=whole.text[:at], excluded=tuple(x for x in whole.excluded if x.end <= at))
    rest = replace(
        whole, id=f"{whole.id}-2", text=whole.text[at:], title=None, title_span=None, excluded=late, stamps=()
    )
    return first, rest


def split(dossier: Dossier, name: str) -> Sequence[Tally] | None:
    """The tallies of the dossier's reports with one cut in two, all that was annotated and linked kept."""
    whole = next(r for r in dossier.reports if r.id == name)
    cut = halves(whole)
    if cut is None:
        return None
    at, rest = len(cut[0].text), cut[1].id

    def said(a: Annotations) -> tuple[Annotations, ...]:
        if a.report != name:
            return (a,)
        both = []
        for of in (name, rest):
            parts = {}
            for field in ("sentences", "mentions", "attributions", "quotes", "figures", "times", "places"):
                kept = moved(getattr(a, field), name, at, rest)
                parts[field] = tuple(x for x in kept if _of(x) == of)
            both.append(replace(a, report=of, **parts))
        return tuple(both)

    reports = tuple(h for r in dossier.reports for h in (cut if r.id == name else (r,)))
    annotations = tuple(h for a in dossier.annotations for h in said(a))
    links = moved(dossier.links, name, at, rest)
    links = replace(links, lineage=tuple(p for link in links.lineage for p in parted(link, name, rest)))
    families = []
    for f in dossier.links.families:
        passages = moved(f.passages, name, at, rest)
        there = {p.report for p in passages} & {name, rest} or {name, rest}
        if f.reports == (name,):
            families += [f, replace(f, id=f"{f.id}-2", reports=(rest,), root=rest)]
        else:
            both = tuple(x for r in f.reports for x in (sorted(there) if r == name else (r,)))
            families.append(replace(f, reports=both, passages=passages))
    lineage = [part for x in links.lineage for part in torn(x, name, rest)]
    links = replace(links, families=tuple(families), lineage=tuple(lineage))
    stories = tuple(
        replace(s, reports=tuple(x for r in s.reports for x in ((name, rest) if r == name else (r,))))
        for s in dossier.findings.stories
    )
    return reconcile(reports, annotations, links, stories=stories, threshold=2).tallies


def torn(record: Lineage, name: str, rest: str) -> list[Lineage]:
    """A record of shared text as one for each half that shares some."""
    if name not in (record.left, record.right):
        return [record]
    found = []
    for half in (name, rest):
        pairs = tuple(p for p in record.evidence if half in (p.left.report, p.right.report))
        left, right = (half if r == name else r for r in (record.left, record.right))
        if pairs:
            found.append(replace(record, left=left, right=right, evidence=pairs))
    return found


def parted(link: Lineage, name: str, rest: str) -> tuple[Lineage, ...]:
    """A record of two reports, one of them cut: a record for each half, with the passages that stand in it."""
    if name not in (link.left, link.right):
        return (link,)
    other = link.right if link.left == name else link.left
    found = []
    for half in (name, rest):
        left, right = sorted((half, other))
        pairs = tuple(p for p in link.evidence if {p.left.report, p.right.report} == {half, other})
        pairs = tuple(p if p.left.report == left else replace(p, left=p.right, right=p.left) for p in pairs)
        found.append(replace(link, left=left, right=right, evidence=pairs))
    return tuple(found)


def _of(value: Any) -> str:
    if isinstance(value, Span):
        return value.report
    return str((getattr(value, "span", None) or value.content).report)


CUTTABLE = [(s, r.id) for s in SAMPLES for r in made(s).reports if halves(r) is not None]


@pytest.mark.parametrize(("sample", "name"), CUTTABLE)
def test_cutting_a_report_in_two_changes_no_tally(sample: str, name: str) -> None:
    after = split(made(sample), name)
    assert after is not None
    assert numbers(after) == numbers(made(sample).findings.tallies)


def test_most_reports_of_the_samples_are_cut() -> None:
    assert len(CUTTABLE) >= 8


# --- renaming persons --------------------------------------------------------------------------

GIVEN = ("Milena", "Tomas", "Irene", "Anton", "Clara", "Viktor", "Helena", "Martin", "Sonja", "Daniel")
FAMILY = (
    "Hartwell",
    "Corvane",
    "Lindqvist",
    "Brandau",
    "Ostrova",
    "Keller",
    "Marchetti",
    "Dunmore",
    "Selwyn",
)


def renamed(sample: str) -> tuple[Source, ...]:
    """The sample with every word of every person's name replaced, one for one."""
    words: list[str] = []
    for entity in made(sample).links.entities:
        if entity.type == "PERSON":
            for form in entity.forms:
                words += [
                    w for w in re.findall(r"[^\W\d_]+", form.span.text) if w[:1].isupper() and len(w) > 3
                ]
    common = {
        w
        for e in made(sample).links.entities
        if e.type != "PERSON"
        for f in e.forms
        for w in f.span.text.split()
    }
    names = [w for w in dict.fromkeys(sorted(words)) if w not in common and w not in TITLES]
    pool = [*FAMILY, *GIVEN]
    new = {
        w: pool[n % len(pool)] + ("" if n < len(pool) else "son" * (n // len(pool)))
        for n, w in enumerate(names)
    }
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, new)) + r")\b")
    return tuple(
        replace(s, data=pattern.sub(lambda m: new[m[1]], s.data.decode("utf-8")).encode())
        for s in sources(sample)
    )


TITLES = frozenset({"Prime", "Minister", "President", "Colonel", "Mayor", "Doctor", "Captain", "General"})


@pytest.mark.parametrize("sample", SAMPLES)
def test_renaming_every_person_changes_no_number(sample: str) -> None:
    again = build(renamed(sample), config=Config())
    before = numbers(made(sample).findings.tallies, independent=False)
    assert numbers(again.findings.tallies, independent=False) == before


# --- made events -------------------------------------------------------------------------------

QUALIFIERS = ("exact", "exact", "exact", "at_least", "more_than", "about", "vague")
RELATIONS = (None, None, None, None, "previous", "addition", "total", "part")
OUTLETS = ("Quay Radio", "The Lantern", "Orsk Gazette", None)
VOICES = (None, None, "Ministry of Ports", "Dockers' Union", "Port Hospital")


@st.composite
def events(draw: st.DrawFn) -> tuple[list[Report], list[Figure], dict[str, str]]:
    """One event: up to five reports with up to four counts each, in any words, voices and relations."""
    reports: list[Report] = []
    figures: list[Figure] = []
    voices: dict[str, str] = {}
    for n in range(draw(st.integers(1, 5))):
        values = draw(st.lists(st.integers(1, 60), min_size=1, max_size=4))
        text = "\n\n".join(f"Item {k}: {v} persons counted." for k, v in enumerate(values))
        made_report = report(
            f"r{n}",
            text,
            published=f"2031-05-0{draw(st.integers(1, 3))}",
            publisher=draw(st.sampled_from(OUTLETS)),
            title="The fire at the quay",
        )
        reports.append(made_report)
        for k, v in enumerate(values):
            relation = draw(st.sampled_from(RELATIONS))
            qualifier = draw(st.sampled_from(QUALIFIERS))
            one = figure(
                made_report,
                f"Item {k}: {v} persons",
                None if qualifier == "vague" else v,
                measure=draw(st.sampled_from(("killed", "killed", "missing"))),
                group=draw(st.sampled_from(("people", "people", "protesters", "children"))),
                qualifier=qualifier,
                relation=relation,  # type: ignore[arg-type]
                subset=relation == "part",
                modality=draw(st.sampled_from(("asserted", "asserted", "asserted", "denied", "hedged"))),
            )
            figures.append(one)
            if (voice := draw(st.sampled_from(VOICES))) is not None:
                voices[one.id] = voice
    return reports, figures, voices


@settings(deadline=None)
@given(events())
def test_low_best_and_high_stand_in_order(event: tuple[list[Report], list[Figure], dict[str, str]]) -> None:
    reports, figures, voices = event
    for t in reconcile_tallies(*context(reports, figures, voices=voices)):
        ends: list[Scalar] = [x for x in (t.low, t.best, t.high) if x is not None]
        assert ends == sorted(ends)
        for p in t.series:
            ends = [x for x in (p.low, p.best, p.high) if x is not None]
            assert ends == sorted(ends)


@settings(deadline=None)
@given(events(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(
    event: tuple[list[Report], list[Figure], dict[str, str]], random: Any
) -> None:
    reports, figures, voices = event
    before = numbers(reconcile_tallies(*context(reports, figures, voices=voices)))
    shuffled, told = list(reports), list(figures)
    random.shuffle(shuffled)
    random.shuffle(told)
    assert numbers(reconcile_tallies(*context(shuffled, told, voices=voices))) == before


@settings(deadline=None)
@given(events(), st.integers(0, 4))
def test_a_copy_raises_no_independent_count_and_moves_no_number(
    event: tuple[list[Report], list[Figure], dict[str, str]], which: int
) -> None:
    reports, figures, voices = event
    one = reports[which % len(reports)]
    copy = replace(
        one, id="z", publisher="The Carrier", title_span=Span(report="z", start=0, end=20, text=one.text[:20])
    )
    twins = {
        f.id: replace(moved(f, one.id, 0, "z"), id=f"z:{f.id}") for f in figures if f.span.report == one.id
    }
    said = {**voices, **{t.id: voices[i] for i, t in twins.items() if i in voices}}
    families = [[r.id, "z"] if r is one else [r.id] for r in reports]
    before = reconcile_tallies(*context(reports, figures, voices=voices))
    after = reconcile_tallies(
        *context([*reports, copy], [*figures, *twins.values()], families=families, voices=said)
    )
    assert [(t.families, t.independent) for t in by_count(after)] == [
        (t.families, t.independent) for t in by_count(before)
    ]
    assert numbers(after, independent=False) == numbers(before, independent=False)


def by_count(tallies: Sequence[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda t: (t.measure, t.group or "", t.label or "", repr(t.best)))


@pytest.mark.parametrize("kind", ["caption", "duplicate"])
def test_a_figure_in_a_caption_counts_once(kind: str) -> None:
    text = "Nine dockers died at the quay.\n\nThe quay where nine died. Photo: Halm Wire"
    bare = report("a", text, publisher="Quay Radio")
    captioned = replace(bare, excluded=(Excluded(start=text.index("The quay"), end=len(text), kind=kind),))
    told = [figure(captioned, "Nine", 9), figure(captioned, "nine", 9)]
    (tally,) = reconcile_tallies(*context([captioned], told))
    assert tally.figures == (told[0].id,)
    assert (tally.reports, tally.families, tally.independent) == (1, 1, 1)


@settings(deadline=None)
@given(events())
def test_a_part_is_never_larger_than_its_whole_and_never_its_own_whole(
    event: tuple[list[Report], list[Figure], dict[str, str]],
) -> None:
    reports, figures, voices = event
    tallies = {t.id: t for t in reconcile_tallies(*context(reports, figures, voices=voices))}
    for tally in tallies.values():
        assert (tally.part_of is None) == (tally.relation is None)
        seen = {tally.id}
        above = tally
        while above.part_of is not None:
            whole = tallies[above.part_of]
            assert whole.id not in seen
            assert above.low is None or whole.high is None or above.low <= whole.high
            seen.add(whole.id)
            above = whole
