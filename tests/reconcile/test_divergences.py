from __future__ import annotations

import tomllib

import pytest

from crosswire.reconcile.divergences import divergences, rendering
from crosswire.reconcile.utterances import compare_renderings
from crosswire.types import Divergence, Quote, Report, UtteranceGroup, UtteranceMember
from evals.dev_divergences import PAIRS, kinds

MADE = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["first"]


def parted(*texts: str) -> tuple[Divergence, ...]:
    reports = [Report(id=f"r{n}", source="x", text=t, sha256="x") for n, t in enumerate(texts)]
    return divergences([rendering(r.span(0, len(r.text)), f"q{n}") for n, r in enumerate(reports)])


@pytest.mark.parametrize(
    ("left", "right", "kind", "readings"),
    [
        ("We will open the gates", "We will not open the gates", "negation", {"", "not"}),
        ("We lost 14 boats", "We lost 40 boats", "number", {"14", "40"}),
        ("The gates will be shut", "The gates may be shut", "softening", {"will", "may"}),
        ("We will rebuild the dam", "They will rebuild the dam", "subject", {"We", "They"}),
        ("Leave the valley today", "Leave the valley today if it rains", "condition", {"", "if it rains"}),
        ("We saw armed thieves there", "We saw thieves there", "omission", {"armed", ""}),
        ("They will be punished", "They will be destroyed", "wording", {"punished", "destroyed"}),
    ],
)
def test_a_difference_is_read_word_by_word_and_classed(
    left: str, right: str, kind: str, readings: set[str]
) -> None:
    (divergence,) = parted(left, right)
    assert divergence.kind == kind
    assert {r.text for r in divergence.readings} == readings


@pytest.mark.parametrize(("left", "right", "kind"), MADE)
def test_made_pairs_of_each_kind_are_classed_alike(left: str, right: str, kind: str) -> None:
    assert next(iter(kinds(left, right)), "") == kind


def test_hardening_and_softening_are_one_difference_seen_from_two_sides() -> None:
    weak, strong = "The crew may leave the port", "The crew must leave the port"
    assert (kinds(weak, strong), kinds(strong, weak)) == (["hardening"], ["softening"])


def test_number_words_and_digits_are_one_number() -> None:
    assert parted("We lost fourteen boats", "We lost 14 boats") == ()


def test_inflection_and_function_words_are_no_divergence() -> None:
    assert parted("The engineers warned us", "Engineers had warned us") == ()


def test_what_a_partial_quotation_leaves_out_at_its_ends_is_no_divergence() -> None:
    assert parted("We shall never leave this quiet valley of ours", "never leave this quiet valley") == ()


def test_every_rendering_that_speaks_there_gives_its_reading() -> None:
    (divergence,) = parted("They will be punished", "They will be destroyed", "They will be destroyed!")
    assert [(r.text, r.quotes) for r in divergence.readings] == [
        ("destroyed", ("q1", "q2")),
        ("punished", ("q0",)),
    ]


@pytest.mark.parametrize(
    ("speakers", "speaker"), [({"q0": "e"}, "e"), ({}, None), ({"q0": "e", "q1": "f"}, None)]
)
def test_the_speaker_is_known_only_where_the_quotes_agree(
    speakers: dict[str, str], speaker: str | None
) -> None:
    report = Report(id="r", source="x", text="We lost it.", sha256="x")
    quotes = {q: Quote(id=q, span=report.span(0, 10), kind="direct") for q in ("q0", "q1")}
    group = UtteranceGroup(members=tuple(UtteranceMember(span=q.span, quote=q.id) for q in quotes.values()))
    (utterance,) = compare_renderings([group], quotes, speakers)
    assert utterance.speaker == speaker
    assert utterance.id.startswith("u")
