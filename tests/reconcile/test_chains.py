"""A word that came through a medium rests on it, whether its report is in hand or not. Everything is invented."""

from dataclasses import replace

import pytest

from crosswire.reconcile.chains import core, media_of, resting
from crosswire.reconcile.corroboration import of_passages, of_words
from crosswire.reconcile.houses import houses_of
from crosswire.reconcile.support import support_of
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Attribution, Dossier, Findings, Origin, Quote, Report, UtteranceMember
from tests.reconcile.made import context, figure


def _report(key: str, text: str, **more: object) -> Report:
    return Report(id=key, source=f"{key}.txt", text=text, sha256="", published="2031-05-06", **more)  # type: ignore[arg-type]


def _told(key: str, medium: str, paper: str) -> Report:
    return _report(key, f"Nine are dead, the mayor told {medium} ({paper}).", publisher=paper)


def _tally(reports: list[Report], *, through: dict[str, str], voice: bool = True):  # type: ignore[no-untyped-def]
    figures = [figure(r, "Nine", 9, source="the mayor", via=through.get(r.id)) for r in reports]
    voices = {f.id: "Mayor" for f in figures} if voice else {}
    (tally,) = reconcile_tallies(*context(reports, figures, voices=voices))
    return tally


def test_one_agency_behind_three_papers_is_one_original_though_its_report_is_not_in_hand() -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "the Halm Wire agency", "Quay Post"), _told("c", "Halm Wire", "Dock Herald")]  # fmt: skip
    tally = _tally(papers, through={"a": "Halm Wire", "b": "the Halm Wire agency", "c": "Halm Wire"})
    assert (tally.families, tally.independent) == (1, 1)


def test_two_papers_that_spoke_to_the_official_themselves_are_two_originals_of_one_word() -> None:
    tally = _tally([_told("a", "us", "The Lantern"), _told("b", "us", "Quay Post")], through={})
    assert (tally.families, tally.independent) == (2, 1)


def test_two_agencies_are_two_originals() -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "Orrin Wire", "Quay Post")]
    assert _tally(papers, through={"a": "Halm Wire", "b": "Orrin Wire"}).families == 2


def test_an_unnamed_medium_binds_nobody() -> None:
    papers = [_told("a", "local media", "The Lantern"), _told("b", "local media", "Quay Post")]
    assert _tally(papers, through={"a": "local media", "b": "local media"}).families == 2


def test_an_unnamed_source_of_one_agency_is_one_origin() -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "Halm Wire", "Quay Post")]
    tally = _tally(papers, through={"a": "Halm Wire", "b": "Halm Wire"}, voice=False)
    assert (tally.families, tally.independent) == (1, 1)


def test_a_chain_rests_on_the_nearest_medium_in_hand() -> None:
    wire = _report("w", "Nine are dead, the mayor said.", publisher="Halm Wire")
    paper = _told("a", "Halm Wire", "The Lantern")
    other = _report("b", "Nine are dead, the mayor told Halm Wire, The Lantern says.", publisher="Quay Post")
    figures = [figure(r, "Nine", 9, source="the mayor") for r in (wire, paper, other)]
    at = other.text.index("The Lantern")
    chain = (other.span(other.text.index("Halm"), other.text.index("Halm") + 9), other.span(at, at + 11))
    figures[1] = replace(
        figures[1], via=(paper.span(paper.text.index("Halm"), paper.text.index("Halm") + 9),)
    )
    figures[2] = replace(figures[2], via=chain)
    found, stories = context([wire, paper, other], figures)
    (tally,) = reconcile_tallies(found, stories)
    assert tally.families == 1
    (without,) = reconcile_tallies(*context([paper, other], figures[1:]))
    assert without.families == 1


