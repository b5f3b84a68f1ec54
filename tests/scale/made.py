"""Short invented reports of several events, some of them copies of one another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from crosswire.read import Source

EVENTS = (
    "Dam bursts above Karvel|At least {killed} people were killed when the upper dam at Karvel burst after a week "
    "of rain, {said} said. Water ran through Karvel as far as the lower mill, and engineer Aldo Perrin found the "
    'spillway of the dam blocked by timber. "We lost both bridges," Perrin told the council of Karvel.',
    "Ferry Meridia turns over|The sinking of the ferry Meridia in the harbour of Ostrin cost {killed} lives, "
    "according to {said}. Divers searched the hull at Ostrin until dusk, and captain Jorun Maltesk admitted that a "
    'door of the car deck had stood open. "She went down within a minute," Maltesk recalled on the quay at Ostrin.',
    "Gas explosion in Velmora mine|Gas exploded in the third gallery of the coal mine near Velmora and {killed} "
    "miners died, {said} announced. Their comrades from Velmora carried the wounded out on planks; inspector Hanne "
    'Ruvik blamed fans that failed at noon. "Nobody underground heard an alarm," Ruvik wrote about the Velmora pit.',
    "Blaze sweeps Tessary bazaar|Fire swept the covered bazaar in Tessary, where {killed} traders perished, as {said} "
    "confirmed. Shopkeepers of Tessary threw carpets and grain into the street while brigade chief Tomas Herle traced "
    'the flames to a stove among cloth stalls. "Canvas roofs burn like paper," Herle warned the Tessary merchants.',
)
SAID = (
    ("mayor Ilka Brandt", "governor Rena Solvik"),
    ("harbour master Bela Torma", "minister Odile Kranz"),
    ("union leader Pavel Drosk", "doctor Mira Castell"),
    ("magistrate Hugo Venn", "spokeswoman Lise Arnaud"),
)


def texts(events: int, reports: int) -> list[str]:
    """`reports` of each of so many events; every third is a copy of the first but for its headline."""
    made = []
    for event in range(events):
        headline, _, told = EVENTS[event].partition("|")
        first = ""
        for number in range(reports):
            body = told.format(killed=10 + 7 * event + number % 2, said=SAID[event][number % 2])
            first = first or body
            day = 4 + 5 * event + number % 2
            made.append(
                f"{headline} ({number + 1})\n{day} May 2031\n\n{first if number % 3 == 2 else body}\n"
            )
    return made


def sources(events: int = 3, reports: int = 4) -> tuple[Source, ...]:
    """The texts as sources."""
    return tuple(
        Source(name=f"r{n:03}.txt", data=text.encode()) for n, text in enumerate(texts(events, reports))
    )


def files_in(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, by its name there."""
    return {os.fspath(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
