"""Times that only several reports together show to be wrong."""

from __future__ import annotations

from crosswire.link.time_doubts import find_time_doubts
from crosswire.types import Annotations, DateStamp, Family, Interval, Report, TimeExpression

TEXT = "18 November 2031. The upper gates at Hallin failed yesterday, the mayor said."


def made(id: str, published: str, anchor: str, yesterday: str) -> tuple[Report, Annotations]:
    report = Report(id=id, source=f"{id}.txt", text=TEXT, sha256="", published=published)
    stamp = DateStamp(date=published, kind="page", span=report.span(0, 16))
    start = TEXT.index("yesterday")
    time = TimeExpression(
        span=report.span(start, start + len("yesterday")),
        interval=Interval(start=yesterday, end=yesterday),
        basis="",
        relative=True,
    )
    report = Report(
        id=id, source=f"{id}.txt", text=TEXT, sha256="", published=published, publisher=id, stamps=(stamp,)
    )
    said = Annotations(report=id, anchor=anchor, sentences=(report.span(18, len(TEXT)),), times=(time,))
    return report, said


def test_a_republisher_s_stamp_is_said_with_the_day_the_report_speaks_from() -> None:
    report, said = made("a", "2031-11-18", "2031-05-09", "2031-05-08")
    [doubt] = find_time_doubts([report], [said], ())
    assert (doubt.kind, doubt.likely, doubt.span and doubt.span.text) == (
        "stamp",
        "2031-05-09",
        "18 November 2031",
    )
    assert "republisher" in doubt.why


def test_a_stamp_of_the_day_after_is_no_republisher_s() -> None:
    report, said = made("a", "2031-05-10", "2031-05-09", "2031-05-08")
    [doubt] = find_time_doubts([report], [said], ())
    assert "stamped after midnight" in doubt.why


def test_a_copied_yesterday_means_the_day_before_its_original() -> None:
    pairs = [
        made("Courier", "2031-05-09", "2031-05-09", "2031-05-08"),
        made("Mirror", "2031-05-11", "2031-05-11", "2031-05-10"),
    ]
    family = Family(id="f1", reports=("Courier", "Mirror"), root=None)
    [doubt] = find_time_doubts([r for r, _ in pairs], [a for _, a in pairs], [family])
    assert (doubt.report, doubt.kind, doubt.likely) == ("Mirror", "copied", "2031-05-08")
    assert doubt.why == "the sentence is that of Courier, where it means 8 May 2031"


def test_reports_of_their_own_words_and_days_are_not_doubted() -> None:
    pairs = [made(i, day, day, "2031-05-08") for i, day in (("a", "2031-05-09"), ("b", "2031-05-09"))]
    assert find_time_doubts([r for r, _ in pairs], [a for _, a in pairs], ()) == ()
