"""Targets stand on words: whatever has an id is found again from them, in another version's ids and text too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.errors import UsageError
from crosswire.review.anchors import target_of, target_of_form, target_of_words, targets
from crosswire.review.finding import find, find_in, held
from crosswire.review.ground import stretches
from crosswire.types import Dossier, Named, Span, Target, Words
from tests.review.samples import SAMPLES, every_id, made

each_sample = pytest.mark.parametrize("sample", SAMPLES)
HERE = Named(id="r1", sha256="ab" * 32)


def meant(dossier: Dossier, id: str) -> Span:
    """The words of a figure or quote, at the offsets that its report has here."""
    for said in dossier.annotations:
        for figure in (*said.figures, *said.individuals):
            if figure.id == id:
                return figure.number_span
        for quote in said.quotes:
            if quote.id == id:
                return quote.span
    raise KeyError(id)


@each_sample
def test_whatever_has_an_id_is_found_again_from_its_words(sample: str) -> None:
    dossier = made(sample)
    where = held(dossier)
    ids = list(every_id(dossier))
    assert len(ids) > 300
    assert [i for i in ids if find_in(target_of(dossier, *i), where).ids != (i[1],)] == []


@each_sample
def test_words_are_found_where_another_reading_has_shifted_them(sample: str) -> None:
    dossier, line = made(sample), "Read more.\n\n"
    other = made(sample, line)
    where, reports = held(other), {r.sha256: r.id for r in other.reports}
    digests = {r.id: r.sha256 for r in dossier.reports}
    checked = 0
    for kind, id in every_id(dossier):
        if kind in ("figure", "quote"):
            words, found = meant(dossier, id), find_in(target_of(dossier, kind, id), where)
            for one in (meant(other, i) for i in found.ids):
                assert one.report == reports[digests[words.report]]
                assert one.start < words.end + len(line)
                assert words.start + len(line) < one.end
                checked += 1
    # What a shifted line makes a parser read otherwise is not there, and is not taken for something else.
    assert checked > 120


@each_sample
@pytest.mark.parametrize("profile", ["acled", "ucdp"])
def test_findings_are_found_again_under_other_settings(sample: str, profile: str) -> None:
    dossier, other = made(sample), made(sample, profile=profile)
    where = held(other)
    lost = [i for i in every_id(dossier) if not find_in(target_of(dossier, *i), where).ids]
    assert lost == []


def told(text: str, before: str = "", after: str = "", start: int = 0) -> Words:
    return Words(report=HERE, start=start, end=start + len(text), text=text, before=before, after=after)


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        (told("twelve people"), "twelve people fled", [(0, 13)]),
        (told("twelve people"), "some twelve people fled", [(5, 18)]),
        (told("twelve people"), "some twelve\n people fled", [(5, 19)]),
        (told("twelve people"), "some Twelve people fled", []),
        (told("12"), "they counted 12 there", []),
        (told("12", "killing ", " people"), "injuring 12, killing 12 people", [(21, 23)]),
        (told("12", "killing ", " people", 9), "injuring 12, killing 12 people", [(21, 23)]),
        (told("12", "killing ", " people"), "killing 12 people. killing 12 people", [(8, 10), (27, 29)]),
        (told("12", "killing ", " people", 27), "killing 12 people. killing 12 people", [(27, 29)]),
        (told("(a+)+$"), "x (a+)+$", []),
    ],
)
def test_surroundings_decide_between_printings(
    words: Words, text: str, places: list[tuple[int, int]]
) -> None:
    assert list(stretches(words, text)) == places


@settings(max_examples=60, deadline=None)
@given(st.text("ab 12", min_size=1, max_size=80), st.text("ab \n", max_size=20), st.data())
def test_words_that_are_found_are_the_same_but_for_spaces(text: str, line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = told(text[start:end], text[max(0, start - 9) : start], text[end : end + 9], start)
    for a, b in stretches(words, line + text):
        assert (line + text)[a:b].split() == text[start:end].split()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.data())
def test_what_is_not_there_is_not_found_and_says_why(sample: str, data: st.DataObject) -> None:
    dossier = made(sample)
    target = target_of(dossier, *data.draw(st.sampled_from(list(every_id(dossier)))))
    other = made(next(s for s in SAMPLES if s != sample))
    found = find(target, other)
    assert found.ids == ()
    assert found.why.startswith("no report here has the bytes of")


def test_a_form_of_a_name_is_anchored_apart_from_the_entity() -> None:
    dossier = made("hallin-dam")
    entity = next(e for e in dossier.links.entities if len({f.span.text for f in e.forms}) > 1)
    text = entity.forms[0].span.text
    target = target_of_form(dossier, entity.id, text)
    assert {w.text for w in target.words} == {text}
    assert find(target, dossier).ids == (entity.id,)
    with pytest.raises(UsageError, match="has no name"):
        target_of_form(dossier, entity.id, "nobody at all")


@each_sample
def test_all_targets_at_once_are_those_of_each_id(sample: str) -> None:
    dossier = made(sample)
    assert targets(dossier) == {i: target_of(dossier, *i) for i in every_id(dossier)}


def test_what_has_no_id_there_cannot_be_a_target() -> None:
    dossier = made("hallin-dam")
    with pytest.raises(UsageError, match="take the id from its JSON"):
        target_of(dossier, "figure", "f0")
    with pytest.raises(UsageError, match="no words at"):
        target_of_words(dossier, "name", dossier.reports[0].id, 5, 5)


def test_a_finding_goes_where_most_of_its_words_went() -> None:
    dossier = made("tamsel-port")
    tally = max(dossier.findings.tallies, key=lambda t: len(t.figures))
    target = target_of(dossier, "tally", tally.id)
    fewer = Target(kind="tally", words=target.words[: len(target.words) // 2], key=target.key)
    assert find(fewer, dossier).ids == (tally.id,)
    assert find(replace(target, key=(("measure", "cost"),)), dossier).ids == ()
