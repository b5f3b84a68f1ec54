"""Which names are one bearer's, over documents, languages and scripts: `group_names`.

Takes the names that documents print, each with what it names, its document and its language; gives a group to
each. Names are read as concepts, countries and sounds, so that one organisation under its names in several
languages meets; persons' names are set against each other word by word. A short name goes to the full name that
its own document prints, else to the one most printed. Nothing is known of any bearer but what the names say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosswire.link.entities_groups import Groups
from crosswire.text.name_match.concepts import Reading, country_of, head, is_body, latin, read_name
from crosswire.text.name_match.relation import relate, stems
from crosswire.text.name_match.sounds import consonants
from crosswire.text.name_match.words import NameWord, make_word
from crosswire.types import EntityType

_KINDS: dict[EntityType, str] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "org",
}
# Names of more words than this are titles and sentences: they meet only where they are equal.
_LONGEST = 8
# A block of more names than this says nothing: its key is a word as common as "party".
_COMMON = 400
_ACRONYM = range(2, 7)
# Letters that a word must have more than for a slip to be forgiven, and that a word which is no person's must
# have to stand in another case.
_LEAST_TYPO = 5
_LEAST_INFLECTED = 4
# Of several longer names one is meant where it is printed so many times as often as the next.
_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name as one document prints it, and what it names. `language` is a code such as "uk"."""

    surface: str
    type: EntityType
    document: str
    language: str


@dataclass(slots=True)
class _Form:
    """One name of one kind in one language, with all mentions of it."""

    kind: str
    surface: str
    language: str
    reading: Reading
    words: tuple[NameWord, ...]
    mentions: list[int]
    country: str | None


def group_names(mentions: Sequence[NameMention]) -> tuple[int, ...]:
    """The group of each mention, numbered by its first member; the order of mentions is moot otherwise."""
    forms = _forms(mentions)
    groups = Groups(len(forms))
    acronyms: set[int] = set()
    for kind in ("person", "place", "org", "other"):
        own = [n for n, f in enumerate(forms) if f.kind == kind]
        _by_reading(own, forms, groups)
        _by_words(own, forms, groups, whole=kind != "person")
        if kind != "person":
            acronyms |= _acronyms(own, forms, groups)
    return _placed(mentions, forms, groups, acronyms)


def _forms(mentions: Sequence[NameMention]) -> list[_Form]:
    found: dict[tuple[str, str, str], _Form] = {}
    for n, mention in enumerate(mentions):
        surface = " ".join(mention.surface.casefold().split())
        kind = _KINDS.get(mention.type, "other")
        key = (kind, surface, mention.language)
        if key not in found:
            reading = read_name(surface, mention.language)
            words = tuple(make_word(w, w, short=len(w) == 1) for w in dict.fromkeys(reading.words))
            code = country_of(reading.keys, mention.language)
            found[key] = _Form(kind, surface, mention.language, reading, words, [], code)
        found[key].mentions.append(n)
    return [found[k] for k in sorted(found)]


def _by_reading(own: Sequence[int], forms: Sequence[_Form], groups: Groups) -> None:
    """Names that read alike are one."""
    first: dict[tuple[str, ...], int] = {}
    for n in own:
        form = forms[n]
        read = tuple(sorted(set(form.reading.keys))) or (form.surface,)
        key = (f"={form.country}",) if form.country else read
        groups.join(first.setdefault(key, n), n)


def _by_words(own: Sequence[int], forms: Sequence[_Form], groups: Groups, *, whole: bool) -> None:
    """Names whose words answer to each other are one: all words, or of persons two of them."""
    for n, m in _near(own, forms):
        if groups.find(n) != groups.find(m) and _answer(forms[n], forms[m], whole=whole):
            groups.join(n, m)


