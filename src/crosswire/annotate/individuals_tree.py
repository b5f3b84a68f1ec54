"""The parse of a report as a tree for asking who did or suffered what.

In: the words of a report. Out: children, subjects and objects of verbs, over relative clauses, participles
and coordination. Reads the parse only; which nouns are persons is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.figure_words import Words

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
_RELATIVE = frozenset(["who", "that", "which", "whom"])
# Parses of running text are shallower; a bound keeps a broken parse from costing time.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Tree:
    """`children` of each word, in text order."""

    w: Words
    children: tuple[tuple[int, ...], ...]

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of word `i` with one of these relations."""
        return next((c for c in self.children[i] if self.w.dep[c] in deps), None)

    def is_passive(self, i: int) -> bool:
        """Whether verb `i` is passive by its auxiliary or its subject, or by the verb it is joined to."""
        for _ in range(_DEPTH):
            if self.child(i, "auxpass", "nsubjpass", "csubjpass") is not None:
                return True
            if any(self.w.dep[c] in ("aux", "nsubj", "dobj") for c in self.children[i]):
                return False
            if self.w.dep[i] != "conj" or self.w.tag[i] != "VBN":
                return False
            i = self.w.head[i]
        return False

    def subject(self, i: int) -> int | None:
        """Who does, or undergoes, verb `i`: its own subject, the one it shares, or the noun it describes."""
        w = self.w
        for _ in range(_DEPTH):
            own = self.child(i, "nsubjpass", "nsubj")
            if own is not None:
                if w.low[own] in _RELATIVE and w.dep[i] in ("relcl", "acl", "ccomp", "conj"):
                    return self._described(i)
                return own
            head, dep = w.head[i], w.dep[i]
            if head == i:
                return None
            if dep in ("acl", "relcl"):
                return head if w.pos[head] not in ("VERB", "AUX") else self.subject(head)
            if dep == "pcomp" and w.dep[head] in ("prep", "mark"):
                head = w.head[head]
            elif dep not in ("conj", "xcomp", "advcl", "ccomp", "oprd", "acomp", "dep", "parataxis"):
                return None
            if dep == "xcomp" and (given := self.child(head, "dobj")) is not None:
                return given
            i = head
        return None

    def _described(self, i: int) -> int | None:
        """The noun that the relative clause of verb `i` describes."""
        for _ in range(_DEPTH):
            if self.w.dep[i] in ("relcl", "acl"):
                return self.w.head[i]
            if self.w.head[i] == i:
                return None
            i = self.w.head[i]
        return None

    def object(self, i: int) -> int | None:
        """Whom verb `i` acts upon: its object, or the noun of a relative clause without one."""
        own = self.child(i, "dobj")
        if own is not None:
            return self._described(i) if self.w.low[own] in _RELATIVE else own
        if self.w.dep[i] == "relcl":
            subject = self.child(i, "nsubj")
            if subject is not None and self.w.low[subject] not in _RELATIVE:
                return self.w.head[i]
        return None

    def governor(self, i: int) -> int:
        """The verb or noun that word `i` hangs on, over prepositions and auxiliaries."""
        head = self.w.head[i]
        for _ in range(_DEPTH):
            if self.w.dep[head] not in ("prep", "amod", "compound") or self.w.head[head] == head:
                break
            head = self.w.head[head]
        return head

    def joined(self, i: int) -> tuple[int, ...]:
        """Word `i` and the nouns that "and" or commas join to it."""
        found = [i]
        for n in found:
            if len(found) > 12:
                break
            found += [c for c in self.children[n] if self.w.dep[c] == "conj"]
        return tuple(found)


def tree_of(w: Words) -> Tree:
    """The tree of a report's words."""
    children: list[list[int]] = [[] for _ in w.low]
    for i, head in enumerate(w.head):
        if head != i:
            children[head].append(i)
    return Tree(w, tuple(tuple(c) for c in children))
