import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.annotate.report import annotate
from crosswire.types import Attribution, Excluded, Interval, Report, TimeExpression


def _report(text, **more):
    return Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06", **more)


def _figures(nlp, text, **more):
    report = _report(text, **more)
    return find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())


def _read(nlp, text):
    return [(f.number, f.measure, f.group) for f in _figures(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The flood killed 18 farmers and injured 748.",
            [(18, "killed", "people"), (748, "injured", "people")],
        ),
        ("Some 30 villagers have died.", [(30, "killed", "people")]),
        (
            "The guard reported 10 dead and 74 wounded among their soldiers.",
            [(10, "killed", "security_forces"), (74, "injured", "security_forces")],
        ),
        ("Police detained 41 demonstrators.", [(41, "detained", "protesters")]),
        (
            "He said 26 gunmen had been shot dead, 12 had been injured and 90 had been arrested.",
            [(26, "killed", "militants"), (12, "injured", "militants"), (90, "detained", "militants")],
        ),
        ("The death toll rose to 32.", [(32, "killed", "people")]),
        ("Rescuers recovered 23 bodies.", [(23, "killed", "people")]),
        ("The council has set up 70 shelters.", [(70, "established", None)]),
        ("The alliance has sent 2,500 troops to the country.", [(2500, "deployed", "foreign_forces")]),
        ("A storm forced 900 people from their homes.", [(900, "displaced", "people")]),
        ("Nine sailors are missing.", [(9, "missing", "people")]),
        ("Bomb Kills 5 Miners Injures 11 in Torvane", [(5, "killed", "people"), (11, "injured", "people")]),
        (
            "At least 16 nurses and three children were killed.",
            [(16, "killed", "people"), (3, "killed", "children")],
        ),
        ("Torvane is a city of 75,000 people.", [(75000, "population", "people")]),
        ("Repairs will cost 88 million euros.", [(88000000, "cost", None)]),
        ("Jorun Maltesk, 68, left.", [(68, "age", None)]),
        ("The 81-year-old mayor left.", [(81, "age", None)]),
        ("She ruled for three decades.", [(30, "duration", None)]),
        ("Output fell by 5 percent.", [(5, "share", None)]),
        ("No groups of more than three people are allowed.", [(3, "limit", "people")]),
    ],
)
def test_a_figure_knows_what_it_counts_and_what_happened(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It began on January 5, 2031.",
        "It began in 2019.",
        "The vote is at 10:30 a.m. on Monday.",
        "Under article 4 the allies may act.",
        "It was broadcast on Hallin 24 television.",
        "One of the boats sank.",
        "They helped one another.",
        "He came 5th.",
        "Torvane beat Hallin 3-1.",
        "Call 555-0199.",
        "Fire broke out in the 1200 block of Mill Street.",
    ],
)
def test_dates_labels_and_idioms_are_no_figures(nlp, text):
    assert _read(nlp, text) == []


def test_the_authorities_words_for_opponents_take_the_side_that_the_report_is_of(nlp):
    protest = "The protests grew. Protesters filled the square as riots spread. Police killed 12 bandits."
    war = "Rebels shelled the town. The army killed 12 bandits near the frontline."
    assert _figures(nlp, protest)[0].group == "protesters"
    assert _figures(nlp, war)[0].group == "militants"
    assert _figures(nlp, protest)[0].label == "bandits"


def test_a_part_is_marked_and_takes_the_measure_of_its_whole(nlp):
    whole, part = _figures(nlp, "The blast killed 40 people, including 12 children.")
    assert not whole.subset
    assert (part.subset, part.measure, part.group) == (True, "killed", "children")


def test_the_source_is_found_without_other_annotators(nlp):
    (first,) = _figures(nlp, "According to the harbour office, 12 boats sank.")
    (second,) = _figures(nlp, "Forty people died, police said.")
    assert first.source is not None
    assert first.source.text == "the harbour office"
    assert second.source is not None
    assert second.source.text == "police"


