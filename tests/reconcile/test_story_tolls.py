"""What the reports of one story come to: killed, injured and held, one vote an original."""

from dataclasses import replace

import pytest
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.report import annotate_parsed
from crosswire.reconcile.report_tolls import report_tolls
from crosswire.reconcile.story_tolls import story_tolls
from crosswire.types import Family, Report, Toll


def _report(number: int, title: str, text: str, day: str = "2031-05-06") -> Report:
    report = Report(
        id=f"r{number}", source="x", text=f"{title}\n\n{text}", sha256="", published=day, title=title
    )
    return replace(report, title_span=report.span(0, len(title)))


def _tolls(nlp: Language, reports: list[Report], families: tuple[Family, ...] = ()) -> dict[str, Toll]:
    annotations = {r.id: annotate_parsed(r, parse(r, nlp), anchor=r.published) for r in reports}
    tolls = {r.id: report_tolls(r, annotations[r.id]) for r in reports}
    found = story_tolls("s1", reports, annotations, tolls, families)
    return {t.measure: t for t in found}


def _numbers(tolls: dict[str, Toll]) -> dict[str, float | None]:
    return {m: t.number for m, t in tolls.items()}


def test_persons_and_numbers_come_to_one_toll(nlp: Language) -> None:
    reports = [
        _report(
            1, "Man killed, three hurt in Delton", "A 30-year-old man was shot dead on Friday in Delton."
        ),
        _report(2, "Shooting in Delton", "One person died and three others were wounded, police said."),
    ]
    tolls = _tolls(nlp, reports)
    assert _numbers(tolls) == {"killed": 1, "injured": 3}
    assert tolls["killed"].id == "s1:killed"
    assert "r1:i1" in tolls["killed"].figures


def test_who_dies_later_leaves_the_injured(nlp: Language) -> None:
    reports = [
        _report(1, "Girl wounded in Delton", "A girl was shot in the arm. She is in critical condition."),
        _report(2, "Girl shot in Delton dies", "The girl who was shot on Friday has died.", "2031-05-09"),
    ]
    tolls = _numbers(_tolls(nlp, reports))
    assert tolls["killed"] == 1
    assert not tolls.get("injured")


def test_of_those_shot_the_dead_are_taken_off(nlp: Language) -> None:
    reports = [_report(1, "Five people shot, two dead in Delton", "Five people were shot. Two of them died.")]
    assert _numbers(_tolls(nlp, reports)) == {"killed": 2, "injured": 3}


def test_others_come_on_top_of_who_is_named(nlp: Language) -> None:
    reports = [_report(1, "Girl, 2 others wounded in Delton", "Police are looking for a car.")]
    assert _numbers(_tolls(nlp, reports))["injured"] == 3


def test_one_of_a_number_does_not_come_on_top(nlp: Language) -> None:
    reports = [_report(1, "Girl among 3 killed in Delton", "Police are looking for a car.")]
    assert _numbers(_tolls(nlp, reports))["killed"] == 3


def test_copies_have_one_vote(nlp: Language) -> None:
    text = "Three people were killed when a wall fell in Delton, the fire service said on Friday."
    reports = [
        _report(1, "Wall falls in Delton", text),
        _report(2, "Wall falls in Delton", text),
        _report(3, "Four killed as wall falls", "Rescuers found a fourth body.", "2031-05-07"),
    ]
    family = Family(id="f1", reports=("r1", "r2"), root="r1")
    assert _numbers(_tolls(nlp, reports))["killed"] == 3
    assert _numbers(_tolls(nlp, reports, (family,)))["killed"] == 4


def test_a_report_of_many_incidents_weighs_little(nlp: Language) -> None:
    reports = [
        _report(1, "9 dead in weekend shootings", "Nine people died in 14 shootings over the weekend."),
        _report(2, "Miller shot dead", "A miller was shot dead outside his mill on Saturday."),
    ]
    assert _numbers(_tolls(nlp, reports))["killed"] == 1


def test_deaths_far_down_are_of_others(nlp: Language) -> None:
    far = " ".join(["The town has one mill.", "It is old."] * 9)
    reports = [
        _report(1, "Boy wounded in Delton", f"A boy was wounded. {far} A miller was murdered there in May."),
        _report(2, "Boy, 9, hurt in Delton", "A boy was shot in the leg."),
    ]
    tolls = _numbers(_tolls(nlp, reports))
    assert not tolls.get("killed")
    assert tolls["injured"] == 1


