"""Annotations: held to the rules of the W3C's model, and to the texts that they point into."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from crosswire import Dossier, export
from crosswire.present.exports import Cover
from crosswire.types import Annotations, Findings, Links, Quote, Report
from tests.present.handover.samples import NAMES, SAMPLES, judged, retold, sample, texts
from tests.present.made_dossier import DOSSIER, RA, span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# The Web Annotation Data Model (https://www.w3.org/TR/annotation-model/, W3C Document License): what a resource of each
# type must have, and what it may have of what is used here; motivations are those of section 3.3.5.
MUST = {
    "AnnotationCollection": {"id", "type", "total"},
    "AnnotationPage": {"id", "type", "items"},
    "Annotation": {"id", "type", "target"},
    "SpecificResource": {"source"},
    "TextualBody": {"value"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
    "Text": {"id"},
    "Software": set(),
    "Organization": set(),
}
MAY = {
    "AnnotationCollection": {"@context", "label", "creator", "generator", "via", "first", "last"},
    "AnnotationPage": {"partOf", "startIndex", "next", "prev"},
    "Annotation": {"motivation", "body", "creator", "generator"},
    "SpecificResource": {"type", "selector", "purpose", "state"},
    "TextualBody": {"type", "purpose", "format", "language"},
    "TextQuoteSelector": {"type", "prefix", "suffix"},
    "TextPositionSelector": {"type"},
    "Text": {"type", "format", "language", "canonical"},
    "Software": {"type", "id", "name"},
    "Organization": {"type", "id", "name"},
}
MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"}  # fmt: skip
IRI = re.compile(r"(https?://[^\s<>\"]+|urn:uuid:[0-9a-f-]{36}|ni:///sha-256;[A-Za-z0-9_-]{43})")
IRIS = {"id", "partOf", "last", "canonical", "via"}


def collection(dossier: Dossier, **options: Any) -> dict[str, Any]:
    return dict(json.loads(export(dossier, "webannotation", **options)))


def items(dossier: Dossier, **options: Any) -> list[dict[str, Any]]:
    return list(collection(dossier, **options)["first"]["items"])


def faults(thing: Any) -> Iterator[str]:
    """What the model does not allow in a resource and those in it."""
    if isinstance(thing, list):
        for one in thing:
            yield from faults(one)
    if not isinstance(thing, dict):
        return
    type = thing["type"]
    yield from (f"{type} lacks {key}" for key in MUST[type] - thing.keys())
    yield from (f"{type} has {key}" for key in thing.keys() - MUST[type] - MAY[type])
    yield from (f"{key} is {thing[key]!r}" for key in IRIS & thing.keys() if not IRI.fullmatch(thing[key]))
    yield from (
        f"{k}: {thing[k]}" for k in ("motivation", "purpose") if k in thing and thing[k] not in MOTIVATIONS
    )
    if type == "TextPositionSelector" and not 0 <= thing["start"] <= thing["end"]:
        yield f"{thing['start']} to {thing['end']}"
    for value in thing.values():
        yield from faults(value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("with_text", [False, True])
def test_every_resource_is_one_that_the_model_allows(name: str, with_text: bool) -> None:
    made = collection(
        sample(name), with_text=with_text, cover=Cover(desk="The desk", address="https://desk.example/")
    )
    assert list(faults(made)) == []
    assert made["@context"] == CONTEXT
    assert made["total"] == len(made["first"]["items"]) > 3
    assert (made["first"]["partOf"], made["last"]) == (made["id"], made["first"]["id"])
    assert max(Counter(i["id"] for i in made["first"]["items"]).values()) == 1


@settings(max_examples=60, deadline=None)
@given(texts)
def test_whatever_a_report_says_the_model_holds_and_no_script_ends(text: str) -> None:
    written = export(retold(text), "webannotation", with_text=True).decode()
    assert not set("<>&\u2028\u2029") & set(written)
    assert list(faults(json.loads(written))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_selector_selects_its_words(name: str) -> None:
    dossier = sample(name)
    by_digest = {_canonical(report): report for report in dossier.reports}
    for item in items(dossier, with_text=True):
        text = by_digest[item["target"]["source"]["canonical"]].text
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        found = text.find(quote["prefix"] + quote["exact"] + quote["suffix"])
        assert found >= 0
        assert len(quote["prefix"]) == min(32, position["start"])


def _canonical(report: Report) -> str:
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(report.sha256)).decode().rstrip('=')}"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_quote_name_and_passage_is_annotated(name: str) -> None:
    dossier = sample(name)
    found = Counter(i["motivation"] for i in items(dossier))
    figures = sum(len(a.figures) + len(a.individuals) for a in dossier.annotations)
    quotes = sum(len(a.quotes) for a in dossier.annotations)
    names = sum(len(e.forms) for e in dossier.links.entities)
    passages = sum(len(x.evidence) for x in dossier.links.lineage)
    assert (found["classifying"], found["describing"], found["identifying"], found["linking"]) == (figures, quotes, names, passages)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_without_the_texts_only_what_is_quoted_is_in_it(name: str) -> None:
    written = export(sample(name), "webannotation").decode()
    assert '"prefix"' not in written
    marked = {
        s for i in items(sample(name)) for s in [x.get("exact", "") for x in i["target"]["selector"]] if s
    }
    for report in sample(name).reports:
        for sentence in re.findall(r"[^.“”\"\n]{60,}\.", report.text):
            assert sentence not in written or any(sentence in m for m in marked)


def test_speech_told_in_other_words_is_not_quoted_without_the_texts() -> None:
    told = Quote(id="ra:q9", span=span(RA, "12 people drowned"), kind="indirect")
    made = replace(
        DOSSIER,
        annotations=(Annotations(report="ra", anchor=None, quotes=(told,)),),
        links=Links(),
        findings=Findings(),
    )
    (bare,), (full,) = items(made), items(made, with_text=True)
    assert [s["type"] for s in bare["target"]["selector"]] == ["TextPositionSelector"]
    assert full["target"]["selector"][0]["exact"] == "12 people drowned"


def of(dossier: Dossier, motivation: str, words: str) -> dict[str, Any]:
    return next(
        i
        for i in items(dossier)
        if i["motivation"] == motivation and i["target"]["selector"][0].get("exact") == words
    )


def test_a_figure_says_what_it_counts_whose_word_it_is_and_what_came_of_it() -> None:
    sentence, machine = of(DOSSIER, "classifying", "12 people")["body"]
    assert sentence["value"] == (
        "12 people were killed, as of 2 May 2031, Ilka Brandt. Its tally: 14; disputed, on 2 independent sources (2 originals)."
    )
    values = json.loads(machine["value"])
    assert (values["measure"], values["number"], values["attributed_name"], values["tallies"]) == ("killed", 12, "Ilka Brandt", ["t1"])  # fmt: skip


def test_a_garbled_name_is_identified_with_the_reason() -> None:
    name, comment, machine = of(DOSSIER, "identifying", "Elk Fire")["body"]
    assert (name["purpose"], name["value"]) == ("identifying", "Ilka Brandt")
    assert "its twin has Ilka Brandt here" in comment["value"]
    assert json.loads(machine["value"])["corrupted"] is True


def test_a_passage_points_from_the_later_report_to_the_earlier() -> None:
    (link,) = [i for i in items(DOSSIER, with_text=True) if i["motivation"] == "linking"]
    assert link["target"]["selector"][0]["exact"] == "12 persons"
    assert (link["body"][0]["selector"][0]["exact"], link["body"][0]["purpose"]) == ("12 people", "linking")
    assert "A passage of R2 that stands in R1 too" in link["body"][1]["value"]


def test_a_report_without_an_address_goes_by_the_digest_of_its_bytes() -> None:
    away = replace(DOSSIER, reports=(replace(RA, address="https://weir.example/1"), *DOSSIER.reports[1:]))
    sources = {i["target"]["source"]["id"] for i in items(away)}
    assert sources == {
        "https://weir.example/1",
        _canonical(DOSSIER.reports[1]),
        _canonical(DOSSIER.reports[2]),
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dossier_json_gives_the_same_annotations(name: str) -> None:
    made = sample(name)
    assert export(json.loads(made.to_json()), "webannotation") == export(made, "webannotation")


def test_a_dossier_in_which_nothing_was_found_is_an_empty_collection() -> None:
    empty = replace(DOSSIER, annotations=(), links=Links(), findings=Findings())
    made = collection(empty)
    assert (made["total"], "first" in made, list(faults(made))) == (0, False, [])


def test_what_people_judged_stands_in_both_bodies() -> None:
    made = json.loads(export(judged("figures", "confirmed", "ada"), "webannotation"))["first"]["items"]
    sentence, machine = next(i for i in made if i["motivation"] == "classifying")["body"]
    assert sentence["value"].endswith("At the desk: confirmed by one person.")
    assert json.loads(machine["value"])["judgement"] == "confirmed"
