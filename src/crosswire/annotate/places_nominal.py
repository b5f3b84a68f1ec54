"""Places that a report only describes: "the capital", "the western city", "the province".

In: a parse and the places that the report names. Out: a `Place` of form "nominal" for each such phrase that means one of
them, or the capital of the country that is meant: the one beside the phrase ("the Norwegian capital", "the
capital of Norway"), else the one in which most of the report's places lie. A phrase with the name beside it ("the
city of Bergen", "the capital, Oslo") says nothing more than the name, and what is not plain is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from crosswire import gazetteer
from crosswire.annotate.names_lexicon import folded
from crosswire.annotate.places_senses import country_of, words
from crosswire.lang import table
from crosswire.types import Place, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Of the places that a report names, how large a part must lie in a country for "the capital" to be its own.
_MOST = 0.6
# A phrase means the last place of its kind named before it, no more characters away.
_BEFORE = 600
_DETERMINERS = frozenset({"the", "this", "that"})
_NAMES = frozenset({"PROPN"})
_NOWHERE = Span(report="", start=0, end=0, text="")


def described(report: Report, doc: Doc, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places that are only described, in order."""
    known = [p for p in places if p.form == "name" and p.latitude is not None]
    if not known:
        return ()
    land = _land(known)
    found: list[Place] = []
    for token in _heads(doc):
        start = min(t.idx for t in (token, *_before(token)))
        place = _capital(token, land) if token.lower_ == "capital" else _last(token, [*known, *found], start)
        if place is not None:
            found.append(_as(report, place, start, token.idx + len(token)))
    return tuple(found)


def _heads(doc: Doc) -> Iterator[Token]:
    """Nouns for a kind of place that stand alone behind an article, no name beside them."""
    kinds = words("described")
    for token in doc:
        if token.lower_ not in kinds or not token.is_lower or token.dep_ == "compound":
            continue
        determined = any(t.lower_ in _DETERMINERS or t.dep_ == "poss" for t in token.children)
        follows = doc[token.i + 1] if token.i + 1 < len(doc) else None
        named = follows is not None and (
            follows.pos_ in _NAMES
            or follows.lower_ in ("'s", "’s", "-")
            or (follows.lower_ in (",", "of", "called", "named") and _names(doc, token.i + 2, token))
        )
        if determined and not named:
            yield token


def _names(doc: Doc, i: int, token: Token) -> bool:
    """Whether a name stands there, which for a capital may be that of its country."""
    if i >= len(doc):
        return False
    while i + 1 < len(doc) and doc[i].lower_ in _DETERMINERS:
        i += 1
    is_capital_of = token.lower_ == "capital" and doc[token.i + 1].lower_ == "of"
    return doc[i].pos_ in _NAMES and not (is_capital_of and country_of(doc[i].text) is not None)


def _before(token: Token) -> list[Token]:
    """The words of the phrase before its head."""
    return [t for t in token.subtree if t.i < token.i and t.sent == token.sent]


def _land(known: Sequence[Place]) -> str | None:
    """The country in which most of the named places lie."""
    lands = Counter(p.country for p in known if p.country is not None)
    if not lands:
        return None
    land, most = min(lands.items(), key=lambda item: (-item[1], item[0]))
    return land if most >= _MOST * sum(lands.values()) else None


def _capital(token: Token, land: str | None) -> Place | None:
    """The capital of the country beside the word, else of the report's."""
    front = _before(token)
    if any(_code(t) is None and t.dep_ != "det" and t.lower_ not in words("of_the_country") for t in front):
        return None
    behind = [t for t in token.subtree if token.i < t.i <= token.i + 4] if _next_is_of(token) else []
    named = [code for t in (*front, *behind) if (code := _code(t)) is not None]
    code = named[0] if named else None if behind else land
    entry = gazetteer.capital_of(code) if code else None
    if entry is None:
        return None
    country = gazetteer.country_entry(code or "")
    return _placed(entry, f"the capital of {country.name if country else code}")


def _next_is_of(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and str(token.nbor().lower_) == "of"


def _code(token: Token) -> str | None:
    return country_of(token.text) or _nationalities().get(folded(token.text))


@cache
def _nationalities(language: str = "en") -> dict[str, str]:
    return {
        folded(adjective): str(land["code"])
        for land in table(language, "countries")["countries"].values()
        for adjective in land["adjectives"]
    }


def _last(token: Token, known: Sequence[Place], start: int) -> Place | None:
    """The last place of the kind that was named before the phrase."""
    kinds = table("en", "places")["kinds"][token.lower_]
    before = [p for p in known if p.kind in kinds and start - _BEFORE <= p.span.end <= start]
    return max(before, key=lambda p: p.span.end, default=None)


def _placed(entry: gazetteer.Entry, why: str) -> Place:
    return Place(
        span=_NOWHERE,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        kind=entry.kind,
        precision=1,
        admin1=entry.admin1,
        admin2=entry.admin2,
        geonameid=entry.id,
        basis=why,
    )


def _as(report: Report, place: Place, start: int, end: int) -> Place:
    return replace(
        place,
        span=report.span(start, end),
        near=False,
        precision=1 if place.precision == 2 else place.precision,
        within=None,
        basis=f"{place.name}, named before" if place.span.text else place.basis,
        form="nominal",
    )