def _near(own: Sequence[int], forms: Sequence[_Form]) -> Iterator[tuple[int, int]]:
    """Pairs of names that share the start of a word, rare starts first; each pair once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n in own:
        form = forms[n]
        if form.country is None and len(form.words) <= _LONGEST:
            for word in form.words:
                blocks[_block(word)].append(n)
    seen: set[tuple[int, int]] = set()
    for _, members in sorted(blocks.items(), key=lambda b: (len(b[1]), b[0])):
        if len(members) <= _COMMON:
            for pair in combinations(sorted(set(members)), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _block(word: NameWord) -> str:
    return consonants(word.plain)[:2] if word.kind != "initial" else ""


def _answer(one: _Form, other: _Form, *, whole: bool) -> bool:
    """Whether every word of the shorter name has its counterpart; two of them, where it has two."""
    a, b = sorted((one.words, other.words), key=len)
    if len(a) != len(b) and (whole or len(a) < 2):
        return False
    far = one.language != other.language
    free = list(b)
    surely = 0
    for word in a:
        ranked = [(_how(word, w, far=far, short=not whole), w) for w in free]
        how, best = max(ranked, key=lambda r: r[0])
        if not how:
            return False
        free.remove(best)
        surely += how > _HEARD
    return surely >= min(len(a), 1)


_SURE, _HEARD = 2, 1


def _how(left: NameWord, right: NameWord, *, far: bool, short: bool = True) -> int:
    """Whether two words are one: surely, or as vowels are heard anew in another language, or not."""
    if not short and min(len(left.plain), len(right.plain)) < _LEAST_INFLECTED:
        return _SURE if left.plain == right.plain else 0
    relation = relate(left, right)
    if relation.kind in ("equal", "transliteration", "spelling", "inflected", "nickname"):
        return _SURE
    if relation.kind == "initial":
        return _HEARD
    if relation.kind == "typo" and min(len(left.plain), len(right.plain)) > _LEAST_TYPO:
        return _SURE
    common = (stems(left) & stems(right)) - {""} if far else set()
    return (_SURE if max(map(len, common)) > 1 else _HEARD) if common else 0


def _acronyms(own: Sequence[int], forms: Sequence[_Form], groups: Groups) -> set[int]:
    """Short words go to the name of their language whose words begin with their letters, the most printed;
    which words those were."""
    full: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for n in own:
        form = forms[n]
        if len(form.surface.split()) > 1:
            letters = "".join(w[0] for w in (latin(p, form.language) for p in form.surface.split()) if w)
            full[form.language, letters][n] += len(form.mentions)
    placed = set()
    for n in own:
        form = forms[n]
        word = latin(form.surface.partition("-")[0], form.language)
        bearers = full.get((form.language, word))
        if bearers and len(word) in _ACRONYM and form.country is None:
            groups.join(n, min(bearers, key=lambda b: (-bearers[b], b)))
            placed.add(n)
    return placed


def _placed(
    mentions: Sequence[NameMention], forms: Sequence[_Form], groups: Groups, acronyms: set[int]
) -> tuple[int, ...]:
    """Every mention in its form's group, a short name in that of a longer one that holds its words: one of
    its own document, else the most printed of all."""
    form_of = {m: n for n, form in enumerate(forms) for m in form.mentions}
    longer = _longer(forms, acronyms)
    counts: Counter[tuple[str, int]] = Counter()
    for m, mention in enumerate(mentions):
        counts[mention.document, form_of[m]] += 1
    placed = []
    for m, mention in enumerate(mentions):
        own = form_of[m]
        here = [(counts[mention.document, n], n) for n in longer.get(own, ()) if counts[mention.document, n]]
        if here:
            placed.append(groups.find(min(here, key=lambda h: (-h[0], h[1]))[1]))
        else:
            placed.append(_most_printed(own, longer.get(own, ()), forms, groups))
    return tuple(_numbered(placed))


def _longer(forms: Sequence[_Form], acronyms: set[int]) -> dict[int, list[int]]:
    """For each short name the longer ones that hold all its words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, form in enumerate(forms):
        for word in form.words:
            holders[_block(word)].append(n)
    found: dict[int, list[int]] = {}
    for n, form in enumerate(forms):
        if form.country is None and form.words and form.kind in ("person", "org") and n not in acronyms:
            near = sorted(
                set(holders[min((_block(w) for w in form.words), key=lambda b: (len(holders[b]), b))])
            )
            found[n] = [m for m in near if _is_short_for(form, forms[m])]
    return found


def _is_short_for(short: _Form, long: _Form) -> bool:
    if short.kind != long.kind or len(short.words) >= len(long.words) or len(long.words) > _LONGEST:
        return False
    if short.kind == "org":
        keys = set(short.reading.keys)
        more = set(long.reading.keys) - keys
        return (
            keys < set(long.reading.keys) and head(long.reading.keys) in keys and not any(map(is_body, more))
        )
    lone = short.words[0]
    return (
        len(short.words) == 1
        and lone.kind != "initial"
        and any(_how(lone, w, far=False) == _SURE for w in long.words)
    )


def _most_printed(own: int, longer: Sequence[int], forms: Sequence[_Form], groups: Groups) -> int:
    """The group of the longer names that most mentions have, where it is clearly ahead; else the own."""
    sizes: Counter[int] = Counter()
    for n in longer:
        sizes[groups.find(n)] += len(forms[n].mentions)
    ranked = sorted(sizes.items(), key=lambda s: (-s[1], s[0]))
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1]):
        return ranked[0][0]
    return groups.find(own)


def _numbered(names: Sequence[int]) -> list[int]:
    first: dict[int, int] = {}
    return [first.setdefault(name, n) for n, name in enumerate(names)]
