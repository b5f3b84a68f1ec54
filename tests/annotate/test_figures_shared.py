"""Numbers that share noun and verb with another count, and numbers that must not."""

import pytest

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Report
from tests.annotate.roles import figures


def _read(nlp, text):
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    found = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    return [(f.number, f.measure, f.group) for f in found]


KILLED, HELD, HURT = ("killed", "people"), ("detained", "people"), ("injured", "people")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thirty people were jailed in Brenholt, 16 in Varn and seven in Oster.",
            [(30, *HELD), (16, *HELD), (7, *HELD)],
        ),
        ("Four people drowned in Varn and six along the coast.", [(4, *KILLED), (6, *KILLED)]),
        ("Nine people were hurt on Monday and 11 on Tuesday.", [(9, *HURT), (11, *HURT)]),
        ("Eight people were killed in 2029, 13 in 2030.", [(8, *KILLED), (13, *KILLED)]),
        (
            "In Varn 900 people marched, in Oster 350.",
            [(900, "participants", "people"), (350, "participants", "people")],
        ),
        ("Seven died at once, three en route to hospital.", [(7, *KILLED), (3, *KILLED)]),
        (
            "Twelve bodies were pulled out on Monday. Another 5 were found on Tuesday.",
            [(12, *KILLED), (5, *KILLED)],
        ),
        ("Floods ruined 70 barns in Varn, 15 in Oster.", [(70, "other", None), (15, "other", None)]),
        (
            "Three Danish and two Finnish sailors were kidnapped.",
            [(3, "detained", "people"), (2, "detained", "people")],
        ),
        ("Guards from Varn, 240 in number, arrived on Monday.", [(240, "deployed", "security_forces")]),
        ("Two, the guard shot and killed.", [(2, *KILLED)]),
        ("Six were killed and 30 at a nearby inn escaped.", [(6, *KILLED), (30, "other", "people")]),
        ("Rebels held 25 farmers in May, and ten more in June.", [(25, *HELD), (10, *HELD)]),
    ],
)
def test_shared(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twenty people were held in Varn; 14 shops were looted.", [(20, *HELD), (14, "other", None)]),
        ("Four people were killed and the 14 buses were burned.", [(4, *KILLED), (14, "other", None)]),
        ("Five people were hurt on lines 3 and 14 in the north.", [(5, *HURT)]),
        ("Raids on May 3 and 14 in the hills killed nine men.", [(9, *KILLED)]),
        ("Six people died on 3 and 14 May in the hills.", [(6, *KILLED)]),
        ("Ten people were arrested in 2029 and in May 2030.", [(10, *HELD)]),
        ("Two people were shot at 9 and at 11 in the evening.", [(2, *HURT)]),
        ("On June 20, 11 people were hurt.", [(11, *HURT)]),
    ],
)
def test_not_shared(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six women were hurt on Monday; two of them later died.", [(6, *HURT), (2, *KILLED)]),
        ("Three of the 16 wounded succumbed to their wounds.", [(3, *KILLED), (16, *HURT)]),
        ("The toll rose to 31 on Monday from 28 a day earlier.", [(31, *KILLED), (28, *KILLED)]),
        ("Guards shot dead all nine prisoners.", [(9, *KILLED)]),
        ("The fair was attended by 800 people.", [(800, "participants", "people")]),
        ("The squad lost 12 men in the raid.", [(12, *KILLED)]),
        ("She seeks custody of their two children.", [(2, "other", "children")]),
        ("Police took custody of two children.", [(2, "detained", "children")]),
        ("He was fined 500 pounds.", [(500, "cost", None)]),
        ("The bear weighs 500 pounds.", [(500, "other", None)]),
        ("The union lost more than a million young voters.", [(1000000, "other", "people")]),
    ],
)
def test_what_befell_them_last(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize("behind", ["possibly more", "perhaps more", "if not more", "and counting"])
def test_open_ended(nlp, behind):
    text = f"The slide killed 19 people, {behind}, the mayor said."
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    (found,) = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    assert (found.number, found.qualifier, found.low, found.high) == (19, "at_least", 19, None)


def test_a_rate_is_no_duration(nlp):
    assert "duration" not in {m for _, m, _ in _read(nlp, "They bake 40 a day.")}


def test_more_than_all_are_no_part_of_them(nlp):
    text = (
        "Two men were killed. The Alawar are many. There are 11,000 of them in the hills and 900 in the port."
    )
    assert [(n, m) for n, m, _ in _read(nlp, text)] == [(2, "killed"), (11000, "other"), (900, "other")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raids killed five guards in Varn and 11 rebels in Sarrow.", [(5, "killed"), (11, "killed")]),
        ("Five guards were killed in Varn and 11 rebels in Sarrow.", [(5, "killed"), (11, "killed")]),
        (
            "The fire killed 45 clerks in Varn and 22 in Sarrow the union said.",
            [(45, "killed"), (22, "killed")],
        ),
        ("Six clerks died in Varn, 40 guards in uniform standing by.", [(6, "killed"), (40, "other")]),
        ("Four people died in Varn and 60 guests in the inn were fed.", [(4, "killed"), (60, "other")]),
    ],
)
def test_one_verb_serves_counts_of_several_places(nlp, text, expected):
    assert [(n, m) for n, m, _ in _read(nlp, text)] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Six clerks were killed in the raid, four children among them.", [4]),
        ("Twelve people, three nurses among them, were hurt.", [3]),
        ("Police arrested 20 people, two officers included.", [2]),
        ("Fifteen clerks among them 11 children were killed.", [11]),
    ],
)
def test_a_part_is_told_behind_its_noun(nlp, text, parts):
    assert [f.number for f in figures(nlp, text) if f.subset] == parts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("With the death toll estimated between 500 and 1300 the council met.", 500, 1300),
        ("The blast killed from 500 to well over 1,000 people.", 500, None),
        ("Estimates of the dead range from 20 to 30.", 20, 30),
        ("The death toll is believed to be 30.", 30, 30),
    ],
)
def test_a_toll_between_two_numbers(nlp, text, low, high):
    (found,) = figures(nlp, text)
    assert (found.measure, found.low, found.high) == ("killed", low, high)


def test_each_count_has_the_place_behind_it(nlp):
    found = figures(nlp, "The fire killed 45 clerks in and around Aleppo and 22 in Oslo.")
    assert [f.place for f in found] == ["Aleppo", "Oslo"]


@pytest.mark.parametrize(
    "text",
    [
        "The toll, initially 14, is now 16.",
        "The death toll, initially put at 14, is now 16.",
        "The initial death toll of 14 was later updated to 16.",
    ],
)
def test_a_toll_across_an_aside_and_what_held_before(nlp, text):
    before, now = figures(nlp, text)
    assert (before.number, before.measure, before.relation, before.relates_to) == (
        14,
        "killed",
        "previous",
        now.id,
    )
    assert (now.number, now.measure, now.relation) == (16, "killed", None)
