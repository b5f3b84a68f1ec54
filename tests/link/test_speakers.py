"""Speakers over reports: entities, and what a twin still knows."""

from __future__ import annotations

from crosswire.link.speakers import resolve_speakers
from crosswire.types import (
    Annotations,
    Entity,
    Form,
    Lineage,
    PassagePair,
    Quote,
    Report,
    Span,
)

LEFT = "“Nobody in the valley needs to leave tonight,” Jorun Maltesk said."
RIGHT = "“Tonight nobody needs to leave the valley,” Javelin said."
OTHER = "Maltesk left."


def report(id: str, text: str) -> Report:
    return Report(id=id, source=f"{id}.txt", text=text, sha256="")


def span(id: str, text: str, words: str) -> Span:
    start = text.index(words)
    return Span(report=id, start=start, end=start + len(words), text=words)


def said(id: str, text: str, words: str, speaker: str | None) -> Annotations:
    source = None if speaker is None else span(id, text, speaker)
    quote = Quote(id=f"{id}:q1", span=span(id, text, words), kind="direct", source=source, speaker=source)
    return Annotations(report=id, anchor=None, quotes=(quote,))


REPORTS = [report("a", LEFT), report("b", RIGHT), report("c", OTHER)]
MALTESK = Entity(
    id="e1",
    type="PERSON",
    name="Jorun Maltesk",
    forms=(Form(span=span("a", LEFT, "Jorun Maltesk")), Form(span=span("c", OTHER, "Maltesk"))),
)
JAVELIN = Entity(id="e2", type="PERSON", name="Javelin", forms=(Form(span=span("b", RIGHT, "Javelin")),))
TWINS = Lineage(
    left="a",
    right="b",
    relation="same-original",
    direction=None,
    score=0.9,
    evidence=(PassagePair(left=span("a", LEFT, LEFT), right=span("b", RIGHT, RIGHT), score=0.8),),
)
WORDS_A = "Nobody in the valley needs to leave tonight,"
WORDS_B = "Tonight nobody needs to leave the valley,"


def resolve(
    speaker_b: str | None, lineage: tuple[Lineage, ...], entities: tuple[Entity, ...]
) -> dict[str, str]:
    annotations = [said("a", LEFT, WORDS_A, "Jorun Maltesk"), said("b", RIGHT, WORDS_B, speaker_b)]
    return dict(resolve_speakers(REPORTS, annotations, entities, lineage))


def test_a_speaker_is_the_entity_whose_form_it_overlaps() -> None:
    assert resolve("Javelin", (), (MALTESK, JAVELIN)) == {"a:q1": "e1", "b:q1": "e2"}


def test_a_lost_speaker_is_found_through_the_twin() -> None:
    assert resolve(None, (TWINS,), (MALTESK,)) == {"a:q1": "e1", "b:q1": "e1"}


def test_a_name_that_no_other_report_knows_gives_way_to_the_twin() -> None:
    assert resolve("Javelin", (TWINS,), (MALTESK, JAVELIN))["b:q1"] == "e1"


def test_without_a_twin_a_lost_speaker_stays_unknown() -> None:
    assert resolve(None, (), (MALTESK,)) == {"a:q1": "e1"}


def test_the_order_of_reports_does_not_matter() -> None:
    annotations = [said("a", LEFT, WORDS_A, "Jorun Maltesk"), said("b", RIGHT, WORDS_B, None)]
    there = resolve_speakers(REPORTS, annotations, [MALTESK, JAVELIN], [TWINS])
    back = resolve_speakers(REPORTS[::-1], annotations[::-1], [JAVELIN, MALTESK], [TWINS])
    assert there == back


def test_a_name_inside_a_source_is_not_its_bearer() -> None:
    text = "“It shook,” Kestrian soldiers said."
    quote = Quote(
        id="d:q1",
        span=span("d", text, "It shook,"),
        kind="direct",
        source=span("d", text, "Kestrian soldiers"),
    )
    kestria = Entity(id="e3", type="GPE", name="Kestria", forms=(Form(span=span("d", text, "Kestrian")),))
    annotations = [Annotations(report="d", anchor=None, quotes=(quote,))]
    assert resolve_speakers([report("d", text)], annotations, [kestria], []) == ()


def test_a_far_he_gives_way_to_the_twin_where_another_person_stands_between() -> None:
    far = "Orlo Brandt came. Jorun Maltesk stayed. “Tonight nobody needs to leave the valley,” he said."
    brandt = Entity(
        id="e3",
        type="PERSON",
        name="Orlo Brandt",
        forms=(
            Form(span=span("b", far, "Orlo Brandt")),
            Form(span=span("c", "Orlo Brandt left.", "Orlo Brandt")),
        ),
    )
    maltesk = Entity(
        id="e1",
        type="PERSON",
        name="Jorun Maltesk",
        forms=(Form(span=span("a", LEFT, "Jorun Maltesk")), Form(span=span("b", far, "Jorun Maltesk"))),
    )
    reports = [report("a", LEFT), report("b", far), report("c", "Orlo Brandt left.")]
    told = [said("a", LEFT, WORDS_A, "Jorun Maltesk"), said("b", far, WORDS_B, "Orlo Brandt")]
    assert dict(resolve_speakers(reports, told, (maltesk, brandt), (TWINS,)))["b:q1"] == "e1"
    assert dict(resolve_speakers(reports, told, (maltesk, brandt), ()))["b:q1"] == "e3"
