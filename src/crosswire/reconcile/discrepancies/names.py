"""Discrepancies of names: garbled forms against the right ones, rival acronyms and rival full names."""

from __future__ import annotations

from collections import defaultdict

from crosswire.lang.words import plain, same_sense
from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.reasons import listed
from crosswire.text.fold import fold
from crosswire.types import Discrepancy, Entity, Form, Severity, Span


def name_discrepancies(context: Context) -> list[Discrepancy]:
    """Garbled names, and organisations that the reports name with different acronyms or words."""
    found: list[Discrepancy] = []
    for entity in context.links.entities:
        found.extend(_garbled(entity, context))
        found.extend(_rival_acronyms(entity, context))
        found.extend(_rival_names(entity, context))
    return found


def _garbled(entity: Entity, context: Context) -> list[Discrepancy]:
    by_text: dict[str, list[Form]] = defaultdict(list)
    for form in entity.forms:
        if form.corrupted:
            by_text[fold(form.span.text)].append(form)
    right = [f.span for f in entity.forms if not f.corrupted]
    found = []
    for forms in _joined(by_text):
        twins = _counterparts([f.span for f in forms], right, context) or right[:1]
        if not twins:
            continue
        printed = max((f.span.text for f in forms), key=len)
        if entity.type != "PERSON" and _renders(printed, twins[0].text):
            continue
        sides = sides_of(
            [*((entity.name, s) for s in twins), *((f"printed as “{f.span.text}”", f.span) for f in forms)],
            context,
        )
        # A name turned into another word altogether misleads; a slip of spelling is seen through.
        slip = all(_alike(f.span.text, [s.text for s in twins]) for f in forms)
        severity: Severity = "medium" if slip or entity.type != "PERSON" else "high"
        likely = next((n for n, s in enumerate(sides) if s.reading == entity.name), None)
        found.append(
            Discrepancy(
                id="",
                kind="name",
                severity=severity,
                summary=f"{entity.name} is printed as “{printed}”",
                sides=sides,
                likely=likely,
                why=forms[0].reason or "The aligned passages name one person differently.",
            )
        )
    return found


def _joined(by_text: dict[str, list[Form]]) -> list[list[Form]]:
    """The garbled forms, a short one with the long one of which it is a part."""
    out: dict[str, list[Form]] = {}
    for folded in sorted(by_text, key=lambda t: (-len(t.split()), t)):
        longer = next((t for t in out if set(folded.split()) <= set(t.split())), folded)
        out.setdefault(longer, []).extend(by_text[folded])
    return [out[t] for t in sorted(out)]


def _renders(printed: str, right: str) -> bool:
    """Whether a name other than a person's differs in common nouns that mean the same: nobody is misled."""
    here, there = fold(printed).split(), fold(right).split()
    apart = [w for w in here if w not in there], [w for w in there if w not in here]
    return len(apart[0]) == len(apart[1]) and all(same_sense(a, b) for a, b in zip(*apart))


def _alike(printed: str, others: list[str]) -> bool:
    first = {w for o in others for w in fold(o).split()}
    return any(w in first for w in fold(printed).split())


def _counterparts(garbled: list[Span], right: list[Span], context: Context) -> list[Span]:
    """The right forms that stand in passages aligned with the garbled ones."""
    out: list[Span] = []
    for link in context.links.lineage:
        for pair in link.evidence:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                if any(here.contains(g) for g in garbled):
                    out.extend(s for s in right if there.contains(s))
    return list(dict.fromkeys(out))


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and 2 <= len(text) <= 8


def _rival_acronyms(entity: Entity, context: Context) -> list[Discrepancy]:
    if entity.type != "ORG":
        return []
    forms = [f.span for f in entity.forms if _is_acronym(f.span.text) and not f.corrupted]
    if len({s.text for s in forms}) < 2:
        return []
    sides = sides_of(((s.text, s) for s in forms), context)
    return [
        Discrepancy(
            id="",
            kind="name",
            severity="medium",
            summary=f"{entity.name} goes by {listed([s.reading for s in sides])}",
            sides=sides,
            likely=None,
            why="Acronyms of one organisation in different languages.",
        )
    ]


def _rival_names(entity: Entity, context: Context) -> list[Discrepancy]:
    """Full names of one organisation or person that differ in a word, over originals or copies."""
    if entity.type not in ("ORG", "PERSON"):
        return []
    full = [
        f.span
        for f in entity.forms
        if not f.corrupted and len(f.span.text.split()) >= 2 and f.span.text.split()[-1][0].isupper()
    ]
    seen: dict[str, str] = {}
    for span in full:
        seen.setdefault(_key(span.text), span.text)
    keys = sorted(seen)
    if len(keys) < 2 or not _differ_by_a_word(keys):
        return []
    sides = sides_of(((seen[_key(s.text)], s) for s in full), context)
    return [
        Discrepancy(
            id="",
            kind="name",
            severity="low",
            summary=f"Spellings of {entity.name}: {listed([s.reading for s in sides])}",
            sides=sides,
            likely=None,
            why="One name, rendered differently.",
        )
    ]


def _key(text: str) -> str:
    """A name without order and function words: "Ministry of Waters" is "Waters Ministry"."""
    return " ".join(sorted(w for w in fold(text).split() if w not in ("the", "of", "for", "and", "s")))


def _differ_by_a_word(keys: list[str]) -> bool:
    """Whether two of the names have equally many words, and one of them is another word."""
    tokens = [k.split() for k in keys]
    return any(_one_word_apart(a, b) for n, a in enumerate(tokens) for b in tokens[n + 1 :])


def _one_word_apart(one: list[str], other: list[str]) -> bool:
    only_one = [w for w in one if w not in other]
    only_other = [w for w in other if w not in one]
    if not len(one) == len(other) > 1 or not len(only_one) == len(only_other) == 1:
        return False
    # Translators choose among words of one sense ("Port Workers", "Harbour Workers"): no other name.
    return not same_sense(plain(only_one[0])[0], plain(only_other[0])[0])
