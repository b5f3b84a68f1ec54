"""Stories of invented events in our own words, told by several outlets each, for loads on a store and a server.

In: a number. Out: stories, each some plain-text reports with names, dates and tolls that grow, agree, part, and are printed
from one ministry by several; always the same for the same number. Names are words of seven letters that stand for nothing
else, so that a whole story can become another by putting other names of seven letters in their place, every offset kept.
Such reports say nothing of how well anything is read: they are many, and alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SLOTS = (
    "town",
    "river",
    "capital",
    "country",
    "person",
    "family",
    "second",
    "house",
    "paper",
    "gazette",
    "herald",
    "wire",
)
_HEADS, _TAILS = "bdfghklmnprstvz", "lmnrstvk"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
# What happened, and how a report's first sentence tells it; {n} is the toll.
_EVENTS = (
    ("ferry", "{n} people were killed when a ferry burned on the {river} off {town} on {day}", "the ferry"),
    ("dam", "{n} people were killed when a dam above {town} gave way on {day} night", "the dam"),
    (
        "plant",
        "{n} people were killed in an explosion at a fertiliser plant near {town} on {day}",
        "the plant",
    ),
    ("bridge", "{n} people were killed when a bridge over the {river} fell at {town} on {day}", "the bridge"),
    ("market", "{n} people were killed in a fire at the covered market of {town} on {day}", "the market"),
    (
        "train",
        "{n} people were killed when a night train left the rails outside {town} on {day}",
        "the train",
    ),
    ("mine", "{n} people were killed when water broke into a coal mine at {town} on {day}", "the mine"),
    ("storm", "{n} people were killed by a storm that crossed {town} on {day}", "the storm"),
)
_SAID = (
    "“Nobody had warned us,” said {person} {family}, the mayor of {town}. “We counted the dead by hand.”",
    "“We will find out who signed the papers,” {person} {family}, the mayor, told reporters in {town}.",
    "“There was no alarm, and then there was no road,” said the mayor of {town}, {person} {family}.",
)
_MORE = (
    "At least {hurt} others were injured, according to the interior ministry of {country}.",
    "Some {moved} residents were moved to school halls along the {river}.",
    "About {missing} people were still missing, the fire service said.",
    "The government in {capital} declared two days of mourning.",
    "{second} {house}, who led the inquiry of 2029, said that {what} had never been inspected.",
    "Rescuers from {capital} reached {town} before dawn with dogs and two cranes.",
    "Relatives waited behind a rope at the riding school of {town}.",
    "Electricity failed in most of {town} and had not come back by evening.",
    "An opposition member, {second} {house}, asked for the minister to resign.",
    "The police closed the road between {town} and {capital} in both directions.",
)
_OUTLETS = ("{paper} Post", "{gazette} Gazette", "{herald} Herald", "{wire} Wire")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report: the name of its file, and its text."""

    name: str
    text: str


def names(rng: random.Random) -> dict[str, str]:
    """Twelve words of seven letters, all different, by the slot that each fills."""
    found: dict[str, str] = {}
    while len(found) < len(SLOTS):
        word = "".join(
            (rng.choice(_HEADS), rng.choice("aeiou"), rng.choice(_TAILS), rng.choice(_HEADS), rng.choice("aeiou"),
             rng.choice(_TAILS), rng.choice("aoi"))
        )  # fmt: skip
        if word.capitalize() not in found.values():
            found[SLOTS[len(found)]] = word.capitalize()
    return found


def story(number: int, count: int | None = None) -> tuple[Mapping[str, str], tuple[Told, ...]]:
    """The names and the reports of one story: `count` of them, else six to a dozen."""
    rng = random.Random(f"story {number}")
    by, event = names(rng), rng.choice(_EVENTS)
    start = rng.randrange(4)
    toll = rng.randrange(6, 60)
    reports = tuple(_reports(rng, by, event, start, toll, count or rng.randrange(6, 13)))
    return by, reports


def _reports(
    rng: random.Random, by: Mapping[str, str], event: tuple[str, str, str], start: int, toll: int, count: int
) -> Iterator[Told]:
    agency = ""
    for n in range(count):
        day = min(n // 4, 3)
        toll += rng.choice((0, 0, 1, 3)) if day else 0
        values = dict(by) | {
            "n": rng.choice((f"At least {toll}", f"{toll}".capitalize(), f"More than {toll - 1}")),
            "day": _DAYS[start],
            "what": event[2],
            "hurt": str(toll * 3),
            "moved": f"{toll * 70:,}",
            "missing": str(max(3, toll // 2)),
        }
        outlet = _OUTLETS[n % len(_OUTLETS)].format(**values)
        body = [
            f"{event[1]}, the interior ministry said.".format(**values),
            rng.choice(_SAID).format(**values),
        ]
        body += [s.format(**values) for s in rng.sample(_MORE, 5)]
        if agency and rng.random() < 0.3:
            body = [*body[:2], agency, *body[2:4]]
        agency = agency or " ".join(body[2:5])
        lines = (
            outlet,
            f"{4 + start + day} May 2031",
            f"{toll} dead in {by['town']} as {by['country']} asks why",
            *body,
        )
        yield Told(name=f"{event[0]}-{by['town'].lower()}-{n}.txt", text="\n\n".join(lines) + "\n")


def renamed(text: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """A text in which a story's names are those of another, in every way in which they are written."""
    for slot, word in old.items():
        for write in (str, str.lower, str.upper):
            text = text.replace(write(word), write(new[slot]))
    return text
