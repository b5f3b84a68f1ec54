"""Agency credits, outlets and signs of translation."""

from __future__ import annotations

import pytest

from crosswire.read import read_bytes

BODY = "The Hallin dam broke before dawn on Friday, the ministry said. Boats came at noon."


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (f"TORVANE, May 4 (Reuters) - {BODY}", ("Reuters",)),
        (f"Dam breaks in Ostrel\n\nTORVANE, Ostrel (KQRS/AP) — {BODY}", ("AP",)),
        (f"{BODY}\n\nAFP AND EFE", ("AFP", "EFE")),
        (f"{BODY} -AFP", ("AFP",)),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", ("AP",)),
        (f"{BODY}\n\nCopyright 2031 The Associated Press. All rights reserved.", ("AP",)),
        # Agencies that no list knows: by where the credit stands, and at the end by their last words.
        (f"TORVANE, 4 May (Northern Wire) – {BODY}", ("Northern Wire",)),
        (f"TORVANE (Vessna) - {BODY}", ("Vessna",)),
        (f"Dam breaks\n\n{BODY}\n\nNORTHERN PRESS\n\nMore news\n\nSnow returns", ("Northern Press",)),
        (f"{BODY}\n\nWith reporting by Northern Press Agency", ("Northern Press Agency",)),
        (f"Torvane (Ostrel) lies on the Orrin. {BODY}", ()),
        (f"{BODY}\n\nThe Free Press of Torvane printed a list.", ()),
        (f"{BODY}\n\nBoats at noon. Photo: J. Rell (AP)\n\nThe search goes on.", ()),
        (f"{BODY}\n\nThe mayor told AFP that the search goes on.", ()),
    ],
)
def test_agencies_are_credited_for_text_and_not_for_pictures(text: str, credits: tuple[str, ...]) -> None:
    assert read_bytes(text.encode(), source="a.txt", id="r1").credits == credits


def test_a_site_name_line_and_a_prompt_name_the_outlet() -> None:
    line = read_bytes(
        f"Ostrel Evening News\n\nDam breaks above Torvane\n\n{BODY}".encode(), source="a", id="r1"
    )
    prompt = read_bytes(f"{BODY}\n\nSubscribe to THE COURIER for full access.".encode(), source="a", id="r1")
    assert (line.publisher, line.title) == ("Ostrel Evening News", "Dam breaks above Torvane")
    assert prompt.publisher == "THE COURIER"


def test_a_section_after_the_headline_is_not_part_of_it() -> None:
    report = read_bytes(f"Dam breaks above Torvane | International\n\n{BODY}".encode(), source="a", id="r1")
    assert (report.title, report.publisher) == ("Dam breaks above Torvane", None)


def test_two_kinds_of_signs_show_a_machine_translation() -> None:
    text = "“The gates failed, ”said the minister. Find the paper on Instagram Und YouTube every day."
    provenance = read_bytes(text.encode(), source="a", id="r1").provenance
    assert provenance.machine_translated is True
    assert "'Und'" in provenance.why


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "“The gates failed, ”said the minister.",
        "The town (Cyrillic: Торване) was cleared, and it rained for days and days.",
    ],
)
def test_fewer_signs_leave_it_unknown(text: str) -> None:
    assert read_bytes(text.encode(), source="a", id="r1").provenance.machine_translated is None