def test_given_attributions_come_first(nlp):
    text = "Forty people died, Maltesk wrote."
    report = _report(text)
    content, source = report.span(0, 17), report.span(19, 26)
    given_ = Attribution(content=content, source=source, speaker=source, cue=report.span(27, 32))
    (figure,) = find_figures(
        report, parse(report, nlp), mentions=(), quotes=(), attributions=(given_,), times=()
    )
    assert (figure.source, figure.speaker, figure.cue) == (source, source, "wrote")


def test_a_time_in_the_sentence_dates_the_figure_and_else_the_report_does(nlp):
    text = "Twelve miners died on Friday. Nine are missing."
    report = _report(text)
    day = Interval(start="2031-05-02", end="2031-05-02")
    friday = TimeExpression(span=report.span(22, 28), interval=day, basis="weekday", relative=True)
    died, missing = find_figures(
        report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=(friday,)
    )
    assert died.as_of == day
    assert missing.as_of == Interval(start="2031-05-06", end="2031-05-06")


def test_doubt_about_these_figures_reaches_back(nlp):
    text = "Twelve miners died. These figures could not be independently verified."
    assert annotate(_report(text), nlp).figures[0].modality == "unverified"


def test_another_years_count_is_background(nlp):
    then, now = _figures(nlp, "In 2019 a fire killed 5 people. On Tuesday a fire killed 7 people.")
    assert (then.part_of_event, now.part_of_event) == (False, True)


def test_lists_of_other_stories_are_left_out_and_captions_kept(nlp):
    text = "Twelve people gathered. Photo: Kestria Post\n\nShip sinks, 40 dead"
    caption = Excluded(start=0, end=43, kind="caption")
    link = Excluded(start=45, end=len(text), kind="related_link")
    assert [f.number for f in _figures(nlp, text, excluded=(caption, link))] == [12]


_PIECES = ("12", "dead", "and", "killed", "soldiers", ",", "one", "of", "the", "more than", "in", "2019", "said",
           "wounded", "“", "children", "including", "$5", "percent", ".", "\n", "between", "five", "-", "others", "year")  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join))
def test_any_text_gives_spans_that_equal_the_text_in_order(nlp, text):
    figures = _figures(nlp, text)
    for figure in figures:
        assert text[figure.span.start : figure.span.end] == figure.span.text
        assert figure.span.contains(figure.number_span)
    assert [f.id for f in figures] == [f"r1:f{n}" for n in range(1, len(figures) + 1)]
    starts = [f.number_span.start for f in figures]
    assert starts == sorted(starts)


def test_a_figure_that_is_taken_back_is_a_denied_toll(nlp: Language) -> None:
    text = (
        "Thirty-one people died in the flood, the coroner said. Six people are still missing.\n\n"
        "The governor's office withdrew the figure of 40 that an aide had given on Thursday."
    )
    found = annotate(_report(text), nlp).figures
    assert [(f.number, f.measure, f.modality) for f in found if f.number == 40] == [(40, "killed", "denied")]


def test_the_party_behind_of_them_is_the_party_counted(nlp: Language) -> None:
    text = "The hospital treated 86 people for burns. Eleven of them are children."
    report = Report(id="r", source="a", text=text, sha256="")
    found = find_figures(report, nlp(text), mentions=(), quotes=(), attributions=(), times=())
    assert [(f.number, f.group, f.subset) for f in found if f.number == 11] == [(11, "children", True)]


def test_people_moved_out_of_a_place_are_displaced_not_killed(nlp: Language) -> None:
    text = "Some 4,000 people were taken out of Sarrow before daylight."
    report = Report(id="r", source="a", text=text, sha256="")
    (figure,) = find_figures(report, nlp(text), mentions=(), quotes=(), attributions=(), times=())
    assert figure.measure == "displaced"


def test_the_place_of_a_count_ends_with_the_country_in_a_line_whose_words_all_have_capitals(
    nlp: Language,
) -> None:
    text = "The army fired to kill.\n\nRiots in Norway Kill 12 Protesters\n\nThe riots in Norway went on."
    report = Report(id="r", source="a", text=text, sha256="")
    said = annotate(report, nlp, anchor=None)
    assert [f.place for f in said.figures] == ["Norway"]
