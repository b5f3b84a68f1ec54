"""Who asserts a figure, and through whom: every sentence is invented."""

import pytest

from tests.annotate.roles import by_number


def _source(found):
    return found.source.text if found.source else None


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        ("The Ministry of Public Order speaks of 12 dead.", 12, "The Ministry of Public Order"),
        ("Guard fires on dockers at Gate Two; League counts 40 dead", 40, "League"),
        ("Ministry: 12 killed in Torvane clash", 12, "Ministry"),
        ("Twelve killed in Torvane clash: ministry", 12, "ministry"),
        ("Twelve killed in Torvane clash, police say", 12, "police"),
        ("Two dead in Torvane crash - police", 2, "police"),
        ("Torvane: two dead in crash", 2, None),
        ("For the Ministry of Order the deceased are 12.", 12, "the Ministry of Order"),
        ("By the ministry's count, 12 people were killed.", 12, "the ministry"),
        ("In the figures of the ministry, the detained are 900.", 900, "the ministry"),
        ("Twelve deaths were reported by the ministry.", 12, "the ministry"),
        ("Twelve deaths were confirmed by hospital officials on Monday.", 12, "hospital officials"),
        ("The ministry gave the following figures. Twelve people were killed.", 12, "The ministry"),
        ("Some 600 people are still held, relatives and lawyers say.", 600, "relatives and lawyers"),
        (
            "The gauge at Hallin recorded 168 millimetres, according to the weather office.",
            168,
            "the weather office",
        ),
        ("The ministry has raised its count of the dead to 14.", 14, "The ministry"),
        ("The league has withdrawn its figure of 40 dead.", 40, "The league"),
        ("The governor's office withdrew the figure of 40 dead that an aide had given.", 40, "an aide"),
        (
            "The union claims that 40 dockers were killed, but the police put the toll at 12.",
            12,
            "the police",
        ),
        ("Officials put the number of dead at 12, while residents spoke of 40.", 40, "residents"),
        (
            "Twelve people died, a senior police officer who asked not to be named said.",
            12,
            "a senior police officer",
        ),
        (
            "Claims by the union, which spread the number of 40 dead, were invented, the minister said.",
            40,
            "the union",
        ),
        ("Open Harbour, which has two observers in the city, said it had seen 23 bodies.", 2, None),
        ("Satellite images show 60 graves.", 60, None),
        ("Nobody has confirmed that 12 people died.", 12, None),
        ("Twelve people died in Torvane.", 12, None),
        ("It took 12 hours, the mayor said, to reach the village.", 12, "the mayor"),
    ],
)
def test_the_source_is_who_asserts_the_figure(nlp, text, number, source):
    assert _source(by_number(nlp, text)[number]) == source


@pytest.mark.parametrize(
    ("text", "number", "source", "via"),
    [
        (
            "The governor told state television that 12 people had died.",
            12,
            "The governor",
            "state television",
        ),
        (
            "Twelve people died, the mayor said in an interview with Radio Lysane.",
            12,
            "the mayor",
            "Radio Lysane",
        ),
        ("State radio, citing the governor, reported 12 dead.", 12, "the governor", "State radio"),
        (
            "State radio quoted the governor as saying that 12 people had died.",
            12,
            "the governor",
            "State radio",
        ),
        (
            "The governor was quoted by state radio as saying that 12 had died.",
            12,
            "The governor",
            "state radio",
        ),
        (
            "Twelve people died, according to the Hallin Daily, which cited the police.",
            12,
            "the police",
            "the Hallin Daily",
        ),
        (
            "Witnesses quoted by the Torvane Post said 12 people were killed.",
            12,
            "Witnesses",
            "the Torvane Post",
        ),
        ("The governor told his wife that 12 people had died.", 12, "The governor", None),
    ],
)
def test_the_medium_is_kept_apart_from_the_source(nlp, text, number, source, via):
    found = by_number(nlp, text)[number]
    assert (_source(found), found.via[0].text if found.via else None) == (source, via)


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        ("The mayor, Hanne Breck, said nine people died. She put the injured at 30.", 30, "Hanne Breck"),
        (
            "At the hospital, 86 people were treated for burns, its director, Palle Norring, told the Herald.",
            86,
            "Palle Norring",
        ),
        (
            "The Interior Ministry said 214 people were held. It had earlier spoken of 180.",
            180,
            "Interior Ministry",
        ),
    ],
)
def test_a_source_resolves_to_its_name(nlp, text, number, speaker):
    assert by_number(nlp, text)[number].speaker.text == speaker


def test_a_pronoun_for_no_name_gives_way_to_its_noun(nlp):
    found = by_number(
        nlp,
        "The state insurer puts the damage at 640 million crowns. Repairs would take five years, it said.",
    )
    assert _source(found[5]) == "The state insurer"


def test_a_part_told_in_one_breath_has_its_wholes_source(nlp):
    found = by_number(nlp, "The Ministry of Public Order speaks of 12 dead, three of them guards.")
    assert found[3].source == found[12].source


@pytest.mark.parametrize(
    ("text", "number", "modality"),
    [
        ("The army denied that 12 villagers were killed in the raid.", 12, "denied"),
        ("The coroner's office rejected the union's count of 40 dead.", 40, "denied"),
        ("There was no independent confirmation of the 12 deaths.", 12, "unverified"),
        ("The toll of 12 could not be independently verified.", 12, "unverified"),
        ("The ministry has not confirmed that 12 people died.", 12, "unverified"),
        ("Twelve people were reportedly killed.", 12, "hedged"),
        ("Up to 30 miners are feared dead.", 30, "hedged"),
        ("Rescuers believe 20 people are dead.", 20, "hedged"),
        ("Residents say 60 people were hurt; rescuers believe 20 are dead.", 60, "asserted"),
        ("The mayor confirmed that 12 people died.", 12, "asserted"),
    ],
)
def test_how_the_figure_is_asserted(nlp, text, number, modality):
    assert by_number(nlp, text)[number].modality == modality


def test_a_denial_is_its_deniers_word(nlp):
    assert _source(by_number(nlp, "The army denied that 12 villagers were killed.")[12]) == "The army"
