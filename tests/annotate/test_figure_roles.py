"""How counts stand to one another, and numbers whose noun stands elsewhere: every sentence is invented."""

import pytest

from tests.annotate.roles import by_number, figures


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Nineteen people were killed, including seven children.", 7, 19),
        ("Nineteen people were killed, five of them women.", 5, 19),
        ("Nineteen people were killed, among them two nurses.", 2, 19),
        ("Nineteen people died. Seven of the dead were children.", 7, 19),
        ("Of the 19 people killed, seven were children.", 7, 19),
        ("Eight of the 30 wounded are in intensive care.", 8, 30),
        ("Six people were killed and 20 injured, three of them seriously.", 3, 20),
        ("Twenty people were injured. Three people with more serious injuries stay in hospital.", 3, 20),
        ("Another 30 were hurt, including four police officers.", 4, 30),
        ("Twelve people died. Nine of the dead were rioters and three were members of the guard.", 3, 12),
    ],
)
def test_a_part_names_its_whole(nlp, text, part, whole):
    found = by_number(nlp, text)
    assert (found[part].relation, found[part].subset) == ("part", True)
    assert found[part].relates_to == found[whole].id
    assert found[part].measure == found[whole].measure
    assert found[whole].relation != "part"


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("Twelve soldiers were killed and another five civilians died in the market.", 5, 12),
        ("Five more people died overnight.", 5, None),
        ("Twelve people were killed on Monday. A further five died on Tuesday.", 5, 12),
        ("In addition, five villagers were killed in Pell.", 5, None),
        ("Three more bodies were found on Friday, bringing the total to 17.", 3, None),
        ("Four houses burned. Six firemen were also killed.", 6, None),
    ],
)
def test_an_addition_comes_on_top_of_its_base(nlp, text, number, base):
    found = by_number(nlp, text)
    assert found[number].relation == "addition"
    assert found[number].relates_to == (found[base].id if base else None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Twelve people were killed and another five were wounded.", 5),
        ("More than five people were killed.", 5),
        ("Five people were killed.", 5),
    ],
)
def test_a_count_of_something_else_is_no_addition(nlp, text, number):
    assert by_number(nlp, text)[number].relation is None


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("Three more bodies were found on Friday, bringing the total to 17.", 17, 3),
        ("Two miners died in hospital, taking the death toll to 14.", 14, 2),
        ("In all, 27 people were killed.", 27, None),
        ("Twenty-seven people in total were killed.", 27, None),
        ("A total of 27 people have been detained.", 27, None),
        ("The ministry has raised its count of the dead to 14.", 14, None),
    ],
)
def test_a_sum_so_far_is_a_total(nlp, text, number, base):
    found = by_number(nlp, text)
    assert found[number].relation == "total"
    assert found[number].relates_to == (found[base].id if base else None)


@pytest.mark.parametrize(
    ("text", "early", "now"),
    [
        ("The death toll rose to 14, up from 12 on Monday.", 12, 14),
        ("The death toll rose from 12 to 14.", 12, 14),
        ("The ministry put the toll at 37, down from 40.", 40, 37),
        ("At least 14 people were killed, the mayor said, revising earlier reports of 20 dead.", 20, 14),
        ("The toll, initially put at 20, was revised to 14.", 20, 14),
        ("The toll was revised down from 20 to 14.", 20, 14),
        ("Police said 14 people had died; earlier they had spoken of nine.", 9, 14),
        ("The number of injured has risen to 72 from 60.", 60, 72),
        ("Fourteen people were killed, and not 20 as previously reported by the union.", 20, 14),
    ],
)
def test_an_earlier_state_is_no_rival(nlp, text, early, now):
    found = by_number(nlp, text)
    assert found[early].relation == "previous"
    assert found[early].relates_to == found[now].id
    assert found[now].relation != "previous"


@pytest.mark.parametrize(
    ("text", "number", "measure", "group"),
    [
        ("The number of arrests has risen to 40.", 40, "detained", "people"),
        ("The number of detained people has fallen to about 600.", 600, "detained", "people"),
        ("The ministry puts the number of wounded guards at 31.", 31, "injured", "security_forces"),
        ("In the valley the deceased are 12.", 12, "killed", "people"),
        ("Its figure for the injured among the police is eight.", 8, "injured", "security_forces"),
        ("Fourteen people were killed. The union spoke of 40.", 40, "killed", "people"),
        (
            "Some 300 people gathered, police said. The organisers put the figure at 900.",
            900,
            "participants",
            "people",
        ),
        ("Ministry stands by 14\n\nThe ministry still gives a toll of 14 dead.", 14, "killed", "people"),
        ("Police detained 90 people on Sunday; all but 12 have been released.", 12, "detained", "people"),
        ("Some 250 men were seized. Nearly 30 of them have been sent home.", 30, "detained", "people"),
    ],
)
def test_a_number_without_its_noun_counts_what_its_sentence_says(nlp, text, number, measure, group):
    found = by_number(nlp, text)[number]
    assert (found.measure, found.group, found.unit) == (measure, group, "persons")


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke at about 3.20 on Tuesday, killing 14 people.",
        "Fourteen people were killed. The first shots fell at 6.30.",
        "Fourteen people died. No dam was built for a night like this.",
    ],
)
def test_a_time_is_no_count(nlp, text):
    assert [f.number for f in figures(nlp, text) if f.measure != "duration"] == [14]


def test_relations_name_figures_of_the_same_report(nlp):
    found = figures(
        nlp, "Nineteen people were killed, including seven children and two nurses. Five more died later."
    )
    ids = {f.id for f in found}
    assert all(f.relates_to is None or (f.relates_to in ids and f.relates_to != f.id) for f in found)
