"""What speaks for and against an entity of the reports being an entry of a set of knowledge.

In: an entity with what the reports say of it, an entry. Out: `Evidence`: how well the names agree, which agree, what
else agrees (country, office, place), what contradicts. An entry is only held against an entity when their names sound
alike word for word, whatever the script and order: a rare name is never taken for a famous one that resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from crosswire.link.entities_lexicon import lexicon, owned, plain_words
from crosswire.text.name_match import match_names
from crosswire.text.names import name_words, sound
from crosswire.types import Annotations, Entity, EntityType, KnownEntity, KnownName, Mention, Place, Span

_OWNER = re.compile(r"['’ʼ`´]s$", re.IGNORECASE)
_PLACES: frozenset[EntityType] = frozenset({"GPE", "LOC", "FAC"})
# Kilometres within which a place that the reports were resolved to is the entry's: gazetteers put the middle of a
# city, and that of its district, some ten apart. Farther than the second they are two.
NEAR_KM, FAR_KM = 30.0, 100.0
# UCDP's precision of the largest places that have a middle worth measuring from.
_DISTRICT = 3
# Codes of GeoNames for what has no middle worth measuring to: countries, provinces, regions.
_BROAD = ("PCL", "ADM1", "RGN", "TERR")
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the reports say of an entity: its names, countries (ISO codes), roles, where it lies (degrees), the days from
    which the reports speak, every country that these reports name, and the ids that GeoNames has of it."""

    type: EntityType
    names: tuple[str, ...]
    countries: frozenset[str]
    roles: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    days: tuple[str, ...]
    around: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How an entry stands to an entity. `spelled` is whether a name agrees letter for letter, or across scripts;
    `agrees` and `against` say in words what else does and does not, `near` what is only
    compatible, `same` whether the pair score calls the names one bearer's, `same_id` whether the reports' place was
    found in the very gazetteer of the entry, as that entry."""

    entry: KnownEntity
    score: float
    name: KnownName
    spelled: bool
    agrees: tuple[str, ...]
    against: tuple[str, ...]
    near: bool
    same: bool
    same_id: bool

    @property
    def strong(self) -> bool:
        """Whether this alone, were it the only one, would do."""
        by_name = self.name.kind != "weak" and (self.spelled or bool(self.agrees))
        return by_name and self.same and not self.against


def told_of(
    entity: Entity,
    mentions: Mapping[Span, Mention],
    places: Mapping[Span, Place],
    said: Mapping[str, Annotations],
) -> Told:
    """What the reports say of an entity."""
    spans = [form.span for form in entity.forms if not form.corrupted]
    here = {span.report for span in spans}
    named = [places[span] for span in spans if span in places]
    if entity.type in _PLACES:
        countries = {p.country for p in named if p.country}
    else:
        texts = (*entity.roles, *(s.text for s in spans)) if entity.type == "ORG" else entity.roles
        countries = {code for text in texts if (code := owned(text).country)}
    around = (_country(p) for r in here if r in said for p in said[r].places)
    return Told(
        type=entity.type,
        names=_names(entity, spans, mentions),
        countries=frozenset(countries),
        roles=entity.roles,
        points=tuple(sorted({point for p in named if (point := _point(p)) is not None})),
        days=tuple(sorted({day for r in here if r in said and (day := said[r].anchor)})),
        around=frozenset(code for code in around if code),
        ids=frozenset(str(p.geonameid) for p in named if p.geonameid is not None),
    )


def _country(place: Place) -> str | None:
    """The country that a place is."""
    return place.country if place.kind == "country" else None


def _point(place: Place) -> tuple[float, float] | None:
    """Where a place lies; None for one that is as large as a province, or unresolved."""
    if place.latitude is None or place.longitude is None or (place.precision or 1) > _DISTRICT:
        return None
    return place.latitude, place.longitude


def _names(entity: Entity, spans: Sequence[Span], mentions: Mapping[Span, Mention]) -> tuple[str, ...]:
    """The names by which an entity is looked up: a person's in full; a body's own name before its letters."""
    full: set[str] = set()
    letters: set[str] = set()
    for span in spans:
        mention = mentions.get(span)
        if mention is None or mention.kind not in ("name", "acronym"):
            continue
        text = _OWNER.sub("", " ".join(span.text.split()))
        (letters if mention.kind == "acronym" else full).add(text)
    if entity.type == "PERSON":
        return tuple(sorted(text for text in full if len(name_words(text)) > 1))
    if entity.type == "ORG":
        whole = {text for text in full if not text.isupper()}
        return tuple(sorted(whole or full | letters))
    return tuple(sorted(full | letters))


def evidence(told: Told, entry: KnownEntity) -> Evidence | None:
    """What an entry has to do with an entity; None where their types or names do not agree."""
    if not same_type(told.type, entry.type):
        return None
    best = max(
        (
            (_spelled(printed, name.text), -_WEIGHT[name.kind], printed, name.text, name)
            for printed in told.names
            for name in entry.names
            if sounds_alike(printed, name.text)
        ),
        key=lambda x: x[:4],
        default=None,
    )
    if best is None:
        return None
    agrees, against = _countries(told, entry)
    if _same_id(told, entry):
        agrees = (*agrees, "the reports' place was found as this one")
    for more, less in (_offices(told, entry, bool(agrees)), _distance(told, entry), _days(told, entry)):
        agrees, against = (*agrees, *more), (*against, *less)
    spelled, _, printed, text, name = best
    match = match_names(printed, text, schema="OTHER" if told.type == "NORP" else told.type)
    return Evidence(
        entry=entry,
        score=match.score,
        name=name,
        spelled=spelled,
        agrees=agrees,
        against=against,
        near=bool(told.around & set(entry.countries)),
        same=match.same,
        same_id=_same_id(told, entry),
    )


def _same_id(told: Told, entry: KnownEntity) -> bool:
    """Whether the reports' place was found in GeoNames as this entry of it."""
    return entry.place_code is not None and entry.id in told.ids


