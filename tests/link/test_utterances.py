from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.utterance_units import parts_of
from crosswire.link.utterances import group_utterances
from crosswire.types import Annotations, Quote, QuoteKind, Report, UtteranceGroup
from tests.link.made_reports import made, unzipped

A = made("a", "He said: “We shall never leave this valley. The water will go down before winter comes.”")
B = made(
    "b", "“We will never abandon this valley,” said the mayor. “Before the winter the water will go down.”"
)
C = made("c", "The mayor vowed to “never leave this valley” and spoke of “thieves”.")
D = made("d", "“The school opens again on Tuesday morning,” a teacher said. Another spoke of “thieves”.")


def texts(groups: tuple[UtteranceGroup, ...]) -> list[set[str]]:
    return [{f"{m.span.report}:{m.span.text[:8]}" for m in g.members} for g in groups]


def test_sentences_of_one_speech_are_linked_across_reports_with_their_fragments() -> None:
    groups = group_utterances(*unzipped(A, B, C, D), (), ())
    assert texts(groups) == [{"a:We shall", "b:We will ", "c:never le"}, {"a:The wate", "b:Before t"}]


def test_likeness_alone_never_links_two_people_known_to_speak() -> None:
    other = made("b", "“We are leaving the valley for the winter,” said the mayor.")
    assert group_utterances(*unzipped(A, other), (("a.q0", "e1"), ("b.q0", "e2")), ()) == ()


def test_the_same_words_given_to_two_people_are_one_utterance() -> None:
    speakers = (("a.q0", "e1"), ("b.q0", "e2"), ("b.q1", "e2"))
    groups = group_utterances(*unzipped(A, B), speakers, ())
    assert texts(groups) == [{"a:The wate", "b:Before t"}]


def test_two_people_who_say_the_same_in_one_report_stay_apart() -> None:
    both = made(
        "a", "“The water will go down before winter,” he said. “The water will go down by winter,” she said."
    )
    speakers = (("a.q0", "e1"), ("a.q1", "e2"), ("b.q1", "e2"))
    groups = group_utterances(*unzipped(both, B), speakers, ())
    assert all({m.quote for m in g.members} == {"a.q1", "b.q1"} for g in groups)


def test_words_of_nobody_known_do_not_join_two_peoples_words() -> None:
    speakers = (("a.q0", "e1"), ("b.q0", "e2"))
    voices = dict(speakers)
    one = made("a", "“We shall never leave this valley of ours,” she said.")
    other = made("b", "“You must leave the valley before we close the road,” he said.")
    groups = group_utterances(*unzipped(one, other, C), speakers, ())
    assert groups
    assert all(len({voices[m.quote] for m in g.members if m.quote in voices}) == 1 for g in groups)


def test_synonyms_spellings_and_contractions_speak_for_a_link() -> None:
    one = made("a", "“They can't destroy our harbour with their boats,” she said.")
    other = made("b", "“With these vessels they cannot ruin the harbor,” she said.")
    assert len(group_utterances(*unzipped(one, other), (("a.q0", "e"), ("b.q0", "e")), ())) == 1


def test_what_follows_a_sure_pair_in_both_reports_is_linked_more_easily() -> None:
    leads = "“The tunnel under the ridge stays closed. ", "“Closed is the tunnel below the ridge. "
    tails = "Nobody drives to the lake tonight.”", "People cannot reach the lake by car.”"
    beside = [made(r, lead + tail) for r, lead, tail in zip("ab", leads, tails)]
    alone = [made(r, "“" + tail) for r, tail in zip("ab", tails)]
    speakers = (("a.q0", "e"), ("b.q0", "e"))
    assert len(group_utterances(*unzipped(*alone), speakers, ())) == 0
    assert len(group_utterances(*unzipped(*beside), speakers, ())) == 2


def test_reports_that_quote_word_for_word_need_more_likeness_for_the_rest() -> None:
    same = [
        "“The ferry line will not be sold to anyone.”",
        "“Every captain of ours stays on the payroll.”",
    ]
    loose = "“Our passengers deserve a fair price.” ", "“The price that our people pay is not right.” "
    speakers = tuple((f"{r}.q{n}", "e") for r in "ab" for n in range(3))
    faithful = group_utterances(
        *unzipped(made("a", loose[0] + " ".join(same)), made("b", loose[1] + " ".join(same))), speakers, ()
    )
    assert len(faithful) == 2


def test_words_quoted_in_one_report_only_make_no_group() -> None:
    twice = made(
        "a", "“We shall never leave this valley,” he said. Again: “We shall never leave this valley!”"
    )
    assert group_utterances(*unzipped(twice, D), (), ()) == ()


@given(order=st.permutations([A, B, C, D]))
def test_the_order_of_the_reports_makes_no_difference(order: list) -> None:  # type: ignore[type-arg]
    assert group_utterances(*unzipped(*order), (), ()) == group_utterances(*unzipped(A, B, C, D), (), ())


def test_a_copy_joins_the_groups_and_changes_no_other_link() -> None:
    before = texts(group_utterances(*unzipped(A, B, C, D), (), ()))
    copied = texts(group_utterances(*unzipped(A, B, C, D, made("e", A[0].text)), (), ()))
    assert [{t for t in group if not t.startswith("e:")} for group in copied] == before


def test_an_interjection_goes_with_the_sentence_after_it() -> None:
    text = "What nonsense! Who would open the gates at night? Nobody would do that."
    report = Report(id="a", source="a.txt", text=text, sha256="a")
    parts = parts_of(report, report.span(0, len(text)))
    assert [p.text for p in parts] == [
        "What nonsense! Who would open the gates at night?",
        "Nobody would do that.",
    ]


def with_kind(kind: QuoteKind, name: str, text: str, words: str) -> tuple[Report, Annotations]:
    """A made report with one more quote, of a kind, at `words`."""
    report, notes = made(name, text)
    start = text.index(words)
    more = Quote(id=f"{name}.{kind}", span=report.span(start, start + len(words)), kind=kind)
    return report, replace(notes, quotes=(*notes.quotes, more))


def test_reported_speech_stands_beside_the_quotations_and_is_no_member() -> None:
    told = "they would never leave this valley before the water goes down"
    reported = with_kind("indirect", "c", f"The mayor said that {told}.", told)
    quoted = made("a", "“We shall never leave this valley before the water goes down,” the mayor said.")
    (group,) = group_utterances(*unzipped(quoted, reported), (("a.q0", "e"), ("c.indirect", "e")), ())
    assert [m.quote for m in group.members] == ["a.q0"]
    assert [m.quote for m in group.reported] == ["c.indirect"]


def test_a_headline_that_repeats_its_own_report_is_an_echo() -> None:
    text = "Never leave this valley\n\n“We shall never leave this valley,” the mayor said."
    headed = with_kind("headline", "d", text, "Never leave this valley")
    (group,) = group_utterances(*unzipped(headed, A), (), ())
    assert [m.quote for m in group.members] == ["a.q0", "d.q0"]
    assert [m.quote for m in group.echoes] == ["d.headline"]
