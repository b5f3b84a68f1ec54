"""E-mail: newsletters, attachments, mailboxes."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import read_bytes
from crosswire.read.document import Document, Part
from crosswire.read.limits import Budget, Limits
from crosswire.read.mail.letters import split_sender
from crosswire.read.mail.messages import read_message, unpack_email, unpack_mbox
from crosswire.read.mail.mime import decode_words, parse_mime
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

HEAD = "From: The Torvane Courier <news@mailer.example>\nSubject: Dam breaks\nDate: Sun, 4 May 2031 16:30:00 +0200\n"
MIXED = "Content-Type: multipart/mixed; boundary=x\n\n"


def letter(rest: str, head: str = HEAD) -> Document:
    return read_message((head + rest).encode(), "a.eml", None)


def unpacked(data: bytes, unpack: Any = unpack_email, limits: Limits = Limits()) -> list[Part | Problem]:  # noqa: B008
    return list(unpack(io.BytesIO(data), "m", Columns(), Budget(limits, size=len(data))))


def names(data: str) -> list[str | None]:
    return [x.name for x in unpacked(data.encode()) if isinstance(x, Part)]


def apart(document: Document) -> list[tuple[str, str]]:
    return [(document.text[x.start : x.end], x.kind) for x in document.excluded]


def test_a_letter_gives_its_subject_its_text_and_its_sender() -> None:
    document = letter("Message-ID: <1@a.example>\nContent-Language: en-GB\n\nIt broke.\n\nIt rained.\n")
    said = document.metadata
    assert document.text == "Dam breaks\n\nIt broke.\nIt rained."
    assert (said.publisher, said.byline, said.published) == (
        "The Torvane Courier",
        None,
        "2031-05-04T16:30:00+02:00",
    )
    assert (said.language, said.item.uri if said.item else None) == ("en", "mid:1@a.example")


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Ilka Varn at The Torvane Courier", ("Ilka Varn", "The Torvane Courier", None)),
        ("Ilka from The Courier via Letterbox", ("Ilka", "The Courier", "Letterbox")),
        ("The Torvane Courier", (None, "The Torvane Courier", None)),
        ("La Voz de Marenda", (None, "La Voz de Marenda", None)),
        ("News from Torvane", (None, "News from Torvane", None)),
        ("via Lists", (None, "via Lists", None)),
        (None, (None, None, None)),
    ],
)
def test_a_senders_name_says_who_wrote(sender: str | None, expected: tuple[str | None, ...]) -> None:
    assert split_sender(sender) == expected


@pytest.mark.parametrize(
    "sender", ["news@mailer.example", "<news@mailer.example>", '"news@mailer.example" <a@b>', "", "(("]
)
def test_a_service_is_never_the_publisher(sender: str) -> None:
    assert (
        letter("\nx", f"From: {sender}\nSubject: x\nList-Id: <l.mailer.example>\n").metadata.publisher is None
    )


def test_a_list_that_passes_on_is_the_carrier() -> None:
    said = letter("List-Id: Dam Watch <dam.lists.example>\n\nx").metadata
    assert (said.publisher, said.carrier) == ("The Torvane Courier", "Dam Watch")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("=?utf-8?q?Dam_br=C3?= =?utf-8?q?=A9ch?=", "Dam bréch"),
        ("=?koi8-r?B?" + base64.b64encode("Шахта".encode("koi8-r")).decode() + "?= x", "Шахта x"),
        ("=?iso-8859-1*en?Q?se=F1or?=", "señor"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("=?nothing?q?abc?=", "abc"),
        ("=?utf-8?b?YQ?=", "a"),
    ],
)
def test_encoded_words_are_decoded(printed: str, expected: str) -> None:
    assert decode_words(printed) == expected


def test_of_alternatives_the_html_is_read() -> None:
    document = letter(
        "Content-Type: multipart/alternative; boundary=x\n\n--x\n\nPlain.\n--x\nContent-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<h1>Dam breaks</h1><table><tr><td><p>It broke=\n.</p><p>Se=C3=B1or.\n--x--\n"
    )
    assert document.text == "Dam breaks\n\nIt broke.\nSeñor."


@pytest.mark.parametrize(
    ("type", "body", "expected"),
    [
        ("; format=flowed", "It broke \nat dawn.\n\nIt \nrained.", ["It broke at dawn.", "It rained."]),
        ("; format=flowed; delsp=yes", "Dam \nbreak.", ["Dambreak."]),
        ("; format=flowed", " From here \non.", ["From here on."]),
        ("", "One line\nand another", ["One line", "and another"]),
        ("", "The dam above the town of Torvane broke before dawn\nand flooded the lower town.", [
            "The dam above the town of Torvane broke before dawn and flooded the lower town."]),
    ],
)  # fmt: skip
def test_lines_are_joined_where_a_mailer_broke_them(type: str, body: str, expected: list[str]) -> None:
    document = letter(f"Content-Type: text/plain{type}\n\n{body}\n")
    assert document.text.split("\n")[2:] == expected


def test_what_belongs_to_the_letter_is_set_apart() -> None:
    html = (
        '<div class="preheader">News of the dam</div><p><a href="https://courier.example/42">View in browser</a></p>'
        "<p>It broke.</p><p>It rained.</p><p>You are receiving this because you signed up. <a href='x'>Unsubscribe</a></p>"
        "<p>4 Quay Street, Torvane</p>"
    )
    document = letter(f"Content-Type: text/html\n\n{html}")
    assert [kind for _, kind in apart(document)] == [
        "page_furniture",
        "page_furniture",
        "subscription",
        "subscription",
    ]
    assert document.metadata.address == "https://courier.example/42"


def test_quotes_and_signatures_are_set_apart() -> None:
    document = letter(
        "\nIt broke.\n\nOn Monday Ilka wrote:\n> Is it dry?\n> Yes.\n\n-- \nTorvane Courier\n4 Quay Street\n"
    )
    assert [kind for _, kind in apart(document)] == ["duplicate"] * 3 + ["signature"] * 2
    assert apart(document)[1] == ("> Is it dry?", "duplicate")


def test_what_is_forwarded_is_no_quote() -> None:
    document = letter(
        "Content-Type: text/html\n\n<div class=gmail_quote>--- Forwarded message ---<br>From: x<p>It broke.</div>"
    )
    assert [text for text, _ in apart(document)] == ["--- Forwarded message ---", "From: x"]


def test_attachments_that_may_be_reports_are_parts() -> None:
    pieces = [
        "\n\nSee below.", "Content-Disposition: attachment; filename=\"..\\\\a/dam.txt\"\n\nx", "Content-Type: image/png\n\nx",
        "Content-Type: text/calendar\n\nx", "Content-Type: application/pgp-signature\n\nx", "Content-Type: message/rfc822\n\nSubject: y\n\nz",
        "Content-Type: application/pdf; name*=utf-8''r%C3%A9.pdf\n\nx", "Content-Type: text/html; name=dam.txt\n\nx",
    ]  # fmt: skip
    found = HEAD + MIXED + "".join(f"--x\n{p}\n" for p in pieces) + "--x--\n"
    assert names(found) == ["", "dam.txt", "message 2", "ré.pdf", "dam.txt (2)"]


def test_a_letter_that_only_carries_is_no_report() -> None:
    data = HEAD + MIXED + "--x\n\n \n--x\nContent-Disposition: attachment; filename=a.txt\n\nIt broke.\n--x--"
    (part,) = unpacked(data.encode())
    assert isinstance(part, Part)
    assert (part.name, part.data, part.metadata.publisher) == ("a.txt", b"It broke.", "The Torvane Courier")


@pytest.mark.parametrize(
    "rest",
    [
        MIXED + "It broke.",
        "Content-Type: multipart/mixed\n\n--zz9\nContent-Type: text/plain\n\nIt broke.\n--zz9--",
        MIXED + "--x\n\nIt broke.",
        "Content-Type: text/plain; charset=no-such\n\nIt broke.",
        "Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"It broke.").decode().rstrip("="),
        "Content-Type: nonsense\n\nIt broke.",
    ],
    ids=["no boundary", "unnamed", "unclosed", "charset", "base64", "type"],
)
def test_broken_messages_are_read_as_far_as_they_go(rest: str) -> None:
    assert letter(rest).text.rstrip().endswith("It broke.")


def test_parts_nested_beyond_measure_are_told() -> None:
    nest = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(10_000))
    document = letter(nest + "\nIt broke.")
    assert document.text == "Dam breaks"
    assert "not read" in document.notices[0]


def test_a_message_without_anything_is_refused() -> None:
    with pytest.raises(ReadError, match="neither a subject nor text"):
        letter("\n", "From: a\nTo: b\n")


def test_a_mailbox_gives_its_messages_one_by_one() -> None:
    one = b"From a@b Sun May  4 16:30:00 2031\r\nSubject: x\r\n\r\nOne.\r\n\r\n>From here.\r\n>>From there.\r\n\r\n"
    two = b"From - Sun May  4 16:30:00 2031\nSubject: y\n\nFrom now on.\n\nFrom then on.\n"
    found = [x for x in unpacked(one + two, unpack_mbox) if isinstance(x, Part)]
    assert [(x.name, x.format) for x in found] == [("message 1", "email"), ("message 2", "email")]
    assert found[0].data == b"Subject: x\r\n\r\nOne.\r\n\r\nFrom here.\r\n>From there.\r\n"
    assert found[1].data.endswith(b"From then on.\n")


def test_a_message_that_is_too_large_is_told_and_the_next_read() -> None:
    data = b"From a\nSubject: x\n\n" + b"x" * 5000 + b"\n\nFrom a\nSubject: y\n\nz\n"
    first, second = unpacked(data, unpack_mbox, Limits(report=1000))
    assert isinstance(first, Problem)
    assert isinstance(second, Part)
    assert (first.report, second.name) == ("message 1", "message 2")


def test_what_is_no_mailbox_is_refused() -> None:
    with pytest.raises(ReadError, match="holds no message"):
        unpacked(b"From here on\nnothing.\n", unpack_mbox)


@given(st.text(alphabet=st.sampled_from("ab-=?;:\"/<>()%'* \n\r\t\0é"), max_size=120))
def test_any_headers_can_be_read(text: str) -> None:
    message = parse_mime(
        f"Content-Type: multipart/{text}\nFrom: {text}\nSubject: {text}\n\n--{text}\n".encode()
    )
    assert all(isinstance(leaf.text, str) for leaf in message.leaves)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_taken_for_a_message(data: bytes) -> None:
    assert unpacked(HEAD.encode() + data)


FORWARDED = """From: Dara Velm <dara@desk.example>
To: desk@desk.example
Subject: Fwd: Dam breaks
Date: Sun, 04 May 2031 18:00:00 +0200

