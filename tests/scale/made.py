"""Short invented reports of several events, some of them copies of one another."""

from __future__ import annotations

from crosswire.read import Source

_PLACES = ("Karvel", "Ostrin", "Velmora", "Tessary", "Quillan", "Dorvath", "Mirefield", "Hallow Bay")
_WHAT = ("dam", "bridge", "mine", "ferry", "market", "tower", "depot", "school")
_SAID = ("mayor Ilka Brandt", "fire chief Tomas Herle", "governor Rena Solvik", "doctor Aldo Perrin")


def texts(events: int, reports: int) -> list[str]:
    """`reports` of each of so many events; every third is a copy of the first but for its headline."""
    made = []
    for event in range(events):
        place, what = _PLACES[event % len(_PLACES)], _WHAT[(event + event // len(_PLACES)) % len(_WHAT)]
        first = ""
        for number in range(reports):
            killed, said = 10 + event + number % 2, _SAID[(event + number) % len(_SAID)]
            body = (
                f"At least {killed} people were killed when the {what} at {place} gave way on Friday, {said} said. "
                f'"We lost the {what} and everything beside it," the official told reporters at {place}. '
                f"Some {300 + event} people of {place} were taken to the {what} school on the hill."
            )
            first = first or body
            copied = first if number % 3 == 2 else body
            day = 4 + event % 20 + number % 2
            made.append(
                f"{what.title()} at {place} gives way, report {number + 1}\n{day} May 2031\n\n{copied}\n"
            )
    return made


def sources(events: int = 3, reports: int = 4) -> tuple[Source, ...]:
    """The texts as sources."""
    return tuple(
        Source(name=f"r{n:03}.txt", data=text.encode()) for n, text in enumerate(texts(events, reports))
    )
