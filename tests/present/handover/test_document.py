"""The dossier as a Word document: opened again, and read as somebody does who received it."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from crosswire import Dossier, export
from crosswire.present.exports import Cover
from crosswire.present.handover.document_sources import descent
from crosswire.present.held import hold
from crosswire.types import Family, Findings, Interval, Links
from tests.present.handover.samples import NAMES, SAMPLES, judged, retold, sample, texts
from tests.present.made_dossier import DEAD_A, DOSSIER, RA, RB, RC, figure, span

COVER = Cover(day="2031-05-09", desk="The weir desk", address="https://desk.example/ostrel")


def opened(dossier: Dossier, **options: Any) -> Any:
    return docx.Document(io.BytesIO(export(dossier, "docx", **options)))


@cache
def made(name: str, with_text: bool = False) -> Any:
    return opened(sample(name), with_text=with_text, cover=COVER)


def words(document: Any) -> str:
    """All words of a document's body."""
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    )


def headings(document: Any, level: int) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


def table(document: Any, head: str) -> list[list[str]]:
    """The rows of the table whose head begins so, without the head."""
    found = next(t for t in document.tables if t.rows[0].cells[0].text == head)
    return [[c.text for c in row.cells] for row in found.rows][1:]


def test_a_document_has_the_sections_that_a_desk_asks_for() -> None:
    document = made("hallin-dam")
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == "Dam above Sarrow gives way in the night, 14 dead"
    assert headings(document, 1) == [
        "In brief", "The tallies", "Where accounts part", "Timeline", "What was said", "Names that reports garble",
        "Sources", "Method",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_level_of_headings_is_left_out(name: str) -> None:
    levels = [int(p.style.name[-1]) for p in made(name).paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert max(b - a for a, b in itertools.pairwise(levels)) <= 1


def test_word_does_not_open_it_in_compatibility_mode() -> None:
    settings = {
        s.get(qn("w:name")): s.get(qn("w:val"))
        for s in made("made").settings.element.iter(qn("w:compatSetting"))
    }
    assert settings["compatibilityMode"] == "15"


def test_the_tallies_have_low_best_and_high_status_and_what_they_stand_on() -> None:
    rows = table(made("hallin-dam"), "What was counted")
    assert ["Displaced, people, Sarrow", "3,600", "3,800", "4,180", "Compatible", "corroborated: 2 independent sources", "R1, R2, R3, R4, R5, R7"] in rows  # fmt: skip
    assert table(opened(DOSSIER), "What was counted") == [
        ["Killed, people", "12", "14", "open", "Disputed", "2 independent sources", "R1, R2, R3"]
    ]


def test_every_citation_leads_to_its_report_in_the_list_of_sources() -> None:
    for name in NAMES:
        body = made(name).element.body
        marks = {m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))}
        cited = {
            link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))
        }
        assert marks == {f"source{n}" for n in range(1, len(sample(name).reports) + 1)}
        assert cited
        assert cited <= marks


def test_every_report_is_listed_with_its_whole_digest() -> None:
    text = words(made("hallin-dam"))
    assert all(r.sha256 in text for r in sample("hallin-dam").reports)


def test_heads_of_tables_repeat_and_rows_stay_whole() -> None:
    for found in made("hallin-dam").tables:
        properties = [row._tr.trPr for row in found.rows]
        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(p.find(qn("w:cantSplit")) is not None for p in properties)
        assert all(p.find(qn("w:tblHeader")) is None for p in properties[1:])


def test_every_table_is_described_and_the_language_is_set() -> None:
    document = made("hallin-dam")
    assert all(t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in document.tables)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert (language.get(qn("w:val")), document.core_properties.language) == ("en-GB", "en-GB")


