"""What a dossier states, in plain sentences that can stand alone: a count, a tally, whose word it is.

In: rows of the contract. Out: English words, for formats that have no field for a low, a best and a high. Words of
reports among them are made harmless to show; escaping is left to the format.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.present.held import Held, Item
from crosswire.present.page.numbers import bounds_words, number_words, plural, small
from crosswire.present.page.plain import clamp, fitted, shown
from crosswire.types import Scalar

# How a count of persons reads as a sentence: for one, for several.
_SENTENCES = {
    "killed": ("was killed", "were killed"),
    "injured": ("was injured", "were injured"),
    "detained": ("was detained", "were detained"),
    "missing": ("is missing", "are missing"),
    "displaced": ("was displaced", "were displaced"),
    "rescued": ("was rescued", "were rescued"),
    "participants": ("took part", "took part"),
    "deployed": ("was deployed", "were deployed"),
}
_HEADINGS = {"share": "Shares", "cost": "Costs", "other": "Other counts", "limit": "Limits", "age": "Ages"}
_LEADS = {
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}
_UNITS = {"persons": "people", "percent": "per cent"}
# Forces are many at once: of them members are counted.
_GROUPS = {
    "security_forces": "members of the security forces",
    "foreign_forces": "members of foreign forces",
    "aid_workers": "aid workers",
}
# "Dozens", "hundreds": of people.
_OF = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
# Who is meant only in the report's own context is nobody's name.
PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which", "we", "i", "one", "that", "this", "others"})
_JUDGED = {
    "confirmed": "confirmed",
    "rejected": "rejected",
    "corrected": "corrected",
    "unsure": "held unsure",
}
_LONGEST = 300


def line(text: str | None, limit: int = _LONGEST) -> str:
    """Words of a report on one line, harmless to show, cut at a word where they are long."""
    return clamp(fitted(shown(text or "")), limit)


def heading(measure: str) -> str:
    """A measure as a heading."""
    return _HEADINGS.get(measure, measure.replace("_", " ").capitalize())


def who(claim: Item) -> str:
    """Who or what was counted: "protesters", "children", "boats", "people"."""
    unit = _UNITS.get(claim.get("unit") or "", claim.get("unit") or "")
    group = claim.get("group") or ""
    party = claim.get("label") or _GROUPS.get(group, group)
    if party and unit not in ("people", party):
        return line(", ".join(filter(None, (unit, party))), 80)
    return line(party or unit, 80)


def name_of(claim: Item) -> str:
    """A tally's name: "Killed, people, Lower Pell"."""
    return ", ".join(filter(None, (heading(claim["measure"]), who(claim), line(claim.get("place"), 80))))


def number_of(figure: Item) -> str:
    """A figure as it is read: its number with its qualifier, or its vague words."""
    span = figure["number_span"]
    if figure["qualifier"] == "vague" or figure["number"] is None:
        printed = figure["text"][span["start"] - figure["start"] : span["end"] - figure["start"]]
        return line(printed, 40) or bounds_words(figure["low"], figure["high"])
    if figure["qualifier"] == "range":
        return bounds_words(figure["low"], figure["high"])
    return _LEADS.get(figure["qualifier"], "") + number_words(figure["number"])


def count_sentence(claim: Item, number: str, *, one: bool) -> str:
    """A count as a sentence without its stop: "More than 200 people were detained (Torvane)"."""
    counted = who(claim)
    place = f" ({line(claim['place'], 80)})" if claim.get("place") else ""
    if number.casefold().rpartition(" ")[2] in _OF and counted:
        counted = f"of {counted}"
    if claim["measure"] not in _SENTENCES or not counted:
        said = f"{heading(claim['measure'])}: {number} {counted}".strip()
    else:
        counted = "person" if one and counted == "people" else counted
        said = f"{number} {counted} {_SENTENCES[claim['measure']][0 if one else 1]}"
    return said[:1].upper() + said[1:] + place


def tally_number(tally: Item) -> str:
    """The number by which a tally goes: its best, else what its accounts allow."""
    best: Scalar | None = tally["best"]
    return number_words(best) if best is not None else bounds_words(tally["low"], tally["high"])


