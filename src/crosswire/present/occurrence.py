"""One story as the event that coders record: how many were harmed, when and where, as far as it is told.

In: a `Held` and a story. Out: an `Occurrence`. The counts are the story's tolls; where a dossier has none
for a measure, the tally of the people at large, or the only tally there is. The day is the one that most
originals print for the harm; a report's own day says only that it had happened by then. The place is the
one that most originals name for it. What they do not print, or where they are split, stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from crosswire.present.held import Held, Item
from crosswire.types import Scalar

# How the annotations name the day of a figure that prints none of its own.
OWN_DAY = "the report's own day"
# The harm by which an event is dated and placed: the first of these that anything is told of.
_HARM = ("killed", "injured", "missing", "detained", "displaced", "participants")
_ARMED = ("security_forces", "foreign_forces", "militants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of one measure and party, and the ids of the figures that say so, the telling one first."""

    number: Scalar | None
    low: Scalar | None
    high: Scalar | None
    figures: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The first and the last day on which it may have happened; None is unknown."""

    start: str | None = None
    end: str | None = None

    @property
    def days(self) -> int | None:
        """How many days lie between, both counted; None unless both are known."""
        if self.start is None or self.end is None:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1

    @property
    def year(self) -> int | None:
        """The year, where it can only be one."""
        return (
            int(self.start[:4])
            if self.days and self.start and self.start[:4] == (self.end or "")[:4]
            else None
        )

    @property
    def middle(self) -> str | None:
        """The day in the middle, the earlier of two."""
        if self.start is None or self.days is None:
            return None
        return (date.fromisoformat(self.start) + timedelta(days=(self.days - 1) // 2)).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place: as printed, by its gazetteer name, its ISO 3166-1 alpha-2 country, province and district, WGS 84
    degrees. `near` is whether the reports say near it and not in it; None is unknown. `precision` is UCDP's
    where_prec as if they said in it; None where the gazetteer lacks it."""

    printed: str | None = None
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    near: bool | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A story with what it comes to. `told` is the measure by which it was dated and placed."""

    story: Item
    reports: tuple[Item, ...]
    counts: Mapping[tuple[str, str], Count]
    told: str | None
    when: When
    where: Where
    cumulative: bool = False
    origins: tuple[str, ...] = ()
    tallies: tuple[Item, ...] = field(default=())

    def count(self, measure: str, party: str = "all") -> Count | None:
        """What it comes to for a measure and party, or None."""
        return self.counts.get((measure, party))


def occurrences(held: Held) -> tuple[Occurrence, ...]:
    """Every story of the dossier, in its order."""
    return tuple(_occurrence(held, story) for story in held.stories)


def whole(number: Scalar | None) -> int | None:
    """A count as an integer; None for a fraction or what is unknown."""
    if isinstance(number, float):
        return int(number) if number.is_integer() else None
    return number


def _occurrence(held: Held, story: Item) -> Occurrence:
    tallies = held.tallies_of.get(story["id"], ())
    counts = _counts(held, story, tallies)
    told = next((m for m in _HARM if any(measure == m for measure, _ in counts)), None)
    figures = _figures(held, told, counts, tallies)
    behind = [t for t in tallies if t["measure"] == told]
    first = counts.get((told or "", "all"))
    telling = held.figures.get(first.figures[0]) if first and first.figures else None
    return Occurrence(
        story=story,
        reports=tuple(held.reports[r] for r in story["reports"] if r in held.reports),
        counts=counts,
        told=told,
        when=_when(held, figures),
        where=_where(held, figures),
        cumulative=bool(telling and telling.get("cumulative")),
        origins=tuple(dict.fromkeys(n for t in behind for n in held.origin_names(t["origins"]))),
        tallies=tallies,
    )


def _counts(held: Held, story: Item, tallies: Sequence[Item]) -> dict[tuple[str, str], Count]:
    counts: dict[tuple[str, str], Count] = {}
    for toll in held.tolls_of.get(story["id"], ()):
        # A nought that rests on no words is silence, not a count.
        if toll["number"] == 0 and not toll["figures"]:
            continue
        counts.setdefault((toll["measure"], toll["party"]), _count(toll, toll["number"]))
    for measure in _HARM:
        of_persons = [t for t in tallies if t["measure"] == measure and t["unit"] in ("persons", None)]
        wholes = [t for t in of_persons if t.get("part_of") is None]
        everybody = [t for t in wholes if _of_all(t)] or (wholes if len(wholes) == 1 else [])
        for party, of_party in (("all", everybody), *_parties(of_persons)):
            if of_party and (measure, party) not in counts:
                counts[measure, party] = _count(of_party[0], of_party[0]["best"])
    return counts


def _parties(tallies: Sequence[Item]) -> Iterable[tuple[str, list[Item]]]:
    """The tallies of each party that tolls know, as far as a tally says whom it counts."""

    def of(name: str, value: str) -> list[Item]:
        return [t for t in tallies if (t.get("party") or {}).get(name) == value]

    yield "children", [t for t in tallies if t["group"] == "children" or t in of("age", "child")]
    yield "women", [t for t in of("sex", "female") if t["party"].get("age") != "child"]
    yield "civilians", of("standing", "civilian")
    yield "combatants", of("standing", "combatant")


def _of_all(tally: Item) -> bool:
    """Whether a tally counts the people at large, none apart from others."""
    party = tally.get("party") or {}
    return tally["group"] in ("people", None) and not any(party.get(n) for n in ("standing", "age", "sex"))


def _count(claim: Item, number: Scalar | None) -> Count:
    return Count(
        number=number,
        low=claim["low"],
        high=claim["high"],
        figures=tuple(claim["figures"]),
        why=claim.get("why") or "",
    )


def armed_counted(occurrence: Occurrence, measure: str) -> bool:
    """Whether anything is told of armed people among those harmed."""
    return occurrence.count(measure, "combatants") is not None or any(
        t["measure"] == measure and t["group"] in _ARMED for t in occurrence.tallies
    )


def _figures(
    held: Held,
    measure: str | None,
    counts: Mapping[tuple[str, str], Count],
    tallies: Sequence[Item],
) -> list[Item]:
    """The figures that tell of the harm: those behind its counts and tallies that stand and are its own."""
    ids = [i for (m, _), count in counts.items() if m == measure for i in count.figures]
    ids += [i for t in tallies if t["measure"] == measure for i in t["figures"]]
    found = [held.figures[i] for i in dict.fromkeys(ids) if i in held.figures]
    return [
        f
        for f in found
        if f.get("part_of_event", True) and f["modality"] != "denied" and not f.get("cumulative")
    ]


def _when(held: Held, figures: Sequence[Item]) -> When:
    votes: dict[tuple[str, str], set[str]] = {}
    known_by: list[str] = []
    for figure in figures:
        as_of = figure["as_of"] or {}
        start, end = _day(as_of.get("start")), _day(as_of.get("end"))
        if figure["basis"] == OWN_DAY and end is not None:
            known_by.append(end)
        elif start is not None and end is not None and start <= end:
            votes.setdefault((start, end), set()).update(held.originals(figure) or (figure["report"],))
    if votes:
        start, end = min(votes, key=lambda days: (-len(votes[days]), days))
        return When(start=start, end=end)
    return When(end=min(known_by)) if known_by else When()


def _day(stamp: str | None) -> str | None:
    """The day of an ISO stamp, where it is one of the calendar's."""
    try:
        return date.fromisoformat((stamp or "")[:10]).isoformat()
    except ValueError:
        return None


