"""Which phrases of one report name one person: by name, age, sex, noun, article and what befell them.

In: persons in text order with what befell each. Out: a number for each, the same for one person. A name is
joined to an earlier "a man" of the same fate unless age, sex or name speak against it, since reports describe
first and name later. Left undone: persons over reports.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswire.annotate.individuals_lexicon import Age, Role, Sex
from crosswire.annotate.individuals_persons import Person
from crosswire.types import Measure

HURT: frozenset[Measure] = frozenset(["killed", "injured", "missing", "rescued"])
# "A man" of another fate is the man told of before only within so many words: further on it is another's.
_NEAR = 60


@dataclass(slots=True)
class Known:
    """What the report has said of one person so far. `seen` are the sentences (first word) that name them."""

    number: int
    names: tuple[str, ...] = ()
    sex: Sex | None = None
    years: int | None = None
    age: Age | None = None
    role: Role | None = None
    nouns: set[str] = field(default_factory=set)
    measures: set[Measure] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    count: int | None = 1

    def add(self, person: Person, measure: Measure, sentence: int) -> None:
        """Takes over what a further phrase says."""
        if len(person.names) > len(self.names):
            self.names = person.names
        self.sex = self.sex or person.sex
        self.years = self.years if self.years is not None else person.years
        self.age = self.age or person.age
        self.role = self.role or person.role
        if person.noun:
            self.nouns.add(person.noun)
        self.measures.add(measure)
        self.seen.add(sentence)


class Register:
    """The persons of one report, growing as its phrases are read in order."""

    def __init__(self, title_end: int) -> None:
        self.known: list[Known] = []
        self._title_end = title_end

    def place(
        self, person: Person, measure: Measure, sentence: int, apart: frozenset[int], *, other: bool = False
    ) -> Known:
        """The person whom this phrase names, known before or new; none of `apart` (numbers).

        `other`: the words set the person apart from those told before, but by name.
        """
        found = self._match(person, measure, sentence, apart, other or person.other)
        if found is None:
            found = Known(number=len(self.known), count=person.count)
            self.known.append(found)
        found.add(person, measure, sentence)
        return found

    def recent(self, person: Person, measure: Measure, apart: frozenset[int]) -> Known | None:
        """The last person told of whom a pronoun may mean."""
        fitting = [k for k in self.known if k.number not in apart and _fits(person, k) and k.count == 1]
        alike = [k for k in fitting if same_side(measure, k)]
        return max(alike or fitting, key=lambda k: max(k.seen), default=None)

    def _match(
        self, person: Person, measure: Measure, sentence: int, apart: frozenset[int], other: bool
    ) -> Known | None:
        fitting = [
            k for k in self.known if k.number not in apart and k.count == person.count and _fits(person, k)
        ]
        if person.names:
            named = [k for k in fitting if k.names]
            if named:
                return named[-1]
            fitting = [k for k in fitting if not k.names]
        if other:
            return None
        fitting = [k for k in fitting if same_side(measure, k)]
        if person.kind in ("indefinite", "bare", "name"):
            fitting = [k for k in fitting if sentence not in k.seen]
        if person.kind == "indefinite":
            fitting = [
                k
                for k in fitting
                if measure in k.measures
                or sentence - max(k.seen) <= _NEAR
                or (person.years is not None and person.years == k.years)
            ]
        if not fitting:
            return None
        return max(
            fitting,
            key=lambda k: (_likeness(person, k), max(k.seen) if person.kind == "definite" else -k.number),
        )


def same_side(measure: Measure, known: Known) -> bool:
    """Whether both are told as hurt, or both as held."""
    return bool(known.measures & HURT) if measure in HURT else measure in known.measures


def _likeness(person: Person, known: Known) -> int:
    """How many traits both share."""
    return (
        4 * (person.years is not None and person.years == known.years)
        + (person.noun is not None and person.noun in known.nouns)
        + (person.sex is not None and person.sex == known.sex)
        + (person.role is not None and person.role == known.role)
    )


def _fits(person: Person, known: Known) -> bool:
    """Whether nothing said of the two speaks against their being one."""
    if person.names and known.names and not _one_name(person.names, known.names):
        return False
    if person.sex and known.sex and person.sex != known.sex:
        return False
    if person.years is not None and known.years is not None and abs(person.years - known.years) > 1:
        return False
    if person.age and known.age and person.age != known.age:
        return False
    return not (person.role and known.role and person.role != known.role)


def _one_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two namings can be of one person: the same surname and no other given name, or one name of both."""
    if min(len(left), len(right)) == 1:
        return left[0] in right or right[0] in left or left[-1].split("-")[-1] == right[-1].split("-")[-1]
    return left[-1] == right[-1] and left[0][0] == right[0][0]