def test_silence_on_arrests_abstains(nlp: Language) -> None:
    reports = [
        _report(1, "Miller shot dead", "A miller was shot dead."),
        _report(2, "Miller killed", "A miller was killed on Friday."),
        _report(3, "Arrest in Delton killing", "Police arrested a man in the death of a miller."),
    ]
    assert _numbers(_tolls(nlp, reports))["detained"] == 1


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_the_order_of_the_reports_makes_no_difference(nlp: Language, turn: int) -> None:
    reports = [
        _report(1, "Two killed in Delton", "Two people were killed."),
        _report(2, "Three killed in Delton", "Three people were killed."),
        _report(3, "Man held in Delton", "A man was arrested."),
    ]
    turned = [*reports[turn:], *reports[:turn]]
    assert _tolls(nlp, turned) == _tolls(nlp, reports)


def test_bounds_hold_what_the_accounts_allow(nlp: Language) -> None:
    reports = [
        _report(1, "Two killed in Delton", "Two people were killed."),
        _report(2, "Three killed in Delton", "Three people were killed.", "2031-05-07"),
    ]
    toll = _tolls(nlp, reports)["killed"]
    assert (toll.number, toll.low, toll.high) == (3, 2, 3)
    assert "1 of 2 reports" in toll.why


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("One dead, six shot in Delton", {"killed": 1, "injured": 6}),
        ("Delton shooting kills 3, wounds 2", {"killed": 3, "injured": 2}),
        ("Seven people shot in Delton, one dead", {"killed": 1, "injured": 6}),
        ("Father kills wife, son, then himself", {"killed": 3}),
        ("A woman and two boys killed in Delton", {"killed": 3}),
        ("9-month-old dies in Delton fire", {"killed": 1}),
    ],
)
def test_titles(nlp: Language, title: str, expected: dict[str, float]) -> None:
    tolls = _numbers(_tolls(nlp, [_report(1, title, "Police are at the scene.")]))
    assert {m: n for m, n in tolls.items() if n} == expected


def test_who_dies_of_wounds_outdates_the_days_before(nlp: Language) -> None:
    hurt = "A rider was shot in the head and taken to a hospital in critical condition."
    reports = [
        _report(1, "Rider in critical condition after shooting", hurt),
        _report(2, "Rider shot in Delton", hurt),
        _report(3, "Delton rider wounded", hurt),
        _report(4, "Rider dies", "The rider who was shot on Friday died of his wounds.", "2031-05-09"),
    ]
    tolls = _tolls(nlp, reports)
    assert tolls["killed"].number == 1
    assert "injured" not in tolls or not tolls["injured"].number


def test_the_attacker_among_the_dead_is_said(nlp: Language) -> None:
    toll = _tolls(nlp, [_report(1, "Father kills wife, then himself", "Police are at the scene.")])["killed"]
    assert toll.number == 2
    assert toll.why.endswith("the attacker among them")


def test_a_third_man_arrested_makes_three(nlp: Language) -> None:
    reports = [_report(1, "Third man arrested in Delton killing", "Police arrested a third man on Friday.")]
    assert _numbers(_tolls(nlp, reports))["detained"] == 3


def test_persons_one_by_one_do_not_outweigh_a_count(nlp: Language) -> None:
    reports = [
        _report(1, "Shooting in Delton", "Two people died in the mill on Friday, police said."),
        _report(2, "Family mourns Delton baker", "A baker was shot dead at the mill, his family said."),
    ]
    assert _numbers(_tolls(nlp, reports))["killed"] == 2


def test_the_worse_hurt_are_among_the_hurt(nlp: Language) -> None:
    reports = [_report(1, "Four shot, two critically injured in Delton", "Police are at the scene.")]
    assert _numbers(_tolls(nlp, reports))["injured"] == 4


def test_silence_is_one_voice_against_a_count(nlp: Language) -> None:
    reports = [
        _report(1, "Shooting in Delton", "One person was killed and three others were wounded."),
        _report(2, "Baker shot dead in Delton", "A baker was shot dead on Friday."),
        _report(3, "Delton baker killed", "A baker was killed on Friday.", "2031-05-08"),
    ]
    annotations = {r.id: annotate_parsed(r, parse(r, nlp), anchor=r.published) for r in reports}
    tolls = {r.id: report_tolls(r, annotations[r.id]) for r in reports}
    found = story_tolls("s1", reports, annotations, tolls, silence_counts=True)
    assert {t.measure: t.number for t in found} == {"killed": 1, "injured": 3}
