"""The feed of a story: held to RFC 4287, read by a feed reader, unmoved by hostile titles."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.present.handover.atom import StoryChange, atom_feed
from tests.present.handover.samples import texts
from tests.present.hostile import ALL

ATOM = "{http://www.w3.org/2005/Atom}"
SELF, PAGE, SINCE = (
    "https://desk.example/stories/s1/feed",
    "https://desk.example/stories/s1",
    "2031-05-01T06:00:00Z",
)
FIRST = StoryChange(
    id="c1", at="2031-05-04T08:00:00+02:00", title="12 killed", text="R1 gives 12 people killed."
)
SECOND = StoryChange(id="c2", at="2031-05-05T07:30:00.250Z", title="14 killed", address=f"{PAGE}#t1")
# RFC 4287, sections 4.1.1, 4.1.2, 4.2: how often each element may stand in a feed and in an entry.
OFTEN: dict[str, dict[str, tuple[int, int]]] = {
    "feed": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "link": (1, 99), "generator": (0, 1), "subtitle": (0, 1)},
    "entry": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "link": (0, 99), "content": (0, 1), "summary": (0, 1), "author": (0, 99)},
}  # fmt: skip
# RFC 3339, as section 3.3 of RFC 4287 narrows it: capital T and Z.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+")


def feed(*changes: StoryChange, title: str = "Flood in Ostrel", **more: Any) -> bytes:
    return atom_feed("s1", title, changes, **{"address": SELF, "page": PAGE, "since": SINCE, **more})


def faults(written: bytes) -> list[str]:
    """What RFC 4287 does not allow in a feed."""
    root = ElementTree.fromstring(written)
    assert root.tag == f"{ATOM}feed"
    found = []
    for holder in (root, *root.findall(f"{ATOM}entry")):
        name = holder.tag.removeprefix(ATOM)
        for child, (least, most) in OFTEN[name].items():
            if not least <= len(holder.findall(f"{ATOM}{child}")) <= most:
                found.append(f"{name}: {child}")
        known = {f"{ATOM}{child}" for child in (*OFTEN[name], *(["entry"] if name == "feed" else []))}
        found += [f"{name} has {child.tag}" for child in holder if child.tag not in known]
        found += [f"{name}: empty {tag}" for tag in ("id", "title") if not (holder.findtext(f"{ATOM}{tag}") or "").strip()]  # fmt: skip
        found += [f"{name}: {holder.findtext(f'{ATOM}id')}"] * (
            not IRI.fullmatch(holder.findtext(f"{ATOM}id") or "")
        )
        found += [f"{name}: updated"] * (not MOMENT.fullmatch(holder.findtext(f"{ATOM}updated") or ""))
        rels = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in holder.findall(f"{ATOM}link")
        ]
        found += [f"{name}: two alternates"] * (len({r for r in rels if r[0] == "alternate"}) < sum(r[0] == "alternate" for r in rels))  # fmt: skip
        found += [
            f"{name}: link without href" for link in holder.findall(f"{ATOM}link") if not link.get("href")
        ]
        if (
            name == "entry"
            and holder.find(f"{ATOM}content") is None
            and not any(r[0] == "alternate" for r in rels)
        ):
            found.append("an entry without content and without an alternate")
    ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
    return found + ["one id twice"] * (len(set(ids)) < len(ids))


def test_a_feed_keeps_the_rules_and_a_reader_reads_it() -> None:
    written = feed(FIRST, SECOND)
    assert faults(written) == []
    read = feedparser.parse(written)
    assert not read.bozo
    assert (read.version, read.feed.title, read.feed.updated) == (
        "atom10",
        "Flood in Ostrel",
        "2031-05-05T07:30:00Z",
    )
    assert [(e.title, e.updated, e.link) for e in read.entries] == [
        ("14 killed", "2031-05-05T07:30:00Z", f"{PAGE}#t1"),
        ("12 killed", "2031-05-04T06:00:00Z", PAGE),
    ]
    assert read.entries[1].content[0].value == "R1 gives 12 people killed."


def test_a_story_in_which_nothing_changed_has_a_feed_too() -> None:
    assert faults(feed()) == []
    assert feedparser.parse(feed()).feed.updated == SINCE


def test_a_change_keeps_its_id_whatever_else_changes() -> None:
    ids = [e.id for e in feedparser.parse(feed(FIRST, SECOND)).entries]
    later = feedparser.parse(feed(SECOND, FIRST, title="Another title", address=f"{SELF}?a=1")).entries
    assert [e.id for e in later] == ids
    other = atom_feed("s2", "x", [FIRST, SECOND], address=SELF, page=PAGE, since=SINCE)
    assert not set(ids) & {e.id for e in feedparser.parse(other).entries}


def test_the_same_changes_in_any_order_give_the_same_bytes() -> None:
    assert feed(FIRST, SECOND) == feed(SECOND, FIRST)


def test_the_newest_hundred_are_in_it() -> None:
    many = [
        StoryChange(id=f"c{n}", at=f"2031-05-04T{n // 60:02d}:{n % 60:02d}:00Z", title=str(n))
        for n in range(300)
    ]
    entries = feedparser.parse(feed(*many)).entries
    assert (len(entries), entries[0].title, entries[-1].title) == (100, "299", "200")


@given(texts | st.just(ALL), texts, texts)
def test_hostile_words_stay_words(title: str, text: str, id: str) -> None:
    change = StoryChange(id=id, at="2031-05-04T08:00:00Z", title=title, text=text)
    written = feed(change, title=title, page=f"{PAGE}?q=<\"'&>", author=title)
    assert faults(written) == []
    root = ElementTree.fromstring(written)
    assert len(list(root.iter())) in (14, 15)
    assert root.find(f"{ATOM}link[@rel='alternate']").get("href") == f"{PAGE}?q=<\"'&>"  # type: ignore[union-attr]
    assert b"\x1b" not in written


@pytest.mark.parametrize("at", ["yesterday", "", "2031-13-01"])
def test_a_time_that_is_none_is_a_bug(at: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        feed(StoryChange(id="c", at=at, title="x"))


def test_the_rules_in_hand_refuse_what_they_should() -> None:
    broken = feed(FIRST).replace(b"<updated>", b"<issued>").replace(b"</updated>", b"</issued>")
    assert "feed: updated" in faults(broken)
    assert "one id twice" in faults(feed(FIRST, FIRST))
    assert datetime.fromisoformat(SINCE)
