"""Places in a report: which words name one, and which place that is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.places import find_places
from crosswire.annotate.places_resolve import resolve
from crosswire.annotate.places_spans import Toponym
from crosswire.types import Place, Report


def places(text: str, nlp: Language) -> dict[str, Place]:
    """The places of a text, the last of each wording."""
    report = Report(id="a", source="a.txt", text=text, sha256="0" * 64)
    doc = parse(report, nlp)
    found = find_places(report, doc, find_mentions(report, doc))
    assert all(p.span.text == text[p.span.start : p.span.end] for p in found)
    return {p.span.text: p for p in found}


def test_a_country_is_only_as_exact_as_a_country(nlp: Language) -> None:
    norway = places("Two fishermen were rescued in Norway on Monday.", nlp)["Norway"]
    assert (norway.country, norway.kind, norway.precision) == ("NO", "country", 6)


def test_a_city_has_a_point_a_province_and_a_number(nlp: Language) -> None:
    city = places("Two fishermen were rescued in Bergen, Norway, on Monday.", nlp)["Bergen"]
    assert (city.country, city.kind, city.precision, city.within) == ("NO", "city", 1, "Norway")
    assert city.latitude is not None
    assert 60 < city.latitude < 61
    assert city.admin1 is not None
    assert city.geonameid is not None


def test_the_state_named_behind_a_town_decides_which_it_is(nlp: Language) -> None:
    found = places("Firefighters from Paris, Texas, and from Paris, France, met on Monday.", nlp)
    assert {p.country for p in found.values() if p.name == "Paris"} <= {"US", "FR"}
    texas = places("The fire began near Paris, Texas. Nobody in Paris was hurt, police said.", nlp)["Paris"]
    assert (texas.country, texas.admin1, texas.admin2) == ("US", "Texas", "Lamar County")


def test_short_forms_of_states_are_places_with_their_point(nlp: Language) -> None:
    found = places("HAMMOND, Ind. (Karvel News) -- A barge sank on Monday, the mayor said.", nlp)
    assert (found["Ind."].name, found["Ind."].precision) == ("Indiana", 4)
    assert found["HAMMOND"].admin1 == "Indiana"


def test_places_near_the_others_of_a_report_go_first(nlp: Language) -> None:
    alone = places("The bridge in Birmingham was closed on Monday.", nlp)["Birmingham"]
    beside = places(
        "The bridge in Birmingham was closed, as were roads in Tuscaloosa and Montgomery, Alabama.", nlp
    )["Birmingham"]
    assert (alone.country, beside.country) == ("GB", "US")
    assert beside.basis


def test_an_unknown_place_stays_unresolved(nlp: Language) -> None:
    place = places("Six miners died in the town of Torvanehall in Norway, police said.", nlp)["Torvanehall"]
    assert (place.country, place.latitude, place.precision, place.geonameid) == (None, None, None, None)


def test_persons_and_nationalities_are_no_places(nlp: Language) -> None:
    found = places("Mr. Paris Hallin, a Norwegian minister, met Ms. Austin Weir. Hallin spoke first.", nlp)
    assert not {"Paris", "Austin", "Norwegian"} & set(found)


def test_a_place_in_the_name_of_something_else_is_marked_as_such(nlp: Language) -> None:
    found = places("Troopers of the Texas Department of Public Safety came from Dallas.", nlp)
    assert (found["Texas"].form, found["Dallas"].form) == ("part", "name")


@pytest.mark.parametrize(
    ("words", "near", "precision"),
    [
        ("Six miners died in ", False, 1),
        ("Six miners died near ", True, 2),
        ("Six miners died 12 km north-west of the town of ", True, 2),
        ("Six miners died on the outskirts of ", True, 2),
        ("The minister is from ", False, 1),
    ],
)
def test_a_place_knows_whether_it_is_only_a_landmark(
    words: str, near: bool, precision: int, nlp: Language
) -> None:
    place = places(f"{words}Bergen, Norway, police said.", nlp)["Bergen"]
    assert (place.near, place.precision) == (near, precision)


def test_districts_provinces_and_rivers_have_the_precision_of_the_codebook(nlp: Language) -> None:
    found = places("Shells fell in Lamar County, in Helmand province and along the Euphrates.", nlp)
    codes = {name: p.precision for name, p in found.items()}
    assert (codes["Lamar County"], codes["Euphrates"]) == (3, 5)
    assert {p.precision for p in found.values() if p.name.startswith("Helmand")} == {4}


def test_the_capital_is_that_of_the_country_beside_it_or_of_the_report(nlp: Language) -> None:
    found = places(
        "Six miners died in Bergen, Norway. The minister flew in from the capital. Flags flew in the Swedish capital.",
        nlp,
    )
    assert (found["the capital"].name, found["the Swedish capital"].name) == ("Oslo", "Stockholm")
    assert (found["the capital"].form, found["the capital"].basis) == ("nominal", "the capital of Norway")


def test_the_city_is_the_one_named_before(nlp: Language) -> None:
    found = places("Six miners died in Bergen, Norway. Police in the western city said two were Swedes.", nlp)
    assert found["the western city"].geonameid == found["Bergen"].geonameid


def test_what_is_not_plainly_a_place_named_before_is_left_out(nlp: Language) -> None:
    found = places(
        "The city council met. In Bergen, Norway, the city of Oslo was praised; the state capital was not.",
        nlp,
    )
    assert not [p for p in found.values() if p.form == "nominal"]


def test_a_capital_goes_before_a_state_of_its_name_unless_the_state_is_named(nlp: Language) -> None:
    text = "The minister flew to Washington on Monday. Farmers in Washington state were harvesting apples."
    report = Report(id="a", source="a.txt", text=text, sha256="0" * 64)
    doc = parse(report, nlp)
    found = [(p.kind, p.admin1) for p in find_places(report, doc, find_mentions(report, doc))]
    assert found == [("city", "District of Columbia"), ("admin1", "Washington")]


def test_a_town_is_known_under_another_transliteration_in_the_country_that_the_report_tells_of() -> None:
    text = "Shells fell in Rass al-Ain and in Damascus, Syria."
    named = [
        Toponym(start=k, end=k + len(name), text=name)
        for name in ("Rass al-Ain", "Damascus", "Syria")
        for k in [text.index(name)]
    ]
    spelt = resolve(text, named)[0]
    assert spelt.entry is not None
    assert (spelt.entry.country, spelt.entry.kind) == ("SY", "city")
    assert spelt.why.startswith("a spelling of")


def test_the_country_of_the_address_counts(nlp: Language) -> None:
    text = "Two men were hurt in Dublin on Monday. Police in Epsom closed a road."
    report = Report(
        id="a", source="a.txt", text=text, sha256="0" * 64, address="https://www.weir.example.nz/1"
    )
    doc = parse(report, nlp)
    found = {p.name: p.country for p in find_places(report, doc, find_mentions(report, doc))}
    assert found["Epsom"] == "NZ"
