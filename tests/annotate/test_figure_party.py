"""Who was counted, in finer terms: every sentence is invented."""

import pytest

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Report


def _parties(nlp, text):
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    found = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    return {f.number: f.party for f in found}


@pytest.mark.parametrize(
    ("text", "number", "standing"),
    [
        ("A shell killed 12 civilians in Torvane.", 12, "civilian"),
        ("A shell killed 12 people in Torvane.", 12, None),
        ("At least seven soldiers died at the bridge.", 7, "combatant"),
        ("The army said 40 rebel fighters were killed.", 40, "combatant"),
        ("Five fishermen drowned off Lysane.", 5, "civilian"),
        ("Three policemen were wounded.", 3, None),
        ("Six armed villagers were killed in the clash.", 6, None),
        ("The blast wounded 30 shoppers and a guard.", 30, "civilian"),
        ("The raid killed nine soldiers and civilians.", 9, None),
        ("Nine people, all of them civilians, were killed.", 9, "civilian"),
        ("Four civilian contractors were killed.", 4, "civilian"),
    ],
)
def test_standing_is_what_the_noun_says(nlp, text, number, standing):
    assert _parties(nlp, text)[number].standing == standing


@pytest.mark.parametrize(
    ("text", "number", "age", "sex"),
    [
        ("Fourteen children were killed in Sarrow.", 14, "child", None),
        ("Two boys drowned.", 2, "child", "male"),
        ("Eight women were arrested at Gate Two.", 8, "adult", "female"),
        ("Eleven men, women and children were killed.", 11, None, None),
        ("Five female students were injured.", 5, None, "female"),
        ("Three elderly villagers died.", 3, "adult", None),
        ("Six people, all of them women, were killed.", 6, "adult", "female"),
        ("The dead are 23 people. Eleven of them are children.", 11, "child", None),
        ("Four teenage girls were wounded.", 4, "child", "female"),
        ("The storm killed 19 people, including seven pregnant women.", 7, "adult", "female"),
        ("They arrested 21 people.", 21, None, None),
        ("Two sons of the mayor were hurt.", 2, None, "male"),
        ("Two policemen were shot dead.", 2, None, None),
    ],
)
def test_age_and_sex_are_what_the_noun_says(nlp, text, number, age, sex):
    party = _parties(nlp, text)[number]
    assert (party.age, party.sex) == (age, sex)


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("The crash killed 12 Kestrian tourists.", 12, None),
        ("The crash killed 12 Kenyan tourists.", 12, "KE"),
        ("Six Frenchmen were among the missing.", 6, "FR"),
        ("Three South Korean engineers were abducted.", 3, "KR"),
        ("Four Congolese miners were killed.", 4, None),
        ("Nine Peruvian and Chilean climbers died.", 9, None),
        ("Two Scottish hikers were injured.", 2, "GB"),
        ("Five U.S. soldiers were wounded.", 5, "US"),
        ("Police told us seven people were hurt.", 7, None),
        ("Eight nationals of Mongolia were detained.", 8, "MN"),
        ("Ten Spaniards were injured.", 10, "ES"),
        ("Four Kenyan-born nurses were killed.", 4, None),
    ],
)
def test_nationality_only_of_one_known_country(nlp, text, number, code):
    assert _parties(nlp, text)[number].nationality == code


@pytest.mark.parametrize(
    ("text", "number", "attackers"),
    [
        ("Nine people were killed, including the gunman.", 9, "included"),
        ("Nine people, including two attackers, were killed.", 9, "included"),
        ("Nine people, including two attackers, were killed.", 2, "only"),
        ("The blast killed 14 people, not counting the two attackers.", 14, "excluded"),
        ("Apart from the bomber, six people died in the market.", 6, "excluded"),
        ("Six people apart from the bomber died in the market.", 6, "excluded"),
        ("Eleven people died. The toll does not include the two bombers.", 11, "excluded"),
        ("Eleven people died. The toll includes the suicide bomber.", 11, "included"),
        ("Two gunmen were shot dead by police.", 2, "only"),
        ("Police arrested three suspects.", 3, "only"),
        ("Eleven people died at the fair.", 11, None),
        ("Eleven people died at the fair, including a nurse.", 11, None),
        ("Eleven people died, excluding the assailants, and 20 were hurt.", 11, "excluded"),
        ("Eleven people died and the attacker was arrested.", 11, None),
        ("Troops seized three bomber jackets.", 3, None),
    ],
)
def test_whether_those_who_did_it_are_counted(nlp, text, number, attackers):
    assert _parties(nlp, text)[number].attackers == attackers
