"""The day each report speaks from, held against its twins and its story."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.anchors import explain_anchors, find_anchors
from crosswire.types import Annotations, DateStamp, Family, Interval, Mention, Report, TimeExpression

NAMES = "Jorun Maltesk, Hallin, Torvane, Ostrel, Kestria"


def made(
    id: str, published: str | None, *, dates: Sequence[str] = (), names: str = NAMES, stamp: str = "published"
) -> tuple[Report, Annotations]:
    """A report whose text is its names, the dates it prints and "Friday"."""
    text = f"{names}. " + "; ".join((*dates, "Friday"))
    stamps = (DateStamp(date=published, kind=stamp, span=None),) if published else ()  # type: ignore[arg-type]
    report = Report(id=id, source=f"{id}.txt", text=text, sha256="", published=published, stamps=stamps)
    spans = [report.span(text.index(d), text.index(d) + len(d)) for d in (*dates, "Friday")]
    times = tuple(
        TimeExpression(span=s, interval=Interval(start=None, end=None), basis="", relative=s.text == "Friday")
        for s in spans
    )
    mentions = tuple(
        Mention(span=report.span(text.index(n), text.index(n) + len(n)), type="ORG", kind="name")
        for n in names.split(", ")
    )
    return report, Annotations(report=id, anchor=published, times=times, mentions=mentions)


def anchors(pairs: Sequence[tuple[Report, Annotations]], *families: Family) -> dict[str, str | None]:
    return find_anchors([r for r, _ in pairs], [a for _, a in pairs], families)


def family(*reports: str) -> Family:
    return Family(id="f1", reports=reports, root=None)


def test_a_report_speaks_from_its_own_day() -> None:
    assert anchors([made("a", "2031-05-09T14:52"), made("b", "2031-05-10")]) == {
        "a": "2031-05-09",
        "b": "2031-05-10",
    }


def test_a_republisher_s_date_gives_way_to_its_twin_s() -> None:
    pairs = [made("a", "2031-05-09", dates=["May 5"]), made("b", "2031-11-02", dates=["May 5"])]
    assert anchors(pairs, family("a", "b")) == {"a": "2031-05-09", "b": "2031-05-09"}


def test_a_copy_of_the_next_day_keeps_its_own_day() -> None:
    pairs = [made("a", "2031-05-09"), made("b", "2031-05-10")]
    assert anchors(pairs, family("a", "b"))["b"] == "2031-05-10"


def test_undated_twins_take_the_day_on_which_their_story_agrees() -> None:
    pairs = [
        made("a", None, dates=["May 5"]),
        made("b", "2031-11-02", dates=["May 5"], stamp="page"),
        made("c", "2031-05-09"),
        made("d", "2031-05-09"),
        made("e", "2031-05-08"),
    ]
    found = anchors(pairs, family("a", "b"))
    assert (found["a"], found["b"]) == ("2031-05-09", "2031-05-09")


def test_a_later_article_on_the_same_people_keeps_its_day() -> None:
    pairs = [made("a", "2031-05-09"), made("b", "2031-05-08"), made("c", "2031-11-02", dates=["May 5"])]
    assert anchors(pairs)["c"] == "2031-11-02"


def test_other_stories_date_nothing() -> None:
    pairs = [
        made("a", None),
        made("b", "2031-05-09", names="Al Poe, Ruvia"),
        made("c", "2031-05-09", names="Al Poe, Ruvia"),
    ]
    assert anchors(pairs)["a"] is None


def test_a_story_spread_over_weeks_dates_nothing() -> None:
    pairs = [made("a", None), made("b", "2031-05-09"), made("c", "2031-05-30")]
    assert anchors(pairs)["a"] is None


def test_every_anchor_says_why() -> None:
    pairs = [made("a", "2031-05-09", dates=["May 5"]), made("b", "2031-11-02", dates=["May 5"])]
    whys = {
        a.report: a.why
        for a in explain_anchors([r for r, _ in pairs], [a for _, a in pairs], [family("a", "b")])
    }
    assert whys["a"] == "its own date"
    assert "2031-11-02 is a republisher's" in whys["b"]


@given(st.permutations(range(5)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    pairs = [
        made("a", None),
        made("b", "2031-05-09"),
        made("c", "2031-05-08"),
        made("d", "2031-11-02", dates=["May 5"]),
        made("e", None),
    ]
    shuffled = [pairs[i] for i in order]
    assert anchors(shuffled, family("a", "d")) == anchors(pairs, family("a", "d"))


def written(text: str, *times: tuple[str, str], published: str, dateline: str | None = None) -> str | None:
    """The day that a report of these words speaks from; `times` are its words and the days read for them."""
    stamps = (DateStamp(date=dateline, kind="dateline", span=None),) if dateline else ()
    report = Report(id="a", source="a.txt", text=text, sha256="", published=published, stamps=stamps)
    found = tuple(
        TimeExpression(
            span=report.span(text.index(words), text.index(words) + len(words)),
            interval=Interval(start=day, end=day),
            basis="",
            relative=True,
            precision=1,
        )
        for words, day in times
    )
    return anchors([(report, Annotations(report="a", anchor=published, times=found))])["a"]


def test_this_friday_in_a_report_stamped_on_saturday_was_written_on_friday() -> None:
    this = ("This Friday", "2031-05-09")
    assert written("This Friday the dam broke.", this, published="2031-05-10") == "2031-05-09"
    both = "This Friday the dam broke, and on Saturday it rained."
    assert written(both, this, ("Saturday", "2031-05-10"), published="2031-05-10") == "2031-05-10"
    assert written("On Friday it broke.", ("Friday", "2031-05-09"), published="2031-05-10") == "2031-05-10"


def test_a_dateline_of_the_day_before_is_the_day_of_the_words() -> None:
    text = "HALLIN, May 9 - The dam broke on Friday."
    assert written(text, published="2031-05-10", dateline="2031-05-09") == "2031-05-09"
    assert written(text, published="2031-06-10", dateline="2031-05-09") == "2031-06-10"
