"""Rounds of a watch against a real server: what is new is kept, placed and told, wherever it is stopped."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crosswire.fetch import FetchOptions
from crosswire.read import read_each
from crosswire.store import Archive, Withdrawal, add_ruling, decide, verify_store
from crosswire.types import Named, Problem, Report
from crosswire.watch import Alarm, Hearing, WatchOptions, watch
from crosswire.watch import rounds as rounds_module
from crosswire.watch.state import load
from tests.fetch.server import Page, Site, serving

DAM = "when the Hallin dam above Torvane broke before dawn on Friday, {who} said. The lower town was flooded within an hour."
MORE = "Rescuers reached the lower town of Torvane by boat in the morning, and the bridge below the Hallin dam was carried away by the flood."
OTHER = (
    "A fire destroyed the old rope works at Tamsel port on Sunday night, and nine people were injured, the port "
    "authority said. Firefighters from three stations fought the flames at the rope works until Monday noon."
)
ENTRY = """<item><guid>{id}</guid><title>{title}</title><link>{link}</link><pubDate>{day} May 2031 06:30:00 +0200</pubDate>
<description>{text}</description></item>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Torvane Courier</title>
<link>{home}</link>{entries}</channel></rss>"""


@dataclass
class Heard:
    """What a watch said."""

    alarms: list[Alarm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def hearing(self) -> Hearing:
        return Hearing(
            alarm=self.alarms.append,
            problem=self.problems.append,
            report=lambda report, story: self.reports.append(report),
        )


@dataclass
class Outlet:
    """A newspaper with a feed and the pages behind it."""

    site: Site
    entries: list[str] = field(default_factory=list)

    @property
    def feed(self) -> str:
        return self.site.address("/feed.xml")

    def publish(self, id: str, title: str, text: str, *, day: str = "Mon, 5", page: bool = True) -> None:
        link = self.site.address(f"/{id}.html")
        self.entries.insert(0, ENTRY.format(id=id, title=title, link=link, day=day, text=text))
        if page:
            body = f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            body += "".join(f"<p>{p}</p>" for p in text.split("\n")) + "</article></body></html>"
            self.site.pages[f"/{id}.html"] = Page(body.encode(), headers={"Content-Type": "text/html"})
        feed = FEED.format(home=self.site.address("/"), entries="".join(self.entries)).encode()
        self.site.pages["/feed.xml"] = Page(
            feed, headers={"Content-Type": "application/rss+xml", "ETag": f'"{len(self.entries)}"'}
        )


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serving() as site:
        yield Outlet(site=site)


def dam(number: str, who: str) -> str:
    return f"{number} people were killed {DAM.format(who=who)}\n{MORE}"


def run(store: Path, *given: str, out: Path | None = None, rounds: int = 1) -> Heard:
    heard = Heard()
    options = WatchOptions(
        every_seconds=0.01, out=out, fetching=FetchOptions(allow_private=True, rate_seconds=0.0, tries=1)
    )
    with Archive.open(store, create=True) as archive:
        watch(given, archive, options=options, hearing=heard.hearing(), rounds=rounds)
    return heard


def test_what_is_new_is_read_kept_and_told_once(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    first = run(tmp_path / "store", outlet.feed, out=tmp_path / "stories")
    assert [r.publisher for r in first.reports] == ["The Torvane Courier"]
    assert [a.kind for a in first.alarms] == ["tally"]
    assert first.problems == []
    (story,) = load(tmp_path / "store" / "watch").stories
    assert (tmp_path / "stories" / story / "dossier.html").is_file()
    again = run(tmp_path / "store", outlet.feed)
    assert (again.alarms, again.reports) == ([], [])
    assert verify_store(tmp_path / "store").faults == ()


def test_a_later_toll_changes_its_story_and_another_event_makes_its_own(
    tmp_path: Path, outlet: Outlet
) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    run(tmp_path, outlet.feed)
    outlet.publish("e2", "Toll of Hallin dam rises", dam("Twenty-six", "rescuers"), day="Tue, 6")
    outlet.publish("e3", "Fire at Tamsel rope works", OTHER, day="Tue, 6")
    heard = run(tmp_path, outlet.feed)
    told = [a for a in heard.alarms if a.before is not None]
    assert any("killed" in a.text and "was 12" in a.text for a in told)
    assert sorted(len(s.reports) for s in load(tmp_path / "watch").stories.values()) == [1, 2]


def test_an_entry_whose_page_cannot_be_had_is_read_from_the_feed(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"), page=False)
    heard = run(tmp_path, outlet.feed)
    assert [r.title for r in heard.reports] == ["Dam breaks above Torvane"]
    assert [p.stage for p in heard.problems] == ["fetch"]


def test_a_feed_that_is_unchanged_is_not_sent_again(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    run(tmp_path, outlet.feed)
    run(tmp_path, outlet.feed)
    asked = outlet.site.asked("/feed.xml")
    assert [headers.get("if-none-match") for headers in asked] == [None, '"1"']


def test_an_opml_list_and_a_folder_are_watched_too(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    (tmp_path / "feeds.opml").write_text(
        f'<opml version="2.0"><head/><body><outline type="rss" text="x" xmlUrl="{outlet.feed}"/></body></opml>'
    )
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "wire.txt").write_text("Dam bursts\n\n" + dam("Fourteen", "the mayor"))
    heard = run(tmp_path / "store", str(tmp_path / "feeds.opml"), str(inbox))
    assert len(heard.reports) == 2
    (inbox / "late.txt").write_text("Toll rises\n\n" + dam("Fifteen", "the mayor"))
    assert len(run(tmp_path / "store", str(tmp_path / "feeds.opml"), str(inbox)).reports) == 1


def test_a_withdrawn_item_is_told_and_nothing_rests_on_it(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    item = (
        '{{"uri": "urn:wire:dam", "version": "{v}", "pubstatus": "{s}", "type": "text", "headline": "Dam breaks",'
        ' "versioncreated": "2031-05-05T0{v}:00:00+02:00", "body_text": "{b}"}}'
    )
    body = dam("Twelve", "the ministry of waters").replace("\n", " ")
    (inbox / "1.json").write_text(item.format(v=1, s="usable", b=body))
    first = run(tmp_path / "store", str(inbox))
    assert [a.kind for a in first.alarms] == ["tally"]
    (inbox / "2.json").write_text(item.format(v=2, s="canceled", b=body))
    second = run(tmp_path / "store", str(inbox))
    assert [a.kind for a in second.alarms] == ["withdrawn", "tally"]
    assert second.alarms[1].now is None


@pytest.mark.parametrize("step", range(1, 9))
def test_a_watch_stopped_at_any_step_goes_on_where_it_was(
    tmp_path: Path, outlet: Outlet, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    outlet.publish("e2", "Toll of Hallin dam rises", dam("Twenty-six", "rescuers"), day="Tue, 6")
    whole = run(tmp_path / "whole", outlet.feed)
    real, calls = rounds_module.save, iter(range(1, 1000))

    def dying(*arguments: object) -> None:
        number = next(calls)
        if number == step and step % 2:
            raise KeyboardInterrupt
        real(*arguments)  # type: ignore[arg-type]
        if number == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(rounds_module, "save", dying)
    told: list[Alarm] = []
    try:
        told += run(tmp_path / "cut", outlet.feed).alarms
    except KeyboardInterrupt:
        monkeypatch.setattr(rounds_module, "save", real)
        told += run(tmp_path / "cut", outlet.feed).alarms
    states = [load(tmp_path / name / "watch") for name in ("whole", "cut")]
    assert {i: len(s.reports) for i, s in states[0].stories.items()} == {
        i: len(s.reports) for i, s in states[1].stories.items()
    }
    assert [s.told for s in states[0].stories.values()] == [s.told for s in states[1].stories.values()]
    assert {a.id for a in told} <= {a.id for a in whole.alarms}
    assert verify_store(tmp_path / "cut").faults == ()


def test_a_watch_that_is_told_to_stop_stops(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    stop = threading.Event()
    options = WatchOptions(every_seconds=3600, fetching=FetchOptions(allow_private=True, rate_seconds=0.0))
    hearing = Hearing(
        alarm=lambda alarm: None, problem=lambda problem: None, report=lambda report, story: stop.set()
    )
    with Archive.open(tmp_path, create=True) as archive:
        watch([outlet.feed], archive, options=options, hearing=hearing, stop=stop)
    assert stop.is_set()


def test_a_list_says_what_of_it_is_not_followed_and_an_empty_inbox_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    feeds = tmp_path / "feeds.opml"
    outlines = '<outline xmlUrl="ftp://courier.example/f"/><outline xmlUrl="http://127.0.0.1:9/f"/>'
    feeds.write_text(f"<opml><body>{outlines}</body></opml>")
    heard = run(tmp_path / "store", str(feeds), str(tmp_path / "inbox"))
    assert [p.message.split(",")[0] for p in heard.problems if p.report == str(feeds)] == [
        "lists ftp://courier.example/f"
    ]
    assert all(p.report != str(tmp_path / "inbox") for p in heard.problems)


FERRY = (
    "ORVANE (KNA) — A passenger ferry capsized in the Strait of Orvane on Tuesday, killing 14 people, the harbour "
    "ministry said.\nThe ferry Lysandra was carrying 120 passengers from Orvane to the island of Tel when a wave "
    "struck it at 7:40 a.m., harbour minister Dara Velm told reporters.\n“We pulled people from the water until "
    "noon,” Velm said. Another 31 people were injured and 9 are missing."
)
HALLIN = (
    "The Hallin dam in Torvane broke on Sunday, killing 26 people, the interior ministry said.\nAnother 40 were "
    "injured at Hallin, the ministry said. The river Kest carried away two bridges below the dam before noon."
)


def test_two_events_that_sound_alike_become_two_stories(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("f1", "Ferry capsizes off Orvane; 14 dead", FERRY, day="Tue, 10")
    outlet.publish("h1", "Toll at Hallin dam rises to 26", HALLIN)
    heard = run(tmp_path, outlet.feed)
    assert [len(s.reports) for s in load(tmp_path / "watch").stories.values()] == [1, 1]
    titles = {a.now["best"]: a.title for a in heard.alarms if a.now and a.now.get("measure") == "killed"}
    assert "Ferry" in titles[14]
    assert "Hallin" in titles[26]
    assert run(tmp_path, outlet.feed).alarms == []


def test_stories_that_a_person_puts_together_grow_together_and_are_told(
    tmp_path: Path, outlet: Outlet
) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    outlet.publish("e3", "Fire at Tamsel rope works", OTHER, day="Tue, 6")
    run(tmp_path / "store", outlet.feed, out=tmp_path / "out")
    before = load(tmp_path / "store" / "watch").stories
    assert [len(s.reports) for s in before.values()] == [1, 1]
    first, second = (r.source for r in pages_of(tmp_path / "store"))
    decision = decide("same", Named(id=first), Named(id=second), by="Ines Karo", reason="one night")
    add_ruling(tmp_path / "store", decision)
    heard = run(tmp_path / "store", outlet.feed, out=tmp_path / "out")
    (story,) = load(tmp_path / "store" / "watch").stories.values()
    assert len(story.reports) == 2
    (merged,) = [a for a in heard.alarms if a.kind == "merged"]
    assert "is part of this story now" in merged.text
    (kept,) = (p.name for p in (tmp_path / "out").iterdir())
    assert kept in before
    assert "ruled by Ines Karo" in (tmp_path / "out" / kept / "dossier.html").read_text("utf-8")
    assert run(tmp_path / "store", outlet.feed, out=tmp_path / "out").alarms == []
    add_ruling(tmp_path / "store", Withdrawal(withdraws=decision.id, by="Ines Karo", at=decision.at))
    run(tmp_path / "store", outlet.feed, out=tmp_path / "out")
    after = load(tmp_path / "store" / "watch").stories
    assert {i: len(s.reports) for i, s in after.items()} == dict.fromkeys(before, 1)


def test_a_decision_about_originals_is_heard_by_a_running_watch(tmp_path: Path, outlet: Outlet) -> None:
    text = dam("Twelve", "the ministry of waters")
    outlet.publish("e1", "Dam breaks above Torvane", text)
    outlet.publish("e2", "Dam breaks above Torvane at dawn", text, day="Tue, 6")
    run(tmp_path / "store", outlet.feed, out=tmp_path / "out")
    (page,) = (tmp_path / "out").glob("*/dossier.json")
    assert len(json.loads(page.read_text("utf-8"))["families"]) == 1
    first, second = (r.source for r in pages_of(tmp_path / "store"))
    add_ruling(
        tmp_path / "store",
        decide("different", Named(id=first), Named(id=second), by="Ines Karo", about="original"),
    )
    run(tmp_path / "store", outlet.feed, out=tmp_path / "out")
    assert len(json.loads(page.read_text("utf-8"))["families"]) == 2


def test_the_state_of_an_earlier_version_goes_on_under_its_ids(tmp_path: Path, outlet: Outlet) -> None:
    outlet.publish("e1", "Dam breaks above Torvane", dam("Twelve", "the ministry of waters"))
    outlet.publish("e3", "Fire at Tamsel rope works", OTHER, day="Tue, 6")
    run(tmp_path, outlet.feed)
    file = tmp_path / "watch" / "state.json"
    told = json.loads(file.read_text("utf-8"))
    ids = {f"s{n}": story for n, story in enumerate(told["stories"].values())}
    for story in ids.values():
        del story["merged"]
    told |= {"format": "crosswire.watch/1", "stories": ids}
    del told["order"], told["decisions"]
    file.write_text(json.dumps(told), "utf-8")
    (tmp_path / "watch" / "terms.jsonl").unlink()
    assert run(tmp_path, outlet.feed).alarms == []
    assert set(load(tmp_path / "watch").stories) == {"s0", "s1"}


def pages_of(store: Path) -> list[Report]:
    """The pages of a store's feed, read."""
    with Archive.open(store, write=False) as archive:
        found = [x for x in read_each(archive.sources()) if isinstance(x, Report)]
    return [r for r in found if r.source.endswith(".html")]