def _where(held: Held, figures: Sequence[Item]) -> Where:
    votes: dict[Where, set[str]] = {}
    nears: dict[Where, set[bool | None]] = {}
    for figure in figures:
        place = _place(held, figure) if figure["place"] else None
        place = place or _around(held, figure)
        if place is not None:
            bare = replace(place, near=None)
            votes.setdefault(bare, set()).update(held.originals(figure) or (figure["report"],))
            nears.setdefault(bare, set()).add(place.near)
    best = sorted(votes, key=lambda w: (-len(votes[w]), w.printed or "", w.country or ""))
    if not best:
        return Where()
    if len(best) == 1 or len(votes[best[0]]) > len(votes[best[1]]):
        said = nears[best[0]]
        return replace(best[0], near=said.pop() if len(said) == 1 else None)
    countries = {w.country for w in best if len(votes[w]) == len(votes[best[0]])}
    return Where(country=countries.pop()) if len(countries) == 1 else Where()


def _place(held: Held, figure: Item) -> Where | None:
    """The figure's own place, as the report's places resolve that name."""
    printed = str(figure["place"])
    places = [p for p in held.places.get(figure["report"], ()) if p.get("form") != "part"]
    same = [p for p in places if printed in (p["text"], p["name"])]
    # "the village of N", "northern N": the place inside the figure's own words.
    same = same or [p for p in places if f" {printed} ".find(f" {p['text']} ") >= 0]
    found = min(same, key=lambda p: abs(p["start"] - figure["start"]), default=None)
    return resolved(found) if found is not None else Where(printed=printed)


def _around(held: Held, figure: Item) -> Where | None:
    """The one place that the dated clause around a figure names, if it is one."""
    for clause in held.clauses.get(figure["report"], ()):
        if not _meet(clause, figure):
            continue
        inside = {
            resolved(p)
            for p in held.places.get(figure["report"], ())
            if clause["start"] <= p["start"] and p["end"] <= clause["end"] and p.get("form") != "part"
        }
        if len(inside) == 1:
            return inside.pop()
    return None


def _meet(one: Item, other: Item) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def resolved(place: Item) -> Where:
    """A place of the contract as a `Where`."""
    known = place["latitude"] is not None
    return Where(
        printed=place["name"],
        name=place["name"] if known else None,
        country=place["country"],
        latitude=place["latitude"],
        longitude=place["longitude"],
        near=place.get("near"),
        admin1=place.get("admin1"),
        admin2=place.get("admin2"),
        precision=_as_if_in(place.get("precision")),
    )


def _as_if_in(precision: int | None) -> int | None:
    """The precision without regard to nearness, which is told apart."""
    return 1 if precision == 2 else precision
