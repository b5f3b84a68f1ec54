"""The summary on the terminal: what an editor reads first, and nothing that a report could do to it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from crosswire.present.terminal import clean, problems, summary
from crosswire.types import Dossier, Findings, Links, Problem
from tests.present.made_dossier import DOSSIER, FINDINGS, LINKS, RA

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066\x00[bold]red[/bold]\r\n\x9b31m"


def printed(dossier: Dossier, *files: Path, width: int = 120) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, highlight=False, force_terminal=False)
    console.print(summary(dossier, files, width=width))
    return out.getvalue()


def test_the_summary_names_the_story_and_counts_reports_and_originals() -> None:
    lines = printed(DOSSIER).splitlines()
    assert lines[0].startswith("Flood in Ostrel")
    assert lines[1].startswith("3 reports, 2 originals")


def test_a_tally_stands_on_one_line_with_its_range_counts_and_status() -> None:
    row = next(x for x in printed(DOSSIER).splitlines() if x.strip().startswith("killed"))
    assert row.split() == ["killed", "people", "12", "14", "open", "3", "2", "2", "2", "disputed"]


def test_what_is_corroborated_is_starred_and_says_from_how_many_sources() -> None:
    tallies = tuple(replace(t, corroborated=t.independent > 1) for t in FINDINGS.tallies)
    found = replace(
        DOSSIER, findings=replace(FINDINGS, tallies=tallies), settings=(("corroboration_threshold", "2"),)
    )
    text = printed(found)
    row = next(x for x in text.splitlines() if x.strip().startswith("killed"))
    assert row.split()[-2:] == ["2*", "disputed"]
    assert "* corroborated: 2 or more" in text


def test_each_sentence_of_the_brief_and_each_utterance_says_what_it_stands_on() -> None:
    (sentence, *_), (utterance, *_) = FINDINGS.brief, FINDINGS.utterances
    stands = {"families": 3, "independent": 2, "corroborated": True}
    found = replace(
        FINDINGS,
        brief=(replace(sentence, **stands),),
        utterances=(replace(utterance, families=2, independent=1),),
    )
    lines = [x.strip() for x in printed(replace(DOSSIER, findings=found)).splitlines()]
    told = lines.index("In brief")
    assert lines[told + 2] == "corroborated: 2 independent sources; 3 originals"
    said = lines.index("What was said")
    assert lines[said + 2] == "one source; 2 originals"


def test_a_narrow_terminal_gets_short_heads_with_their_meaning_and_whole_rows() -> None:
    text = printed(DOSSIER, width=80)
    assert "fam families, ind independent, * corroborated" in text
    row = next(x for x in text.splitlines() if x.strip().startswith("killed"))
    assert row.rstrip().endswith("disputed")


def test_the_gravest_discrepancy_comes_first_with_both_sides_and_the_likely_one() -> None:
    text = printed(DOSSIER)
    assert text.index("How many drowned?") < text.index("A tense differs.")
    assert "R1 R2 12" in text
    assert "R3 14 (likely)" in text


def test_no_more_than_five_discrepancies_are_shown_and_the_rest_counted() -> None:
    many = replace(FINDINGS, discrepancies=FINDINGS.discrepancies * 4)
    text = printed(replace(DOSSIER, findings=many))
    assert text.count("How many drowned?") + text.count("A tense differs.") == 5
    assert "… and 3 more" in text


def test_a_mended_name_shows_both_forms_the_reason_and_where() -> None:
    assert "Elk Fire → Ilka Brandt  its twin has Ilka Brandt here  R2" in printed(DOSSIER)


def test_problems_and_files_are_named() -> None:
    text = printed(DOSSIER, Path("out/dossier.html"))
    assert "flood/map.png: is a picture." in text
    assert "out/dossier.html" in text


def test_a_dossier_without_findings_says_so() -> None:
    bare = Dossier(reports=(RA,), annotations=(), links=Links(), findings=Findings())
    assert "No figures that could be reconciled." in printed(bare)


def test_what_a_report_says_cannot_steer_the_terminal() -> None:
    garbled = replace(LINKS.entities[0], name=HOSTILE)
    dossier = replace(
        DOSSIER,
        findings=replace(
            FINDINGS,
            stories=(replace(FINDINGS.stories[0], title=HOSTILE),),
            discrepancies=(replace(FINDINGS.discrepancies[0], summary=HOSTILE),),
        ),
        links=replace(LINKS, entities=(garbled,)),
        problems=(Problem(report=HOSTILE, stage="read", message=HOSTILE),),
    )
    text = printed(dossier)
    assert not {"\x1b", "\x07", "\x00", "\x9b", "\r", "\u202e", "\u2066"} & set(text)
    assert "[bold]red[/bold]" in text


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    line = clean(text)
    assert len(line) <= 240
    assert all(c.isprintable() or c in "\u200c\u200d" for c in line)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\tb\n\nc", "a b c"),
        ("\u202eabc\u202c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 300, "x" * 239 + "…"),
    ],
)
def test_cleaning_keeps_the_words(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_problem_is_not_named_twice() -> None:
    console = Console(file=io.StringIO(), width=110)
    with console.capture() as capture:
        for line in problems([Problem(report="a.txt", stage="read", message="a.txt: holds no text.")]):
            console.print(line)
    assert capture.get().count("a.txt") == 1
