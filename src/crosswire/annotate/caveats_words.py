"""What every rule of caveats asks of a sentence: its words, who hangs on whom, what a clause or a noun phrase spans.

In: the words of a report and one sentence. Out: a `Clause` view and `Found` values in word numbers. Decides
nothing about caveats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.lang import table

Kind = Literal["denied", "hedged", "unverified"]
Stretch = tuple[int, int]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# How far a verb's subject is looked for above it.
_CLIMB = 4
_LOOSE = (
    frozenset(
        {",", ".", ";", ":", "(", ")", "and", "but", "or", "that", "–", "—", "-", "!", "?", "as", "whether"}
    )
    | QUOTES
)


@cache
def listed(part: str, name: str) -> frozenset[str]:
    """A list of `caveats.toml` as a set."""
    return frozenset(table("en", "caveats")[part][name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A caveat in word numbers: its words, what it governs, whose it is. `back` points at what was told before:
    "one" statement or "all" of a paragraph; `counts` only those with a number."""

    first: int
    end: int
    kind: Kind
    scope: Stretch
    source: Stretch | None = None
    back: Literal["one", "all"] | None = None
    counts: bool = False


class Sentence:
    """One sentence as a tree of word numbers."""

    def __init__(self, w: Words, start: int, end: int) -> None:
        self.w, self.start, self.end = w, start, end
        self.children: dict[int, list[int]] = {}
        for i in range(start, end):
            if w.head[i] != i:
                self.children.setdefault(w.head[i], []).append(i)

    def kids(self, i: int, *deps: str) -> list[int]:
        """The words that hang on word `i` by one of these relations."""
        return [c for c in self.children.get(i, ()) if self.w.dep[c] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first of them."""
        return next(iter(self.kids(i, *deps)), None)

    def has_low(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of these words hangs on word `i`."""
        return any(self.w.low[c] in words for c in self.children.get(i, ()))

    def negated(self, i: int) -> bool:
        """Whether a verb is negated."""
        return any(
            self.w.dep[c] == "neg" or self.w.low[c] in ("never", "not", "n't")
            for c in self.children.get(i, ())
        )

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or that of the verb that it shares one with."""
        node = verb
        for _ in range(_CLIMB):
            own = self.kid(node, *_SUBJECTS)
            if own is not None:
                if self.w.low[own] in ("who", "which", "that") and self.w.dep[node] == "relcl":
                    return self.w.head[node]
                return own
            if self.w.dep[node] in ("acl", "relcl") and self.w.pos[self.w.head[node]] not in ("VERB", "AUX"):
                return self.w.head[node]
            if self.w.dep[node] not in (
                "conj",
                "xcomp",
                "advcl",
                "aux",
                "auxpass",
                "acomp",
                "pcomp",
                "prep",
                "ccomp",
            ):
                return None
            if self.w.dep[node] == "ccomp" and self.w.head[node] == node:
                return None
            node = self.w.head[node]
        return None

    def below(self, root: int, out: frozenset[int] = frozenset()) -> Stretch:
        """The stretch that hangs on word `root`, without clauses joined to it that have their own subject, and
        without those that a comma sets apart behind it."""
        inside, stack = {root}, [root]
        while stack:
            node = stack.pop()
            for child in self.children.get(node, ()):
                if child in out or (self.w.dep[child] == "punct" and node == root and child > node):
                    continue
                apart = self.w.dep[child] in ("conj", "parataxis") and self.kid(child, *_SUBJECTS) is not None
                aside = (
                    node == root and self.w.dep[child] in ("advcl", "acl") and self._behind_comma(child, root)
                )
                if (apart and child > node) or aside:
                    continue
                inside.add(child)
                stack.append(child)
        first = last = root
        low = self.w.low
        while (first - 1 in inside or first - 2 in inside) and low[first - 1] not in (":", ";"):
            first -= 1
        while (last + 1 in inside or last + 2 in inside) and low[last + 1] not in (":", ";"):
            last += 1
        return self.trimmed(first, last + 1)

    def _behind_comma(self, clause: int, root: int) -> bool:
        """Whether a comma stands before the first word of a clause behind its verb."""
        if clause < root:
            return False
        first = min([clause, *self.children.get(clause, ())])
        while first in self.children and min(self.children[first]) < first:
            first = min(self.children[first])
        return bool(first - 1 > root and self.w.low[first - 1] == ",")

    def noun_phrase(self, head: int) -> Stretch:
        """A noun with what stands before it and its "of" and relative clauses, without what is listed with it."""
        return self.below(head, frozenset(self.kids(head, "conj", "cc")))

    def trimmed(self, first: int, end: int) -> Stretch:
        """A stretch without marks and joining words at its edges."""
        while first < end - 1 and self.w.low[first] in _LOOSE:
            first += 1
        while end - 1 > first and (self.w.low[end - 1] in _LOOSE or self.w.tag[end - 1] == "POS"):
            end -= 1
        return first, end

    def whole(self) -> Stretch:
        """The sentence without its stop."""
        return self.trimmed(self.start, self.end)

    def clause_of(self, i: int) -> int:
        """The verb whose clause holds word `i`, or the top word of what it hangs on."""
        node = i
        for _ in range(_CLIMB + 2):
            if self.w.pos[node] in ("VERB", "AUX") and self.w.dep[node] not in ("aux", "auxpass"):
                return node
            if self.w.head[node] == node:
                return node
            node = self.w.head[node]
        return node

    def speaker(self, verb: int) -> Stretch | None:
        """The phrase of who denies or doubts: the subject of an active verb, the agent of a passive one."""
        agent = self.kid(verb, "agent")
        if agent is not None:
            named = self.kid(agent, "pobj")
            return None if named is None else self.below(named)
        if self.kid(verb, "nsubjpass", "auxpass") is not None:
            return None
        subject = self.subject(verb)
        if subject is None or self.w.low[subject] in (
            "it",
            "there",
            "that",
            "this",
            "nobody",
            "none",
            "neither",
            "nothing",
        ):
            return (
                None
                if subject is None or self.w.low[subject] != "it" or self.w.dep[subject] == "expl"
                else (subject, subject + 1)
            )
        cut = frozenset(self.kids(subject, "relcl", "acl", "appos", "punct"))
        first, end = self.below(subject, cut)
        return (first, end) if not first <= verb < end else (subject, subject + 1)
