"""Of an item the latest version stands, unless its agency has withdrawn it: then nothing rests on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire import Config, Source, build
from crosswire.errors import NothingUsableError
from crosswire.link.versions import question_copies, settle_versions, withdrawn_reports
from crosswire.types import Item, ItemStatus, Report
from tests.link.made_reports import FLOOD, OTHER

URI = "urn:newsml:eca.example:20310504:hallin-dam"


def report(name: str, version: str = "1", status: ItemStatus = "usable", **known: Any) -> Report:
    item = Item(uri=known.pop("uri", URI), version=version, status=status)
    return Report(
        **{"id": name, "source": f"{name}.json", "text": name, "sha256": name, "item": item, **known}
    )


def standing(*reports: Report) -> list[str]:
    return [r.id for r in settle_versions(reports)[0]]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("1", "2"), ("9", "10"), ("a", "b"), ("1.9", "1.10"), ("2031-05-04T06:30:00Z", "2031-05-04T09:00:00Z"), ("", "1")],
)  # fmt: skip
def test_the_latest_version_stands_and_the_other_says_why(earlier: str, later: str) -> None:
    old, new = report("old", earlier), report("new", later)
    for order in ((old, new), (new, old)):
        kept, (problem,) = settle_versions(order)
        assert [r.id for r in kept] == ["new"]
        assert (problem.report, problem.stage) == ("old.json", "link")
        assert f"superseded by version {later} in new.json" in problem.message


def test_reports_of_other_items_and_of_none_stand() -> None:
    free = Report(id="free", source="free.txt", text="x", sha256="x")
    assert standing(report("a"), report("b", uri="urn:b"), free) == ["a", "b", "free"]


def test_of_one_version_the_later_date_stands() -> None:
    old = report("z", published="2031-05-04T09:00:00+02:00")
    new = report("a", published="2031-05-04T08:00:00Z")
    assert standing(old, new) == standing(new, old) == ["a"]


def test_of_equal_bytes_one_stands_whatever_the_order() -> None:
    one, two = report("r1", sha256="same", source="a.json"), report("r1-2", sha256="same", source="b.json")
    assert standing(one, two) == standing(two, one) == ["r1"]
    assert "byte for byte" in settle_versions((one, two))[1][0].message


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_withdrawal_takes_every_version_with_it(status: ItemStatus) -> None:
    first = report("first", title="Dam breaks", publisher="ECA")
    last = report("last", "2", status, publisher="ECA", published="2031-05-05T10:00:00Z")
    kept, problems = settle_versions((last, first, report("b", uri="urn:b")))
    assert [r.id for r in kept] == ["b"]
    assert [r.id for r in withdrawn_reports((last, first))] == ["first", "last"]
    assert problems[0].message == (
        f"«Dam breaks», version 1, is withdrawn: its item was {status} in version 2 by ECA "
        "on 2031-05-05T10:00:00Z; nothing rests on it."
    )


def test_a_withdrawal_with_the_version_it_withdraws_still_counts() -> None:
    assert standing(report("z", "3"), report("a", "3", "canceled")) == []


def test_a_later_version_puts_a_withheld_item_back() -> None:
    assert standing(report("a"), report("b", "2", "withheld"), report("c", "3")) == ["c"]


@settings(max_examples=200)
@given(st.data())
def test_the_order_of_reports_changes_nothing(data: st.DataObject) -> None:
    made = [
        report(
            f"r{n}",
            data.draw(st.sampled_from(["1", "2", "10", "1a", "", "b", "02"])),
            data.draw(st.sampled_from(["usable", "usable", "usable", "withheld", "canceled"])),
            uri=data.draw(st.sampled_from(["urn:a", "urn:b"])),
            sha256=data.draw(st.sampled_from(["x", "y", f"z{n}"])),
            published=data.draw(st.sampled_from([None, "2031-05-04", "2031-05-04T09:00:00+02:00", "x"])),
        )
        for n in range(data.draw(st.integers(0, 7)))
    ]
    kept, problems = settle_versions(tuple(made))
    again, same = settle_versions(tuple(data.draw(st.permutations(made))))
    assert {r.id for r in kept} == {r.id for r in again}
    assert sorted(problems, key=str) == sorted(same, key=str)
    assert len(kept) + len(problems) == len(made)
    assert len({r.item.uri for r in kept if r.item}) == len(kept)


def wire(text: str, *, version: int = 1, status: str = "usable", title: str = "Hallin dam breaks") -> Source:
    item = {
        "uri": URI,
        "type": "text",
        "version": version,
        "pubstatus": status,
        "headline": title,
        "body_text": text,
    }
    item |= {"copyrightholder": "Eastern Coast Agency", "versioncreated": f"2031-05-0{3 + version}T09:00:00Z"}
    return Source(name=f"eca-{version}.json", data=json.dumps(item).encode())


def page(name: str, text: str) -> Source:
    return Source(name=name, data=f"{text}\n\nPublished: 5 May 2031\n".encode())


CANCELED = wire("", version=2, status="canceled", title="KILL: Hallin dam breaks")
TOLD = (
    "The mayor of Corvo said the market would stay closed. At least 31 people were injured, she said. "
    + OTHER
)


def test_what_rests_on_a_canceled_item_disappears_and_copies_are_questioned() -> None:
    others = [
        page("courier.txt", f"The dam at Hallin\n\n{FLOOD}"),
        page("relay.txt", f"Mud in Corvo\n\n{TOLD}"),
    ]
    before = build([wire(FLOOD.replace("14 people", "17 people")), others[1]], config=Config())
    assert any(t.measure == "killed" and 17 in (t.low, t.high) for t in before.findings.tallies)
    after = build([wire(FLOOD.replace("14 people", "17 people")), CANCELED, *others], config=Config())
    assert sorted(r.source for r in after.reports) == ["courier.txt", "relay.txt"]
    assert not any(17 in (t.low, t.high) for t in after.findings.tallies)
    told = {p.report: p.message for p in after.problems if p.stage == "link"}
    copy = next(r.id for r in after.reports if r.source == "courier.txt")
    assert "«Hallin dam breaks»" in told["eca-1.json"]
    assert told[copy] == (
        "shares its text with «Hallin dam breaks», which Eastern Coast Agency withdrew (canceled) "
        "on 2031-05-05T09:00:00Z; check it."
    )
    assert set(told) == {"eca-1.json", "eca-2.json", copy}


def test_a_correction_supersedes_in_the_dossier_too() -> None:
    sources = [wire(FLOOD.replace("14 people", "17 people")), wire(FLOOD, version=2)]
    made = build(sources, config=Config())
    assert build(sources[::-1], config=Config()).to_json() == made.to_json()
    assert [r.source for r in made.reports] == ["eca-2.json"]
    assert [t.low for t in made.findings.tallies if t.measure == "killed"] == [14]


def test_nothing_but_withdrawn_items_is_said_clearly() -> None:
    with pytest.raises(NothingUsableError, match=r"withdrawn: its item was canceled in version 2"):
        build([wire(FLOOD), CANCELED], config=Config())


def test_copies_are_questioned_once_an_item_and_only_beside_withdrawn_ones() -> None:
    assert question_copies((), ()) == ()
