"""The annotated figures: whole, without words of the reports, and scored by half."""

from __future__ import annotations

import pytest

from crosswire.types import Figure, Span
from evals import annotated_rows, dev_annotated
from evals.dev_reports import rows_of

REPORTS = rows_of(dev_annotated.GOLD / "reports.jsonl")
FIGURES = rows_of(dev_annotated.GOLD / "figures.jsonl")


def test_every_figure_lies_in_an_annotated_report():
    lengths = {g["key"]: g["length"] for g in REPORTS}
    assert len(lengths) == len(REPORTS) == 32
    assert len({f["id"] for f in FIGURES}) == len(FIGURES)
    for f in FIGURES:
        assert 0 <= f["start"] < f["end"] <= lengths[f["report"]], f["id"]


def test_a_figure_has_a_number_unless_it_is_vague_and_both_ends_where_it_is_a_range():
    for f in FIGURES:
        assert (f["number"] is None) == (f["qualifier"] == "vague"), f["id"]
        assert ("low" in f) == (f["qualifier"] == "range"), f["id"]
        assert f["qualifier"] != "range" or f["number"] == f["low"] < f["high"], f["id"]


def test_no_words_of_the_reports_are_kept():
    assert not {"text", "label", "title"} & {name for row in (*REPORTS, *FIGURES) for name in row}
    assert all(len(word.split()) <= 2 for f in FIGURES for word in f["source"] or ())


def test_the_halves_are_of_one_size_and_share_no_report():
    halves = [g["half"] for g in REPORTS]
    assert halves.count("open") == halves.count("closed") == 16


def test_a_number_in_an_annotated_report_is_scored_by_its_place_and_value():
    gold = {
        **next(f for f in FIGURES if f["qualifier"] == "exact"),
        "report": "x",
        "tier": "core",
        "start": 0,
        "end": 9,
        "number": 7,
        "measure": "injured",
        "group": "people",
        "source": ["mayor"],
        "source_optional": False,
        "as_of": None,
    }
    span = Span(report="r", start=2, end=9, text="7 hurt.")
    figure = Figure(
        id="f1",
        span=span,
        number_span=span,
        number=7,
        low=7,
        high=7,
        qualifier="exact",
        unit="persons",
        measure="killed",
        group="people",
        label=None,
        source=Span(report="r", start=0, end=1, text="The Mayor of Velt"),
    )
    scores = dev_annotated.scored([dev_annotated.told(figure, "x")], [gold], ["x"]).scores
    assert scores["figures.found.f1"][0] == 1
    assert scores["figures.source.accuracy"][0] == 1
    assert scores["figures.measure.accuracy"][0] == 0


def test_without_the_data_nothing_is_scored(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("CROSSWIRE_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["dev_annotated"])
    assert dev_annotated.main() == 3
    assert "Not run" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "count"),
    [("In 2019 the mayor met 12 of forty guests", 2), ("3,400 geese, 2.5 tonnes, no years", 2)],
)
def test_years_are_not_counted_as_numbers(text, count):
    assert annotated_rows.numbers(text) == count
