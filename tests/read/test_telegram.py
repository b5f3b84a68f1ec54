"""Telegram Desktop's export: every message with words, who wrote it, and what passed it on."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import detect
from crosswire.read.channel.telegram import unpack_telegram
from crosswire.read.document import Part
from crosswire.read.limits import Budget, Limits
from crosswire.read.table.columns import Columns
from crosswire.types import Item, Problem


def message(id: int, text: Any, **more: Any) -> dict[str, Any]:
    stamped = {"date": "2031-05-04T16:30:00", "date_unixtime": "1935671400", "from": "Torvane Alert"}
    return {"id": id, "type": "message", **stamped, "text": text, **more}


def chat(*messages: Any, **more: Any) -> dict[str, Any]:
    head = {"name": "Torvane Alert", "type": "public_channel", "id": 4100}
    return {**head, **more, "messages": list(messages)}


def parts(export: Any, *, report: int = 1 << 26) -> list[Part | Problem]:
    data = export if isinstance(export, bytes) else json.dumps(export).encode()
    budget = Budget(Limits(report=report), size=len(data))
    return list(unpack_telegram(io.BytesIO(data), "result.json", Columns(), budget))


def one(export: Any) -> Part:
    (part,) = parts(export)
    assert isinstance(part, Part)
    return part


def test_a_message_of_a_channel_is_a_report_of_that_channel() -> None:
    part = one(chat(message(7, "The dam broke.\nRun uphill.", author="Ilva Torrent")))
    assert (part.name, part.data, part.format) == ("message 7", b"The dam broke.\nRun uphill.", "text")
    said = part.metadata
    assert (said.publisher, said.byline, said.carrier) == ("Torvane Alert", "Ilva Torrent", None)
    assert said.published == "2031-05-04T14:30:00+00:00"
    assert said.item == Item(uri="telegram:4100/7", version="2031-05-04T14:30:00+00:00")


def test_pieces_of_a_text_are_joined_exactly() -> None:
    pieces = [
        "Water ",
        {"type": "bold", "text": "rises"},
        "; see ",
        {"type": "text_link", "text": "map", "href": "https://map.example"},
        " ",
        {"type": "spoiler", "text": "14"},
        {"type": "custom_emoji", "text": "🌊", "document_id": "x"},
        "\n\n",
        {"type": "link", "text": "https://torvane.example"},
    ]
    text = "Water rises; see map 14🌊\n\nhttps://torvane.example"
    assert one(chat(message(1, pieces))).data.decode() == text


def test_only_messages_with_words_are_reports() -> None:
    poll = {"question": "Is your street dry?", "answers": [{"text": "Yes", "voters": 3}]}
    found = parts(
        chat(
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            message(2, "", photo="photos/1.jpg"),
            message(3, "The lower town, seen from the bridge.", photo="photos/2.jpg"),
            message(4, "", poll=poll),
            message(5, " \n"),
        )
    )
    assert [(p.name, p.data) for p in found if isinstance(p, Part)] == [
        ("message 3", b"The lower town, seen from the bridge."),
        ("message 4", b"Is your street dry?"),
    ]


@pytest.mark.parametrize(
    ("head", "more", "publisher", "byline", "carrier"),
    [
        ({}, {"forwarded_from": "ECA Newsroom"}, "ECA Newsroom", None, "Torvane Alert"),
        ({}, {"forwarded_from": None}, None, None, "Torvane Alert"),
        ({}, {"forwarded_from": "A. Brodd", "forwarded_from_id": "user7"}, None, "A. Brodd", "Torvane Alert"),
        ({"type": "private_supergroup"}, {"from": "A. Brodd", "from_id": "user7"}, None, "A. Brodd", None),
        ({"type": "public_supergroup"}, {"from": "ECA", "from_id": "channel9"}, "ECA", None, None),
        ({"type": "personal_chat", "name": None}, {"from": None}, None, None, None),
        ({"type": "private_group"}, {"from": "A. B.", "forwarded_from": "ECA"}, "ECA", None, "A. B."),
    ],
)
def test_who_wrote_is_not_who_passed_it_on(
    head: dict[str, Any], more: dict[str, Any], publisher: Any, byline: Any, carrier: Any
) -> None:
    said = one(chat(message(1, "The dam broke.", **more), **head)).metadata
    assert (said.publisher, said.byline, said.carrier) == (publisher, byline, carrier)


@pytest.mark.parametrize(
    ("more", "published", "updated"),
    [
        ({"date_unixtime": None}, "2031-05-04T16:30:00", None),
        ({"edited_unixtime": "1935675000"}, "2031-05-04T14:30:00+00:00", "2031-05-04T15:30:00+00:00"),
        ({"edited": "1970-01-01T01:00:00"}, "2031-05-04T14:30:00+00:00", None),
        ({"edited": "1970-01-01T01:00:00", "edited_unixtime": "0"}, "2031-05-04T14:30:00+00:00", None),
        ({"date": "yesterday", "date_unixtime": "9" * 40}, None, None),
    ],
)
def test_times_have_the_zone_that_is_known(more: dict[str, Any], published: Any, updated: Any) -> None:
    said = one(chat(message(1, "The dam broke.", **more))).metadata
    assert (said.published, said.updated) == (published, updated)
    assert said.item == Item(uri="telegram:4100/1", version=updated or published or "1")


@pytest.mark.parametrize("kind", ["personal_chat", "bot_chat", "saved_messages", "private_group"])
def test_messages_that_each_account_numbers_itself_are_no_items(kind: str) -> None:
    assert one(chat(message(1, "The dam broke."), type=kind)).metadata.item is None


def test_a_whole_account_gives_all_its_chats() -> None:
    first, second = chat(message(1, "One.")), chat(message(1, "Two."), id=4200)
    left = chat(message(9, "Three."), name="Old square")
    export = {
        "about": "Here is the data you requested.",
        "contacts": {"about": "x", "list": [{"name": "A", "id": 3, "messages": 1}]},
        "chats": {"about": "x", "list": [first, second]},
        "left_chats": {"about": "x", "list": [left]},
    }
    assert [(p.name, p.data) for p in parts(export) if isinstance(p, Part)] == [
        ("Torvane Alert: message 1", b"One."),
        ("Torvane Alert (4200): message 1", b"Two."),
        ("Old square: message 9", b"Three."),
    ]


def test_sorted_keys_change_nothing() -> None:
    export = {"chats": {"list": [chat(message(1, "One.")), chat(message(2, "Two."), name="B")]}}
    assert parts(json.dumps(export, sort_keys=True).encode()) == parts(export)
    bare = chat(message(1, "One."))
    assert parts(json.dumps(bare, sort_keys=True).encode()) == parts(bare)


def test_an_export_that_is_cut_gives_all_before_the_cut() -> None:
    whole = json.dumps(chat(*(message(n, f"Post {n}.") for n in range(50)))).encode()
    *read, problem = parts(whole[: whole.index(b"Post 40.") + 4])
    assert [p.name for p in read if isinstance(p, Part)] == [f"message {n}" for n in range(40)]
    assert isinstance(problem, Problem)
    assert problem.message.startswith("the export breaks off after message 39 (near byte ")


def test_one_malformed_message_stops_no_other() -> None:
    found = parts(chat(message(1, {"a": {}}), "?", message(3, ["x", 5]), message(4, "Four.")))
    assert [p.report for p in found if isinstance(p, Problem)] == [
        "message 1",
        "message without id, place 2",
        "message 3",
    ]
    assert [p.data for p in found if isinstance(p, Part)] == [b"Four."]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (rb"half \ud83d here", "half \ufffd here"),
        (rb"half \ude00 here", "half \ufffd here"),
        (rb"whole \ud83c\udf0a here", "whole 🌊 here"),
        (rb"no escape: \\ud83d", r"no escape: \ud83d"),
        (b"a broken byte \xff and a NUL \x00", "a broken byte \ufffd and a NUL \x00"),
        (rb"\ud83d\ud83c\udf0a", "\ufffd🌊"),
    ],
)
def test_damage_within_a_text_stays_there(raw: bytes, text: str) -> None:
    assert one(json.dumps(chat(message(1, "@@"))).encode().replace(b"@@", raw)).data.decode() == text


@given(st.integers(0, 40), st.sampled_from([r"\ud83c\udf0a", r"\\", r"\u0434", r"\n"]), st.integers(1, 9000))
@settings(max_examples=60, deadline=None)
def test_where_the_stream_is_cut_into_pieces_changes_nothing(shift: int, escape: str, count: int) -> None:
    raw = "x" * (65_400 + shift) + escape * count
    data = json.dumps(chat(message(1, "@@"))).replace("@@", raw).encode()
    assert one(data).data.decode() == json.loads(data)["messages"][0]["text"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'{"messages": 5, "type": "x", "id": 1}',
        b'{"messages": [',
        b'{"a":' * 100_000,
        b"[" * 100_000,
        b'{"type":"x","id":1e999999999999999999999,"messages":[]}',
    ],
)
def test_what_holds_no_message_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"result\.json: .*export the chat again"):
        parts(data)


def test_a_number_of_absurd_length_is_no_identifier() -> None:
    data = json.dumps(chat(message(77, "One."), id=88)).encode().replace(b"88", b"9" * 100_000)
    part = one(data.replace(b"77", b"9" * 100_000))
    assert (part.name, part.metadata.item) == ("message without id, place 1", None)


def test_nesting_and_size_are_bounded() -> None:
    deep = json.dumps(chat(message(1, "One."), "@")).encode().replace(b'"@"', b"[" * 100_000)
    large = json.dumps(chat(message(1, "One."), message(2, "x" * 2_000_000))).encode()
    for found in (parts(deep), parts(large, report=1 << 20)):
        assert isinstance(found[0], Part)
        assert isinstance(found[1], Problem)
        assert len(found) == 2


def test_an_export_is_told_by_its_content() -> None:
    assert detect(json.dumps(chat(message(1, "One."))).encode(), "a.txt") == "telegram"
    contacts = {"list": [{"first_name": "Ane", "phone_number": "0"}] * 3000}
    whole = {
        "about": "x",
        "personal_information": {"user_id": 1},
        "contacts": contacts,
        "chats": {"list": []},
    }
    assert detect(json.dumps(whole).encode(), "result.json") == "telegram"


@given(st.binary(max_size=40), st.integers(0, 400), st.integers(0, 40))
@settings(deadline=None)
def test_no_damage_raises_anything_but_read_errors(junk: bytes, at: int, cut: int) -> None:
    whole = json.dumps(chat(message(1, ["One", {"type": "bold", "text": "!"}]), message(2, "Two"))).encode()
    with suppress(ReadError):
        parts(whole[:at] + junk + whole[at + cut :])