_WEIGHT = {"name": 0, "alias": 1, "previous": 2, "weak": 3}


def same_type(left: EntityType, right: EntityType) -> bool:
    """Whether two types can be of one thing; places of all kinds can."""
    return left == right or {left, right} <= _PLACES


def sounds_alike(printed: str, known: str) -> bool:
    """Whether two names have the same words by their sound, in any order, or the same letters in all.

    >>> sounds_alike("Jorun Maltesk", "Мальтеск Йорун"), sounds_alike("Brigade 7", "Brigade 9")
    (True, False)
    """
    left, right = name_words(printed), name_words(known)
    if not left or not right:
        return False
    return _sounds(left) == _sounds(right) or _sounds(("".join(left),)) == _sounds(("".join(right),))


def _sounds(words: Iterable[str]) -> list[str]:
    return sorted(sound(word) or word if word.isalpha() else word for word in words)


def _spelled(printed: str, known: str) -> bool:
    """Whether two names that sound alike agree letter for letter; across scripts sound is all there is."""
    if _is_latin(printed) != _is_latin(known):
        return True
    left, right = name_words(printed), name_words(known)
    return sorted(left) == sorted(right) or "".join(left) == "".join(right)


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return all(c.isascii() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters)


Words = tuple[tuple[str, ...], tuple[str, ...]]


def _countries(told: Told, entry: KnownEntity) -> Words:
    own, known = told.countries, set(entry.countries)
    if not own or not known:
        return (), ()
    if shared := sorted(own & known):
        return (f"country {', '.join(shared)} agrees",), ()
    return (), (f"its country is {', '.join(sorted(known))}, that in the reports {', '.join(sorted(own))}",)


def _offices(told: Told, entry: KnownEntity, country_agrees: bool) -> Words:
    """Offices that agree; where both sides have some and none agrees, only the country can still tell."""
    if not told.roles or not entry.roles:
        return (), ()
    for printed in told.roles:
        for known in entry.roles:
            if _same_office(printed, known):
                return (f"“{printed}” agrees with the office “{known}”",), ()
    if country_agrees:
        return (), ()
    return (), (f"its office is “{entry.roles[0]}”, that in the reports “{told.roles[0]}”",)


def _same_office(left: str, right: str) -> bool:
    lex = lexicon()
    a, b = (
        {
            w
            for w in plain_words(text)
            if w not in lex.smalls and w not in lex.nationalities and w not in lex.countries
        }
        for text in (left, right)
    )
    return bool(a and b) and (a <= b or b <= a)


def _distance(told: Told, entry: KnownEntity) -> Words:
    broad = entry.type == "LOC" or (entry.place_code or "").startswith(_BROAD)
    if not told.points or entry.latitude is None or entry.longitude is None or broad:
        return (), ()
    nearest = min(kilometres(point, (entry.latitude, entry.longitude)) for point in told.points)
    if nearest <= NEAR_KM:
        return ("it lies where the reports' place was found",), ()
    if nearest > FAR_KM:
        return (), (f"it lies {nearest:,.0f} km from where the reports' place was found",)
    return (), ()


def _days(told: Told, entry: KnownEntity) -> Words:
    """A day before its beginning, or after the end of its validity, contradicts; of the dead too one reports."""
    if not told.days:
        return (), ()
    first, last = told.days[0], told.days[-1]
    if entry.born is not None and last[: len(entry.born)] < entry.born:
        return (), (f"it began {entry.born}, after the reports",)
    if entry.since is not None and last[: len(entry.since)] < entry.since:
        return (), (f"the entry holds from {entry.since}, after the reports",)
    if entry.until is not None and first[: len(entry.until)] > entry.until:
        return (), (f"the entry held until {entry.until}, before the reports",)
    return (), ()


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """The distance of two points on the earth, each latitude and longitude in degrees.

    >>> round(kilometres((0, 0), (0, 1)))
    111
    """
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (left, right))
    part = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(part)))
