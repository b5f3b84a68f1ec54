"""What a dossier states, as FollowTheMoney has it: stories and events, notes on them, links between them.

In: the cast of a dossier. Out: entities. A story is an Event with the day and place that most originals print for
it. What is denied, merely possible or said not to have happened is a Note and no Event, since a graph is read as
what was. Each Note rests on the reports named as its `proof`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswire.present.handover.ftm_things import Cast
from crosswire.present.handover.ftm_values import FtmEntity, ftm_entity, ftm_id
from crosswire.present.handover.statements import (
    count_sentence,
    heading,
    judged_sentence,
    line,
    name_of,
    number_of,
    side_words,
    sigla,
    sources_words,
    speaker_words,
    tally_sentences,
)
from crosswire.present.held import Item
from crosswire.present.occurrence import occurrences

# Sides of a discrepancy, readings of an utterance: more than these no one reads in a note.
_SHOWN = 12
_HAPPENED = ("event", "background", "announced")
_RELATIONS = {
    "same-original": "has its text from the same original as",
    "republished": "republishes",
    "shared-passages": "shares passages with",
}


def stories(cast: Cast) -> Iterator[FtmEntity]:
    """An Event a story, its day and place as far as they are told."""
    for occurrence in occurrences(cast.held):
        story = occurrence.story
        where = occurrence.where
        yield ftm_entity(
            cast.stories[story["id"]],
            "Event",
            name=line(story["title"], 350) or "Untitled story",
            startDate=occurrence.when.start,
            endDate=occurrence.when.end,
            location=", ".join(filter(None, (where.name or where.printed, where.admin2, where.admin1))),
            country=where.country,
            keywords=["story"],
            summary=f"A story told by {len(occurrence.reports):,} reports; what they establish is in its notes.",
            proof=_documents(cast, story["reports"]),
            recordId=story["id"],
        )


def happened(cast: Cast) -> Iterator[FtmEntity]:
    """An Event each for what the timeline has as having happened or announced; the rest are Notes."""
    for event in cast.held.contract["events"]:
        reports = [e["report"] for e in event["evidence"]]
        when = event.get("when") or {}
        status = event.get("status", "event")
        modality = event.get("modality", "asserted")
        reserve = "" if modality == "asserted" else f" It is {modality} by those who tell it."
        told = f"{line(event.get('why'), 1000)} On {sources_words(event)}.{reserve} {judged_sentence(event)}".strip()
        key = (event["id"], str(when.get("start")), str(when.get("end")))
        if status not in _HAPPENED or modality == "denied":
            yield _note(
                cast, ("event", *key), reports, f"{status}, {modality}", f"{line(event['text'], 900)} {told}"
            )
            continue
        yield ftm_entity(
            ftm_id("event", *key, *_documents(cast, reports)[:1]),
            "Event",
            name=line(event["text"], 350) or "Untitled event",
            startDate=when.get("start"),
            endDate=when.get("end"),
            involved=[i for s in event.get("sides", ()) if (i := cast.legal(s.get("entity")))],
            addressEntity=[cast.entities[p] for p in event["places"] if cast.schemata.get(p) == "Address"],
            location=[cast.held.entities[p]["name"] for p in event["places"] if p in cast.held.entities],
            keywords=[status, modality, event.get("type"), event.get("mode"), *event.get("contexts", ())],
            summary=told,
            proof=_documents(cast, reports),
            recordId=event["id"],
        )  # fmt: skip


def stated(cast: Cast) -> Iterator[FtmEntity]:
    """A Note each for tallies, sentences of the brief, words said and where accounts part."""
    held, contract = cast.held, cast.held.contract
    for story, tallies in held.tallies_of.items():
        for tally in tallies:
            yield _note(
                cast,
                ("tally", tally["id"]),
                _reports_of(cast, tally["figures"]),
                f"tally, {heading(tally['measure'])}, {tally['status']}",
                tally_sentences(tally),
                about=cast.stories.get(story),
            )
    for n, sentence in enumerate(contract.get("brief", ())):
        reports = [e["report"] for e in sentence["evidence"]]
        text = f"{line(sentence['text'], 2000)} On {sources_words(sentence)}. {judged_sentence(sentence)}".strip()
        yield _note(cast, ("brief", str(n), sentence["text"]), reports, "brief", text)
    for utterance in contract.get("utterances", ()):
        reports = [m["report"] for m in utterance["members"]]
        yield _note(
            cast, ("utterance", utterance["id"]), reports, "words said", _said(cast, utterance),
            about=cast.legal(utterance.get("speaker")),
        )  # fmt: skip
    for parting in contract.get("discrepancies", ()):
        reports = [e["report"] for s in parting["sides"] for e in s["evidence"]]
        yield _note(cast, ("parting", parting["id"]), reports, f"{parting['kind']}, {parting['severity']}", _parted(cast, parting))  # fmt: skip


def _note(
    cast: Cast,
    key: tuple[str, ...],
    reports: Iterable[str],
    keyword: str,
    text: str,
    *,
    about: str | None = None,
) -> FtmEntity:
    """A Note on `about`, else on the story of its reports."""
    reports = list(reports)
    documents = _documents(cast, reports)
    return ftm_entity(
        ftm_id("note", *key, *documents[:1]),
        "Note",
        entity=about or cast.story_of(iter(reports)),
        description=text,
        keywords=keyword.split(", "),
        proof=documents,
    )


def _said(cast: Cast, utterance: Item) -> str:
    """What somebody said, each rendering with the reports that print it."""
    renderings: dict[str, dict[str, None]] = {}
    for member in utterance["members"]:
        renderings.setdefault(line(member["text"], 600), {}).setdefault(member["report"])
    speaker = speaker_words(cast.held, utterance)
    lines = [f"“{words}” ({sigla(cast.held, list(reports))})" for words, reports in renderings.items()]
    more = f"\nand {len(lines) - _SHOWN} more renderings" if len(lines) > _SHOWN else ""
    return f"{speaker} is quoted, on {sources_words(utterance)}:\n" + "\n".join(lines[:_SHOWN]) + more


def _parted(cast: Cast, parting: Item) -> str:
    """Where accounts part, with the sides and the judgement."""
    lines = []
    for n, side in enumerate(parting["sides"][:_SHOWN]):
        reports = [e["report"] for e in side["evidence"]]
        likely = " (likely)" if n == parting.get("likely") else ""
        lines.append(f"{sigla(cast.held, list(dict.fromkeys(reports)))}: {side_words(side)}{likely}")
    told = [line(parting.get("why"), 2000), judged_sentence(parting)]
    return "\n".join([f"{line(parting['summary'], 900)}.", *lines, *filter(None, told)])


def links(cast: Cast) -> Iterator[FtmEntity]:
    """Who asserts a count, and whose text a report carries."""
    yield from _asserted(cast)
    held = cast.held
    for pair in held.contract.get("lineage", ()):
        left, right = pair["left"], pair["right"]
        if left not in cast.documents or right not in cast.documents:
            continue
        # The later of the two is said to have the text of the earlier, where that is known.
        first, then = (right, left) if pair["direction"] == "right-first" else (left, right)
        yield ftm_entity(
            ftm_id("lineage", *sorted((cast.documents[left], cast.documents[right]))),
            "UnknownLink",
            subject=cast.documents[then],
            object=cast.documents[first],
            role=_RELATIONS.get(pair["relation"], pair["relation"]),
            status=[
                pair.get("manner"),
                "which was first is not known" if pair["direction"] is None else None,
            ],
            summary=f"{sigla(held, [then])} and {sigla(held, [first])}: {line(pair.get('why'), 1000)}",
        )


def _asserted(cast: Cast) -> Iterator[FtmEntity]:
    """A link from whoever asserts a count to the story, a reading of a tally each."""
    for story, tallies in cast.held.tallies_of.items():
        for tally in tallies:
            readings: dict[tuple[str, str], list[Item]] = {}
            for id in tally["figures"]:
                figure = cast.held.figures.get(id)
                subject = cast.legal(figure.get("attributed_to")) if figure else None
                if figure is not None and subject is not None:
                    readings.setdefault((subject, number_of(figure)), []).append(figure)
            for (subject, number), figures in readings.items():
                yield _assertion(cast, cast.stories[story], tally, subject, number, figures)


def _assertion(
    cast: Cast, story: str, tally: Item, subject: str, number: str, figures: list[Item]
) -> FtmEntity:
    days = sorted({f["as_of"]["end"] for f in figures if f.get("as_of") and f["as_of"].get("end")})
    withdrawn = all(f["modality"] == "denied" for f in figures)
    said = count_sentence(tally, number, one=figures[0]["number"] == 1)
    return ftm_entity(
        ftm_id("asserted", tally["id"], subject, number, story),
        "UnknownLink",
        subject=subject,
        object=story,
        role=f"{'denies or withdraws' if withdrawn else 'says'}: {said}",
        status=sorted({f["modality"] for f in figures}),
        date=days,
        summary=f"{name_of(tally)}: {number}, in {sigla(cast.held, list(dict.fromkeys(f['report'] for f in figures)))}",
        proof=_documents(cast, [f["report"] for f in figures]),
        recordId=tally["id"],
    )  # fmt: skip


def _reports_of(cast: Cast, figures: Iterable[str]) -> list[str]:
    return [cast.held.figures[f]["report"] for f in figures if f in cast.held.figures]


def _documents(cast: Cast, reports: Iterable[str]) -> list[str]:
    """The ids of reports, each once, in the dossier's order."""
    known = {r for r in reports if r in cast.documents}
    return [cast.documents[r] for r in sorted(known, key=cast.held.order.__getitem__)]
