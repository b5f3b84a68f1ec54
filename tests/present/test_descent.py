"""The section of descent: lines, the passages side by side, the drawings, and why several reports count as one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crosswire.present.page import to_html
from crosswire.present.page.beside import Panel, panels
from crosswire.present.page.descent import descents, finding
from crosswire.present.page.edition import Edition, edition
from crosswire.present.page.lines import Strand
from crosswire.present.page.same import sames
from crosswire.present.page.stemma import Stemma, stemma
from crosswire.present.page.stemma_layout import Graph, Node
from crosswire.types import (
    Annotations,
    Dossier,
    Entity,
    Family,
    Figure,
    Findings,
    Form,
    Lineage,
    Links,
    PassagePair,
    Report,
)
from tests.present.specimen import R, find, report, specimen

FIRST = "Nine boats sank off Tarn on Monday, the harbour police said."
SECOND = "The master of the Orla, Ines Corvall, swam ashore with her crew."
CHANGED = "Six boats sank off Tarn on Monday, said the port police."
GARBLED = "The master of the Orla, Ines Coral, swam ashore with her crew."


def made(
    *reports: Report, lineage: tuple[Lineage, ...], families: tuple[Family, ...], **links: object
) -> Dossier:
    notes = tuple(Annotations(report=r.id, anchor=None) for r in reports)
    return Dossier(
        reports=reports,
        annotations=notes,
        links=Links(lineage=lineage, families=families, **links),  # type: ignore[arg-type]
        findings=Findings(),
    )


def line(left: Report, right: Report, pairs: list[tuple[str, str]], **more: object) -> Lineage:
    values: dict[str, object] = {
        "relation": "same-original",
        "direction": "left-first",
        "why": "published earlier",
    }
    evidence = tuple(PassagePair(left=find(left, a), right=find(right, b), score=0.9) for a, b in pairs)
    return Lineage(left=left.id, right=right.id, score=0.9, evidence=evidence, **values | more)  # type: ignore[arg-type]


A = report("a", "Boats lost", [FIRST, SECOND], publisher="The Keel", published="2031-05-04T08:00")
B = report(
    "b", "Boats lost", [CHANGED, GARBLED, "More rain fell."], publisher="Relay", published="2031-05-05T08:00"
)


def _two(**more: object) -> Dossier:
    record = line(A, B, [(FIRST, CHANGED), (SECOND, GARBLED)], **more)
    known = ("right-first", "left-first")
    root = "a" if record.direction in known else None
    figures = tuple(
        Figure(id=f"{r.id}f", span=find(r, words), number_span=find(r, words), number=n, low=n, high=n, qualifier="exact", unit="boats", measure="other", group=None, label=None)
        for r, words, n in ((A, "Nine", 9), (B, "Six", 6))
    )  # fmt: skip
    name = Entity(
        id="e",
        type="PERSON",
        name="Ines Corvall",
        forms=(Form(span=find(A, "Ines Corvall")), Form(span=find(B, "Ines Coral"), corrupted=True)),
    )
    dossier = made(
        A, B, lineage=(record,), families=(Family(id="o1", reports=("a", "b"), root=root),), entities=(name,)
    )
    notes = tuple(
        replace(n, figures=tuple(f for f in figures if f.span.report == n.report))
        for n in dossier.annotations
    )
    return replace(dossier, annotations=notes)


def _panel(dossier: Dossier) -> Panel:
    (found,) = panels(edition(dossier)).values()
    return found


def _strands(dossier: Dossier) -> dict[tuple[str, str], Strand]:
    return {(s.original.letter, s.report): s for s in edition(dossier).lines.all}


def _drawn(dossier: Dossier) -> Stemma:
    return stemma(edition(dossier))


# --- side by side ----------------------------------------------------------------------------------


def test_passages_are_laid_side_by_side_with_what_differs_on_each_side():
    first, second = _panel(_two()).rows
    assert [(b.text, b.kind) for b in first.left.bits if b.kind != "same"] == [
        ("Nine", "strong"), ("the harbour", "other"), ("said", "only"),
    ]  # fmt: skip
    assert [(b.text, b.kind) for b in first.right.bits if b.kind != "same"] == [
        ("Six", "strong"), ("said the port", "other"),
    ]  # fmt: skip
    assert [b.text for b in second.left.bits if b.kind == "strong"] == ["Corvall"]
    assert [b.text for b in second.right.bits if b.kind == "strong"] == ["Coral"]


def test_both_sides_keep_every_character_and_lead_to_their_place():
    for row in _panel(_two()).rows:
        assert "".join(b.text for b in row.left.bits) in A.text
        assert "".join(b.text for b in row.right.bits) in B.text
    page = to_html(_two())
    for href in re.findall(r'<a class="ref" href="#([^"]+)"', page):
        assert f'id="{href}"' in page


def test_the_same_number_or_name_in_other_dress_does_not_stand_out():
    other = replace(B, text=B.text.replace("Six boats", "In all 9 boats"))
    record = line(A, other, [(FIRST, "In all 9 boats sank off Tarn on Monday, said the port police.")])
    dossier = made(A, other, lineage=(record,), families=(Family(id="o1", reports=("a", "b"), root="a"),))
    figures = {"a": find(A, "Nine"), "b": find(other, "9")}
    notes = tuple(
        replace(n, figures=(Figure(id=n.report, span=figures[n.report], number_span=figures[n.report], number=9, low=9, high=9, qualifier="exact", unit="boats", measure="other", group=None, label=None),))
        for n in dossier.annotations
    )  # fmt: skip
    (row,) = _panel(replace(dossier, annotations=notes)).rows
    assert not [b for b in (*row.left.bits, *row.right.bits) if b.kind == "strong"]


def test_what_is_the_same_word_for_word_is_shown_once():
    copy = report("b", "Boats lost", [FIRST, SECOND], publisher="Relay", published="2031-05-05T08:00")
    record = line(A, copy, [(FIRST, FIRST), (SECOND, SECOND)], relation="republished")
    dossier = made(A, copy, lineage=(record,), families=(Family(id="o1", reports=("a", "b"), root="a"),))
    panel = _panel(dossier)
    assert panel.counts == "2 passages, word for word"
    assert all(r.same for r in panel.rows)
    page = to_html(dossier)
    assert page[page.index('id="s1-1"') : page.index('id="s1-2"')].count("Nine boats sank") == 1


def test_two_languages_are_not_compared_word_by_word_but_their_numbers_are():
    foreign = report("b", "Des bateaux", ["Douze bateaux, 12, ont coulé devant Tarn."], language="fr")
    home = replace(A, language="en")
    record = line(home, foreign, [(FIRST, "Douze bateaux, 12, ont coulé devant Tarn.")], manner="translated")
    dossier = made(
        home, foreign, lineage=(record,), families=(Family(id="o1", reports=("a", "b"), root="a"),)
    )
    panel = _panel(dossier)
    assert not panel.compared
    assert [(b.text, b.kind) for b in panel.rows[0].right.bits if b.kind != "same"] == [("12", "strong")]
    assert "not compared word by word" in to_html(dossier)


def test_paragraphs_that_only_one_report_has_are_named():
    ((witness, places),) = _panel(_two()).alone
    assert (witness.siglum, [name for name, _ in places]) == ("R2", ["¶3"])


def test_passages_that_overlap_are_one():
    record = line(A, B, [(FIRST, CHANGED), (FIRST[:30], CHANGED)])
    dossier = made(A, B, lineage=(record,), families=(Family(id="o1", reports=("a", "b"), root="a"),))
    assert len(_panel(dossier).rows) == 1


def test_a_page_holds_so_much_side_by_side_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("crosswire.present.page.beside._BUDGET", len(FIRST) + len(CHANGED))
    panel = _panel(_two())
    assert (len(panel.rows), panel.left_out) == (1, 1)


# --- lines -----------------------------------------------------------------------------------------


def test_a_line_has_a_direction_only_where_it_is_known():
    assert _strands(_two())["A", "b"].directed
    unknown = _strands(_two(direction=None))
    assert [s.directed for s in unknown.values()] == [False, False]


def test_of_carriers_whose_order_is_unknown_the_one_known_to_be_later_has_an_arrow():
    third = replace(B, id="c", published="2031-05-06T08:00")
    records = (line(A, B, [(FIRST, CHANGED)], direction=None), line(A, third, [(FIRST, CHANGED)]))
    dossier = made(
        A, B, third, lineage=records, families=(Family(id="o1", reports=("a", "b", "c"), root=None),)
    )
    assert {s.report: s.directed for s in edition(dossier).lines.all} == {"a": False, "b": False, "c": True}
    lost = next(n for n in _drawn(dossier).wide.nodes if n.lost)
    assert lost.note == "R1 or R2, or one not in hand"


def test_a_stitched_report_has_a_line_from_each_of_its_originals():
    strands = _strands(specimen())
    book = edition(specimen())
    mine = {s.original.family: s for s in strands.values() if s.report == "f"}
    assert set(mine) == {"fa", "fb"}
    assert [s.other for s in (mine["fa"], mine["fb"])] == ["a", "c"]
    assert {p.here.text for p in mine["fa"].pairs} <= {
        p.text for f in book.dossier.links.families if f.id == "fa" for p in f.passages
    }


def test_a_named_agency_that_is_not_in_hand_is_drawn_hollow_and_named():
    nodes = {n.name: n for n in _drawn(specimen()).wide.nodes}
    assert nodes["Halcyon Wire"].lost
    assert nodes["Halcyon Wire"].note == "not in hand"


def test_two_carriers_of_a_lost_original_are_shown_side_by_side_once():
    strands = _strands(_two(direction=None))
    assert [(s.panel, len(s.pairs)) for s in strands.values()] == [("s2", 0), ("s2", 2)]


# --- the drawings ----------------------------------------------------------------------------------


def _x(graph: Graph, siglum: str) -> float:
    return next(n.x for n in graph.nodes if n.siglum == siglum)


def test_time_runs_from_left_to_right_by_stamp_and_reports_without_one_stand_apart():
    bare = replace(R["a"], published=None)
    held = specimen()
    dossier = replace(held, reports=(bare, *held.reports[1:]))
    graph = _drawn(dossier).wide
    xs = [_x(graph, f"R{n}") for n in (2, 3, 4, 5, 6, 7)]
    assert xs == sorted(xs)
    assert _x(graph, "R1") > max(xs)
    assert [d.text for d in graph.days if d.apart] == ["no stamp"]


def test_lines_know_translations_wholes_and_passages():
    edges = {e.words.partition(":")[0]: e for e in _drawn(specimen()).wide.edges}
    assert edges["R1 to R4"].double
    assert not edges["R1 to R2"].double
    assert edges["R1 to R2"].width > edges["R1 to R6"].width
    assert all(e.known == bool(e.tip) for e in edges.values())


def _many(copies: int, alone: int = 0) -> Dossier:
    more = tuple(
        replace(B, id=f"b{n:03d}", published=f"2031-05-{5 + n % 20:02d}T08:00") for n in range(copies)
    )
    lone = tuple(report(f"z{n:03d}", None, [f"Bell {n} rang."], published="2031-06-01") for n in range(alone))
    records = tuple(line(A, b, [(FIRST, CHANGED), (SECOND, GARBLED)]) for b in more)
    families = (
        Family(id="o1", reports=("a", *(b.id for b in more)), root="a"),
        *(Family(id=z.id, reports=(z.id,), root=z.id) for z in lone),
    )
    return made(A, *more, *lone, lineage=records, families=families)


@pytest.mark.parametrize("copies", [1, 5, 60, 300])
def test_the_drawings_hold_for_few_and_for_many(copies: int):
    drawn = _drawn(_many(copies, alone=2))
    for graph in (drawn.wide, drawn.narrow):
        heights = [n.y for n in graph.nodes]
        assert heights == sorted(set(heights))
        assert len(heights) <= 24
        assert max(heights) < graph.height
        assert all(0 < n.x < graph.width for n in graph.nodes)


def test_many_copies_stand_together_with_their_count_and_open_in_the_list():
    drawn = _drawn(_many(26))
    (together,) = [n for n in drawn.wide.nodes if n.stack]
    assert together.name == "and 23 more copies"
    (group,) = drawn.groups
    assert (len(group.lines), len(group.more)) == (6, 20)
    assert f'id="{together.href[1:]}"' in to_html(_many(26))


def test_labels_fit_the_drawing_for_phones():
    narrow = _drawn(specimen()).narrow
    assert all(n.label_x + 6 * len(n.note) < narrow.width + 20 for n in narrow.nodes)


@pytest.mark.parametrize(
    ("dossier", "words"),
    [
        (_two(), "Two reports, one independent original."),
        (_many(26, alone=2), "29 reports, three independent originals."),
        (specimen(), "Seven reports, four independent originals. Not in hand is Halcyon Wire."),
    ],
)
def test_the_count_of_independent_originals_is_said_in_words(dossier: Dossier, words: str):
    assert finding(edition(dossier)) == words
    assert f'<p class="finding">{words}</p>' in to_html(dossier)


def test_a_passage_that_may_be_one_of_theirs_is_no_further_original():
    families = (
        Family(id="o1", reports=("a",), root="a"),
        Family(id="o2", reports=("b",), root="b"),
        Family(id="p", reports=("a", "b"), root=None, passages=(find(A, FIRST), find(B, CHANGED))),
    )
    dossier = made(
        A,
        B,
        lineage=(line(A, B, [(FIRST, CHANGED)], relation="shared-passages", direction=None),),
        families=families,
    )
    assert finding(edition(dossier)).startswith(
        "Two reports, two independent originals. What else several print"
    )


def test_each_report_says_in_words_how_it_descends():
    said = {w.siglum: descents(edition(specimen()))[w.report.id] for w in edition(specimen()).witnesses}
    assert said["R1"] == "original"
    assert said["R2"] == "copy of R1"
    assert said["R4"] == "R1, retranslated"
    assert said["R5"] == "carries Halcyon Wire"
    assert said["R6"] == "stitched from R1 and Halcyon Wire, and passages of its own"


def test_reports_of_one_text_whose_order_is_unknown_name_each_other():
    third = replace(B, id="c", published="2031-05-06T08:00")
    records = (line(A, B, [(FIRST, CHANGED)], direction=None), line(A, third, [(FIRST, CHANGED)]))
    family = Family(id="o1", reports=("a", "b", "c"), root=None)
    said = descents(edition(made(A, B, third, lineage=records, families=(family,))))
    assert said == {"a": "one text with R2 and R3", "b": "one text with R1 and R3", "c": "copy of R1 or R2"}


@pytest.mark.parametrize(
    ("direction", "words"),
    [("left-first", "original; passages of R1"), (None, "original; shares passages with R1")],
)
def test_a_shared_passage_is_told_beside_what_a_report_is(direction: str | None, words: str):
    families = (
        Family(id="o1", reports=("a",), root="a"),
        Family(id="o2", reports=("b",), root="b"),
        Family(id="p", reports=("a", "b"), root=None, passages=(find(A, FIRST), find(B, CHANGED))),
    )
    record = line(A, B, [(FIRST, CHANGED)], relation="shared-passages", direction=direction)
    assert descents(edition(made(A, B, lineage=(record,), families=families)))["b"] == words


# --- why three count as one -------------------------------------------------------------------------


def _same(book: Edition, *words: tuple[str, str]) -> list[tuple[str, str]]:
    return [(s.left, s.right) for s in sames(book, [find(R[r], w) for r, w in words]).shown]


def test_a_statement_leads_to_the_passage_that_its_reports_have_in_common():
    book = edition(specimen())
    told = [
        ("a", "Fourteen people were killed"),
        ("b", "Fourteen people were killed"),
        ("d", "Fourteen people died"),
    ]
    assert _same(book, *told) == [("R1", "R2"), ("R1", "R4")]
    assert _same(book, ("a", "Fourteen people were killed"), ("g", "Thirty-one people died")) == []


def test_every_tally_utterance_and_sentence_links_to_it():
    page = to_html(specimen())
    for id, end in (("b1", "b2"), ("t1", "t2"), ("u1", "u2"), ("e4", "e5")):
        here = page[page.index(f'id="{id}"') : page.index(f'id="{end}"')]
        (target, *_) = re.findall(r'<a href="#(s\d+-\d+)" title="Side by side">R1 = R2</a>', here)
        assert f'id="{target}"' in page


def test_a_node_without_an_other_leads_to_the_report():
    node: Node = next(n for n in _drawn(specimen()).wide.nodes if n.siglum == "R7")
    assert (node.href, node.lay) == ("#r7", "")
