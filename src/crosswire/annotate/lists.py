"""Nouns that a list joins, read word by word: "a judge, a police commander, and Senator Ruud".

In: the tree of a report, the head word of the first noun, the verb or noun that befalls it. Out: the head words of
the list, the first among them. The parse hangs the later members of such lists on anything; the words themselves
say more plainly what is joined. An aside behind a name ("Ruud, the mayor, and his wife") is no member.
"""

from __future__ import annotations

from crosswire.annotate.figure_words import Words
from crosswire.annotate.individuals_tree import Tree

_INSIDE = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN"])
_JOINING = (
    (("and",), 1),
    (("as", "well", "as"), 3),
    (("along", "with"), 2),
    (("together", "with"), 2),
    (("plus",), 1),
)
_COMPLEMENTS = frozenset(["of", "from", "in", "at", "for"])
_OPEN = {"(": ")", "[": "]"}
# A list is read over at most so many words.
_REACH = 60


def listed_with(tree: Tree, i: int, by: int) -> tuple[int, ...]:
    """Word `i` and the nouns that a list joins to it; `by` is the word that says what befell them."""
    joined = tree.joined(i)
    w = tree.w
    end = min(w.sentence[i][1], i + _REACH)
    pending: list[int] = []
    members: list[int] = []
    at = i + 1
    while at < end:
        step = _skip(w, at, end)
        if step is not None:
            at = step
            continue
        joins = next((n for words, n in _JOINING if w.low[at : at + n] == words), 0)
        if not joins and w.low[at] != ",":
            break
        if not joins and any(w.low[at + 1 : at + 1 + n] == words for words, n in _JOINING):
            at += 1
            continue
        start = at + (joins or 1)
        head, after = _noun_phrase(w, start, end)
        if head is None:
            break
        if joins:
            if _opens_clause(tree, after, end, i, by):
                break
            members += [*pending, head]
            pending = []
        elif not _is_aside(w, i, start, head):
            pending.append(head)
        at = after
    return tuple(dict.fromkeys([*joined, *sorted(members)]))


def _skip(w: Words, at: int, end: int) -> int | None:
    """Behind a complement, a bracket or an age between commas; None where none of them stands at `at`."""
    low = w.low[at]
    if low in _OPEN:
        return next((k + 1 for k in range(at, end) if w.low[k] == _OPEN[low]), end)
    if low == "," and at + 2 < end and w.low[at + 1].isdigit() and w.low[at + 2] in (",", "and"):
        return at + 2
    if low in _COMPLEMENTS:
        head, after = _noun_phrase(w, at + 1, end)
        return after if head is not None else None
    return None


def _noun_phrase(w: Words, start: int, end: int) -> tuple[int | None, int]:
    """The head of the noun phrase that starts at `start` and the word behind it."""
    head = None
    k = start
    while k < end and (
        w.pos[k] in _INSIDE or w.tag[k] in ("PRP$", "POS", "HYPH", "VBN") or w.low[k] in ("-", '"', "“", "”")
    ):
        if w.tag[k] == "VBN" and head is not None:
            break
        if w.is_noun(k):
            head = k
        elif head is not None and w.pos[k] == "DET":
            break
        k += 1
    return head, (head + 1 if head is not None else start)


def _opens_clause(tree: Tree, after: int, end: int, first: int, by: int) -> bool:
    """Whether the noun before word `after` is the subject of a clause of its own ("…, and Ruud fled")."""
    w = tree.w
    if after >= end or first < by or w.tag[after] not in ("VBD", "VBZ", "VBP", "MD"):
        return False
    # "The murders of a judge and a clerk shocked …": the list stands inside the subject.
    return not (w.is_noun(by) and w.dep[by] in ("nsubj", "nsubjpass"))


def _is_aside(w: Words, first: int, start: int, head: int) -> bool:
    """Whether a phrase behind the first noun tells who that is, rather than naming another."""
    if w.pos[first] == "PROPN":
        return w.pos[head] != "PROPN"
    return w.pos[head] == "PROPN" and w.pos[start] == "PROPN"
