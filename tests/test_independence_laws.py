"""Laws of independence, held on invented reports read as a user gives them: no copy, however cut, stitched or
translated, raises a count; a higher threshold only takes marks away; a stitched passage rests on its own original."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from crosswire import Config, Dossier, Source, build
from crosswire.read import Given
from crosswire.types import BriefSentence, Event, Tally, Utterance

WIRE = (
    "Fourteen people died when the ferry Marram burned at Tarn Quay on Tuesday, the harbour police of Tarn said.",
    "The fire began below the car deck shortly before the ferry was to sail, and spread to the saloon within minutes, according to the harbour police.",
    "Thirty people were injured, most of them by smoke, and were carried to the two hospitals of the town by fishermen who had tied up beside the burning ship.",
    "“We opened the bow door and a wall of smoke came out at us,” said Ines Corvall, the captain of the tug that reached the ferry first.",
    "The owner, Sallow Line, said that the Marram had been inspected in March and that nothing was found amiss with its pumps or its wiring.",
    "Divers went down twice before dark on Tuesday and found nobody in the cabins on the lower deck.",
    "The quay stays closed to all ships until the wreck has been made fast, the port office said, and the night boat to Ebbsay was cancelled.",
)
PAPER = (
    "Smoke hung over the old town of Tarn all night after the worst fire that the port has seen since the war.",
    "Doctors at Saint Orla’s hospital counted 14 dead by midnight, the head of its emergency ward, Bram Tolliver, told this newspaper.",
    "The coast guard rescued 220 passengers from the water and from the rails, its commander Aude Renwick said on Wednesday.",
    "“Nobody told the crew where the keys of the hose lockers were,” said Renwick, who had boarded the ship with the second boat.",
    "Three sailors of the Marram were detained on Wednesday morning for questioning about the fuel that was found in the car deck.",
    "Parents walked along the sea wall with photographs and asked every nurse who came out for a cigarette.",
    "A service for the dead will be held in the fishermen’s chapel on Sunday, and the schools of Tarn remain shut until Monday.",
)
OTHERS = (
    "Parliament argued until midnight over a law that would bring all car ferries into dry dock every other winter.",
    "“We have been promised this law by four ministers,” said the member for Ebbsay, Runa Thole, to laughter from the benches.",
    "The owners’ league calls the law a gift to foreign yards and has sent every member a letter with its reckoning.",
    "Members of the port committee will travel along the coast in June and hear pilots, cooks and stokers behind closed doors.",
    "The law needs a second reading, and nobody expects one before the hay is in.",
)
RETOLD = (
    "Fourteen persons perished as the ferry Marram was on fire at Tarn Quay on Tuesday, said the port police of Tarn.",
    "The fire started under the deck of the cars shortly before the ferry had to sail, and extended to the saloon in few minutes, according to the port police.",
    "Thirty persons were wounded, the majority of them by the smoke, and were taken to the two hospitals of the town by fishers who had moored next to the ship in flames.",
    "“We opened the door of the bow and a wall of smoke came out towards us,” said Ines Corvall, the captain of the tug which arrived first at the ferry.",
    "The proprietor, Sallow Line, said that the Marram had been inspected in March and that nothing wrong was found with its pumps nor with its wiring.",
    "The divers went down two times before dark on Tuesday and they found nobody in the cabins of the lower deck.",
    "The quay remains closed for all the ships until the wreck is made fast, said the port office, and the night boat to Ebbsay was cancelled.",
)


def source(name: str, title: str, paragraphs: tuple[str, ...], publisher: str, published: str) -> Source:
    text = "\n\n".join((title, *paragraphs)) + "\n"
    given = Given(publisher=publisher, published=published, language="en")
    return Source(name=f"{name}.txt", data=text.encode(), given=given)


A = source("a", "Ferry burns at Tarn Quay, 14 dead", WIRE, "The Morning Keel", "2031-05-06T18:00")
B = source("b", "A night of smoke in Tarn", PAPER, "Tarn Lantern", "2031-05-07T09:00")
MORE = {
    "copy": source("c", "Ferry burns at Tarn Quay, 14 dead", WIRE, "Ebbsay Post", "2031-05-07T10:00"),
    "cut copy": source("d", "Fire on the Marram", WIRE[:4], "Coast Today", "2031-05-07T11:00"),
    "cut copy of the other": source("e", "Fire on the Marram", PAPER[1:6], "Coast Today", "2031-05-07T11:00"),
    "stitched copy": source("f", "The Marram fire: what is known", (*WIRE[:4], *PAPER[1:5]), "Rope Walk", "2031-05-08T08:00"),
    "stitched copy in turns": source("g", "The Marram fire", (*PAPER[1:4], *WIRE[2:5], PAPER[4]), "Rope Walk", "2031-05-08T08:00"),
    "borrowed passage": source("i", "Parliament argues over ferries", (*OTHERS[:3], *WIRE[:3], *OTHERS[3:]), "Plain Speaker", "2031-05-08T12:00"),
    "translation": source("h", "The ferry burned in Tarn Quay, 14 dead", RETOLD, "World Relay", "2031-05-09T08:00"),
}  # fmt: skip
Found = Tally | Utterance | Event | BriefSentence


@cache
def made(*names: str, threshold: int = 2) -> Dossier:
    return build((A, B, *(MORE[n] for n in names)), config=Config(corroboration_threshold=threshold))


def every(dossier: Dossier) -> dict[str, list[Found]]:
    """All that stands on something, by kind."""
    f = dossier.findings
    return {
        "tallies": [*f.tallies],
        "utterances": [*f.utterances],
        "events": [*f.events],
        "brief": [*f.brief],
    }


def grounds(dossier: Dossier) -> dict[tuple[str, object], tuple[int, int]]:
    """(originals, independent sources) of each finding, by what it tells, the most where two tell the same."""
    texts = {r.id: r.text for r in dossier.reports}
    found: dict[tuple[str, object], tuple[int, int]] = {}
    for kind, things in every(dossier).items():
        for x in things:
            key: object = ""
            if isinstance(x, Tally):
                key = (x.measure, x.group, x.label, x.best)
            elif isinstance(x, Utterance):
                key = x.speaker and next(e.name for e in dossier.links.entities if e.id == x.speaker)
            elif isinstance(x, Event):
                key = x.when
            elif isinstance(x, BriefSentence):
                key = x.text.partition(":")[0]
            held = found.get((kind, key), (0, 0))
            found[kind, key] = (max(held[0], x.families), max(held[1], x.independent))
    assert texts
    return found


@pytest.mark.parametrize(
    "more", [(n,) for n in MORE] + [("copy", "cut copy", "stitched copy", "translation")]
)
def test_a_copy_however_made_raises_no_count(more: tuple[str, ...]) -> None:
    before, after = grounds(made()), grounds(made(*more))
    most = {k: max((v for (kind, _), v in before.items() if kind == k), default=(0, 0)) for k in ("tallies", "utterances", "events", "brief")}  # fmt: skip
    risen = {}
    for key, now in after.items():
        was = before.get(key, (1, 1) if key[0] != "brief" else most["brief"])
        if now[0] > was[0] or now[1] > was[1]:
            risen[key] = (was, now)
    assert risen == {}


def test_the_two_reports_are_two_sources_of_the_one_number_that_both_have() -> None:
    killed = next(t for t in made().findings.tallies if t.measure == "killed")
    assert (killed.best, killed.families, killed.independent, killed.corroborated) == (14, 2, 2, True)
    injured = next(t for t in made().findings.tallies if t.measure == "injured")
    assert (injured.families, injured.independent, injured.corroborated) == (1, 1, False)


@pytest.mark.parametrize("name", ["stitched copy", "stitched copy in turns"])
def test_a_stitched_passage_rests_on_its_own_original_and_its_neighbour_on_the_other(name: str) -> None:
    dossier = made(name)
    family = {
        r: {f.id for f in dossier.links.families if r in f.reports} for r in (x.id for x in dossier.reports)
    }
    by_source = {r.source: r.id for r in dossier.reports}
    wire, paper = by_source["a.txt"], by_source["b.txt"]
    stitched = by_source[MORE[name].name]
    figures = {f.id: f for a in dossier.annotations for f in a.figures}
    for measure, mine, others in (("injured", wire, paper), ("rescued", paper, wire)):
        tally = next(t for t in dossier.findings.tallies if t.measure == measure)
        assert stitched in {figures[i].span.report for i in tally.figures}
        assert (tally.families, tally.independent) == (1, 1)
        assert set(tally.originals) <= family[mine]
        assert not set(tally.originals) & family[others]


def test_a_finding_is_corroborated_by_as_many_independent_sources_as_the_threshold_says() -> None:
    marked = []
    for threshold in (1, 2, 3):
        dossier = made("stitched copy", threshold=threshold)
        assert ("corroboration_threshold", str(threshold)) in dossier.settings
        found = [x for things in every(dossier).values() for x in things]
        assert all(x.corroborated == (x.independent >= threshold) for x in found)
        marked.append({n for n, x in enumerate(found) if x.corroborated})
    assert marked[0] > marked[1] >= marked[2]


def test_every_finding_says_the_same_of_itself_in_the_brief() -> None:
    f = made("copy").findings
    told = {(x.families, x.originals, x.origins, x.independent, x.corroborated) for x in (*f.tallies, *f.utterances, *f.events)}  # fmt: skip
    assert {(x.families, x.originals, x.origins, x.independent, x.corroborated) for x in f.brief} <= told
    assert all(len(x.originals) == x.families for things in every(made("copy")).values() for x in things)


def test_words_that_two_papers_have_through_one_agency_are_one_original_and_the_chain_says_so() -> None:
    agency = "The mayor of Tarn, Odo Frayne, told Halm Wire that the burned ferry “should never have left the yard in that state”."
    first = source("k", "Mayor blames yard", (agency, PAPER[5]), "Keel Evening", "2031-05-08T08:00")
    words = "“It should never have left the yard in that state,” the mayor, Odo Frayne, told the agency Halm Wire."
    second = source("l", "The yard is blamed", (PAPER[0], words), "Dune Herald", "2031-05-08T09:00")
    dossier = build((first, second), config=Config())
    (said,) = dossier.findings.utterances
    assert (said.families, said.independent, said.corroborated) == (1, 1, False)
    (chain,) = [c for c in dossier.findings.chains if c.words in {m.span for m in said.members}]
    assert [v.text for v in chain.via] == ["Halm Wire"] or "Halm Wire" in chain.via[0].text
    assert chain.on in {m.span for m in said.members}


def test_reports_of_nobody_in_particular_are_counted_as_well() -> None:
    """Publishers unknown: a copy is known by its text alone."""
    bare = tuple(replace(x, given=Given(published=x.given.published)) for x in (A, B, MORE["stitched copy"]))
    before, after = build(bare[:2], config=Config()), build(bare, config=Config())
    for t in after.findings.tallies:
        same = [b for b in before.findings.tallies if (b.measure, b.best) == (t.measure, t.best)]
        assert t.independent <= max(b.independent for b in same)
        assert t.families <= max(b.families for b in same)
