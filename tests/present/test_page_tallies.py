"""The tallies on the page: what each figure is and adds, parts under wholes, whom they count, the headline."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crosswire.present.page import to_html
from crosswire.present.page.edition import edition
from crosswire.present.page.notes import in_sentence
from crosswire.present.page.parties import WORDS, choices, keys_of
from crosswire.present.page.render import asset
from crosswire.present.page.tallies import Drawn, tallies
from crosswire.present.page.wholes import placed, sides_words
from crosswire.types import Dossier, Party, Story, Tally, Toll
from tests.present.clash import FIGURES, REPORTS, TALLIES, clash, words
from tests.present.specimen import R, find, specimen

BY_ID = {f.id: f for f in FIGURES}


def drawn(dossier: Dossier) -> dict[str, Drawn]:
    """The drawn tallies by measure and what they count."""
    return {f"{t.title}, {t.what}": t for t in tallies(edition(dossier)).drawn}


def changed(dossier: Dossier, **more: object) -> Dossier:
    return replace(dossier, findings=replace(dossier.findings, **more))  # type: ignore[arg-type]


def test_a_figure_stands_in_its_sentence() -> None:
    book = edition(clash())
    assert in_sentence(book, words("c", "A teacher")) == ("", "A teacher", " was killed in her car.")
    before, figure, after = in_sentence(book, words("a", "nine civilians"))
    assert before.startswith("Six soldiers, four militants")
    assert (figure, after) == ("nine civilians", " died, it said, three children among them.")


def test_a_figure_of_the_title_stands_in_the_title() -> None:
    before, figure, after = in_sentence(edition(clash()), words("b", "19"))
    assert (before, figure, after) == ("Bridge attack leaves ", "19", " dead")


def test_without_sentences_a_figure_stands_in_its_paragraph_cut_at_words() -> None:
    book = edition(specimen())
    before, figure, after = in_sentence(book, book.figures["d1"].span)
    assert figure == "Some 4,000 people were taken out of Sarrow and Lower Pell"
    assert (
        before
        == "The wall opened at its eastern end and let about 9 million cubic metres of water into the valley of the Vesk. "
    )
    assert after == " before daylight."
    before, _, after = in_sentence(book, find(R["a"], "left to fail"))
    assert before.startswith("… ")
    assert len(before) < 190
    assert after == ".”"


def test_a_copy_adds_nothing_and_names_whose_text_it_is() -> None:
    first, copy, vague = drawn(clash())["Killed, people"].rows
    assert (first.adds, first.nothing) == ("a source", False)
    assert (copy.adds, copy.nothing) == ("adds nothing: the text of R1", True)
    assert copy.citation.mark.copy
    assert (vague.adds, vague.whose) == ("a source", "a nurse, through the Harbour Post")


def test_a_copy_of_what_is_not_in_hand_names_the_agency() -> None:
    rows = {r.citation.siglum: r for r in drawn(specimen())["Displaced, people, Sarrow and Lower Pell"].rows}
    assert rows["R5"].adds == "adds nothing: the text of Halcyon Wire, as in R3"


def test_a_voice_heard_before_is_no_new_source_in_another_original() -> None:
    held = clash()
    speakers = tuple((claim, "army") for claim, _ in held.links.speakers)
    rows = drawn(replace(held, links=replace(held.links, speakers=speakers)))["Killed, people"].rows
    assert (rows[2].adds, rows[2].nothing) == ("no new source: the army again", True)


def test_what_is_withdrawn_and_what_stands_for_another_number_is_said() -> None:
    rows = {
        (r.citation.siglum, r.words.split()[0]): r
        for r in drawn(specimen())["Killed, people, flood below the dam"].rows
    }
    assert rows["R6", "Forty"].adds == "withdrawn or denied"
    bare = tuple(replace(t, origins=()) for t in specimen().findings.tallies)
    rows = {
        r.citation.siglum: r
        for r in drawn(changed(specimen(), tallies=bare))["Killed, people, flood below the dam"].rows
    }
    assert rows["R1"].adds == "for another number"


def test_parts_stand_behind_their_wholes_and_deeper() -> None:
    shown = tallies(edition(clash())).drawn
    assert [(t.what, t.depth) for t in shown] == [
        ("people", 0),
        ("civilians", 1),
        ("children", 2),
        ("security forces", 1),
        ("militants", 1),
        ("people", 0),
    ]
    children = shown[2]
    assert children.whole is not None
    assert (children.whole.name, children.whole.how) == ("Killed, civilians", "among them")


def test_a_whole_lists_its_parts_and_what_the_sides_come_to() -> None:
    whole = drawn(clash())["Killed, people"]
    assert [(p.best, p.name, p.how) for p in whole.parts] == [
        ("9", "civilians", "one side"),
        ("6", "security forces", "one side"),
        ("4", "militants", "one side"),
    ]
    assert whole.sides == "9 + 6 + 4 = 19: the sides make up the whole."


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (19, 19, 19, "10 = 10: the sides together, where the whole is given as 19."),
        (8, 19, 30, "10 = 10: the sides together, which the whole allows."),
        (None, None, None, "what the two sides come to."),
    ],
)
def test_sides_that_do_not_make_the_whole_are_held_against_it(
    low: int, best: int, high: int, words: str
) -> None:
    whole = replace(TALLIES[4], low=low, best=best, high=high)
    soldiers, militants = TALLIES[1], TALLIES[2]
    assert sides_words(whole, (soldiers, militants)).endswith(words.removeprefix("10 = 10: "))
    assert sides_words(whole, (soldiers,)) == ""


def test_where_nothing_says_of_what_it_is_a_part_a_tally_of_parts_stands_under_the_people() -> None:
    loose = tuple(replace(t, part_of=None, relation=None) for t in TALLIES)
    order = {p.tally.id: p for p in placed(loose, BY_ID)}
    assert (order["children"].whole, order["children"].depth) == ("all", 1)
    assert order["soldiers"].whole is None


def test_a_circle_of_parts_and_a_lost_whole_leave_no_tally_out() -> None:
    one, two, three = (replace(t, part_of=None) for t in TALLIES[:3])
    circle = (replace(one, part_of=two.id), replace(two, part_of=one.id), replace(three, part_of="lost"))
    assert [(p.tally.id, p.whole, p.depth) for p in placed(circle, {})] == [(t.id, None, 0) for t in circle]


def tally(**more: object) -> Tally:
    return replace(TALLIES[4], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "keys"),
    [
        (tally(), ("people",)),
        (tally(group=None), ("people",)),
        (tally(group="security_forces"), ("security",)),
        (tally(group="children", party=Party(age="child", standing="civilian")), ("civilians", "children")),
        (tally(party=Party(sex="female")), ("women",)),
        (tally(party=Party(sex="female", age="child")), ("children",)),
        (tally(unit="aircraft", group=None), ("things",)),
    ],
)
def test_a_tally_knows_whom_it_counts(of: Tally, keys: tuple[str, ...]) -> None:
    assert keys_of(of, []) == keys


def test_where_the_tally_names_no_party_what_all_its_figures_say_counts() -> None:
    children = [f for f in FIGURES if f.party.age == "child"]
    assert keys_of(tally(), children) == ("children",)
    assert keys_of(tally(), [*children, BY_ID["a1"]]) == ("people",)


def test_a_filter_of_one_choice_is_no_filter() -> None:
    assert choices([("people",), ("people",)]) == ()
    assert [(c.key, c.count) for c in choices([("people",), ("children", "civilians")])] == [
        ("people", 1),
        ("civilians", 1),
        ("children", 1),
    ]
    assert 'id="p-all"' not in to_html(changed(clash(), tallies=TALLIES[4:5]))


def test_the_style_has_a_rule_for_every_party() -> None:
    style = asset("page.css")
    assert all(
        f"#tallies:has(#p-{key}:checked) [data-party]:not([data-party~={key}])" in style for key in WORDS
    )


def test_the_headline_gives_wholes_with_their_parts() -> None:
    (head,) = tallies(edition(clash())).tolls
    killed, injured = head.totals
    assert killed.whole is not None
    assert injured.whole is not None
    assert (killed.whole.number, killed.whole.what, killed.whole.bounds, killed.whole.tally) == (
        "19",
        "killed",
        "or more",
        "t1",
    )
    assert [(p.number, p.what, p.bounds, p.implied) for p in killed.parts] == [
        ("9", "civilians", "", False),
        ("3", "children", "2 to 3", False),
        ("1", "woman", "or more", True),
    ]
    assert (injured.whole.number, injured.parts) == ("41 or more", ())
    assert head.whys == (("19 killed", "counted by side"),)


def test_a_nought_that_rests_on_no_words_is_said_to_be_silence() -> None:
    silent = Toll(id="s1:injured", measure="injured", number=0, low=0, high=None, figures=(), implied=True)
    (head,) = tallies(edition(changed(clash(), tolls=(silent,)))).tolls
    (total,) = head.totals
    assert total.whole is not None
    assert (total.whole.number, total.whole.what, total.whole.bounds, total.whole.implied) == (
        "none",
        "injured told of",
        "",
        False,
    )


def test_persons_without_a_number_are_listed_where_a_toll_rests_on_them() -> None:
    (head,) = tallies(edition(clash())).tolls
    assert [(p.words, p.note) for p in head.persons] == [
        ("A teacher", "no number printed"),
        ("A bus driver", "no number printed"),
    ]
    page = to_html(clash())
    assert "with 2 passages that tell of persons without a number" in page
    assert '<mark id="w3' in page


def test_only_several_stories_are_named() -> None:
    assert '<div class="toll" id="toll1"><ul' in to_html(clash())
    second = Story(id="s2", title="A second story", reports=())
    lost = Toll(id="s2:killed", measure="killed", number=2, low=2, high=2, figures=("gone",))
    made = changed(
        clash(), stories=(*clash().findings.stories, second), tolls=(*clash().findings.tolls, lost)
    )
    heads = tallies(edition(made)).tolls
    assert [h.title for h in heads] == ["Attack on Ostmark bridge", "A second story"]
    assert heads[1].totals[0].whole is not None
    assert (heads[1].totals[0].whole.citation, heads[1].totals[0].whole.tally) == (None, None)


def test_tolls_alone_make_the_section() -> None:
    assert 'id="tallies"' in to_html(changed(clash(), tallies=()))


def test_every_mark_names_its_row() -> None:
    page = to_html(clash())
    named = re.findall(r'data-note="([^"]+)"', page)
    assert len(named) >= 12
    assert all(f'<tr id="{name}"' in page for name in named)


def test_every_mark_says_aloud_who_says_it_and_what_it_adds() -> None:
    page = to_html(clash())
    assert (
        "R2 ¶1: 19: Nineteen people were killed; The Morning Relay, the army; adds nothing: the text of R1"
        in page
    )


def test_reports_of_the_clash_are_as_printed() -> None:
    assert all(
        r.text[f.span.start : f.span.end] == f.span.text for f in FIGURES for r in [REPORTS[f.span.report]]
    )
