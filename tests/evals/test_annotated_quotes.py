"""The annotated quotations and utterances: whole, without words of the reports, and scored by half."""

from __future__ import annotations

from itertools import pairwise

from evals import dev_quotes
from evals.dev_annotated import GOLD
from evals.dev_reports import rows_of
from evals.matching import Item

SINGLE = [*rows_of(GOLD / "reports.jsonl"), *rows_of(GOLD / "quotes_reports.jsonl")]
OF_EVENTS = rows_of(GOLD / "utterances_reports.jsonl")
QUOTES = rows_of(GOLD / "quotes.jsonl")
UTTERANCES = rows_of(GOLD / "utterances.jsonl")
LENGTHS = {g["key"]: g["length"] for g in (*SINGLE, *OF_EVENTS)}


def test_every_quotation_and_rendering_lies_in_an_annotated_report():
    for span in (*QUOTES, *(m for u in UTTERANCES for m in u["members"])):
        assert 0 <= span["start"] < span["end"] <= LENGTHS[span["report"]], span


def test_quotations_are_in_order_and_only_those_without_marks_hold_others():
    marked = [q for q in QUOTES if q["kind"] != "unmarked"]
    for a, b in pairwise(sorted(marked, key=lambda q: (q["report"], q["start"]))):
        assert a["report"] != b["report"] or a["end"] <= b["start"], (a, b)


def test_a_quotation_names_its_speaker_or_says_that_nobody_is_named():
    for q in QUOTES:
        assert not (q["speaker"] and q.get("unnamed")), q
        assert q["tier"] == "other" or q["speaker"] or q.get("unnamed"), q


def test_no_words_of_the_reports_are_kept_but_the_names_of_speakers():
    assert not {"text", "label", "title"} & {name for row in (*QUOTES, *UTTERANCES) for name in row}
    assert all(len(name.split()) <= 3 for q in QUOTES for name in (q["speaker"] or "").split("|"))
    assert {frozenset(m) for u in UTTERANCES for m in u["members"]} == {frozenset({"report", "start", "end"})}


def test_the_halves_are_of_one_size_and_an_event_lies_in_one():
    for listed in (SINGLE, OF_EVENTS):
        halves = [g["half"] for g in listed]
        assert halves.count("open") == halves.count("closed")
    assert len({(g["key"][:-2], g["half"]) for g in OF_EVENTS}) == len(OF_EVENTS) / 3 == 12


def quoted(key: str, speaker: str | None, *, person: bool = False) -> Item:
    return {
        "id": key,
        "report": "x",
        "start": 0,
        "end": 40,
        "kind": "direct",
        "text": "The weir at Olmet will hold this winter",
        "speaker": speaker,
        "person": person,
    }


def test_a_person_named_where_the_text_names_nobody_is_counted():
    gold = [{**quoted("g", None), "tier": "core", "unnamed": True, "noun": "engineer", "speaker_any": None}]
    for speaker, person, kept in (
        (None, False, 1.0),
        ("Olmet Weir Board", False, 1.0),
        ("Ada Renn", True, 0.0),
    ):
        said = {"quotes": [quoted("q", speaker, person=person)], "entities": []}
        scores = dev_quotes.scored_speakers(said, gold, {"x": "x"}).scores
        assert scores["quotes.unnamed.kept"][0] == kept


def test_a_printed_pronoun_is_no_resolved_name():
    gold = [{**quoted("g", "renn"), "tier": "core", "speaker_any": ["renn"]}]
    said = {"quotes": [quoted("q", None) | {"speaker_text": "Renn"}], "entities": []}
    assert dev_quotes.scored_speakers(said, gold, {"x": "x"}).scores["quotes.speaker.resolved"][0] == 0.0
