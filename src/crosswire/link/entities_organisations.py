"""Which namings of organisations and places are one.

An organisation's name is read as its own words and the country in it, so that "the Ministry of Ports of
Kestria", "Kestria's Ports Ministry" and "the Kestrian ports ministry" meet, and a name without a country
goes to the only country that has one of that name. Acronyms follow the full names that reports print
beside them; two acronyms of the same letters are one where their full names nearly agree. A city is not
its province. Government, regime and authorities of one country are one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_groups import Groups
from crosswire.link.entities_lexicon import Owned, lexicon, owned, plain, plain_words
from crosswire.text.names import initials, sound, word_likeness

# Two full names are nearly one from this share of agreeing words on; with the same letters in their
# acronyms half the words are enough. Set on permuted acronyms of alliances and unions in several languages.
_NEAR = 0.75
_NEAR_SAME_LETTERS = 0.5
_WORD = 0.87
# A country dominates a report where it is named at least twice as often as the next.
_DOMINANCE = 2.0


def group_organisations(namings: Sequence[Naming], groups: Groups, homes: dict[str, str | None]) -> None:
    """Joins the namings (all of organisations) that are one; `homes` gives each report's own country."""
    named: dict[tuple[tuple[str, ...], str | None, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        reading = read(naming)
        place = naming.report if _is_local(reading, naming) else ""
        named[_class(reading, naming), reading.country, place].append(naming)
    for same in named.values():
        for naming in same[1:]:
            groups.join(same[0].index, naming.index)
    _spellings(named, groups)
    _without_country(named, groups, homes)
    _acronyms(namings, groups)
    _short_forms(namings, groups)
    _heads_alone(namings, groups)
    _parts_of_organisations(namings, groups)


def read(naming: Naming) -> Owned:
    """The naming's own words and country; a name that is only a country keeps it as its words."""
    reading = owned(naming.text)
    return reading if reading.core else Owned(plain_words(naming.text), None)


def _is_local(reading: Owned, naming: Naming) -> bool:
    lex = lexicon()
    return (
        naming.mention.kind == "nominal"
        and reading.country is None
        and any(w in lex.local for w in reading.core)
    )


def _class(reading: Owned, naming: Naming) -> tuple[str, ...]:
    """The words by which namings meet: one word for all of a government's, one for a town's council."""
    lex = lexicon()
    if _is_local(reading, naming):
        return ("local",)
    if reading.core and all(w in lex.government for w in reading.core):
        return ("government",)
    return reading.core


def _spellings(named: dict[tuple[tuple[str, ...], str | None, str], list[Naming]], groups: Groups) -> None:
    """Joins names of one country whose words are spellings of one another."""
    keys = sorted(named, key=lambda k: (k[0], k[1] or "", k[2]))
    by_shape: dict[tuple[int, str | None, str], list[tuple[str, ...]]] = defaultdict(list)
    for core, country, place in keys:
        by_shape[len(core), country, place].append(core)
    for (_, country, place), cores in by_shape.items():
        for i, left in enumerate(cores):
            for right in cores[i + 1 :]:
                if len(left) > 1 and agreement(left, right) == 1.0:
                    groups.join(named[left, country, place][0].index, named[right, country, place][0].index)


def agreement(left: Sequence[str], right: Sequence[str]) -> float:
    """The share of the longer name's words that have a like word in the other."""
    if not left or not right:
        return 0.0
    free = list(right)
    hits = 0
    for word in left:
        best = max(free, key=lambda w: (word_likeness(word, w), w), default="")
        if best and word_likeness(word, best) >= _WORD and min(len(word), len(best)) > 2:
            hits += 1
            free.remove(best)
    return hits / max(len(left), len(right))


def _without_country(
    named: dict[tuple[tuple[str, ...], str | None, str], list[Naming]],
    groups: Groups,
    homes: dict[str, str | None],
) -> None:
    """A name without a country goes to the only one of that name: in its report, else in all reports."""
    countries: dict[tuple[str, ...], dict[str, list[Naming]]] = defaultdict(dict)
    for (core, country, _), same in named.items():
        if country is not None:
            countries[core][country] = same
    for (core, country, place), same in sorted(
        named.items(), key=lambda i: (i[0][0], i[0][1] or "", i[0][2])
    ):
        if country is not None or place or core not in countries:
            continue
        _detach(core, same, countries[core], groups, homes)


def _detach(
    core: tuple[str, ...],
    same: list[Naming],
    countries: dict[str, list[Naming]],
    groups: Groups,
    homes: dict[str, str | None],
) -> None:
    chosen = {n.report: _country_for(n.report, core, countries, homes) for n in same}
    everywhere = {c for c in chosen.values() if c is not None}
    if len(everywhere) == 1:
        groups.join(same[0].index, countries[everywhere.pop()][0].index)


def _country_for(
    report: str, core: tuple[str, ...], countries: dict[str, list[Naming]], homes: dict[str, str | None]
) -> str | None:
    """Whose organisation the report means by a name without a country."""
    counts = Counter({c: sum(n.report == report for n in same) for c, same in countries.items()})
    here = [c for c in sorted(counts) if counts[c]]
    if len(here) == 1:
        return here[0]
    home = homes.get(report)
    if home in (here or countries):
        return home
    return next(iter(countries)) if len(countries) == 1 and not here else None


def _acronyms(namings: Sequence[Naming], groups: Groups) -> None:
    """Joins acronyms with the names printed beside them, with names of their initials, with permutations."""
    full_of: dict[str, list[Naming]] = defaultdict(list)
    by_key: dict[tuple[str, str], Naming] = {}
    for naming in namings:
        by_key.setdefault((naming.report, naming.key), naming)
    for naming in namings:
        if naming.mention.expands is None or naming.mention.kind != "acronym":
            continue
        full = by_key.get((naming.report, plain(naming.mention.expands).removeprefix("the ")))
        if full is not None and _may_stand_for(naming.text, full.text):
            full_of[naming.key].append(full)
            groups.join(naming.index, full.index)
    _permuted(full_of, groups)
    by_initials: dict[str, set[int]] = defaultdict(set)
    for naming in namings:
        if len(naming.words) > 1 and naming.mention.kind == "name":
            by_initials[initials(naming.text.split("(")[0])].add(groups.find(naming.index))
    for naming in namings:
        if naming.mention.kind == "acronym" and naming.key not in full_of:
            bearers = {groups.find(i) for i in by_initials.get(naming.key.replace(".", ""), ())}
            if len(bearers) == 1:
                groups.join(naming.index, bearers.pop())


def _may_stand_for(acronym: str, full: str) -> bool:
    """Whether the letters can come from the words: at least half of them begin one, in any order."""
    letters = Counter(c for c in acronym.lower() if c.isalpha())
    starts = Counter(initials(full))
    return sum((letters & starts).values()) >= 0.5 * sum(letters.values())


def _permuted(full_of: dict[str, list[Naming]], groups: Groups) -> None:
    keys = sorted(full_of)
    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            same_letters = len(left) > 2 and sorted(left) == sorted(right)
            bar = _NEAR_SAME_LETTERS if same_letters else _NEAR
            best = max(agreement(read(a).core, read(b).core) for a in full_of[left] for b in full_of[right])
            if best >= bar and (same_letters or len(read(full_of[left][0]).core) > 2):
                groups.join(full_of[left][0].index, full_of[right][0].index)


def _short_forms(namings: Sequence[Naming], groups: Groups) -> None:
    """ "Orvin" for "Orvin International": a lone first word where the rest are head nouns only."""
    lex = lexicon()
    longer: dict[str, set[int]] = defaultdict(set)
    for naming in namings:
        words = plain_words(naming.text)
        if (
            naming.mention.kind == "name"
            and len(words) > 1
            and all(w in lex.heads or w in lex.smalls for w in words[1:])
        ):
            longer[words[0]].add(naming.index)
    for naming in namings:
        words = plain_words(naming.text)
        if naming.mention.kind == "name" and len(words) == 1 and words[0] not in lex.heads:
            found = {groups.find(i) for i in longer.get(words[0], ())}
            if len(found) == 1:
                groups.join(naming.index, found.pop())


def _heads_alone(namings: Sequence[Naming], groups: Groups) -> None:
    """ "the Guard" for "the Port Guard", "the ministry" for "the Ministry of Ports": a body's word alone is the only
    body of that word that its own report names in full; where the report names two, it is neither's."""
    lex = lexicon()
    named: dict[tuple[str, str], set[int]] = defaultdict(set)
    for naming in namings:
        words = plain_words(naming.text.split("(")[0])
        if naming.mention.kind == "name" and len(words) > 1:
            head = words[0] if words[1] == "of" else words[-1]
            named[naming.report, head].add(naming.index)
    # Phrases alike in several reports are one already: they go to a body only where all of their reports agree.
    wanted: dict[int, set[int]] = defaultdict(set)
    for naming in namings:
        nominal = naming.mention.kind == "nominal"
        words = tuple(w for w in plain_words(naming.text) if not (nominal and w in lex.smalls))
        if len(words) == 1 and (
            naming.mention.kind == "name" or (nominal and words[0] not in lex.government)
        ):
            found = {groups.find(i) for i in named.get((naming.report, words[0]), ())}
            if nominal:
                wanted[groups.find(naming.index)] |= found or {-1}
            elif len(found) == 1:
                groups.join(naming.index, found.pop())
    for phrase, bodies in sorted(wanted.items()):
        if len(bodies) == 1 and -1 not in bodies:
            groups.join(phrase, bodies.pop())


def _parts_of_organisations(namings: Sequence[Naming], groups: Groups) -> None:
    """ "UP Port Court" and "Union of Ports Port Court" are one, and so is "the Port Court" in their reports.

    A name that begins with another organisation's is read as that organisation and the rest.
    """
    whole: dict[tuple[str, ...], int] = {}
    for naming in namings:
        if naming.mention.kind != "nominal":
            whole.setdefault(plain_words(naming.text), naming.index)
    parts: dict[tuple[int, tuple[str, ...]], int] = {}
    owners: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    for naming in namings:
        words = plain_words(naming.text)
        for k in range(1, len(words) - 1):
            if naming.mention.kind == "name" and words[:k] in whole and words[k] not in lexicon().smalls:
                key = (groups.find(whole[words[:k]]), words[k:])
                groups.join(parts.setdefault(key, naming.index), naming.index)
                owners[naming.report, words[k:]].add(naming.index)
    for naming in namings:
        words = plain_words(naming.text)
        found = {groups.find(i) for i in owners.get((naming.report, words), ())}
        if len(found) == 1 and len(words) > 1:
            groups.join(found.pop(), naming.index)


def group_places(namings: Sequence[Naming], groups: Groups) -> None:
    """Joins the namings (all of places) that are one."""
    same: dict[tuple[str, ...], int] = {}
    for naming in namings:
        key = _place_key(naming)
        groups.join(same.setdefault(key, naming.index), naming.index)


def _place_key(naming: Naming) -> tuple[str, ...]:
    lex = lexicon()
    text = naming.text
    if naming.type == "FAC":
        text = re.split(r"['’ʼ]s\s+", text)[-1]
    words = [w for w in plain_words(text) if w not in lex.smalls]
    text = " ".join(words)
    if text in lex.countries:
        return ("country", lex.countries[text])
    heads = [w for w in words if w in lex.places and len(words) > 1]
    rest = [w for w in words if w not in heads] or words
    if heads == ["city"] or heads == ["town"]:
        heads = []
    return (*sorted(heads), *(sound(w) for w in sorted(rest)))


def home_countries(namings: Sequence[Naming]) -> dict[str, str | None]:
    """The country that each report is about: named at least twice as often as the next, else None."""
    lex = lexicon()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for naming in namings:
        text = plain(naming.text).removeprefix("the ")
        code = lex.countries.get(text) or lex.nationalities.get(text)
        if code:
            counts[naming.report][code] += 1
    out: dict[str, str | None] = {}
    for report, seen in counts.items():
        ranked = seen.most_common()
        ranked.sort(key=lambda item: (-item[1], item[0]))
        clear = len(ranked) == 1 or ranked[0][1] >= _DOMINANCE * ranked[1][1]
        out[report] = ranked[0][0] if clear else None
    return out
