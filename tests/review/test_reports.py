"""Reviews of links and stories: decisions that lineage and stories follow, beside those that people made by other ways."""

from __future__ import annotations

import pytest

from crosswire.review.anchors import link_id, target_of
from crosswire.review.reports import decisions_of
from crosswire.review.table import review
from crosswire.types import Dossier, Review, ReviewAction, Target
from tests.review.samples import SAMPLES, again, made, reviewed

SAMPLE = "hallin-dam"
INES, TOMAS = "Ines Karo", "Tomas Rell"
LINKS = made(SAMPLE).links.lineage
SHARED = next(x for x in LINKS if x.relation == "shared-passages")
COPIES = next(x for x in LINKS if x.relation != "shared-passages")


def say(action: ReviewAction, left: str, right: str, *, by: str = INES, minute: int = 1) -> Review:
    target = target_of(made(SAMPLE), "link", link_id(left, right))
    return review(action, target, by=by, at=f"2031-05-06T08:{minute:02d}:00Z")


def pairs(dossier: Dossier) -> set[tuple[str, str]]:
    return {(x.left, x.right) for x in dossier.links.lineage}


def test_a_rejected_link_is_out_and_its_reports_are_two_originals() -> None:
    dossier = reviewed(SAMPLE, say("reject", COPIES.left, COPIES.right))
    assert (COPIES.left, COPIES.right) not in pairs(dossier)
    assert not any({COPIES.left, COPIES.right} <= set(f.reports) for f in dossier.links.families)
    (told,) = dossier.reviews
    assert told.bearing == "in-force"
    assert told.effect.startswith("took out the link")
    assert [(j.of, j.standing) for j in dossier.judgements] == [(told.found[0], "rejected")]


def test_two_reports_are_merged_to_one_original() -> None:
    dossier = reviewed(SAMPLE, say("merge", SHARED.left, SHARED.right))
    (link,) = [x for x in dossier.links.lineage if (x.left, x.right) == (SHARED.left, SHARED.right)]
    assert link.relation == "same-original"
    assert [j.standing for j in dossier.judgements] == ["corrected"]
    assert [d.decision.by for d in dossier.rulings] == [INES]


@pytest.mark.parametrize("link", [SHARED, COPIES], ids=["shared passages", "one original"])
def test_to_accept_a_link_changes_no_link(link: object) -> None:
    assert isinstance(link, type(SHARED))
    dossier = reviewed(SAMPLE, say("accept", link.left, link.right))
    assert dossier.links == made(SAMPLE).links
    assert dossier.findings == made(SAMPLE).findings
    assert [j.standing for j in dossier.judgements] == ["confirmed"]


@pytest.mark.parametrize("action", ["accept", "merge"])
def test_two_who_disagree_leave_a_link_as_crosswire_finds_it(action: ReviewAction) -> None:
    both = [
        say(action, COPIES.left, COPIES.right),
        say("reject", COPIES.left, COPIES.right, by=TOMAS, minute=2),
    ]
    dossier = reviewed(SAMPLE, *both)
    assert dossier.links == made(SAMPLE).links
    assert [r.bearing for r in dossier.reviews] == ["disputed", "disputed"]
    assert dossier.rulings == ()


def test_unsure_takes_back_what_one_said() -> None:
    dossier = reviewed(
        SAMPLE, say("reject", COPIES.left, COPIES.right), say("unsure", COPIES.left, COPIES.right, minute=2)
    )
    assert dossier.links == made(SAMPLE).links
    assert [r.bearing for r in dossier.reviews] == ["replaced", "in-force"]


def report_targets(dossier: Dossier, ids: tuple[str, ...]) -> list[Target]:
    return [target_of(dossier, "report", id) for id in ids]


def parted(by: str = INES, minute: int = 1) -> Review:
    """That the last two reports tell another story than the rest."""
    plain = made(SAMPLE)
    (story,) = plain.findings.stories
    gone = report_targets(plain, story.reports[-2:])
    at = f"2031-05-06T08:{minute:02d}:00Z"
    return review("split", target_of(plain, "story", story.id), others=gone, by=by, at=at)


def joined(by: str = INES, minute: int = 2) -> Review:
    """That both stories which come of this are one after all."""
    two = reviewed(SAMPLE, parted())
    first, *more = [target_of(two, "story", s.id) for s in two.findings.stories]
    return review("merge", first, others=more, by=by, at=f"2031-05-06T08:{minute:02d}:00Z")


def test_reports_are_split_off_a_story() -> None:
    (story,) = made(SAMPLE).findings.stories
    dossier = reviewed(SAMPLE, parted())
    told = {frozenset(s.reports) for s in dossier.findings.stories}
    assert told == {frozenset(story.reports[:-2]), frozenset(story.reports[-2:])}
    assert {j.standing for j in dossier.judgements} == {"corrected"}


@pytest.mark.parametrize("minute", [2, 30])
def test_one_person_who_parts_and_joins_is_taken_at_the_last_word(minute: int) -> None:
    both = reviewed(SAMPLE, parted(), joined(minute=minute))
    assert [set(s.reports) for s in both.findings.stories] == [set(made(SAMPLE).findings.stories[0].reports)]
    assert len(reviewed(SAMPLE, parted(minute=minute + 1), joined(minute=minute)).findings.stories) == 2


def test_two_who_disagree_leave_the_stories_as_crosswire_finds_them() -> None:
    both = reviewed(SAMPLE, parted(), joined(by=TOMAS))
    assert both.findings.stories == made(SAMPLE).findings.stories
    assert [r.bearing for r in both.reviews] == ["disputed", "disputed"]
    assert both.rulings == ()


def test_stories_of_two_events_are_merged_by_a_person() -> None:
    reports = tuple(made(s).reports[0] for s in SAMPLES)
    plain = again(reports)
    assert len(plain.findings.stories) == 2
    two = [target_of(plain, "story", s.id) for s in plain.findings.stories]
    merged = again(reports, reviews=(review("merge", two[0], others=two[1:], by=INES),))
    assert len(merged.findings.stories) == 1
    assert [d.about for d in decisions_of([r.review for r in merged.reviews], reports)] == ["story"]


def test_a_story_has_the_title_that_a_person_gave_it() -> None:
    plain = made(SAMPLE)
    target = target_of(plain, "story", plain.findings.stories[0].id)
    dossier = reviewed(SAMPLE, review("correct", target, by=INES, values={"title": "The Hallin dam"}))
    assert [s.title for s in dossier.findings.stories] == ["The Hallin dam"]
    assert dict(dossier.judgements[0].was) == {"title": plain.findings.stories[0].title}


def test_reports_that_are_not_in_hand_are_not_found() -> None:
    other = made("tamsel-port")
    story = target_of(other, "story", other.findings.stories[0].id)
    link = other.links.lineage[0]
    pair = target_of(other, "link", link_id(link.left, link.right))
    dossier = reviewed(SAMPLE, review("reject", story, by=INES), review("reject", pair, by=INES))
    assert [r.bearing for r in dossier.reviews] == ["not-found", "not-found"]
    assert dossier.findings == made(SAMPLE).findings
