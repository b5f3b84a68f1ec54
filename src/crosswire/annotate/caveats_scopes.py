"""What a hedge governs: its clause, with the noun that a relative clause describes, or a noun phrase.

In: one sentence as a tree, the hedge's words, the word on top of what it governs. Out: a `Found`.
"""

from __future__ import annotations

from crosswire.annotate.caveats_words import Found, Sentence, Stretch


def of_clause(s: Sentence, first: int, end: int, root: int) -> Found:
    """A clause; with the noun that it describes where it is a relative one."""
    out = frozenset(range(first, end)) if s.below(root)[0] == first else frozenset()
    scope = around(s, s.below(root, out))
    noun = s.w.head[root]
    if s.w.dep[root] == "relcl" and noun < root and s.w.low[scope[0]] in ("who", "which", "that"):
        scope = s.trimmed(s.below(noun, frozenset({root, *s.kids(noun, "relcl")}))[0], scope[1])
    return Found(first=first, end=end, kind="hedged", scope=scope)


def around(s: Sentence, scope: Stretch) -> Stretch:
    """A clause without a marker before it ("that", "as", "because")."""
    first, end = scope
    while first < end - 1 and s.w.dep[first] == "mark":
        first += 1
    return s.trimmed(first, end)


def of_noun(s: Sentence, i: int, noun: int) -> Found:
    """A noun phrase hedged by the adjective at word `i`."""
    first, end = s.noun_phrase(noun)
    return Found(first=i, end=i + 1, kind="hedged", scope=(min(i, max(first, i)), max(end, noun + 1)))