See below.

{mark}
{heads}

The Hallin dam broke on Sunday, killing 26 people, the ministry said.
"""


@pytest.mark.parametrize(
    ("mark", "heads", "published"),
    [
        (
            "---------- Forwarded message ---------",
            "From: The Weir <news@weir.example>\nDate: Sun, 4 May 2031 08:00:00 +0200\nSubject: Dam breaks",
            "2031-05-04T08:00:00+02:00",
        ),
        ("Begin forwarded message:", "From: The Weir <news@weir.example>\nDate: some day", None),
        ("-----Ursprüngliche Nachricht-----", "Von: The Weir <news@weir.example>\nGesendet: Sonntag", None),
    ],
)
def test_a_message_passed_on_was_written_by_its_own_sender(
    mark: str, heads: str, published: str | None
) -> None:
    data = FORWARDED.format(mark=mark, heads=heads).encode()
    report = read_bytes(data, source="a.eml", id="r1", format="message")
    assert (report.publisher, report.carrier) == ("The Weir", "Dara Velm")
    assert published is None or report.published == published
    assert "killing 26 people" in report.text


def test_an_answer_is_its_senders_whatever_it_quotes() -> None:
    heads = "From: The Weir <news@weir.example>"
    text = FORWARDED.format(mark="-----Original Message-----", heads=heads).replace("Fwd:", "Re:")
    assert read_bytes(text.encode(), source="a.eml", id="r1", format="message").publisher == "Dara Velm"


def test_a_letter_that_speaks_of_a_forwarded_message_is_its_senders() -> None:
    data = FORWARDED.format(mark="He sent a forwarded message.", heads="From: nobody").encode()
    assert read_bytes(data, source="a.eml", id="r1", format="message").publisher == "Dara Velm"
