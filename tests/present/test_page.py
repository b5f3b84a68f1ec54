"""The page as text: what stands in it, what is left out, and that it is always the same."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.present.page import to_html
from crosswire.present.page.chart import chart
from crosswire.present.page.collation import collate
from crosswire.present.page.edition import edition
from crosswire.present.page.marks import marked
from crosswire.present.page.names import names
from crosswire.present.page.paragraphs import cut
from crosswire.present.page.plain import clamp, language_tag, safe_address, shown
from crosswire.present.page.scale import scale_for
from crosswire.present.page.tallies import tallies
from crosswire.types import Annotations, Chain, Dossier, Entity, Excluded, Findings, Form, Links
from tests.present.hostile import hostile
from tests.present.specimen import R, find, report, specimen


def _bare(*texts: str) -> Dossier:
    reports = tuple(report(f"n{n}", None, [t]) for n, t in enumerate(texts))
    notes = tuple(Annotations(report=r.id, anchor=None) for r in reports)
    return Dossier(reports=reports, annotations=notes, links=Links(), findings=Findings())


def _drawn(id: str):
    book = edition(specimen())
    tally = next(t for t in book.dossier.findings.tallies if t.id == id)
    figures = [book.figures[f] for f in tally.figures]
    return chart(book, tally, "Title", [(f, book.cite(f.span)) for f in figures])


def test_the_same_dossier_gives_the_same_bytes():
    assert to_html(specimen()) == to_html(specimen())


def test_every_section_of_the_specimen_stands_in_the_contents():
    listed = re.findall(r'<li><a href="#(\w+)">', to_html(specimen()))
    assert listed == ["brief", "tallies", "parts", "time", "said", "names", "descent", "reports", "method"]


def test_sections_without_content_are_left_out():
    page = to_html(_bare("One harbour bell rang at noon."))
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["descent", "reports", "method"]
    assert "There is one report, and so nothing to descend from." in page


def test_a_report_without_publisher_is_called_by_its_file():
    assert '<bdi class="who">n0.txt</bdi>' in to_html(_bare("A bell rang."))


def test_no_report_text_becomes_an_id():
    ids = re.findall(r'(?<!data-)\bid="([^"]*)"', to_html(hostile()))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*|[A-F]|[mh][A-FX]", i, re.IGNORECASE) for i in ids)


def test_the_policy_names_the_script_by_its_digest():
    page = to_html(specimen())
    assert "default-src 'none'" in page
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/]{43}='", page)


def test_likenesses_of_one_original_stand_behind_its_first_carrier():
    page = to_html(specimen())
    brief = page[page.index('id="b3"') : page.index('id="b4"')]
    assert brief.count("<q") == 2
    assert "R4" in brief


def test_every_tally_utterance_event_and_sentence_says_whether_it_is_corroborated():
    page = to_html(specimen())
    brief = page[page.index('id="b1"') : page.index('id="b2"')]
    assert '<span class="tag cor">corroborated: 2 independent sources</span>' in brief
    for id, end in (("b2", "b3"), ("t2", "t3"), ("u1", "u2"), ("e4", "e5")):
        here = page[page.index(f'id="{id}"') : page.index(f'id="{end}"')]
        assert re.search(r'class="(tag )?cor"', here), id


def test_the_mark_goes_by_the_finding_and_names_the_threshold_in_force():
    held = specimen()
    higher = replace(held, settings=(("corroboration_threshold", "3"),), findings=replace(held.findings, brief=tuple(replace(b, corroborated=False) for b in held.findings.brief)))  # fmt: skip
    page = to_html(higher)
    brief = page[page.index('id="b1"') : page.index('id="b2"')]
    assert '<span class="cor">2 independent sources, three would corroborate</span>' in brief
    assert "rests on three origins or more" in page


def test_what_came_through_a_medium_is_drawn_as_a_copy_of_what_it_rests_on():
    held = specimen()
    there, here = find(R["g"], "Thirty-one people died"), find(R["f"], "Dozens died")
    chain = Chain(words=here, via=(find(R["f"], "Halcyon Wire"),), on=there)
    book = edition(replace(held, findings=replace(held.findings, chains=(chain,))))
    assert book.originals.of(here) == book.originals.of(there)
    assert (book.originals.mark(here).copy, book.originals.mark(there).copy) == (True, False)


def test_an_original_that_may_be_another_is_drawn_as_the_one_that_is_counted():
    book = edition(specimen())
    copied = find(R["f"], "about 9 million cubic metres of water")
    assert book.originals.of(copied).family == "fa"
    own = next(o.family for o in book.originals.of_report["f"] if o.family != "fa" and o.root == "f")
    assert book.originals.of(copied, (own,)).family == own


def test_a_garbled_name_is_struck_and_its_mending_explained():
    page = to_html(specimen())
    assert '<del class="bad" dir="auto">the Maltese</del>' in page
    assert "R4’s sentence is the twin of R1 ¶4" in page


def test_a_phrase_that_stands_for_a_person_is_listed_with_the_names_article_small():
    text = "President Ilse Maltesk spoke. The Norwegian president left."
    given = report("n0", None, [text])
    entity = Entity(
        id="e1",
        type="PERSON",
        name="Ilse Maltesk",
        forms=(Form(span=find(given, "Ilse Maltesk")),),
        nominals=(find(given, "The Norwegian president"),),
    )
    dossier = Dossier(
        reports=(given,),
        annotations=(Annotations(report="n0", anchor=None),),
        links=Links(entities=(entity,)),
        findings=Findings(),
    )
    (name,) = names(edition(dossier)).shown
    assert [f.text for f in name.forms] == ["Ilse Maltesk", "the Norwegian president"]


def test_captions_are_set_apart_with_their_kind():
    assert re.search(r'<span class="kind" lang="en">caption</span>The minister, <mark', to_html(specimen()))


def test_an_original_not_in_hand_is_confessed():
    assert "Halcyon Wire: its text is not in hand" in to_html(specimen())


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/b?c=1&d=2", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example/b", False),
        ("https://", False),
        ("https://a.example/ b", False),
        ("java\nscript:alert(1)", False),
        (None, False),
    ],
)
def test_only_web_addresses_may_be_followed(address, safe):
    assert (safe_address(address) is not None) is safe


@pytest.mark.parametrize(("tag", "kept"), [("en", True), ("pt-BR", True), ('en" x="', False), ("", False)])
def test_only_language_tags_become_languages(tag, kept):
    assert (language_tag(tag) is not None) is kept


def test_unseen_controls_are_made_visible():
    assert shown("a\u202eb\u2066c\x00d\ud800") == "a⟨U+202E⟩b⟨U+2066⟩c\ufffdd\ufffd"


def test_copies_are_hollow_and_open_ends_open():
    points = {p.citation.siglum: p for p in _drawn("tt").points}
    assert [points[s].citation.mark.copy for s in ("R5", "R6", "R7")] == [False, True, False]
    assert [points[s].open_up for s in ("R5", "R6", "R7")] == [True, True, False]


def test_a_denied_figure_is_struck_and_a_vague_one_hatched():
    points = {p.said.split(":")[0]: p for p in _drawn("tk").points}
    assert points["40"].struck
    assert points["Dozens"].vague


def test_a_chart_says_its_finding_in_words():
    words = _drawn("tk").words
    assert words == (
        "Title: best 31, 31; revised. The reports say 14, 23, at least 23, 40 (denied), Dozens, 31."
    )


def test_counts_start_at_zero_and_close_numbers_need_not():
    assert scale_for([14, 40], top=10, bottom=100).least == 0
    assert scale_for([3420, 4400], top=10, bottom=100).least > 2000


def test_lesser_single_figures_are_listed_and_not_drawn():
    held = tallies(edition(specimen()))
    assert [t.title for t in held.drawn] == ["Killed", "Injured", "Detained", "Missing", "Displaced"]
    assert len(held.listed) == 2


def test_more_than_six_originals_leave_letters_in_grey():
    texts = [
        f"{word} bells rang in the harbour."
        for word in ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]
    ]
    marks = edition(_bare(*texts)).originals.all
    assert [o.letter for o in marks] == list("ABCDEFGH")
    assert [o.key for o in marks] == list("ABCDEFXX")


def test_crossing_marks_are_split_and_keep_single_ids():
    tokens = marked("abcdef", 0, 6, [(0, 4), (2, 6)], prefix="w1")
    assert [t.id for t in tokens if t.id] == ["w1-0-4", "w1-2-6"]
    assert [t.of for t in tokens if t.of] == ["w1-2-6"]


@given(
    st.text("ab \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6, unique=True),
)
def test_marks_nest_and_never_change_the_text(text, pairs):
    spans = {(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs}
    tokens = marked(text, 0, len(text), [s for s in spans if s[0] < s[1]], prefix="w")
    assert "".join(t.text for t in tokens) == text
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        assert depth >= 0
    assert depth == 0
    ids = [t.id for t in tokens if t.id]
    assert len(ids) == len(set(ids)) == len({s for s in spans if s[0] < s[1]})


@given(st.text("ab \n\r\u2028", max_size=60), st.integers(0, 60), st.integers(0, 20))
def test_pieces_hold_every_character_that_is_not_blank(text, start, length):
    held = replace(report("p", None, ["x"]), text=text)
    stop = min(start + length, len(text))
    if start < stop:
        held = replace(held, excluded=(Excluded(start=start, end=stop, kind="caption"),))
    pieces = cut(held)
    assert "".join("".join(text[p.start : p.end].split()) for p in pieces) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))


def test_a_line_without_end_is_cut_into_bounded_pieces():
    assert max(p.end - p.start for p in cut(replace(R["a"], text="A" * 50_000, title_span=None))) <= 4000


def test_collation_marks_what_the_base_does_not_have():
    rows = collate(["nobody was warned", "no one was advised"], ["advised"], [True, True])
    assert [(p.text, p.kind) for cell in rows[1] for p in cell if p.text.strip()] == [
        ("no one", "other"),
        ("was", "same"),
        ("advised", "sense"),
    ]


@given(st.lists(st.text("ab ", min_size=1, max_size=20), min_size=1, max_size=4))
def test_collation_keeps_every_word_of_every_row(rows):
    cells = collate(rows, [], [True] * len(rows))
    for row, text in zip(cells, rows, strict=True):
        assert "".join(p.text for cell in row for p in cell).split() == text.split()


def test_clamped_text_ends_at_a_word():
    assert clamp("one two three four", 12) == "one two …"


def test_a_report_is_cited_by_paragraph_or_title():
    book = edition(specimen())
    assert book.cite(find(R["a"], "Two of the four")).place == "¶4"
    assert book.cite(R["a"].span(0, 5)).place == "title"


def test_numbers_far_apart_stand_by_powers_of_ten():
    scale = scale_for([14, 23, 4000], top=10, bottom=110)
    assert scale.powers
    assert scale.y(14) - scale.y(23) > 5


@given(st.lists(st.one_of(st.integers(), st.floats(), st.just(10**400)), max_size=5))
def test_every_number_has_a_height_inside_the_plot(values):
    scale = scale_for(values, top=10, bottom=110)
    assert all(10 <= scale.y(v) <= 110 for v in values)
