"""ClaimReview: every reading of a count, who claims it where, and how it stands, as schema.org has it in JSON-LD.

In: a `Held` and a `Cover`. Out: one JSON-LD document: a ClaimReview for each number that the accounts give of one
thing, so that "14 killed" and "31 killed" are two claims, each with its own authors, appearances and rating.

The rating is in words alone (`alternateName`, `ratingExplanation`). A `ratingValue` is read as a degree of truth, and
that is not what is known here: how many independent sources give a number, and whether others contradict or overtake
it. What people at the desk judged is said beside it, and changes no word of the rating.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crosswire.present.handover.cover import Cover
from crosswire.present.handover.json_text import to_pages, urn
from crosswire.present.handover.statements import (
    PRONOUNS,
    asserter_words,
    count_sentence,
    judged_sentence,
    line,
    number_of,
    sigla,
    sources_words,
    tally_sentences,
)
from crosswire.present.held import Held, Item
from crosswire.present.page.dates import day_of, interval_words
from crosswire.present.page.plain import language_tag, safe_address
from crosswire.types import Interval

CONTEXT = "https://schema.org"
# How a reading stands: by its tally's status, and whether it is the tally's number, allows it, or neither. The table
# in docs/exports.md says the same.
WITHDRAWN, DENIED, UNVERIFIED = "Withdrawn", "Denied", "Reported as unverified"
ONE_SOURCE = "One source only"
RATINGS: Mapping[str, tuple[str, str, str]] = {
    "agreed": ("Agreed by the accounts", "Agreed by the accounts", "Not what the other accounts allow"),
    "compatible": ("Compatible accounts", "Compatible accounts", "Not what the other accounts allow"),
    "revised": ("Latest count", "Earlier count that the latest allows", "Overtaken by later counts"),
    "disputed": ("Disputed, best supported", "Disputed, allows the best supported", "Disputed"),
}
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_TYPES = {"PERSON": "Person", "ORG": "Organization"}


def to_claimreview(held: Held, cover: Cover, *, with_text: bool) -> bytes:
    """The claims of a dossier, reviewed. Only the phrases that make a claim are quoted, with or without the texts."""
    graph = [review(held, cover, tally, number, figures) for tally, number, figures in readings(held)]
    return to_pages({"@context": CONTEXT, "@graph": graph}).encode("utf-8")


def readings(held: Held) -> Iterator[tuple[Item, str, list[Item]]]:
    """Each tally with each number given of it and the figures that give it, by first appearance."""
    for tally in held.contract["tallies"]:
        found: dict[str, list[Item]] = {}
        for id in tally["figures"]:
            figure = held.figures.get(id)
            if figure is not None and figure["report"] in held.reports:
                found.setdefault(number_of(figure), []).append(figure)
        for figures in found.values():
            figures.sort(key=lambda f: (*_moment(held, f), f["start"]))
        for number, figures in sorted(found.items(), key=lambda r: (*_moment(held, r[1][0]), r[0])):
            yield tally, number, figures


def _moment(held: Held, figure: Item) -> tuple[str, int]:
    """When a figure's report came out, as far as it says; those that do not say come last."""
    report = held.reports[figure["report"]]
    return (report["published"] or "9999", held.order[report["id"]])


def review(held: Held, cover: Cover, tally: Item, number: str, figures: Sequence[Item]) -> dict[str, Any]:
    """One ClaimReview."""
    key = (tally["id"], number, held.reports[figures[0]["report"]]["sha256"])
    sentence = count_sentence(tally, number, one=figures[0]["number"] == 1)
    days = {(f["as_of"]["start"], f["as_of"]["end"]) for f in figures if f.get("as_of")}
    if len(days) == 1:
        start, end = days.pop()
        sentence += f", as of {line(interval_words(Interval(start=start, end=end)), 60)}"
    return _known(
        {
            "@type": "ClaimReview",
            "@id": urn("claimreview", *key),
            "url": cover.address,
            "datePublished": cover.day,
            "author": {"@type": "Organization", "name": line(cover.desk)} if cover.desk else None,
            "inLanguage": "en",
            "claimReviewed": sentence,
            "reviewRating": _rating(held, tally, figures),
            "reviewBody": tally_sentences(tally),
            "itemReviewed": _claim(held, key, sentence, figures),
        }
    )


def _rating(held: Held, tally: Item, figures: Sequence[Item]) -> dict[str, Any]:
    rating = stands(tally, figures)
    threshold = (held.contract.get("settings") or {}).get("corroboration_threshold")
    asked = f" ({threshold} or more are asked for)" if threshold else ""
    denying = [f for f in figures if f["modality"] == "denied"]
    deniers = dict.fromkeys(asserter_words(held, f, "") for f in denying if rating != WITHDRAWN)
    said = (
        f"{rating}.",
        f"It is withdrawn in {sigla(held, [f['report'] for f in denying])}." if rating == WITHDRAWN else "",
        f"It is denied by {line(', '.join(filter(None, deniers)), 300)}." if any(deniers) else "",
        f"The count as a whole rests on {sources_words(tally)} and is "
        f"{'' if tally.get('corroborated') else 'not '}corroborated{asked}.",
        *_judged(figures),
    )
    return {
        "@type": "Rating",
        "reviewAspect": "attestation by independent sources, not truth",
        "alternateName": rating,
        "ratingExplanation": " ".join(filter(None, said)),
    }


