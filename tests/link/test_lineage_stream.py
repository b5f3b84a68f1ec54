from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.link.lineage_segment import HOUSE
from crosswire.link.lineage_stream import LineageLink, LineageStream
from crosswire.link.lineage_terms import LineageTerms, lineage_terms, sketch
from crosswire.text.shingles import Codes, word_codes
from crosswire.types import Annotations, Quote, Report


def prose(seed: int, count: int = 120) -> Codes:
    """Words of an invented text; texts of different seeds share none."""
    return word_codes([f"w{seed}-{n}" for n in range(count)])


def joined(*parts: Codes) -> Codes:
    return np.concatenate(parts)


def streamed(*terms: LineageTerms, window: int = 30) -> LineageStream:
    stream = LineageStream(window)
    for one in terms:
        stream.add(one)
    return stream


def pairs(stream: LineageStream) -> set[tuple[str, str]]:
    return {(link.left, link.right) for link in stream.links()}


def test_a_copy_under_a_new_head_is_a_near_duplicate_and_a_copy() -> None:
    stream = streamed(sketch("a", prose(1), day=5))
    (link,) = stream.add(sketch("b", joined(prose(2, 10), prose(1)), day=6))
    assert (link.left, link.right, link.kind, link.copy) == ("a", "b", "near", True)
    assert link.left_share == 1.0
    assert link.right_share == pytest.approx(116 / 126, abs=1e-3)


def test_a_paragraph_in_a_longer_report_is_a_shared_passage_and_no_copy() -> None:
    stream = streamed(sketch("b", prose(1, 200), day=5))
    (link,) = stream.add(sketch("a", joined(prose(2, 150), prose(1)[60:110], prose(3, 150)), day=6))
    assert (link.left, link.right, link.kind, link.copy) == ("a", "b", "passages", False)
    assert link.left_share == pytest.approx(46 / 346, abs=1e-3)
    assert link.right_share == pytest.approx(46 / 196, abs=1e-3)


def test_a_set_phrase_is_no_passage() -> None:
    phrase = prose(9, 16)
    stream = streamed(*(sketch(f"{n}", joined(prose(n), phrase, prose(n + 50)), day=1) for n in range(4)))
    assert not stream.links()


def test_a_forwarded_message_is_a_copy_however_short() -> None:
    stream = streamed(
        sketch("b", prose(1, 6), day=1), sketch("a", prose(1, 6), day=2), sketch("c", prose(2, 6), day=2)
    )
    assert stream.links() == (LineageLink("a", "b", "whole", 1.0, 1.0),)


def test_what_stands_in_quotations_links_nobody() -> None:
    speech = " ".join(f"Gate {n} of the Hallin dam will be shut by {n} workers." for n in range(12))
    texts = {
        "a": f'The mayor of Torvane spoke at dawn. "{speech}" Nobody asked her a question afterwards.',
        "b": f'On the quay a speech was read out by a clerk. "{speech}" The crowd went home in the rain.',
    }
    found = []
    for quoted in (True, False):
        stream = LineageStream()
        for name, text in texts.items():
            start = text.index('"')
            report = Report(id=name, source=name, text=text, sha256="", published="2031-05-04")
            span = report.span(start, text.rindex('"') + 1)
            quotes = (Quote(id="q", span=span, kind="direct"),) if quoted else ()
            stream.add(lineage_terms(report, Annotations(report=name, anchor=None, quotes=quotes)))
        found.append([link.kind for link in stream.links()])
    assert found == [[], ["near"]]


def test_reports_further_apart_than_the_window_are_not_linked() -> None:
    terms = [sketch(str(n), prose(1), day=day) for n, day in enumerate((100, 110, 111, None))]
    assert pairs(streamed(*terms, window=10)) == {("0", "1"), ("0", "3"), ("1", "2"), ("1", "3"), ("2", "3")}
    near = [
        sketch(str(n), joined(prose(1), prose(n + 2, 9)), day=day) for n, day in enumerate((100, 110, 111))
    ]
    assert pairs(streamed(*near, window=10)) == {("0", "1"), ("1", "2")}


