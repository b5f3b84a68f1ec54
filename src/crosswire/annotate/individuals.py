"""Persons harmed or held whom no number counts: "a man was shot dead", "Alder, 24, died", "teen charged".

In: a report, its parse, the figures, names and times found elsewhere (each may be empty). Out: `Figure`s with
`implied` set, in text order, ids `REPORT:iN` from 1, one for each phrase that says what befell one person. A
pair counts two, "a double homicide" two at least, unnumbered several ("his children") have no number and
`low` 2; "no arrests" is 0. Phrases for one person belong together: the first stands alone, the others have its
id in `relates_to` and no `relation`, even under another measure (wounded, then died). A first phrase that
stands beside a number has a `relation` to its figure: "part" ("a girl among three killed") or "addition" ("a
woman and two boys"). So the persons of a report are the individuals that have a `relation` or no `relates_to`,
and the gravest of a person's measures is the person's fate. Words for the event alone ("the homicide") relate to
the first person with that fate, where one is told of.

Left undone: persons whom a number of the report counts too ("two men were killed … Alder, 24, died" gives
both): what they come to together is for the tolls.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.annotate.background import is_background
from crosswire.annotate.circumstances import as_of
from crosswire.annotate.figure_lexicon import parties
from crosswire.annotate.figure_words import Words, words_of
from crosswire.annotate.individuals_beside import beside
from crosswire.annotate.individuals_harm import find_harms
from crosswire.annotate.individuals_headline import headline_harms
from crosswire.annotate.individuals_persons import Person, Persons
from crosswire.annotate.individuals_said import Harm
from crosswire.annotate.individuals_same import Known, Register, same_side
from crosswire.annotate.individuals_tree import tree_of
from crosswire.annotate.not_figures import is_furniture
from crosswire.types import Figure, FigureRelation, Measure, Mention, Party, Quote, Report, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How many sentences back a pronoun may point; further ones in the development texts named somebody else.
_BACK = 3
_GRAVITY: tuple[Measure, ...] = ("killed", "missing", "injured", "detained", "rescued")


@dataclass(slots=True)
class _Draft:
    """One phrase with what befell the person, before it has an id. `known` is None for words for an event."""

    harm: Harm
    person: Person | None
    known: Known | None
    beside: tuple[FigureRelation, str] | None = None


def find_individuals(
    report: Report,
    doc: Doc,
    *,
    figures: tuple[Figure, ...] = (),
    mentions: tuple[Mention, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    quotes: tuple[Quote, ...] = (),
    anchor: str | None = None,
) -> tuple[Figure, ...]:
    """The persons harmed or held whom no number counts. `anchor` is the ISO day the report speaks from."""
    w = words_of(doc)
    tree = tree_of(w)
    persons = Persons(tree, mentions, figures)
    placed: dict[int, Known] = {}
    title_end = w.before(report.title_span.end) if report.title_span and report.title_span.start == 0 else 0
    register = Register(title_end)
    drafts: list[_Draft] = []
    measures = {f.id: f.measure for f in figures}
    for harm in _gravest(headline_harms(w, persons, title_end, find_harms(tree, title_end), measures)):
        if _is_article(report, w, harm):
            drafts += _placed(w, persons, register, harm, placed)
    day = anchor or (report.published or "")[:10] or None
    return _figures(report, w, drafts, times, quotes, day)


def _gravest(harms: list[Harm]) -> list[Harm]:
    """One harm for the same person in the same sentence: "was shot and killed" is killed."""
    best: dict[tuple[int, bool], Harm] = {}
    rest: list[Harm] = []
    for harm in harms:
        if not harm.patients:
            rest.append(harm)
            continue
        key = (harm.patients[0], harm.measure == "detained")
        told = best.get(key)
        if told is None or (told.denied, _GRAVITY.index(told.measure)) > (
            harm.denied,
            _GRAVITY.index(harm.measure),
        ):
            best[key] = harm
    return sorted([*best.values(), *rest], key=lambda h: (h.first, h.end))


def _is_article(report: Report, w: Words, harm: Harm) -> bool:
    start, end = w.start[harm.first], w.end[harm.end - 1]
    passages = tuple(
        (x.kind, w.text[x.start : x.end]) for x in report.excluded if x.start < end and start < x.end
    )
    return not is_furniture(passages)


def _placed(
    w: Words, persons: Persons, register: Register, harm: Harm, placed: dict[int, Known]
) -> list[_Draft]:
    if harm.zero or not harm.patients:
        return [_Draft(harm, None, None)]
    apart: set[int] = set()
    drafts = []
    for patient in harm.patients:
        person = persons.at(patient)
        if person is None or (harm.self_inflicted and person.count != 1):
            continue
        known = _known(w, persons, register, person, harm, frozenset(apart), placed)
        if known is None:
            continue
        apart.add(known.number)
        drafts.append(_Draft(harm, person, known, beside(w, person, harm.patients, persons.counted)))
    return drafts


def _known(
    w: Words,
    persons: Persons,
    register: Register,
    person: Person,
    harm: Harm,
    apart: frozenset[int],
    placed: dict[int, Known],
) -> Known | None:
    """The person of a phrase. `placed` has the person of each phrase read so far, by head word."""
    sentence = w.sentence[person.head][0]
    named: Person | None = person
    if person.kind == "pronoun":
        named = _antecedent(w, persons, person, harm, placed)
        if named is None:
            told = register.recent(person, harm.measure, apart)
            if told is not None:
                told.add(person, harm.measure, sentence)
            return told
    assert named is not None
    told = placed.get(named.head)
    if told is None or told.number in apart:
        told = register.place(named, harm.measure, w.sentence[named.head][0], apart, other=harm.also)
        placed[named.head] = told
    told.add(person, harm.measure, sentence)
    return told


def _antecedent(
    w: Words, persons: Persons, pronoun: Person, harm: Harm, placed: dict[int, Known]
) -> Person | None:
    """Whom a pronoun means: of the nouns and names before it that agree in sex the likeliest.

    Subjects go before others, persons told of as hurt (or held) before those of whom nothing is told,
    near before far; who speaks is not who was hurt.
    """
    lower = w.sentence[pronoun.head][0]
    for _ in range(_BACK):
        if lower > 0:
            lower = w.sentence[lower - 1][0]
    best: tuple[int, Person] | None = None
    sentence, back = w.sentence[pronoun.head][0], 0
    for i in range(pronoun.head - 1, lower - 1, -1):
        if w.sentence[i][0] != sentence:
            sentence, back = w.sentence[i][0], back + 1
        if w.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            continue
        person = persons.at(i)
        if (
            person is None
            or person.head != i
            or person.count != 1
            or (person.sex and person.sex != pronoun.sex)
            or w.dep[i] == "compound"
            or _speaks(w, i)
        ):
            continue
        told = placed.get(i)
        score = 2 * (w.dep[i] in ("nsubj", "nsubjpass")) - 2 * back - (w.dep[i] == "poss")
        if told is not None:
            if told.sex and told.sex != pronoun.sex:
                continue
            score += 3 if same_side(harm.measure, told) else 0
        if best is None or score > best[0]:
            best = (score, person)
    return best[1] if best else None


def _speaks(w: Words, i: int) -> bool:
    return w.low[w.head[i]] in (
        "said",
        "says",
        "told",
        "added",
        "announced",
        "reported",
        "confirmed",
        "according",
        "to",
        "by",
    )


def _figures(
    report: Report,
    w: Words,
    drafts: list[_Draft],
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    day: str | None,
) -> tuple[Figure, ...]:
    first: dict[int, str] = {}
    fates: dict[Measure, str] = {}
    events: dict[Measure, str] = {}
    found: list[Figure] = []
    for draft in drafts:
        name = f"{report.id}:i{len(found) + 1}"
        figure = _figure(report, w, draft, times, quotes, day, name)
        if draft.known is not None:
            told = first.setdefault(draft.known.number, name)
            if told == name and draft.beside:
                figure = replace(figure, relation=draft.beside[0], relates_to=draft.beside[1])
            found.append(_related(figure, told))
            if not draft.harm.denied:
                fates.setdefault(figure.measure, told)
        else:
            if not draft.harm.zero:
                events.setdefault(figure.measure, name)
            found.append(figure)
    return tuple(
        _related(f, fates.get(f.measure) or events.get(f.measure))
        if d.known is None and not d.harm.zero
        else f
        for f, d in zip(found, drafts, strict=True)
    )


def _related(figure: Figure, to: str | None) -> Figure:
    return replace(figure, relates_to=to) if to and to != figure.id else figure


def _figure(
    report: Report,
    w: Words,
    draft: _Draft,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    day: str | None,
    name: str,
) -> Figure:
    harm, person = draft.harm, draft.person
    begin = min(harm.first, person.first) if person else harm.first
    last = max(harm.end, person.end) if person else harm.end
    number = 0 if harm.zero else person.count if person else harm.event
    low = 0 if harm.zero else 2 if number is None else number
    interval, basis = as_of(report, w, begin, harm.measure, times, quotes, day=day)
    noun = person.noun if person else None
    at = person.head if person else harm.first
    return Figure(
        id=name,
        span=report.span(w.start[begin], w.end[last - 1]),
        number_span=report.span(
            w.start[person.first if person else harm.first], w.end[person.end - 1 if person else harm.end - 1]
        ),
        number=number,
        low=low,
        high=number if person or harm.zero else None,
        qualifier="vague" if number is None else "exact" if person or harm.zero else "at_least",
        unit="persons",
        measure=harm.measure,
        group=parties().get(noun or "", "people"),
        label=" ".join(report.text[w.start[person.first] : w.end[person.end - 1]].split())
        if person and person.kind != "pronoun"
        else None,
        as_of=interval,
        basis=basis,
        modality="denied" if harm.denied else "asserted",
        part_of_event=not is_background(w, at, interval, day=day),
        party=_party(draft, harm),
        implied=True,
    )


def _party(draft: _Draft, harm: Harm) -> Party:
    known, person = draft.known, draft.person
    if person is None or known is None:
        return Party(attackers="included" if harm.self_inflicted else None)
    attacker = harm.self_inflicted or known.role == "suspect" or harm.doer == person.head
    return Party(
        age=known.age, sex=known.sex, attackers="only" if attacker and harm.measure != "detained" else None
    )
