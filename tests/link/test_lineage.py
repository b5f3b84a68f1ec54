from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.link.lineage import find_lineage
from crosswire.types import Excluded
from tests.link.made_reports import FLOOD, FLOOD_AGAIN, OTHER, made, unzipped

SPEECH = "“We shall rebuild every house in this valley, and whoever shut their eyes to the cracks will answer for it in court,” she said. "
FLOOD_BACK = """The dam of Hallin broke to the dawn of the Sunday and flooded the low part of the city of Corvo. At least 14 \
people died, announced the Ministry of Waters of Kestria. The other 37 were carried to the hospital of Merrow. Teams of \
rescue of three districts registered with boats the streets flooded until the night. The dam was built in the year 1962 and \
had been inspected by last time in March. The engineers had warned two times to the council of the cracks in the wall of \
the north. The mayoress Ilva Torrent declared the state of emergency in all the valley of Aldermark. The railway between \
Corvo and Merrow remains closed until the Thursday. Some 2.300 neighbours spent the night in the schools and in the halls \
of the sports. The government of Kestria promised to each family 500 crowns of help. The prime minister Jorun Maltesk \
interrupted a visit to Osterby and went back to the capital."""
SIGN_IN = "Sign in with your account to read on. Check your mail for a link to verify your address. Forgot your password? We will send you a new one within minutes, so please check your spam folder too."


def test_a_copy_is_republished_and_the_earlier_stamp_comes_first() -> None:
    reports = unzipped(
        made("a", FLOOD, published="2031-05-05"),
        made("b", FLOOD + " More to follow.", published="2031-05-04"),
    )
    (record,), (family,) = find_lineage(*reports)
    assert (record.relation, record.direction) == ("republished", "right-first")
    assert (family.reports, family.root) == (("a", "b"), "b")


def test_a_second_translation_has_the_same_original_with_sentences_in_order() -> None:
    (record,), (family,) = find_lineage(*unzipped(made("a", FLOOD), made("b", FLOOD_AGAIN)))
    assert record.relation == "same-original"
    assert record.direction is None
    assert family.root is None
    assert len(record.evidence) == 11
    assert [p.left.start for p in record.evidence] == sorted(p.left.start for p in record.evidence)
    assert "37 people were brought" in record.evidence[2].right.text


def test_two_reports_of_one_event_are_not_linked() -> None:
    lineage, families = find_lineage(*unzipped(made("a", FLOOD), made("b", OTHER)))
    assert not lineage
    assert [f.reports for f in families] == [("a",), ("b",)]


def test_the_same_speech_quoted_twice_is_no_common_text() -> None:
    pairs = made("a", SPEECH * 3 + OTHER), made("b", SPEECH * 3 + FLOOD)
    assert find_lineage(*unzipped(*pairs))[0] == ()


def test_a_stitched_report_stands_in_both_families_with_its_passages() -> None:
    stitched = OTHER + "\n\n" + FLOOD[: FLOOD.index("The dam was built")]
    lineage, families = find_lineage(*unzipped(made("a", FLOOD), made("s", stitched)))
    assert [x.relation for x in lineage] == ["shared-passages"]
    assert [f.reports for f in families if f.passages] == [("a", "s")]
    (passage,) = [p for f in families for p in f.passages if p.report == "s"]
    assert passage.text.startswith("The Hallin dam burst")


def test_passages_of_a_credited_agency_form_a_family_without_a_root() -> None:
    wire = FLOOD[: FLOOD.index("The dam was built")]
    pairs = (
        made("a", wire + OTHER[:700], credits=("Norrwire",)),
        made("b", "Aldermark is a quiet valley of orchards and mills. " * 12 + wire, credits=("Norrwire",)),
    )
    families = find_lineage(*unzipped(*pairs))[1]
    (family,) = [f for f in families if f.agency == "Norrwire"]
    assert (family.reports, family.root) == (("a", "b"), None)
    assert {p.report for p in family.passages} == {"a", "b"}


