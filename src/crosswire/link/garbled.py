"""Names that translation or a slip replaced, found by holding linked reports against each other.

Comes in: the namings of all reports and the lineage between them. Goes out: which namings stand where
another belongs, with a plain reason. Signs, in the order of their strength: a name in one sentence and
another in the same slot of its twin, the right one being known elsewhere in the same report and the wrong
one nowhere else; a shared given name with another surname; an acronym whose full name does not fit it.
Which side is wrong follows from which report garbles more and from the other reports. A rare name is never
mended because it resembles a known one: without a linked twin nothing is touched, but for two signs inside
a report that is already shown to garble.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon, plain_words
from crosswire.link.entities_organisations import agreement, read
from crosswire.link.garbled_slots import Known, Slot, slots
from crosswire.text.names import initials, sound, word_likeness
from crosswire.types import Annotations, Lineage, Report

_LINKED = frozenset({"same-original", "republished"})
# How alike the words around two names must be (0 to 1) for them to stand in one slot: read off the twins
# of retranslated reports, where true slots lie above .3 and chance ones under .2.
_SLOT = 0.25
# A lone surname inside a garbling report resembles the person introduced there from this likeness on.
_LIKE_SURNAME = 0.7
# Misspelt head nouns are looked for from this length on; shorter words are too near to one another.
_HEAD_LENGTH = 8
# Full names of organisations that share this part of their words, in one slot, are one translated twice.
_VARIANT = 0.6


@dataclass(frozen=True, slots=True)
class Garble:
    """The naming `wrong` stands where the naming `right` belongs (None: unknown which).

    `corrupted` is False for an honest variant of translation ("Council" for "Committee").
    """

    wrong: int
    right: int | None
    reason: str
    corrupted: bool = True


def find_garbled(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    lineage: Sequence[Lineage],
    namings: Sequence[Naming],
) -> tuple[Garble, ...]:
    """The garbled namings, by index; at most one reason each."""
    known = Known(namings)
    texts = {r.id: r.text for r in reports}
    twins = [
        slot
        for link in lineage
        if link.relation in _LINKED and link.manner != "translated"  # names differ between languages by right
        for slot in slots(link, namings, texts, known)
    ]
    found: dict[int, Garble] = {}
    for garble in [*_replaced(twins, known), *_glosses(namings)]:
        found.setdefault(garble.wrong, garble)
    garbling = Counter(namings[g.wrong].report for g in found.values())
    for garble in [
        *_surnames(twins, garbling, known),
        *_variants(twins, known),
        *_inside(namings, garbling, found, known),
        *_heads(namings, garbling),
    ]:
        found.setdefault(garble.wrong, garble)
    everywhere = _everywhere(found, namings)
    return tuple(everywhere[k] for k in sorted(everywhere))


def _replaced(twins: Sequence[Slot], known: Known) -> list[Garble]:
    """Another name altogether in the same slot, while its report knows the right one elsewhere."""
    candidates: list[tuple[float, Naming, Naming]] = []
    for slot in twins:
        for right, wrong in ((slot.left, slot.right), (slot.right, slot.left)):
            if right.type != "PERSON" or len(wrong.words) != 1 or wrong.mention.kind == "acronym":
                continue
            stands = slot.context + (0.3 if wrong.type != "PERSON" and not known.is_place(wrong) else 0.0)
            if slot.context < _SLOT or not known.person_in(right, wrong.report):
                continue
            if known.elsewhere(wrong, besides=wrong.report) or known.introduced(wrong):
                continue
            candidates.append((stands, wrong, right))
    candidates.sort(key=lambda c: (-c[0], c[1].index, c[2].index))
    out: dict[int, Garble] = {}
    for _, wrong, right in candidates:
        if right.index not in out:
            out.setdefault(wrong.index, Garble(wrong.index, right.index, _stands(wrong, right)))
    return list(out.values())


def _stands(wrong: Naming, right: Naming) -> str:
    return f"“{wrong.text}” stands where a report of the same original prints “{right.text}”"


def _surnames(twins: Sequence[Slot], garbling: Counter[str], known: Known) -> list[Garble]:
    """A given name shared, the surname another: the report that garbles more has it wrong."""
    out: list[Garble] = []
    for slot in twins:
        left, right = slot.left, slot.right
        if min(len(left.words), len(right.words)) < 2 or "PERSON" not in (left.type, right.type):
            continue
        if sound(left.words[0]) != sound(right.words[0]) or sound(left.words[-1]) == sound(right.words[-1]):
            continue
        a, b = garbling[left.report], garbling[right.report]
        votes = known.surname_elsewhere(left, slot), known.surname_elsewhere(right, slot)
        if (a > b or (a == b and votes[1] > votes[0] == 0)) and votes[0] <= votes[1]:
            out.append(Garble(left.index, right.index, _stands(left, right)))
        elif (b > a or (a == b and votes[0] > votes[1] == 0)) and votes[1] <= votes[0]:
            out.append(Garble(right.index, left.index, _stands(right, left)))
    return out


def _variants(twins: Sequence[Slot], known: Known) -> list[Garble]:
    """Full names of organisations that render one name, each unknown to the other report."""
    out: list[Garble] = []
    for slot in twins:
        left, right = slot.left, slot.right
        if left.type != "ORG" or right.type != "ORG" or min(len(left.words), len(right.words)) < 2:
            continue
        if known.printed_in(left, right.report) or known.printed_in(right, left.report):
            continue
        shared = agreement(read(left).core, read(right).core)
        if _VARIANT <= shared < 1.0:
            out.append(
                Garble(
                    right.index, left.index, "renders the same name in a report of the same original", False
                )
            )
    return out


def _glosses(namings: Sequence[Naming]) -> list[Garble]:
    """A full name beside an acronym whose letters are not its own, where other reports print one that fits."""
    fitting: dict[str, list[Naming]] = defaultdict(list)
    odd: list[tuple[str, Naming]] = []
    for naming in namings:
        if naming.mention.expands is None or naming.mention.kind == "acronym" or "(" in naming.text:
            continue
        acronym = "".join(c for c in naming.mention.expands.lower() if c.isalpha())
        letters = Counter(initials(naming.text))
        share = sum((Counter(acronym) & letters).values()) / max(1, len(acronym))
        if share == 1.0:
            fitting[acronym].append(naming)
        elif share < 0.5 and len(acronym) > 2 and naming.mention.expands.isupper():
            odd.append((acronym, naming))
    return [
        Garble(
            naming.index,
            good[0].index,
            f"“{naming.text}” is not what {acronym.upper()} stands for elsewhere: “{good[0].text}”",
        )
        for acronym, naming in odd
        if (good := [n for n in fitting[acronym] if n.report != naming.report])
    ]


def _inside(
    namings: Sequence[Naming], garbling: Counter[str], found: dict[int, Garble], known: Known
) -> list[Garble]:
    """In a garbling report, a lone unknown surname that begins like one introduced there in full."""
    out: list[Garble] = []
    people: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.type == "PERSON" and len(naming.words) > 1 and naming.index not in found:
            people[naming.report].append(naming)
    for naming in namings:
        lone = naming.type == "PERSON" and len(naming.words) == 1 and naming.index not in found
        if (
            not lone
            or garbling[naming.report] < 2
            or known.introduced(naming)
            or known.elsewhere(naming, besides=naming.report)
        ):
            continue
        word = naming.words[0]
        like = {
            n.words[-1]: n
            for n in reversed(people[naming.report])
            if n.mention.span.start < naming.mention.span.start
            and n.words[-1][:3] == word[:3]
            and word != n.words[-1]
            and word_likeness(word, n.words[-1]) >= _LIKE_SURNAME
        }
        if len(like) == 1:
            (right,) = like.values()
            out.append(
                Garble(
                    naming.index,
                    right.index,
                    f"“{naming.text}” is introduced nowhere; the report introduced “{right.text}”",
                )
            )
    return out


def _heads(namings: Sequence[Naming], garbling: Counter[str]) -> list[Garble]:
    """In a garbling report, a name's last word that is one letter off the noun it must be."""
    lex = lexicon()
    nouns = [w for w in sorted(lex.heads | lex.facilities) if len(w) >= _HEAD_LENGTH]
    out: list[Garble] = []
    for naming in namings:
        words = plain_words(naming.text)
        if (
            not garbling[naming.report]
            or len(words) < 2
            or naming.type == "PERSON"
            or naming.mention.kind != "name"
        ):
            continue
        last = words[-1]
        if len(last) < _HEAD_LENGTH or last in nouns or last.rstrip("s") in nouns:
            continue
        near = [w for w in nouns if len(w) == len(last) and OSA.distance(w, last) == 1]
        if near:
            out.append(Garble(naming.index, None, f"“{last}” is one letter off “{near[0]}”"))
    return out


def _everywhere(found: dict[int, Garble], namings: Sequence[Naming]) -> dict[int, Garble]:
    """What is garbled once in a report is garbled wherever that report prints the same."""
    by_key: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        by_key[naming.report, naming.key].append(naming)
    out = dict(found)
    for index, garble in sorted(found.items()):
        for twin in by_key[namings[index].report, namings[index].key]:
            out.setdefault(twin.index, Garble(twin.index, garble.right, garble.reason, garble.corrupted))
    return out
