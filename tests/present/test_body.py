"""The sections without the shell: what a server's strict policy and its review need of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml.html import fragments_fromstring

import crosswire
from crosswire.present.json import to_contract
from crosswire.present.page import Body, style, to_body, to_html
from crosswire.types import Dossier
from tests.present.hostile import hostile

SAMPLE = Path(__file__).parents[2] / "examples" / "hallin-dam"


@cache
def made() -> Dossier:
    return crosswire.dossier([SAMPLE])


@cache
def body() -> Body:
    return to_body(made())


def test_the_body_has_no_style_and_no_script_of_its_own() -> None:
    for html in (body().html, to_body(hostile()).html):
        found = fragments_fromstring(html)
        tags = {e.tag for root in found for e in root.iter()}
        attributes = {name for root in found for e in root.iter() for name in e.attrib}
        assert not tags & {"script", "style", "html", "body", "main", "link", "meta", "iframe", "object"}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("figure", "figures"),
        ("tally", "tallies"),
        ("discrepancy", "discrepancies"),
        ("event", "events"),
        ("utterance", "utterances"),
        ("name", "entities"),
        ("report", "reports"),
        ("quote", "quotes"),
    ],
)
def test_every_statement_names_itself_by_its_id_in_the_dossier(kind: str, part: str) -> None:
    known = {one["id"] for one in to_contract(made())[part]}
    named = set(re.findall(f'data-kind="{kind}" data-id="([^"]+)"', body().html))
    assert named
    assert named <= known
    assert named == set(re.findall(f"<!--review {kind} ([^ ]+)-->", body().html))


def test_links_are_named_by_both_reports() -> None:
    pairs = {"~".join(sorted((x.left, x.right))) for x in made().links.lineage}
    named = set(re.findall("<!--review link ([^ ]+)-->", body().html))
    assert named
    assert named <= pairs


def test_sentences_of_the_brief_are_named_by_their_place() -> None:
    named = re.findall("<!--review brief ([^ ]+)-->", body().html)
    assert named == [f"b{n}" for n in range(1, 1 + len(made().findings.brief))]


def test_the_page_by_itself_has_no_place_for_reviews() -> None:
    assert "<!--" not in to_html(made())


def test_classes_that_place_things_are_in_the_style() -> None:
    used = set(re.findall(r"\b((?:ya|yb|mw)[1-9]\d*)\b", body().html))
    assert used
    assert all(f".{name}{{" in style() for name in used)
