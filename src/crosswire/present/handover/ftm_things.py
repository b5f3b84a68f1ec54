"""What reports are and whom and what they name, as FollowTheMoney has it: articles, people, bodies, places, mentions.

In: a `Held`. Out: entities, and the ids under which others refer to them. A garbled form of a name is a weak alias:
good to find by, not to match by. Nationalities are no legal entities and are left out. A person in two stories is
one entity where the dossier says so; the same name in two dossiers is one only in the same story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from crosswire.present.handover.ftm_values import TEXT_LENGTH, FtmEntity, codes, ftm_entity, ftm_id
from crosswire.present.handover.statements import line
from crosswire.present.held import Held, Item

_SCHEMATA = {"PERSON": "Person", "ORG": "Organization", "GPE": "Address", "FAC": "Address", "LOC": "Address", "OTHER": "LegalEntity"}  # fmt: skip
# Schemata that a mention may be resolved to, and that an event involves.
LEGAL = ("Person", "Organization", "PublicBody", "LegalEntity")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,9}")


@dataclass(frozen=True)
class Cast:
    """The ids of what a dossier is about: of its reports, its stories, its people, bodies and places."""

    held: Held

    @cached_property
    def documents(self) -> Mapping[str, str]:
        """By the id of a report."""
        return {id: ftm_id("report", r["sha256"], id) for id, r in self.held.reports.items()}

    @cached_property
    def stories(self) -> Mapping[str, str]:
        """By the id of a story."""
        return {s["id"]: ftm_id("story", s["id"]) for s in self.held.stories}

    @cached_property
    def schemata(self) -> Mapping[str, str]:
        """The schema of each entity that has one, by its id."""
        return {id: schema for id, e in self.held.entities.items() if (schema := _schema(e)) is not None}

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """By the id of an entity that has a schema."""
        return {id: self._entity_id(self.held.entities[id]) for id in self.schemata}

    def legal(self, entity: str | None) -> str | None:
        """The id of an entity that can act: a person or a body; None for a place or for nobody."""
        if entity is None or self.schemata.get(entity) not in LEGAL:
            return None
        return self.entities[entity]

    def story_of(self, reports: Iterator[str]) -> str | None:
        """The id of the story that most of `reports` tell, the first among equals."""
        votes: dict[str, int] = {}
        for report in reports:
            story = self.held.story_of.get(report)
            if story is not None:
                votes[story] = votes.get(story, 0) + 1
        return self.stories[max(votes, key=lambda s: votes[s])] if votes else None

    def _entity_id(self, entity: Item) -> str:
        # Ids of entities are made of their names: bearers of one name in two stories must stay two.
        reports = sorted({f["report"] for f in entity["forms"]}, key=lambda r: self.held.order.get(r, -1))
        story = next((s for r in reports if (s := self.held.story_of.get(r))), "")
        return ftm_id("entity", story, entity["id"])


def _schema(entity: Item) -> str | None:
    schema = _SCHEMATA.get(entity["type"])
    if schema == "Organization":
        words = f" {' '.join(entity['name'].casefold().split())} "
        if any(f" {body} " in words for body in codes()["bodies"]["words"]):
            return "PublicBody"
    return schema


def articles(cast: Cast, *, with_text: bool) -> Iterator[FtmEntity]:
    """A report each: what is known of it, who and what it names, and with its text, if that is asked for."""
    held = cast.held
    named = _named(cast)
    agent = " ".join(
        filter(None, (str(held.contract.get("generator", {}).get(k, "")) for k in ("name", "version")))
    )
    for report in held.reports.values():
        names = named.get(report["id"], {})
        yield ftm_entity(
            cast.documents[report["id"]],
            "Article",
            title=report["title"],
            fileName=_file_name(report["source"]) or report["id"],
            author=report.get("byline"),
            publisher=report["publisher"],
            sourceUrl=report.get("address"),
            publishedAt=report["published"],
            modifiedAt=report.get("updated"),
            language=report["language"],
            encoding=report.get("encoding"),
            mimeType=codes()["media"].get(report.get("format")),
            peopleMentioned=names.get("Person", ()),
            companiesMentioned=(*names.get("Organization", ()), *names.get("PublicBody", ())),
            locationMentioned=names.get("Address", ()),
            keywords=report.get("credits", ()),
            notes=_notes(report),
            bodyText=_pieces(held.texts.get(report["id"], "")) if with_text else None,
            processingAgent=agent,
        )  # fmt: skip


def _named(cast: Cast) -> dict[str, dict[str, list[str]]]:
    """By report and schema, the names of the entities that it names."""
    found: dict[str, dict[str, list[str]]] = {}
    for id, schema in cast.schemata.items():
        entity = cast.held.entities[id]
        for report in {f["report"]: None for f in entity["forms"]}:
            found.setdefault(report, {}).setdefault(schema, []).append(entity["name"])
    return found


def _notes(report: Item) -> list[str | None]:
    """What the model has no property for; its checksum is SHA-1, and here there is a better one."""
    provenance = report.get("provenance") or {}
    return [
        f"Report {report.get('siglum')} of the dossier." if report.get("siglum") else None,
        f"SHA-256 of the unaltered bytes: {report['sha256']}",
        f"Passed on by {report['carrier']}" if report.get("carrier") else None,
        f"By its signs machine-translated: {provenance.get('why')}"
        if provenance.get("machine_translated")
        else None,
        *report.get("notices", ()),
    ]


def _pieces(text: str) -> list[str]:
    """A text in pieces that the model holds, each as it was read."""
    return [text[n : n + TEXT_LENGTH] for n in range(0, len(text), TEXT_LENGTH)]


def _file_name(source: str) -> str:
    return str(source).rstrip("/").replace("\\", "/").rpartition("/")[2] or str(source)


def things(cast: Cast) -> Iterator[FtmEntity]:
    """An entity each for the people, bodies and places."""
    places = _places(cast.held)
    for id, schema in cast.schemata.items():
        entity = cast.held.entities[id]
        made = _place_of(cast, entity, places) if schema == "Address" else _actor(cast, entity, schema)
        yield made


def _actor(cast: Cast, entity: Item, schema: str) -> FtmEntity:
    sure = [k for k in entity.get("known", ()) if k["sure"]]
    position = {"position": entity["roles"]} if schema == "Person" else {}
    return ftm_entity(
        cast.entities[entity["id"]],
        schema,
        name=_shown_name(entity),
        alias=_aliases(entity),
        weakAlias=_forms(entity, corrupted=True),
        wikidataId=[k["id"] for k in sure if _WIKIDATA.fullmatch(str(k["id"]))],
        sourceUrl=[k.get("address") for k in sure],
        notes=[_garbled(cast, f) for f in entity["forms"] if f["corrupted"]],
        proof=_carriers(cast, entity),
        **position,
    )


def _place_of(cast: Cast, entity: Item, places: Mapping[tuple[str, int, int], Item]) -> FtmEntity:
    spans = [(f["report"], f["start"], f["end"]) for f in entity["forms"]]
    found = [p for s in spans if (p := places.get(s)) is not None and p.get("form", "name") != "part"]
    at = next((p for p in found if p["latitude"] is not None), found[0] if found else {})
    name = _shown_name(entity)
    return ftm_entity(
        cast.entities[entity["id"]],
        "Address",
        name=name,
        full=", ".join(dict.fromkeys(filter(None, (name, at.get("admin2"), at.get("admin1"))))),
        alias=_aliases(entity),
        weakAlias=_forms(entity, corrupted=True),
        city=name if at.get("kind") == "city" else None,
        region=at.get("admin2"),
        state=at.get("admin1"),
        country=at.get("country"),
        latitude=_degrees(at.get("latitude")),
        longitude=_degrees(at.get("longitude")),
        notes=[_garbled(cast, f) for f in entity["forms"] if f["corrupted"]],
        proof=_carriers(cast, entity),
    )


def _places(held: Held) -> dict[tuple[str, int, int], Item]:
    """The places by where they stand."""
    return {(p["report"], p["start"], p["end"]): p for ps in held.places.values() for p in ps}


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _aliases(entity: Item) -> list[str]:
    """Other forms of the name, but for those that differ by an article or by capitals."""
    forms = {_bare(form): form for form in reversed(_forms(entity, corrupted=False))}
    forms.pop(_bare(entity["name"]), None)
    return list(reversed(forms.values()))


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _forms(entity: Item, *, corrupted: bool) -> list[str]:
    return [" ".join(f["text"].split()) for f in entity["forms"] if bool(f["corrupted"]) is corrupted]


def _garbled(cast: Cast, form: Item) -> str:
    report = cast.held.reports.get(form["report"], {})
    why = f": {form['reason']}" if form.get("reason") else ""
    return f"Printed as “{form['text']}” in {report.get('siglum') or form['report']}{why}"


def _carriers(cast: Cast, entity: Item) -> list[str]:
    """The reports that name it, in the dossier's order."""
    reports = {f["report"] for f in entity["forms"] if f["report"] in cast.documents}
    return [cast.documents[r] for r in sorted(reports, key=cast.held.order.__getitem__)]


def mentions(cast: Cast) -> Iterator[FtmEntity]:
    """A mention each for a form of a name in a report, however often it stands there."""
    for id, schema in cast.schemata.items():
        entity = cast.held.entities[id]
        forms = {(f["report"], " ".join(f["text"].split())): None for f in entity["forms"]}
        for report, form in forms:
            if report in cast.documents and form:
                yield ftm_entity(
                    ftm_id("mention", cast.documents[report], cast.entities[id], form),
                    "Mention",
                    document=cast.documents[report],
                    name=form,
                    resolved=cast.legal(id),
                    detectedSchema=schema,
                )


def _shown_name(entity: Item) -> str:
    """The entity's name; the model wants one of everything."""
    return line(entity["name"], 380) or "Unnamed"