def stands(tally: Item, figures: Sequence[Item]) -> str:
    """How a reading stands, in the words of the rating."""
    claimed = [f for f in figures if f["modality"] != "denied"]
    if not claimed:
        return DENIED
    counted = {i for point in tally["series"] for i in point["figures"]}
    if len(claimed) < len(figures) and not any(f["id"] in counted for f in claimed):
        return WITHDRAWN
    if {f["modality"] for f in claimed} <= {"hedged", "unverified"}:
        return UNVERIFIED
    if tally["status"] == "single-source":
        return ONE_SOURCE
    level = 0 if _is_the_number(tally, claimed) else 1 if any(_allows(f, tally) for f in claimed) else 2
    rating = RATINGS[tally["status"]][level]
    if tally["status"] in ("agreed", "compatible") and level < 2:
        rating += ", corroborated" if tally.get("corroborated") else ", not corroborated"
    return rating


def _is_the_number(tally: Item, figures: Sequence[Item]) -> bool:
    """Whether a reading is the number by which its tally goes: the last to be told, of one that was revised."""
    if tally["status"] == "revised":
        last = max((p["as_of"] or "" for p in tally["series"]), default="")
        told = {i for p in tally["series"] if (p["as_of"] or "") == last for i in p["figures"]}
        return any(f["id"] in told for f in figures)
    return any(
        f["number"] is not None and f["number"] == tally["best"] == f["low"] == f["high"] for f in figures
    )


def _allows(figure: Item, tally: Item) -> bool:
    """Whether a figure's words allow the tally's best; where there is none, whether they meet its bounds."""
    low, high = (tally["low"], tally["high"]) if tally["best"] is None else (tally["best"], tally["best"])
    over = high is not None and figure["low"] is not None and figure["low"] > high
    under = low is not None and figure["high"] is not None and figure["high"] < low
    return not over and not under


def _judged(figures: Sequence[Item]) -> list[str]:
    """What people judged of the figures of a reading, each judgement once; of the tally its own sentences say it."""
    return list(dict.fromkeys(filter(None, map(judged_sentence, figures))))


def _claim(held: Held, key: tuple[str, ...], sentence: str, figures: Sequence[Item]) -> dict[str, Any]:
    reports = list(dict.fromkeys(f["report"] for f in figures))
    appearances = [_article(held.reports[r]) for r in reports]
    claimed = [f for f in figures if f["modality"] != "denied"]
    authors = list({a["name"]: a for f in claimed if (a := _author(held, f)) is not None}.values())
    return _known(
        {
            "@type": "Claim",
            "@id": urn("claim", *key),
            "name": sentence,
            "text": line(figures[0]["text"], 500),
            "author": authors[0] if len(authors) == 1 else authors or None,
            "creditText": "; ".join(dict.fromkeys(filter(None, (_credit(held, f) for f in claimed)))) or None,
            "datePublished": appearances[0].get("datePublished"),
            "firstAppearance": appearances[0],
            "appearance": appearances,
        }
    )


def _author(held: Held, figure: Item) -> dict[str, Any] | None:
    """Who makes the claim: the person or body that the report names, else who publishes it; None where neither is known,
    or where it is not known what they are."""
    entity = held.entities.get(figure.get("attributed_to") or "")
    if entity is not None:
        return _named(entity) if entity["type"] in _TYPES and line(entity["name"]) else None
    if figure.get("attributed_text"):
        return None
    publisher = line(_voice(held, figure))
    return {"@type": "Organization", "name": publisher} if publisher else None


def _credit(held: Held, figure: Item) -> str:
    """Who makes the claim, as printed, where it is not known whether that is a person or a body: "gravediggers"."""
    entity = held.entities.get(figure.get("attributed_to") or "")
    if entity is not None:
        return "" if entity["type"] in _TYPES else line(entity["name"])
    printed = line(figure.get("attributed_text"))
    return "" if printed.lower() in PRONOUNS else printed


def _voice(held: Held, figure: Item) -> str | None:
    """Whose own voice a figure is: the agency's behind it, or the first report's that carried it, of those in hand."""
    for family in (held.families_by_id[i] for i in held.originals(figure)):
        if family.get("agency"):
            return str(family["agency"])
        carriers = sorted((r for r in family["reports"] if r in held.reports), key=held.order.__getitem__)
        first = held.reports.get(family["root"] or "") or held.reports[carriers[0]]
        if first["publisher"]:
            return str(first["publisher"])
    publisher: str | None = held.reports[figure["report"]]["publisher"]
    return publisher


def _named(entity: Item) -> dict[str, Any]:
    office = line("; ".join(entity["roles"]), 200) if entity["type"] == "PERSON" else ""
    addresses = (safe_address(k.get("address")) for k in entity.get("known", ()) if k["sure"])
    return _known(
        {
            "@type": _TYPES[entity["type"]],
            "name": line(entity["name"]),
            "jobTitle": office or None,
            "sameAs": [a for a in addresses if a] or None,
        }
    )


def _article(report: Item) -> dict[str, Any]:
    """A report as a claim appears in it."""
    publisher, byline = line(report["publisher"]), line(report.get("byline"))
    return _known(
        {
            "@type": "Article",
            "@id": urn("report", report["sha256"], report["id"]),
            "url": safe_address(report.get("address")),
            "headline": line(report["title"]) or None,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "creditText": byline or None,
            "datePublished": _date(report["published"]),
            "dateModified": _date(report.get("updated")),
            "inLanguage": language_tag(report["language"]),
            "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": report["sha256"]},
        }
    )


def _date(stamp: str | None) -> str | None:
    """A day or date-time as it stands, where it is one."""
    return stamp if stamp and _STAMP.fullmatch(stamp) and day_of(stamp) else None


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """What is known of them: schema.org has no null."""
    return {name: value for name, value in values.items() if value is not None}
