"""The scorer on small dossiers made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from evals.matching import fold, report_keys
from evals.score import score
from evals.score_figures import score_figures
from evals.score_findings import score_discrepancies, score_events, score_tallies
from evals.score_links import score_boilerplate, score_entities, score_lineage, score_spans
from evals.score_quotes import score_quotes, score_utterances

KEYS = {"r1": "a", "r2": "b"}


def span(report: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {
        "report": report,
        "start": start,
        "end": end,
        "text": more.pop("text", "x" * (end - start)),
        **more,
    }


def wanted(**more: Any) -> dict[str, Any]:
    figure = {"id": "g", "tier": "core", "number": 12, "qualifier": "exact", "measure": "killed|missing"}
    return span("a", 0, 10) | figure | {"group": "people", "source": None, "as_of": None} | more


def found(**more: Any) -> dict[str, Any]:
    figure = {"id": "f", "number": 12, "qualifier": "exact", "measure": "killed", "group": "people"}
    return span("r1", 2, 8) | figure | more


def figures(f: list[dict[str, Any]], g: list[dict[str, Any]], **more: Any) -> dict[str, float]:
    outcome, _ = score_figures({"figures": f, **more}, {"figures": g}, KEYS)
    return {name: value for name, (value, _) in outcome.scores.items()}


def test_a_figure_is_found_where_spans_meet_and_numbers_agree():
    assert figures([found()], [wanted()])["figures.found.f1"] == 1.0
    assert figures([found(number=13)], [wanted()])["figures.found.f1"] == 0.0
    assert figures([found(start=10, end=12)], [wanted()])["figures.found.f1"] == 0.0


def test_an_unmatched_exact_figure_costs_and_a_vague_one_does_not():
    spare = found(id="s", start=50, end=60)
    assert figures([found(), spare], [wanted()])["figures.found.f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures([found(), spare | {"qualifier": "vague"}], [wanted()])["figures.found.f1"] == 1.0


def test_at_least_counts_as_more_than_but_not_as_exact():
    g = [wanted(qualifier="more_than")]
    assert figures([found(qualifier="at_least")], g)["figures.qualifier.accuracy"] == 1.0
    assert figures([found(qualifier="exact")], g)["figures.strict.f1"] == 0.0


@pytest.mark.parametrize(
    ("source", "optional", "said", "right"),
    [
        (["ministry"], False, "the Ministry of Works", 1.0),
        (["ministry"], False, None, 0.0),
        (["ministry"], True, None, 1.0),
        (None, False, "the mayor", 0.0),
        (None, False, None, 1.0),
    ],
)
def test_a_source_must_be_named_where_one_stands_and_only_there(source, optional, said, right):
    g = [wanted(source=source, source_optional=optional)]
    assert figures([found(attributed_text=said)], g)["figures.source.accuracy"] == right


def test_a_year_stands_for_all_its_days():
    f = [found(as_of={"start": "1938-05-02", "end": "1938-05-02"})]
    assert figures(f, [wanted(as_of="1938")])["figures.as_of.accuracy"] == 1.0


def test_a_quote_may_lose_a_clause_but_not_half_its_words():
    gold = {"quotes": [span("a", 0, 100, tier="core", speaker="Ann Oll", speaker_any=["oll"])]}
    near = [
        span("r1", 0, 80, id="q", kind="direct", text="long enough to be a quotation", speaker_text="Oll")
    ]
    outcome = score_quotes({"quotes": near}, gold, KEYS)
    assert outcome.scores["quotes.found.f1"][0] == outcome.scores["quotes.speaker.accuracy"][0] == 1.0
    far = [near[0] | {"end": 50}]
    assert score_quotes({"quotes": far}, gold, KEYS).scores["quotes.found.f1"][0] == 0.0


def test_pairs_of_an_optional_utterance_are_neither_missed_nor_spurious():
    sure = {"members": [span("a", 0, 10), span("b", 0, 10)]}
    either = {"members": [span("a", 20, 30), span("b", 20, 30)], "optional": True}
    gold = {"utterances": [sure, either]}
    for also in ([], [{"members": [span("r1", 20, 30), span("r2", 20, 30)]}]):
        dossier = {"utterances": [{"members": [span("r1", 0, 10), span("r2", 0, 10)]}, *also]}
        assert score_utterances(dossier, gold, KEYS).scores["utterances.pairs.f1"][0] == 1.0


def test_utterances_are_scored_by_pairs_over_reports():
    gold = {"utterances": [{"members": [span("a", 0, 10), span("b", 0, 10)]}]}
    dossier = {"utterances": [{"members": [span("r1", 0, 10), span("r2", 0, 10), span("r2", 40, 50)]}]}
    assert score_utterances(dossier, gold, KEYS).scores["utterances.pairs.f1"][0] == pytest.approx(
        2 / 3, abs=1e-4
    )


def test_splitting_a_name_lowers_recall_and_a_garbled_form_must_be_flagged():
    gold = {
        "entities": [{"name": "Ann Oll", "forms": {"a": ["Ann Oll"], "b": ["Ann Oil"]}}],
        "corrupted": [{"report": "b", "text": "Ann Oil"}],
    }
    forms = [span("r1", 0, 7, text="Ann Oll"), span("r2", 0, 7, text="Ann Oil", corrupted=True)]
    one = score_entities({"entities": [{"id": "e", "name": "Ann Oll", "forms": forms}]}, gold, KEYS)
    assert {v for v, _ in one.scores.values()} == {1.0}
    two = [{"id": f"e{n}", "name": "", "forms": [form]} for n, form in enumerate(forms)]
    split = score_entities({"entities": two}, gold, KEYS)
    assert split.scores["entities.bcubed.f1"][0] == pytest.approx(2 / 3, abs=1e-4)


def test_shared_passages_alone_do_not_make_one_original():
    gold = {"lineage": [{"left": "a", "right": "b", "relation": "republished"}]}
    link = {"left": "r1", "right": "r2", "relation": "same-original"}
    assert score_lineage({"lineage": [link]}, gold, KEYS).scores["lineage.pairs.f1"][0] == 1.0
    link["relation"] = "shared-passages"
    assert score_lineage({"lineage": [link]}, gold, KEYS).scores["lineage.pairs.f1"][0] == 0.0


def test_a_tally_is_known_by_its_figures():
    gold = {"tallies": [{"what": "", "figures": ["g"], "best": 12, "families": 1, "status": ["agreed"]}]}
    tally = {"figures": ["f"], "best": 12, "families": 2, "status": "agreed"}
    scores = score_tallies({"tallies": [tally]}, gold, {"f": "g"}).scores
    assert (scores["tallies.best.accuracy"][0], scores["tallies.families.accuracy"][0]) == (1.0, 0.0)


def test_an_event_needs_its_day_and_its_words():
    gold = {"events": [{"date": "2025-06-03", "what": "", "evidence": [span("a", 0, 10)]}]}
    event = {"when": {"start": "2025-06-02", "end": "2025-06-04"}, "evidence": [span("r1", 5, 20)]}
    assert score_events({"events": [event]}, gold, KEYS).scores["events.recall"][0] == 1.0
    event["when"] = {"start": "2025-06-04", "end": None}
    assert score_events({"events": [event]}, gold, KEYS).scores["events.recall"][0] == 0.0


def test_a_discrepancy_needs_two_sides_on_two_annotated_spans():
    gold = {
        "discrepancies": [
            {"severity": "high", "kind": "number", "what": "", "sides": [span("a", 0, 5), span("b", 0, 5)]}
        ]
    }
    sides = [{"evidence": [span("r1", 0, 5)]}, {"evidence": [span("r2", 0, 5)]}]
    full = score_discrepancies({"discrepancies": [{"sides": sides}]}, gold, KEYS).scores
    assert full["discrepancies.high.recall"][0] == full["discrepancies.precision"][0] == 1.0
    half = score_discrepancies({"discrepancies": [{"sides": sides[:1]}]}, gold, KEYS).scores
    assert half["discrepancies.high.recall"][0] == 0.0


def test_setting_article_aside_is_counted_against_the_article():
    gold = {"boilerplate": [span("a", 0, 10, droppable=True, type="caption")]}
    report = {"id": "r1", "length": 110, "excluded": [{"start": 0, "end": 20}]}
    scores = score_boilerplate({"reports": [report]}, gold, KEYS).scores
    assert scores["boilerplate.recall"][0] == 1.0
    assert scores["boilerplate.content_lost"][0] == 0.1


def test_a_span_that_differs_from_its_text_is_told():
    outcome = score_spans(
        {"quotes": [span("r1", 0, 3, text="dam"), span("r1", 4, 8, text="fell")]}, {"r1": "dam held"}
    )
    assert outcome.scores["spans.exact"][0] == 0.5
    assert [e.kind for e in outcome.errors] == ["span"]


def test_reports_are_matched_by_file_name_and_folding_drops_accents():
    gold = {"reports": {"a": {"file": "one.txt"}}}
    assert report_keys({"reports": [{"id": "r1", "source": "some/where/one.txt"}]}, gold) == {"r1": "a"}
    assert fold("Élan, d’Or") == "elan  d or"


def test_an_empty_dossier_scores_nothing_and_raises_nothing():
    gold = {"reports": {"a": {"file": "one.txt"}}, "figures": [wanted()], "quotes": []}
    assert score({"reports": []}, gold)["figures.found.f1"][0] == 0.0
