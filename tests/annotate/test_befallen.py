"""What befell persons, told in less common words, far from the number or before it."""

import pytest

from crosswire.annotate.figure_lexicon import alternatives, longest_state, states
from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Report


def _read(nlp, text):
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    found = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    return [(f.number, f.measure) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eleven farmers froze to death on the pass.", [(11, "killed")]),
        ("Nine divers did not survive.", [(9, "killed")]),
        ("Six loggers lost their lives in the slide.", [(6, "killed")]),
        ("Eight teachers were burned in the blaze.", [(8, "injured")]),
        ("Five nurses were treated for smoke inhalation.", [(5, "injured")]),
        ("Four skaters were found with serious injuries.", [(4, "injured")]),
        ("Seven tourists were led away in handcuffs.", [(7, "detained")]),
        ("Thirteen students were bundled into police vans.", [(13, "detained")]),
        ("Two sailors were swept out to sea.", [(2, "missing")]),
        ("Some 300 families left their villages.", [(300, "displaced")]),
        ("About 90 tenants sought shelter in the school.", [(90, "displaced")]),
        ("Three climbers were pulled alive from the snow.", [(3, "rescued")]),
        ("Guards dragged away 14 dockers.", [(14, "detained")]),
        ("Raiders gunned down six traders.", [(6, "killed")]),
        ("Killed in the raid at dawn were five bakers.", [(5, "killed")]),
        ("Also wounded were three porters.", [(3, "injured")]),
        ("The raiders killed, according to the mayor, nine traders.", [(9, "killed")]),
        (
            "Ten singers, all of them pupils of one school that had come for the fair, died.",
            [(10, "killed")],
        ),
        ("Twelve hikers on the ridge above the lake are feared to have died.", [(12, "killed")]),
        ("Fourteen nuns, two of them from Brenholt, were among the dead.", [(14, "killed"), (2, "killed")]),
    ],
)
def test_befallen(nlp, text, expected):
    assert [(n, m) for n, m in _read(nlp, text) if n != 1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Guerrillas burned three huts.",
        "Two lead singers sang.",
        "Raiders took one gun.",
        "Twelve forces joined.",
    ],
)
def test_nobody_befallen(nlp, text):
    assert {m for _, m in _read(nlp, text)} <= {"other", "deployed", "participants"}


def test_alternatives():
    assert alternatives("{shot|cut} down {|by}") == ["shot down", "shot down by", "cut down", "cut down by"]


def test_states_are_plain_and_the_longest_wins():
    assert not [phrase for phrase, _ in states() if "{" in phrase or "|" in phrase]
    words = ("beaten", "to", "death", "there")
    assert longest_state(words, 0, 4) == ("killed", 3)
    assert longest_state(words, 0, 2) == ("injured", 1)
    assert longest_state(words, 3, 4) is None


def test_overnight_is_the_night_before(nlp):
    text = "Eight miners were killed overnight in Oster."
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    found = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    assert found[0].as_of is not None
    assert (found[0].as_of.start, found[0].as_of.end) == ("2031-05-05", "2031-05-06")