@pytest.mark.parametrize("copies", [1, 3])
def test_a_copy_of_what_was_passed_on_raises_no_count(copies: int) -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "Orrin Wire", "Quay Post")]
    more = [replace(papers[0], id=f"c{n}", publisher=f"Copy {n}") for n in range(copies)]
    through = {"a": "Halm Wire", "b": "Orrin Wire"} | {m.id: "Halm Wire" for m in more}
    figures = [figure(r, "Nine", 9, source="the mayor", via=through[r.id]) for r in (*papers, *more)]
    families = [["a", *(m.id for m in more)], ["b"]]
    (tally,) = reconcile_tallies(*context([*papers, *more], figures, families=families))
    assert (tally.families, tally.independent) == (2, 2)


def test_an_utterance_that_two_papers_have_from_one_agency_is_one_original() -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "Halm Wire", "Quay Post"), _told("c", "us", "Dock Herald")]  # fmt: skip
    quotes = []
    for paper in papers:
        at = paper.text.find("Halm Wire")
        via = (paper.span(at, at + 9),) if at >= 0 else ()
        quotes.append(Quote(id=f"{paper.id}:q1", span=paper.span(0, 13), kind="direct", via=via))
    found, _ = context(papers, [])
    found = replace(found, quotes={q.id: q for q in quotes})
    members = [UtteranceMember(span=q.span, quote=q.id) for q in quotes]
    grounds = of_words(found, members, "Mayor")
    assert (grounds.families, grounds.independent, grounds.corroborated) == (2, 1, False)


def test_passages_rest_where_the_medium_tells_them() -> None:
    wire = _report("w", "Nine are dead.", publisher="Halm Wire")
    paper = _told("a", "Halm Wire", "The Lantern")
    at = paper.text.index("Halm Wire")
    media = media_of([wire, paper], houses_of([wire, paper], ()), ())
    told = [(wire.span(0, 4), ()), (paper.span(0, 4), (paper.span(at, at + 9),))]
    assert resting(told, media) == (wire.span(0, 4), wire.span(0, 4))


@pytest.mark.parametrize(
    ("printed", "name"),
    [("the Halm Wire news agency", "Halm Wire"), ("state television", ""), ("Quay Radio", "Quay Radio"), ("The Lantern", "Lantern"), ("", "")],
)  # fmt: skip
def test_the_name_of_a_medium(printed: str, name: str) -> None:
    assert core(printed) == name


def test_an_original_that_says_whose_word_a_thing_is_does_not_vouch_for_it_besides() -> None:
    first = _report("a", "The gates were opened, the mayor said. On Sunday the gates were opened.")
    second = _report("b", "On Sunday somebody opened the gates of the lock.")
    source = first.span(first.text.index("the mayor"), first.text.index("the mayor") + 9)
    content = first.span(0, first.text.index(","))
    found, _ = context([first, second], [], families=[["a"], ["b"]])
    said = Attribution(content=content, source=source, speaker=source, cue=None)
    found = replace(
        found,
        annotations=found.annotations | {"a": replace(found.annotations["a"], attributions=(said,))},
        forms={source: "mayor"},
    )
    bare = first.span(first.text.index("On Sunday"), len(first.text) - 1)
    grounds = of_passages(found, [content, bare, second.span(0, 20)])
    assert grounds.origins == (Origin(entity="mayor", voice_of=None), Origin(entity=None, voice_of="ob"))
    assert (grounds.families, grounds.independent, grounds.corroborated) == (2, 2, True)


def test_a_draft_is_told_of_the_same_sources_as_the_dossier_counts() -> None:
    papers = [_told("a", "Halm Wire", "The Lantern"), _told("b", "Halm Wire", "Quay Post")]
    figures = [figure(r, "Nine", 9, source="the mayor", via="Halm Wire") for r in papers]
    found, stories = context(papers, figures)
    (tally,) = reconcile_tallies(found, stories)
    dossier = Dossier(reports=tuple(papers), annotations=tuple(found.annotations.values()), links=found.links, findings=Findings())  # fmt: skip
    assert support_of(dossier)([f.span for f in figures]) == (tally.families, tally.independent) == (1, 1)