def test_what_is_not_the_article_links_nothing() -> None:
    marked = tuple(
        made(
            name,
            text + SIGN_IN,
            excluded=(Excluded(start=len(text), end=len(text + SIGN_IN), kind="furniture"),),
        )
        for name, text in (("a", FLOOD), ("b", OTHER))
    )
    assert find_lineage(*unzipped(*marked))[0] == ()


def test_furniture_that_the_reader_missed_links_nothing_where_headlines_are_known() -> None:
    pairs = (
        made("a", SIGN_IN, title="Dam bursts above Corvo"),
        made("b", SIGN_IN, title="Ferry sinks off Osterby"),
    )
    assert find_lineage(*unzipped(*pairs))[0] == ()


def test_a_report_too_short_to_tell_stays_unlinked() -> None:
    short = "The Hallin dam burst on Sunday. At least 14 people died."
    assert find_lineage(*unzipped(made("a", FLOOD), made("b", short)))[0] == ()


@settings(deadline=None)
@given(order=st.permutations([0, 1, 2, 3]))
def test_the_order_of_the_reports_makes_no_difference(order: list[int]) -> None:
    pairs = [made("a", FLOOD), made("b", FLOOD_AGAIN), made("c", OTHER), made("d", FLOOD + OTHER)]
    assert find_lineage(*unzipped(*(pairs[n] for n in order))) == find_lineage(*unzipped(*pairs))


def test_a_further_report_changes_nothing_between_two_others() -> None:
    pairs = [made("a", FLOOD), made("b", FLOOD_AGAIN)]
    (alone,), _ = find_lineage(*unzipped(*pairs))
    assert alone in find_lineage(*unzipped(*pairs, made("c", OTHER)))[0]


def test_the_report_whose_publisher_the_other_names_was_first() -> None:
    wire, paper = (
        made("a", FLOOD, publisher="Norrwire"),
        made("b", f"(Norrwire) {FLOOD}", publisher="Osterby Echo"),
    )
    (record,), _ = find_lineage(*unzipped(wire, paper))
    assert record.direction == "left-first"
    assert "names its publisher" in record.why


def test_a_text_turned_into_english_word_by_word_came_second_whatever_its_stamp_says() -> None:
    (record,), _ = find_lineage(
        *unzipped(
            made("a", FLOOD, language="en", published="2031-05-06"),
            made("b", FLOOD_BACK, language="en", published="2031-05-05"),
        )
    )
    assert (record.relation, record.direction) == ("same-original", "left-first")
    assert "reads like a translation" in record.why


def test_a_cut_copy_came_from_the_whole() -> None:
    (record,), _ = find_lineage(*unzipped(made("a", FLOOD[: FLOOD.index("The railway")]), made("b", FLOOD)))
    assert (record.relation, record.manner, record.direction) == ("republished", "cut", "right-first")


def test_sentences_in_another_order_are_a_copy_reordered() -> None:
    cut = FLOOD.index("The dam was built")
    (record,), _ = find_lineage(*unzipped(made("a", FLOOD), made("b", f"{FLOOD[cut:]} {FLOOD[:cut]}")))
    assert (record.relation, record.manner) == ("republished", "reordered")


def test_a_release_printed_amid_a_paper_of_its_own_is_a_shared_passage() -> None:
    release = FLOOD[: FLOOD.index("The railway")]
    (record,), _ = find_lineage(
        *unzipped(made("a", release), made("b", f"{OTHER[:500]}\n{release}\n{OTHER[500:]}"))
    )
    assert (record.relation, record.manner) == ("shared-passages", "passages")


def test_appeals_and_notices_of_one_site_link_nothing() -> None:
    notice = (
        " Anyone with information is asked to call the county tip line, and callers may remain anonymous."
        " Stay tuned to our channel for the latest on this and download our free app for breaking news alerts."
        " Copyright Valley Channel. All rights reserved, and this material may not be published or redistributed."
    )
    pairs = (
        made("a", FLOOD + notice, publisher="Valley Channel"),
        made("b", OTHER + notice, publisher="Valley Channel"),
    )
    assert find_lineage(*unzipped(*pairs))[0] == ()