def test_what_is_forgotten_is_gone_and_the_rest_stays() -> None:
    stream = streamed(
        *(sketch(str(n), joined(prose(1), prose(n + 2, 9)), day=8 + n) for n in range(4)), window=10
    )
    assert stream.forget(10) == 2
    assert pairs(stream) == {("2", "3")}
    assert [link.left for link in stream.add(sketch("9", prose(1), day=11))] == ["2", "3"]
    assert len(stream) == 3


def test_furniture_of_a_house_proves_nothing_and_its_copies_still_do() -> None:
    foot = prose(99, 60)
    terms = [sketch(f"{n:02}", joined(prose(n), foot), day=1, house=7) for n in range(HOUSE)]
    copied = sketch("copy", joined(prose(0), prose(98, 20)), day=1, house=8)
    few = streamed(*terms)
    assert ("00", "01") in pairs(few)
    many = streamed(*terms, sketch("zz", joined(prose(97), foot), day=1, house=7), copied)
    assert pairs(many) == {("00", "copy")}
    elsewhere = [replace(t, house=n) for n, t in enumerate(terms)]
    more = streamed(*elsewhere, sketch("zz", joined(prose(97), foot), day=1, house=99))
    assert ("00", "zz") in pairs(more)


def test_rare_names_and_numbers_link_reports_in_different_languages_only() -> None:
    anchors = np.sort(word_codes([f"anchor {n}" for n in range(12)]))
    one = sketch("a", prose(1), day=1, language="en", anchors=anchors)
    other = sketch("b", prose(2), day=1, language="es", anchors=anchors[:8])
    assert streamed(one, other).links() == (LineageLink("a", "b", "anchors", round(8 / 12, 4), 1.0),)
    assert not streamed(one, replace(other, language="en")).links()
    assert not streamed(one, replace(other, anchors=anchors[:3])).links()


def test_a_report_is_added_once() -> None:
    stream = streamed(sketch("a", prose(1)))
    with pytest.raises(ValueError, match="a: added already"):
        stream.add(sketch("a", prose(2)))


def invented(seed: int) -> list[LineageTerms]:
    """Texts strung together from few paragraphs, so that many share some; days, houses, languages at random."""
    rng = random.Random(seed)
    paragraphs = [prose(n, rng.choice((8, 20, 45))) for n in range(6)]
    foot = prose(77, 30)
    made = []
    for n in range(30):
        parts = [rng.choice(paragraphs) for _ in range(rng.randint(1, 4))]
        made.append(
            sketch(
                f"r{n:02}",
                joined(*parts, *([foot] if rng.random() < 0.9 else [])),
                day=rng.choice((None, 1, 9, 14, 30)),
                house=rng.choice((None, 1, 1)),
                language=rng.choice(("en", "es", None)),
                anchors=np.sort(word_codes([f"x{k}" for k in rng.sample(range(12), 7)])),
            )
        )
    return made


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_arrival_changes_no_link(seed: int) -> None:
    terms = invented(seed)
    there = streamed(*terms, window=10)
    back = streamed(*random.Random(seed).sample(terms, len(terms)), window=10)
    assert there.links() == back.links()
    assert there.links()
    assert all(there.links_of(t.report) == back.links_of(t.report) for t in terms)


def test_every_link_that_stands_was_given_when_its_later_report_came() -> None:
    stream, given_ = LineageStream(10), set()
    for terms in invented(3):
        given_ |= {(link.left, link.right) for link in stream.add(terms)}
    assert pairs(stream) <= given_


def test_the_work_for_one_report_does_not_grow_with_strangers() -> None:
    work = []
    for strangers in (20, 600):
        stream = streamed(*(sketch(f"s{n}", prose(100 + n, 60), day=n % 20) for n in range(strangers)))
        stream.add(sketch("a", prose(1), day=3))
        before = stream.compared
        assert stream.add(sketch("b", joined(prose(1), prose(2, 30)), day=4))
        work.append(stream.compared - before)
    assert work[0] == work[1] > 0
