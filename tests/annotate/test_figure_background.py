"""Counts of wars and of other events: every sentence is invented."""

import pytest

from tests.annotate.roles import by_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The war has killed more than 30,000 people.", 30000),
        ("A bomb killed 12 people on Monday in a conflict that has left more than 30,000 dead.", 30000),
        ("More than 400 people have been killed since the conflict began in 2029.", 400),
        ("At least 60 civilians have been killed since the start of the offensive.", 60),
        ("So far this year, 340 migrants have drowned.", 340),
        ("Nine people were killed on Sunday, bringing the number of deaths since January to 88.", 88),
        ("Over the past three years, 500 miners have died.", 500),
        ("The conflict, now in its fourth year, has claimed 9,000 lives.", 9000),
    ],
)
def test_a_count_over_a_war_or_a_year_is_cumulative(nlp, text, number):
    found = by_number(nlp, text)[number]
    assert (found.cumulative, found.part_of_event) == (True, False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A bomb killed 12 people on Monday in a conflict that has left more than 30,000 dead.", 12),
        ("It was the deadliest attack this year, killing 31 people.", 31),
        ("Thirty-one people died in the flood, the worst since 1938.", 31),
        ("More than 740 people have been injured since the protests began.", 740),
        ("Twelve people were killed in the worst violence since the siege began.", 12),
        ("Nine people were killed on Sunday, bringing the number of deaths since January to 88.", 9),
        ("Fighting has killed 30 people since Monday.", 30),
        ("A quake killed 30,000 people in Kestria.", 30000),
        ("Raids by war planes on Sunday have killed 32 people.", 32),
        ("Raiders accused of killing between 1000 and 1800 people fled.", 1000),
    ],
)
def test_a_toll_of_the_event_is_its_own_whatever_its_size(nlp, text, number):
    found = by_number(nlp, text)[number]
    assert (found.cumulative, found.part_of_event) == (False, True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The flood of 1938 drowned 117 people.", 117),
        ("The flood is the worst in Kestria since 1938, when a dyke broke and drowned 117 people.", 117),
        ("A bomb killed 12 people on Monday, a month after a similar attack killed 20.", 20),
        ("Two years ago 40 dockers died at the same gate.", 40),
    ],
)
def test_a_toll_of_another_event_is_background(nlp, text, number):
    found = by_number(nlp, text)[number]
    assert (found.cumulative, found.part_of_event) == (False, False)


def test_who_marched_did_so_on_the_day_of_the_march(nlp):
    text = "Dockers protested in Torvane on Sunday. About 6,000 people had walked to the gate."
    assert by_number(nlp, text)[6000].as_of.start == "2031-05-04"
