"""ninjs items of each version give one text; states, packages and hostile JSON are told."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import detect, read_bytes, unpack
from crosswire.read.agency.ninjs import read_ninjs
from crosswire.read.document import Source
from crosswire.types import Excluded, Item, Problem
from tests.read.wire_story import HTML, PARAGRAPHS, PLAIN, TEXT, TITLE, URI

ONE = {
    "uri": URI,
    "type": "text",
    "version": "2",
    "pubstatus": "usable",
    "firstcreated": "2031-05-04T06:30:00+02:00",
    "versioncreated": "2031-05-04T09:10:00+02:00",
    "headline": TITLE,
    "byline": "By Ane Brodd",
    "language": "en-GB",
    "copyrightholder": "The Associated Press",
    "subject": [{"name": "disaster and accident", "code": "medtop:03000000"}],
}
TWO = {
    **{k: v for k, v in ONE.items() if k not in ("headline", "byline", "subject", "copyrightholder")},
    "headlines": [{"role": "short", "value": "Dam breaks"}, {"role": "main", "value": TITLE}],
    "by": "Ane Brodd",
    "subjects": [{"name": "disaster and accident"}],
    "infosources": [{"role": "cpprole:originator", "name": "The Associated Press"}],
}
RENAMED = {"pubstatus": "pubStatus", "firstcreated": "firstCreated", "versioncreated": "versionCreated"}
THREE = {{**RENAMED, "infosources": "infoSources"}.get(k, k): v for k, v in TWO.items()}
BODIES = {
    "text": {**ONE, "body_text": PLAIN},
    "html": {**ONE, "body_html": HTML},
    "xhtml beside text": {
        **ONE,
        "body_xhtml": HTML,
        "body_text": " ".join(PARAGRAPHS),
        "body_teaser": "<p>Dam.</p>",
    },
    "two": {**TWO, "bodies": [{"role": "main", "contenttype": "text/html", "value": HTML}]},
    "two, plain": {**TWO, "bodies": [{"value": PLAIN.replace("\n\n", "\n")}]},
    "three": {**THREE, "bodies": [{"role": "x", "contentType": "application/xhtml+xml", "value": HTML}]},
    "headline in the body": {**ONE, "body_html": f"<h1>{TITLE}</h1>{HTML}"},
}


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def unpacked(value: Any) -> list[Source | Problem]:
    return list(unpack(io.BytesIO(dumped(value)), "wire.json"))


@pytest.mark.parametrize("item", BODIES.values(), ids=BODIES)
def test_every_version_gives_the_same_text(item: dict[str, Any]) -> None:
    data = dumped(item)
    assert detect(data) == "ninjs"
    assert read_ninjs(data, "a.json", None).text == TEXT


@pytest.mark.parametrize("item", [BODIES["html"], BODIES["two"], BODIES["three"]], ids=["1", "2", "3"])
def test_an_item_says_who_when_and_which_version(item: dict[str, Any]) -> None:
    report = read_bytes(dumped(item), source="a.json", id="r1")
    assert (report.title, report.byline, report.publisher) == (TITLE, "Ane Brodd", "The Associated Press")
    assert (report.published, report.updated) == ("2031-05-04T06:30:00+02:00", "2031-05-04T09:10:00+02:00")
    assert (report.section, report.credits, report.language) == ("disaster and accident", ("AP",), "en")
    assert report.item == Item(uri=URI, version="2", status="usable")
    assert report.notices == ()


def test_captions_stay_and_are_set_apart() -> None:
    item = {**ONE, "body_html": "<figure><figcaption>The dam.</figcaption></figure>" + HTML}
    document = read_ninjs(dumped(item), "a.json", None)
    assert document.excluded == (Excluded(start=33, end=41, kind="caption"),)
    assert document.text[33:41] == "The dam."


def test_embargo_note_and_incompleteness_are_noticed() -> None:
    item = {
        **BODIES["html"],
        "embargoed": "2031-05-05T00:00:00Z",
        "ednote": "CORRECTS toll",
        "representationtype": "partial",
    }
    notices = " ".join(read_ninjs(dumped(item), "a.json", None).notices)
    assert "embargo until 2031-05-05T00:00:00Z" in notices
    assert "CORRECTS toll" in notices
    assert "incomplete" in notices


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_withdrawal_without_text_is_still_a_report(status: str) -> None:
    report = read_bytes(dumped({"uri": URI, "version": 3, "pubstatus": status}), source="a.json", id="r1")
    assert report.item == Item(uri=URI, version="3", status=status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({**ONE, "type": "picture", "description_text": "A dam."}, "is a picture item"),
        ({**ONE, "type": "video", "body_text": "A dam."}, "is a video item"),
        ({**ONE, "type": "composite"}, "package of items"),
        (ONE, "carries no text"),
        ({**ONE, "body_html": "<p> </p>"}, "carries no text"),
    ],
)
def test_what_is_no_text_item_is_refused(item: dict[str, Any], message: str) -> None:
    with pytest.raises(ReadError, match=message) as error:
        read_ninjs(dumped(item), "wire/7.json", None)
    assert "wire/7.json" in str(error.value)


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"items": x}, lambda x: {"total": 2, "_items": x}])
def test_a_list_gives_each_item_with_its_own_bytes(wrap: Any) -> None:
    items = [BODIES["text"], {**BODIES["html"], "uri": "urn:2"}, BODIES["html"]]
    found = unpacked(wrap(items))
    assert [x.name for x in found if isinstance(x, Source)] == [
        f"wire.json!/{URI}",
        "wire.json!/urn:2",
        f"wire.json!/{URI} (2)",
    ]
    assert [json.loads(x.data) for x in found if isinstance(x, Source)] == items


def test_a_package_gives_its_own_text_and_its_text_items() -> None:
    side = {"uri": "urn:side", "type": "text", "headline": "Rescue", "body_text": "Boats came."}
    photo = {"uri": "urn:photo", "type": "picture", "description_text": "A dam."}
    for linked in ({"side": side, "photo": photo}, [{"name": "side", **side}, {"name": "photo", **photo}]):
        found = unpacked({**BODIES["html"], "associations": linked})
        assert [x.name for x in found if isinstance(x, Source)] == ["wire.json", "wire.json!/urn:side"]
        assert [x.format for x in found if isinstance(x, Source)] == ["ninjs", "ninjs"]


def test_a_list_that_breaks_gives_the_items_before_and_says_where() -> None:
    data = dumped([BODIES["text"], BODIES["html"]])[:-40]
    first, problem = unpack(io.BytesIO(data), "wire.json")
    assert isinstance(first, Source)
    assert isinstance(problem, Problem)
    assert "broken" in problem.message


@pytest.mark.parametrize(
    "value", [{**ONE, "type": "composite", "associations": {}}, {"uri": 1, "headline": 1, "items": []}]
)
def test_a_package_of_nothing_is_a_problem(value: dict[str, Any]) -> None:
    (problem,) = unpacked(value)
    assert isinstance(problem, Problem)
    assert "no text item" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b'{"uri": "x", "headline": ' + b"[" * 100_000,
        b'{"uri": "x", "headline": "\\ud800", "body_text": "\\udfff It broke."}',
        b'{"uri": "x", "headline": 1, "bodies": [1, {"value": 2}], "infosource": "x", "altids": 3}',
        b'{"uri": "x", "headline": "x", "version": ' + b"9" * 10_000 + b"}",
        b'{"uri": "x", "headlines": [' + b"[]," * 4_000_000 + b"[]]}",
        b'{"uri": "x", "headline": "a", "body_html": "' + b"<div>" * 50_000 + b'It broke."}',
        b'{"uri": "x", "headline": "a", "body_text": "a\x00\x01b"}',
        b'{"uri": "x", "headline": "a", "bodies": [{"contenttype": "application/nitf+xml", "value": "<nitf"}]}',
        b"[1, null, {}, []]",
    ],
)
def test_hostile_json_gives_a_report_or_a_read_error(data: bytes) -> None:
    for found in unpack(io.BytesIO(data), "a.json"):
        if isinstance(found, Source):
            try:
                read_bytes(found.data, source=found.name, id="r1", format="ninjs").text.encode()
            except ReadError:
                continue


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_mutation_gives_a_report_or_a_read_error(data: st.DataObject) -> None:
    whole = dumped([BODIES["three"], BODIES["xhtml beside text"]])
    start = data.draw(st.integers(0, len(whole)))
    mutated = (
        whole[:start] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(start, len(whole))) :]
    )
    for found in unpack(io.BytesIO(mutated), "a.json"):
        if isinstance(found, Source):
            try:
                read_bytes(found.data, source=found.name, id="r1", format="ninjs")
            except ReadError:
                continue
