"""Where accounts part, each kind on its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies import find_discrepancies
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import (
    Annotations,
    DateStamp,
    Discrepancy,
    Divergence,
    Entity,
    Form,
    Interval,
    Lineage,
    Mention,
    PassagePair,
    Quote,
    Reading,
    Report,
    TimeExpression,
    Utterance,
    UtteranceMember,
)
from tests.reconcile.made import context, figure, report


def found(ctx: Context, kind: str, utterances: tuple[Utterance, ...] = ()) -> list[Discrepancy]:
    from crosswire.types import Story

    story = (Story(id="s", title="", reports=tuple(ctx.reports)),)
    return [d for d in find_discrepancies(ctx, reconcile_tallies(ctx, story), utterances) if d.kind == kind]


def with_links(ctx: Context, **links: object) -> Context:
    changed = replace(ctx.links, **links)  # type: ignore[arg-type]
    return replace(ctx, links=changed, entities={e.id: e for e in changed.entities})


def said(ctx: Context, of: Report, **what: object) -> Context:
    notes = replace(ctx.annotations.get(of.id, Annotations(report=of.id, anchor=None)), **what)  # type: ignore[arg-type]
    return replace(ctx, annotations={**ctx.annotations, of.id: notes})


def part(of: Report, words: str):  # type: ignore[no-untyped-def]
    start = of.text.index(words)
    return of.span(start, start + len(words))


def test_disputed_numbers_are_grave_and_both_sides_keep_their_words() -> None:
    a = report("a", "The ministry counts 12 dead, the union 40.")
    figures = [figure(a, "12", 12), figure(a, "40", 40)]
    ctx, _ = context([a], figures, voices={figures[0].id: "Ministry", figures[1].id: "Union"})
    (numbers,) = found(ctx, "number")
    assert numbers.severity == "high"
    assert [s.evidence[0].text for s in numbers.sides] == ["12", "40"]
    assert numbers.likely is None


def test_parties_that_add_up_to_more_than_the_whole_are_told() -> None:
    a, b = report("a", "26 marchers and 18 officers died."), report("b", "Some 30 people died.")
    figures = [
        figure(a, "26", 26, group="protesters"),
        figure(a, "18", 18, group="security_forces"),
        figure(b, "Some 30", 30, qualifier="about"),
    ]
    summaries = [d.summary for d in found(context([a, b], figures)[0], "number")]
    assert any("26 + 18" in s or "18 + 26" in s for s in summaries)


def test_what_the_same_dead_are_called_is_a_discrepancy_of_label() -> None:
    a, b = report("a", "26 activists died."), report("b", "26 armed bandits died.")
    figures = [
        figure(a, "26", 26, group="protesters", label="activists"),
        figure(b, "26", 26, group="protesters", label="armed bandits"),
    ]
    (label,) = found(context([a, b], figures)[0], "label")
    assert label.severity == "high"
    assert {s.reading for s in label.sides} == {"“activists”", "“armed bandits”"}


def test_one_number_given_to_two_voices_is_a_discrepancy_of_speaker() -> None:
    a, b = report("a", "18 died, the army says."), report("b", "18 died, the ministry says.")
    figures = [figure(a, "18", 18), figure(b, "18", 18)]
    ctx, _ = context([a, b], figures, voices={figures[0].id: "Army", figures[1].id: "Ministry"})
    (speaker,) = found(ctx, "speaker")
    assert {s.reading for s in speaker.sides} == {"Army", "Ministry"}


def test_a_garbled_name_stands_beside_the_right_one() -> None:
    a, b = report("a", "Jorun Maltesk spoke."), report("b", "Malta spoke.")
    ctx, _ = context([a, b], [])
    right, wrong = part(a, "Jorun Maltesk"), part(b, "Malta")
    entity = Entity(
        id="e1",
        type="PERSON",
        name="Jorun Maltesk",
        forms=(Form(span=right), Form(span=wrong, corrupted=True, reason="R1 prints the name")),
    )
    pair = PassagePair(left=a.span(0, len(a.text)), right=b.span(0, len(b.text)), score=0.8)
    link = Lineage(left="a", right="b", relation="same-original", direction=None, score=0.8, evidence=(pair,))
    (name,) = found(with_links(ctx, entities=(entity,), lineage=(link,)), "name")
    assert name.severity == "high"
    assert name.likely is not None
    assert name.sides[name.likely].evidence == (right,)


def test_a_list_with_one_member_more_is_a_discrepancy_of_membership() -> None:
    a = report("a", "It joins Kestria, Lysane, Orvane and Pell.")
    b = report("b", "It joins Kestria, Lysane, Orvane, Pell and Tarn.")
    ctx, _ = context([a, b], [])
    for one, names in ((a, "Kestria Lysane Orvane Pell"), (b, "Kestria Lysane Orvane Pell Tarn")):
        mentions = tuple(Mention(span=part(one, n), type="GPE", kind="name") for n in names.split())
        ctx = said(ctx, one, mentions=mentions)
    (listed,) = found(ctx, "membership")
    assert "Tarn" in listed.summary


def test_a_page_stamped_long_after_the_days_in_its_text_is_told() -> None:
    a = replace(report("a", "2 July 2031. On 4 May the dam broke.", published="2031-07-02"))
    a = replace(a, stamps=(DateStamp(date="2031-07-02", kind="page", span=part(a, "2 July 2031")),))
    ctx, _ = context([a], [])
    day = TimeExpression(
        span=part(a, "4 May"),
        interval=Interval(start="2031-05-04", end="2031-05-04"),
        basis="",
        relative=False,
    )
    (date,) = found(said(ctx, a, anchor="2031-05-05", times=(day,)), "date")
    assert date.severity == "high"
    assert date.likely is not None
    assert "4 May 2031" in date.sides[date.likely].reading


def test_renderings_that_part_in_a_negation_are_grave_and_in_a_synonym_slight() -> None:
    a, b = report("a", "We will surrender"), report("b", "We will not surrender")
    ctx, _ = context([a, b], [])
    members = tuple(UtteranceMember(span=r.span(0, len(r.text)), quote=r.id) for r in (a, b))
    readings = (Reading(text="", quotes=("a",)), Reading(text="not", quotes=("b",)))

    def severity(kind: str) -> str:
        utterance = Utterance(
            id="u",
            speaker=None,
            quotes=("a", "b"),
            members=members,
            divergences=(Divergence(readings=readings, kind=kind),),
        )
        (wording,) = found(ctx, "wording", (utterance,))
        return wording.severity

    assert (severity("negation"), severity("wording")) == ("high", "low")


def voiced(*names: str) -> list[Discrepancy]:
    reports = [report(r, "“Nobody opened the gates.”") for r in "abc"[: len(names)]]
    ctx, _ = context(reports, [])
    entities = tuple(Entity(id=n, type="PERSON", name=n) for n in sorted(set(names)))
    ctx = replace(with_links(ctx, entities=entities), speakers=dict(zip("abc", names)))
    members = tuple(UtteranceMember(span=part(r, "Nobody opened the gates"), quote=r.id) for r in reports)
    utterance = Utterance(id="u", speaker=None, quotes=(), members=members, divergences=())
    return found(ctx, "speaker", (utterance,))


def test_the_same_words_given_to_two_persons_are_grave() -> None:
    (speaker,) = voiced("Ilka Borrin", "Ilka Borrin", "Sten Aldane")
    assert speaker.severity == "high"
    assert [(s.reading, len(s.evidence)) for s in speaker.sides] == [("Ilka Borrin", 2), ("Sten Aldane", 1)]


@pytest.mark.parametrize(
    ("printed", "other"), [("a minister", True), ("the president", False), ("he", False)]
)
def test_an_office_printed_alone_is_held_against_the_offices_of_the_named_speaker(
    printed: str, other: bool
) -> None:
    a, b = (
        report("a", "“Nobody opened the gates.”"),
        report("b", f"“Nobody opened the gates,” said {printed}."),
    )
    ctx, _ = context([a, b], [])
    entity = Entity(id="e", type="PERSON", name="Ilka Borrin", roles=("president",))
    words = [part(r, "Nobody opened the gates") for r in (a, b)]
    quotes = {
        "a": Quote(id="a", span=words[0], kind="direct"),
        "b": Quote(id="b", span=words[1], kind="direct", source=part(b, printed)),
    }
    ctx = replace(with_links(ctx, entities=(entity,)), speakers={"a": "e"}, quotes=quotes)
    members = tuple(UtteranceMember(span=s, quote=q) for s, q in zip(words, "ab"))
    utterance = Utterance(id="u", speaker=None, quotes=(), members=members, divergences=())
    assert [d.severity for d in found(ctx, "speaker", (utterance,))] == ["medium"] * other


def test_a_surname_and_a_full_name_are_one_speaker() -> None:
    assert voiced("Ilka Borrin", "Borrin") == []


def test_aligned_sentences_with_different_numbers_part() -> None:
    a = report("a", "About 70 posts were set up on the roads of the valley.")
    b = report("b", "About 17 posts were put up on the valley’s roads.")
    ctx, _ = context([a, b], [])
    pair = PassagePair(left=a.span(0, len(a.text)), right=b.span(0, len(b.text)), score=0.6)
    link = Lineage(left="a", right="b", relation="same-original", direction=None, score=0.8, evidence=(pair,))
    (wording,) = found(with_links(ctx, lineage=(link,)), "wording")
    assert wording.severity == "high"
    assert "number" in wording.summary


def test_a_headline_that_hardens_its_own_text_is_told() -> None:
    a = report("a", "“The guards may open fire,” she said.", title="“The guards will shoot to kill”")
    ctx, _ = context([a], [])
    body, head = part(a, "The guards may open fire"), part(a, "The guards will shoot to kill")
    utterance = Utterance(
        id="u",
        speaker=None,
        quotes=("q",),
        members=(UtteranceMember(span=body, quote="q"),),
        divergences=(),
        echoes=(UtteranceMember(span=head, quote="h"),),
    )
    (wording,) = found(ctx, "wording", (utterance,))
    assert wording.severity == "medium"
    assert [s.evidence for s in wording.sides] == [(head,), (body,)]


@pytest.mark.parametrize(
    ("told", "grave"),
    [("they would open 4 gates at dawn", True), ("they would open 14 gates at dawn", False)],
)
def test_reported_speech_with_another_number_than_the_quotation_is_told(told: str, grave: bool) -> None:
    a, b = report("a", "“We will open 14 gates at dawn,” he said."), report("b", f"He said that {told}.")
    ctx, _ = context([a, b], [])
    utterance = Utterance(
        id="u",
        speaker=None,
        quotes=("q",),
        members=(UtteranceMember(span=part(a, "We will open 14 gates at dawn"), quote="q"),),
        divergences=(),
        reported=(UtteranceMember(span=part(b, told), quote="i"),),
    )
    assert [d.severity for d in found(ctx, "wording", (utterance,))] == ["high"] * grave


def test_who_repeats_himself_otherwise_in_one_report_makes_no_discrepancy() -> None:
    a, b = report("a", "We lost 14 boats. We lost 40 boats."), report("b", "We lost 14 boats.")
    ctx, _ = context([a, b], [])
    spans = part(a, "We lost 14 boats"), part(a, "We lost 40 boats"), part(b, "We lost 14 boats")
    members = tuple(UtteranceMember(span=s, quote=f"q{n}") for n, s in enumerate(spans))
    readings = (Reading(text="14", quotes=("q0", "q2")), Reading(text="40", quotes=("q1",)))
    parted = (Divergence(readings=readings, kind="number"),)
    utterance = Utterance(id="u", speaker=None, quotes=(), members=members, divergences=parted)
    assert found(ctx, "wording", (utterance,)) == []
