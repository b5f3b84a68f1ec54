"""What is set apart as not the article, and what must not be."""

from __future__ import annotations

import pytest

from crosswire.read import read_bytes

LEAD = "The Hallin dam broke before dawn on Friday, the ministry of waters said."
MORE = "Rescuers reached the lower town by boat, and 26 people were still missing at noon."


def excluded(*lines: str) -> list[tuple[str, str]]:
    report = read_bytes("\n\n".join(lines).encode(), source="a.txt", id="r1")
    return [(x.kind, report.text[x.start : x.end]) for x in report.excluded]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The dam seen from the air on Monday. Photo: J. Rell (AP)", "caption"),
        ("Boats on the Sarn on Monday. Photo: COURTESY (EPA) | Video: AP", "caption"),
        ("Boats on the Sarn. OSTREL MINISTRY OF WATERS (via REUTERS)", "caption"),
        ("The minister, Jorun Maltesk, 4 May | EFE/EPA/MINISTRY PRESS SERVICE", "caption"),
        ("Minister Jorun Maltesk (left) and the mayor visit the dam.", "caption"),
        ("FILE - In this May 4, 2030 photo, the Hallin dam is seen from the air.", "caption"),
        ("(Read here: Five things about the old gates)", "related_link"),
        ("(Also: Ostrel sends boats to the lower town)", "related_link"),
        ("Related: Ostrel sends boats to the lower town", "related_link"),
        ("See also Ostrel sends boats to the lower town.", "related_link"),
        ("Become a subscriber of THE COURIER and get unlimited access. Sign up", "subscription"),
        ("Sign up for our morning newsletter.", "subscription"),
        ("Stay close to the story on Instagram or with our Telegram channel.", "follow"),
        ("Follow us on Telegram.", "follow"),
        ("Advertisement", "page_furniture"),
        ("Copyright 2031 The Torvane Courier. All rights reserved.", "credit_line"),
        ("Jane Roe in Torvane contributed to this report.", "credit_line"),
        ("(Reporting by Jane Roe; Editing by Al Poe)", "credit_line"),
    ],
)
def test_furniture_is_set_apart_with_its_kind(line: str, kind: str) -> None:
    found = excluded(LEAD, line, MORE)
    assert {k for k, _ in found} == {kind}
    assert "".join(text for _, text in found).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "“We will join the search with all we have,” the mayor told Reuters.",
        "The mayor told AFP that the bridge would stay closed until Sunday.",
        "Senator Ada Brill (R) said the state would pay for the photo archive.",
        "Follow-up visits to the lower town are planned for next week, officials said.",
        "Read the ministry’s statement carefully and it names no victim.",
        "See what happened in 2019, said Maltesk: the gates failed then, too.",
        "Support for the government has fallen since the flood.",
        "Register offices in Torvane stayed closed on Monday.",
        "A source: that is what the ministry called her.",
        "Watch towers along the river were empty, the ECA news agency reported.",
    ],
)
def test_sentences_of_the_article_stay(line: str) -> None:
    assert excluded(LEAD, line, MORE) == []


def test_headlines_after_a_heading_of_pointers_go_with_it() -> None:
    found = excluded(LEAD, MORE, "More news", "What is known about the dam", "Ostrel votes on Sunday")
    assert [text for _, text in found] == [
        "More news",
        "What is known about the dam",
        "Ostrel votes on Sunday",
    ]


def test_the_copy_of_a_headline_nearest_the_article_stays() -> None:
    headline = "Dam breaks above Torvane, dozens missing"
    report = read_bytes(f"{headline}\n\n{headline}\n\n{LEAD}\n\n{MORE}".encode(), source="a.txt", id="r1")
    assert report.title_span is not None
    assert report.title_span.start == len(headline) + 2
    assert [x.kind for x in report.excluded] == ["duplicate"]


def test_a_deck_cut_from_the_first_sentence_is_a_repeat() -> None:
    deck = LEAD.rsplit(" ", 2)[0]
    found = excluded("Dam breaks above Torvane", deck, LEAD, MORE)
    assert found == [("duplicate", deck)]


def test_sentences_that_only_begin_alike_are_no_repeats() -> None:
    one = "A spokesman for the ministry of waters said the gates had failed."
    two = "A spokesman for the ministry of waters said on Monday that nobody had been warned in time."
    assert excluded(LEAD, one, two) == []


def test_a_prompt_inside_a_paragraph_leaves_the_rest() -> None:
    found = excluded(LEAD, f"{MORE} Sign up for our newsletter. The search goes on.")
    assert found == [("subscription", "Sign up for our newsletter.")]
