"""Which namings of persons are one person.

Full names are joined over spellings, order and initials; a surname standing alone goes to the person of
that surname whom its own report names, or, where it names none, to the only such person in all reports.
Two full names in one report that sound different are two persons and keep their groups apart, however
like they look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_groups import Groups
from crosswire.text.name_match import SAME, match_names
from crosswire.text.names import SAME_WORD, name_likeness, sound, word_likeness

# Names less alike than this share a surname at most, or nothing; the pair score takes ten times as long.
_WORTH_COMPARING = 0.5


@dataclass(slots=True)
class _Person:
    """A person in the making: the spellings seen, by folded words, and who prints them where."""

    number: int = 0
    spellings: list[tuple[str, ...]] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)

    def reports(self) -> frozenset[str]:
        return frozenset(n.report for n in self.namings)


def group_persons(namings: Sequence[Naming], groups: Groups) -> None:
    """Joins in `groups` the namings (all of persons) that are one person."""
    full = [n for n in namings if len(n.words) > 1]
    people = _people(full)
    for person in people:
        for naming in person.namings[1:]:
            groups.join(person.namings[0].index, naming.index)
    _lone_words([n for n in namings if len(n.words) == 1], people, groups)


def _people(full: Sequence[Naming]) -> list[_Person]:
    """Persons by their full names, the spelling seen most first."""
    by_words: dict[tuple[str, ...], list[Naming]] = defaultdict(list)
    for naming in full:
        by_words[naming.words].append(naming)
    order = sorted(by_words, key=lambda w: (-len(by_words[w]), -len(w), w))
    in_report: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for naming in full:
        in_report[naming.report].add(naming.words)
    people: list[_Person] = []
    by_start: dict[str, list[int]] = defaultdict(list)
    for words in order:
        near = [people[k] for k in sorted({k for start in _starts(words) for k in by_start[start]})]
        person = _best(words, near, in_report, frozenset(n.report for n in by_words[words]))
        if person is None:
            person = _Person()
            person.number = len(people)
            people.append(person)
        for start in sorted(_starts(words)):
            by_start[start].append(person.number)
        person.spellings.append(words)
        person.namings.extend(by_words[words])
    return people


def _starts(words: tuple[str, ...]) -> frozenset[str]:
    """The first sounds of a name's words; names that share none are never compared."""
    return frozenset(sound(w)[:2] for w in words if len(w) > 1)


def _best(
    words: tuple[str, ...],
    people: Sequence[_Person],
    in_report: dict[str, set[tuple[str, ...]]],
    reports: frozenset[str],
) -> _Person | None:
    """The person of whom `words` is a spelling, the likest first."""
    ranked: list[tuple[float, int, _Person]] = []
    text = " ".join(words)
    for n, person in enumerate(people):
        spelled = [" ".join(s) for s in person.spellings]
        likeness = max(name_likeness(text, s) for s in spelled)
        if likeness < _WORTH_COMPARING:
            continue
        score = max(match_names(text, s).score for s in spelled)
        # Of one story's reports a like name is mostly a slip or a lost ending, which the likeness forgives.
        if score < SAME and likeness < SAME_WORD:
            continue
        if not _rivals(words, person, reports):
            ranked.append((-score, n, person))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _rivals(words: tuple[str, ...], person: _Person, reports: frozenset[str]) -> bool:
    """Whether one report names both, by names that sound different: then they are two."""
    for naming in person.namings:
        if naming.report in reports and not _sound_alike(words, naming.words):
            return True
    return False


def _sound_alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the words of the shorter name, or their initials, all sound in the longer."""
    short, long = sorted((left, right), key=len)
    sounds = {sound(w) for w in long}
    starts = {w[0] for w in long}
    joined = sound("".join(short)) == sound("".join(long))
    return joined or all(sound(w) in sounds or (len(w) == 1 and w in starts) for w in short)


def _lone_words(lone: Sequence[Naming], people: Sequence[_Person], groups: Groups) -> None:
    by_report: dict[str, list[_Person]] = defaultdict(list)
    by_sound: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        for report in sorted(person.reports()):
            by_report[report].append(person)
        for key in sorted({sound(w) for words in person.spellings for w in words}):
            by_sound[key].append(person)
    left: dict[str, list[Naming]] = defaultdict(list)
    for naming in lone:
        everywhere = by_sound[sound(naming.words[0])]
        bearer = _bearer(naming, by_report[naming.report], own=True) or _bearer(naming, everywhere, own=False)
        if bearer is None:
            left[sound(naming.words[0])].append(naming)
        else:
            groups.join(bearer.namings[0].index, naming.index)
    for same in left.values():
        for naming in same[1:]:
            groups.join(same[0].index, naming.index)


def _bearer(naming: Naming, people: Sequence[_Person], *, own: bool) -> _Person | None:
    """Who among `people` bears the lone word as a surname (in the own report also as a given name)."""
    word = naming.words[0]
    by_surname = [p for p in people if any(_is_word(word, s[-1], own) for s in p.spellings)]
    found = by_surname or [p for p in people if any(_is_word(word, w, False) for s in p.spellings for w in s)]
    if len(found) <= 1:
        return found[0] if found else None
    if not own:
        return None
    return _nearest(naming, found)


def _is_word(word: str, other: str, own: bool) -> bool:
    return sound(word) == sound(other) or (
        own and len(word) > 3 and word_likeness(word, other) >= SAME_WORD + 0.05
    )


def _nearest(naming: Naming, people: Sequence[_Person]) -> _Person | None:
    """Of several bearers of one surname, the one last named in full before this place; else nobody."""
    place = naming.mention.span.start
    before = [
        (n.mention.span.start, -k, p)
        for k, p in enumerate(people)
        for n in p.namings
        if n.report == naming.report and n.mention.span.start < place
    ]
    return max(before, key=lambda x: x[:2])[2] if before else None