def tally_sentences(tally: Item) -> str:
    """A tally in sentences: its number, what the accounts allow, its status, on how many sources, and why."""
    number = tally_number(tally)
    said = f"{count_sentence(tally, number, one=tally['best'] == 1)}."
    if tally["best"] is not None and not tally["low"] == tally["best"] == tally["high"]:
        said += f" The accounts allow {bounds_words(tally['low'], tally['high'])}."
    stands = f"{status_words(tally)}, on {sources_words(tally)}."
    return " ".join(filter(None, (said, stands, line(tally["why"], 2000), judged_sentence(tally))))


def judged_words(row: Item) -> str:
    """What people at the desk judged of a statement ("confirmed by one person"), without their names, which the dossier
    has; nothing where nobody did."""
    review = row.get("review")
    if not review:
        return ""
    count = len(review["by"])
    people = "one person" if count == 1 else f"{small(count)} people"
    return (
        "judged differently by people"
        if review["standing"] == "disputed"
        else f"{_JUDGED[review['standing']]} by {people}"
    )


def judged_sentence(row: Item) -> str:
    """The same as a sentence."""
    words = judged_words(row)
    return f"At the desk: {words}." if words else ""


def status_words(tally: Item) -> str:
    """A tally's status in words: "Single source"."""
    return str(tally["status"]).replace("-", " ").capitalize()


def sources_words(found: Item) -> str:
    """On how much a finding stands: "2 independent sources (3 originals)"."""
    independent = plural(found.get("independent", 0), "independent source")
    return f"{independent} ({plural(found.get('families', 0), 'original')})"


def origin_words(held: Held, origins: Sequence[Item]) -> str:
    """Whose word it is, by name: entities, and originals that speak for themselves."""
    return "; ".join(dict.fromkeys(line(_origin(held, o), 120) for o in origins))


def _origin(held: Held, origin: Item) -> str:
    entity = held.entities.get(origin.get("entity") or "")
    if entity is not None:
        return str(entity["name"])
    family = held.families_by_id.get(origin.get("voice_of") or "")
    if family is None:
        return (
            "not resolved" if origin.get("entity") is None and origin.get("voice_of") is None else "unnamed"
        )
    if family.get("agency"):
        return f"{family['agency']}, in its own voice"
    root = held.reports.get(family["root"] or "")
    if root is None:
        return f"an original not in hand, behind {sigla(held, family['reports'])}"
    return f"{root.get('publisher') or root.get('siglum')}, in its own voice"


def sigla(held: Held, reports: Sequence[str]) -> str:
    """Reports by their sigla, in the dossier's order: "R1, R3"."""
    known = {r: str(held.reports[r].get("siglum") or r) for r in reports if r in held.reports}
    return ", ".join(known[r] for r in sorted(known, key=held.order.__getitem__))


def asserter_words(held: Held, claim: Item, fallback: str = "in its own voice") -> str:
    """Who says a figure or quote: the entity's name, else as printed, else `fallback`."""
    entity = held.entities.get(claim.get("attributed_to") or claim.get("speaker") or "")
    if entity is not None:
        return line(entity["name"], 120)
    printed = line(claim.get("attributed_text") or claim.get("speaker_text"), 120)
    if printed.lower() in PRONOUNS:
        return f"“{printed}”, not resolved" if fallback else ""
    return printed or fallback


def side_words(side: Item) -> str:
    """A side of a discrepancy: its reading, or where that only names a report, the words that it has there."""
    words = next((line(e["text"], 400) for e in side["evidence"] if e.get("text")), "")
    return f"“{words}”" if words and str(side["reading"]).startswith("as in ") else line(side["reading"], 400)


def speaker_words(held: Held, utterance: Item) -> str:
    """Who said an utterance: its speaker, else whoever most of the reports name, and that they do not agree."""
    entity = held.entities.get(utterance.get("speaker") or "")
    if entity is not None:
        return line(entity["name"], 120)
    named = said_by(held, utterance)
    if not named:
        return "Somebody not named"
    most = max(named, key=lambda name: len(named[name]))
    return most if len(named) == 1 else f"{most}, as most reports have it"


def said_by(held: Held, utterance: Item) -> dict[str, list[str]]:
    """The speakers that reports name for an utterance, each with the reports that do, in their order."""
    named: dict[str, list[str]] = {}
    for quote in (held.quotes[m["quote"]] for m in utterance["members"] if m["quote"] in held.quotes):
        name = asserter_words(held, quote, "")
        if name and quote["report"] not in named.setdefault(name, []):
            named[name].append(quote["report"])
    return named
