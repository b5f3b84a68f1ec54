"""The claims of a dossier as ClaimReview: of schema.org's shape, honest in their ratings, safe in a page."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from crosswire import Dossier, export
from crosswire.present.exports import Cover
from crosswire.present.handover.claimreview import RATINGS, stands
from crosswire.types import Annotations, Figure, SeriesPoint, Span, Tally
from tests.present.handover.samples import NAMES, SAMPLES, judged, retold, sample, texts
from tests.present.made_dossier import DEAD_A, DEAD_B, DOSSIER, figure

COVER = Cover(day="2031-05-09", desk="The desk", address="https://desk.example/flood")


def reviews(dossier: Dossier, cover: Cover | None = None) -> list[dict[str, Any]]:
    found = json.loads(export(dossier, "claimreview", cover=cover))
    assert found["@context"] == "https://schema.org"
    return list(found["@graph"])


@cache
def types() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "schema_org.toml").read_text("utf-8"))


def faults(thing: Mapping[str, Any]) -> list[str]:
    """What schema.org has no place for in an object and those in it."""
    found = []
    for name, value in thing.items():
        if name in ("@type", "@id"):
            continue
        allowed = types()[thing["@type"]].get(name, [])
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                found += (
                    faults(one) if one["@type"] in allowed else [f"{thing['@type']}.{name}: {one['@type']}"]
                )
            elif not isinstance(one, str) or not any(fits(one, kind) for kind in allowed):
                found.append(f"{thing['@type']}.{name}: {one!r}")
    return found


def fits(text: str, kind: str) -> bool:
    if kind == "Date":
        return bool(datetime.fromisoformat(text))
    return bool(text) if kind == "Text" else kind == "URL" and text.startswith(("https://", "http://"))


@pytest.mark.parametrize("name", NAMES)
def test_every_review_is_of_the_shape_of_schema_org(name: str) -> None:
    made = reviews(sample(name), COVER)
    assert made
    assert [fault for review in made for fault in faults(review)] == []
    assert max(Counter(r["@id"] for r in made).values()) == 1


@settings(max_examples=60, deadline=None)
@given(texts)
def test_whatever_a_report_says_the_shape_holds_and_no_script_ends(text: str) -> None:
    written = export(retold(text), "claimreview", cover=COVER).decode()
    assert not set("<>&\u2028\u2029") & set(written)
    assert [fault for review in json.loads(written)["@graph"] for fault in faults(review)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dossier_json_gives_the_same_reviews(name: str) -> None:
    made = sample(name)
    assert export(json.loads(made.to_json()), "claimreview") == export(made, "claimreview")


def test_every_number_given_of_a_count_is_a_claim_of_its_own() -> None:
    twelve, fourteen = reviews(DOSSIER)
    assert twelve["claimReviewed"].startswith("12 people were killed")
    assert fourteen["claimReviewed"].startswith("14 people were killed")
    assert [a["headline"] for a in twelve["itemReviewed"]["appearance"] if "headline" in a] == [
        "Flood in Ostrel"
    ]
    assert len(twelve["itemReviewed"]["appearance"]) == 2


def test_a_claim_names_who_makes_it_and_where_it_first_stood() -> None:
    claim = reviews(DOSSIER)[0]["itemReviewed"]
    assert claim["author"][0] == {"@type": "Person", "name": "Ilka Brandt", "jobTitle": "mayor"}
    assert claim["author"][1] == {"@type": "Organization", "name": "Norrgate Wire"}
    assert (claim["firstAppearance"]["datePublished"], claim["text"]) == ("2031-05-04", "12 people")


def test_the_day_the_desk_and_the_address_are_those_that_were_given_and_no_others() -> None:
    given_all, given_none = reviews(DOSSIER, COVER)[0], reviews(DOSSIER)[0]
    assert (given_all["datePublished"], given_all["author"]["name"], given_all["url"]) == (COVER.day, COVER.desk, COVER.address)  # fmt: skip
    assert not {"datePublished", "author", "url"} & given_none.keys()


def test_no_rating_is_a_degree_of_truth() -> None:
    for name in SAMPLES:
        for rating in (r["reviewRating"] for r in reviews(sample(name), COVER)):
            assert not {"ratingValue", "bestRating", "worstRating"} & rating.keys()
            assert "not truth" in rating["reviewAspect"]


def row(number: float, *, modality: str = "asserted", low: float | None = None, high: float | None = None, id: str = "f") -> dict[str, Any]:  # fmt: skip
    return {"id": id, "number": number, "low": low or number, "high": high or number, "modality": modality}


def tally(status: str, *, best: float | None = 14, corroborated: bool = False, **series: tuple[str, ...]) -> dict[str, Any]:  # fmt: skip
    points = [{"as_of": day, "figures": figures} for day, figures in series.items()]
    return {
        "status": status,
        "best": best,
        "low": 12,
        "high": 14,
        "series": points,
        "corroborated": corroborated,
    }


@pytest.mark.parametrize(
    ("of", "figures", "rating"),
    [
        (tally("single-source"), [row(14)], "One source only"),
        (tally("agreed", corroborated=True), [row(14)], "Agreed by the accounts, corroborated"),
        (tally("agreed"), [row(14)], "Agreed by the accounts, not corroborated"),
        (tally("compatible"), [row(12, high=20)], "Compatible accounts, not corroborated"),
        (tally("compatible"), [row(90)], "Not what the other accounts allow"),
        (tally("compatible", best=None), [row(13)], "Compatible accounts, not corroborated"),
        (tally("revised", a=("e",), b=("f",)), [row(14)], "Latest count"),
        (tally("revised", a=("f",), b=("g",)), [row(12, high=20)], "Earlier count that the latest allows"),
        (tally("revised", a=("f",), b=("g",)), [row(12)], "Overtaken by later counts"),
        (tally("disputed"), [row(14)], "Disputed, best supported"),
        (tally("disputed"), [row(12, high=20)], "Disputed, allows the best supported"),
        (tally("disputed"), [row(12)], "Disputed"),
        (tally("revised", a=("g",)), [row(40), row(40, modality="denied", id="d")], "Withdrawn"),
        (tally("disputed", a=("f",)), [row(12), row(12, modality="denied", id="d")], "Disputed"),
        (tally("agreed"), [row(14, modality="denied")], "Denied"),
        (
            tally("agreed"),
            [row(14, modality="unverified"), row(14, modality="hedged")],
            "Reported as unverified",
        ),
    ],
)
def test_a_reading_is_rated_by_how_it_is_attested(of: Any, figures: Any, rating: str) -> None:
    assert stands(of, figures) == rating


def test_every_rating_stands_in_the_guide() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    named = {*(r for rs in RATINGS.values() for r in rs), "Withdrawn", "Denied", "Reported as unverified", "One source only"}  # fmt: skip
    assert [r for r in sorted(named) if f"| {r} |" not in guide] == []


def tallied(*figures: Figure, **more: Any) -> Dossier:
    one: Tally = replace(DOSSIER.findings.tallies[0], figures=tuple(f.id for f in figures), **more)
    said = tuple(Annotations(report=r.id, anchor=None, figures=tuple(f for f in figures if f.span.report == r.id)) for r in DOSSIER.reports)  # fmt: skip
    return replace(DOSSIER, annotations=said, findings=replace(DOSSIER.findings, tallies=(one,)))


def test_who_denies_a_number_does_not_claim_it() -> None:
    denied = replace(DEAD_B, modality="denied", source=DEAD_A.source)
    points = (SeriesPoint(as_of="2031-05-02", low=12, best=12, high=12, figures=(DEAD_A.id,)),)
    (found,) = reviews(tallied(DEAD_A, denied, status="disputed", series=points))
    assert found["itemReviewed"]["author"]["name"] == "Ilka Brandt"
    assert "denied by mayor Ilka Brandt" in found["reviewRating"]["ratingExplanation"]
    (withdrawn,) = reviews(tallied(DEAD_A, denied, status="revised", series=()))
    assert withdrawn["reviewRating"]["alternateName"] == "Withdrawn"
    assert "withdrawn in R2" in withdrawn["reviewRating"]["ratingExplanation"]


def test_a_copy_in_its_own_voice_is_claimed_by_the_first_who_printed_it() -> None:
    copy = replace(DEAD_B, source=None)
    (found,) = reviews(tallied(copy, status="single-source"))
    assert found["itemReviewed"]["author"]["name"] == "Norrgate Wire"


@pytest.mark.parametrize(("printed", "credit"), [("it", None), ("gravediggers", "gravediggers")])
def test_who_is_neither_a_known_person_nor_a_known_body_is_credited_in_words(
    printed: str, credit: str | None
) -> None:
    said = figure(DOSSIER.reports[0], "12 people", 12, source=Span(report="ra", start=0, end=2, text=printed))
    (found,) = reviews(replace(tallied(said), links=replace(DOSSIER.links, speakers=())))
    assert "author" not in found["itemReviewed"]
    assert found["itemReviewed"].get("creditText") == credit


def test_what_people_judged_is_said_beside_the_rating() -> None:
    first = json.loads(export(judged("figures", "corrected", "ada"), "claimreview"))["@graph"][0]
    assert first["reviewRating"]["alternateName"] == "Disputed"
    assert first["reviewRating"]["ratingExplanation"].endswith("At the desk: corrected by one person.")
    whole = json.loads(export(judged("tallies", "confirmed", "ada", "ben"), "claimreview"))["@graph"][0]
    assert whole["reviewBody"].endswith("At the desk: confirmed by two people.")


def test_more_than_the_phrase_that_claims_is_never_quoted() -> None:
    written = export(sample("hallin-dam"), "claimreview").decode()
    for report in sample("hallin-dam").reports:
        for sentence in re.findall(r"[^.\n]{80,}\.", report.text):
            assert sentence not in written