def test_words_in_another_language_are_marked_as_such() -> None:
    french = replace(DOSSIER, reports=(replace(RA, language="fr"), RB, RC))
    marked = [r for r in opened(french).element.body.iter(qn("w:lang")) if r.get(qn("w:val")) == "fr"]
    assert marked
    assert not list(opened(DOSSIER).element.body.iter(qn("w:lang")))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_dossier_gives_the_same_bytes_at_any_time(name: str) -> None:
    written = export(sample(name), "docx", cover=COVER)
    assert written == export(sample(name), "docx", cover=COVER)
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        assert packed.testzip() is None
        assert {m.date_time for m in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in packed.namelist()


def test_what_the_document_says_of_itself_is_what_was_given() -> None:
    held = made("hallin-dam").core_properties
    assert (held.author, held.last_modified_by, held.created, held.modified) == (
        COVER.desk, COVER.desk, datetime(2031, 5, 9, tzinfo=UTC), datetime(2031, 5, 9, tzinfo=UTC),
    )  # fmt: skip
    bare = opened(DOSSIER).core_properties
    assert (bare.author, bare.created, bare.comments) == ("", datetime(1980, 1, 1, tzinfo=UTC), "")
    assert "The weir desk, 9 May 2031" in words(made("hallin-dam"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dossier_json_gives_the_same_document(name: str) -> None:
    assert export(json.loads(sample(name).to_json()), "docx") == export(sample(name), "docx")


def test_figures_are_quoted_by_their_phrase_and_with_the_texts_by_their_sentence() -> None:
    phrase = [r[4] for r in table(made("hallin-dam"), "Count")]
    sentence = [r[4] for r in table(made("hallin-dam", with_text=True), "Count")]
    assert phrase[0] == "“Fourteen people were killed”"
    assert sentence[0].startswith(
        "“Fourteen people were killed and 60 are missing after the Hallin dam gave way"
    )


@settings(max_examples=40, deadline=None)
@given(texts)
def test_whatever_a_report_says_the_document_opens(text: str) -> None:
    document = opened(retold(text), with_text=True)
    assert headings(document, 1)[-1] == "Method"
    for target in document.part.rels.values():
        assert not target.is_external or target.target_ref.startswith(("https://", "http://"))


def test_hostile_words_are_words_and_nothing_else() -> None:
    document = made("hostile")
    text = words(document)
    assert "<script>window.hit=1" in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert not [r for r in document.part.rels.values() if r.is_external and "evil" in r.target_ref]


def test_a_figure_that_is_denied_is_struck_and_one_alone_stands_in_a_line() -> None:
    denied = replace(DEAD_A, modality="denied")
    said = (replace(DOSSIER.annotations[0], figures=(denied,)), *DOSSIER.annotations[1:])
    body = opened(replace(DOSSIER, annotations=said)).element.body
    assert [r.getparent().getparent().findtext(qn("w:t")) for r in body.iter(qn("w:strike"))] == ["12"]
    one = replace(DOSSIER.findings.tallies[0], figures=(DEAD_A.id,))
    alone = opened(replace(DOSSIER, findings=replace(DOSSIER.findings, tallies=(one,))))
    assert "“12 people” (Ilka Brandt, as of 2 May 2031) [R1]" in words(alone)


def test_parts_stand_behind_their_wholes_and_say_so() -> None:
    whole = DOSSIER.findings.tallies[0]
    women = replace(whole, id="t2", label="women", part_of="t1", relation="among", reports=9)
    rows = table(opened(replace(DOSSIER, findings=replace(DOSSIER.findings, tallies=(women, whole)))), "What was counted")  # fmt: skip
    assert [r[0] for r in rows] == ["Killed, people", "among them: Killed, women"]
    circle = (replace(whole, part_of="t2"), women)
    assert len(table(opened(replace(DOSSIER, findings=replace(DOSSIER.findings, tallies=circle))), "What was counted")) == 2  # fmt: skip


@pytest.mark.parametrize(
    ("families", "said"),
    [
        ((), "an original"),
        ((Family(id="a", reports=("ra",), root="ra"),), "an original"),
        ((Family(id="a", reports=("ra", "rb"), root="rb"),), "carries the text of R2"),
        ((Family(id="a", reports=("ra", "rb"), root=None, agency="Wire"),), "carries the text of Wire"),
        ((Family(id="a", reports=("ra", "rb", "rc"), root=None),), "one text with R2 and R3"),
        (
            (
                Family(id="a", reports=("ra",), root="ra"),
                Family(id="b", reports=("ra", "rc"), root="rc", passages=(span(RA, "12 people"),)),
                Family(id="c", reports=("ra", "rb"), root=None, passages=(span(RA, "drowned"),)),
            ),
            "an original; has passages of R3; shares passages with R2",
        ),
    ],
)
def test_whence_a_report_has_its_text_is_told_in_a_few_words(families: tuple[Family, ...], said: str) -> None:
    assert descent(hold(replace(DOSSIER, links=Links(families=families))), "ra") == said


def test_what_is_too_much_for_a_document_is_counted_where_it_is_left_out() -> None:
    days = Interval(start="2031-05-02", end="2031-05-02")
    event = DOSSIER.findings.events[0]
    many = tuple(replace(event, id=f"v{n}", when=days) for n in range(130))
    document = opened(replace(DOSSIER, findings=replace(DOSSIER.findings, events=many)))
    assert len(table(document, "When")) == 100
    assert "30 more events" in words(document)


def test_a_dossier_in_which_nothing_was_found_has_its_sources_and_its_method() -> None:
    document = opened(replace(DOSSIER, annotations=(), links=Links(), findings=Findings()))
    assert headings(document, 1) == ["Sources", "Method"]


def test_what_people_judged_is_told_without_their_names_and_what_could_not_be_done() -> None:
    contract = judged("tallies", "confirmed", "ada", "ben")
    contract["brief"][0]["review"] = {"standing": "disputed", "by": ["ada"], "was": {}}
    text = words(docx.Document(io.BytesIO(export(contract, "docx"))))
    assert "At the desk: confirmed by two people." in text
    assert "judged differently by people" in text
    assert "1 statement confirmed" in text
    assert "ada" not in text
    assert "map.png: is a picture." in text


def test_it_is_nobodys_name() -> None:
    it = figure(RC, "14 people", 14, source=replace(span(RA, "she"), text="it"))
    said = tuple(replace(a, figures=(it,) if a.report == "rc" else a.figures) for a in DOSSIER.annotations)
    assert "“it”, not resolved" in words(opened(replace(DOSSIER, annotations=said)))


def test_no_path_of_the_sender_goes_along() -> None:
    away = replace(
        DOSSIER, reports=tuple(replace(r, source=f"/home/ilka/{r.id}.txt") for r in DOSSIER.reports)
    )
    with zipfile.ZipFile(io.BytesIO(export(away, "docx", with_text=True))) as packed:
        assert not any(b"/home/ilka" in packed.read(name) for name in packed.namelist())


def test_no_run_of_white_space_and_no_empty_quotation_is_in_it() -> None:
    text = words(made("hallin-dam", with_text=True))
    assert not re.search(r"“”|  |\bNone\b", text)
