"""The statements that the draft gives to somebody: those annotated, and those that a verb of speech alone shows.

In: a draft. Out: `Told`: source, speaker, cue and what is told, one for each source and cue. "The police apologised to
the reporters" and "the inspectorate demanded its return" are statements too: that somebody said so is what the
reports must have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crosswire.check.draft import Draft
from crosswire.check.words import key_of, tokens
from crosswire.lang import table
from crosswire.types import Attribution, Span

# Letters between a source and its cue at most for both to be one frame.
_JOIN = 40
_SUBJECT = (
    r"(?P<subject>(?:(?:The|A|An|His|Her|Its|Their|the|his|her|its|their)\s+)?"
    r"(?:[^\W\d_][\w’'-]*\s+){0,4}?[^\W\d_][\w’'-]*)"
)
_BRACKET = re.compile(r"(?P<before>[^\n.;()]{4,120}?),? \((?P<source>[^\W\d_][^(),;\n]{2,60})[,)]")
_AUX = r"(?:(?:also|later|then|now|however|already|first|again|has|have|had|not|never|since|since then|repeatedly)\s+){0,3}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement of the draft and whose it is. `span` is the source, with its cue where both stand together.
    `act` is the key of a verb that is itself what is told ("apologised", "demanded")."""

    span: Span
    source: Span
    speaker: Span | None
    content: tuple[Span, ...]
    act: str | None = None

    def whole(self, draft: Draft) -> Span:
        """From the source or its cue to the end of what is said: "denied" stands before it."""
        first = min(self.span.start, *(c.start for c in self.content))
        return draft.report.span(first, max(self.span.end, *(c.end for c in self.content)))


def told_in(draft: Draft) -> list[Told]:
    """The statements in the draft's order."""
    found = _annotated(draft)
    taken = [t.whole(draft) for t in found]
    for told in (*_by_verb(draft), *_in_brackets(draft)):
        if not any(told.whole(draft).overlaps(t) for t in taken):
            found.append(told)
    return sorted(found, key=lambda t: (t.span.start, t.span.end))


def _annotated(draft: Draft) -> list[Told]:
    """Those of the annotation, one for each source and cue."""
    found: dict[tuple[int, int], Told] = {}
    for a in sorted(draft.said.attributions, key=lambda a: (a.content.start, -a.content.end)):
        if a.source is None:
            continue
        span = _frame(draft, a)
        key = (span.start, span.end)
        content = (a.content, *a.more)
        if key in found:
            held = found[key].content
            content = (*held, *(c for c in content if not any(h.overlaps(c) for h in held)))
        found[key] = Told(span=span, source=a.source, speaker=a.speaker, content=content)
    return [found[k] for k in sorted(found)]


def _frame(draft: Draft, a: Attribution) -> Span:
    """The source with its cue where they stand together."""
    source, cue = a.source or a.content, a.cue
    if cue is None:
        return source
    start, end = min(source.start, cue.start), max(source.end, cue.end)
    between = draft.report.text[min(source.end, cue.end) : max(source.start, cue.start)]
    crosses = any(start < c.end and c.start < end for c in (a.content, *a.more))
    return source if crosses or len(between) > _JOIN else draft.report.span(start, end)


def _by_verb(draft: Draft) -> list[Told]:
    """Clauses that begin with a subject and a verb of speech: what follows the verb is told."""
    found = []
    for start, end in _starts(draft):
        match = _spoken().match(draft.report.text, start, end)
        if match is None or not _is_subject(match["subject"]):
            continue
        content = draft.report.span(match.end("verb"), end)
        verb = match["verb"]
        numbered = any(content.contains(c.core) for c in draft.counts)
        if not any(c.isalnum() for c in content.text) or (verb in _NUMBERED and not numbered):
            continue
        source = draft.report.span(match.start("subject"), match.end("subject"))
        found.append(
            Told(
                span=draft.report.span(source.start, match.end("verb")),
                source=source,
                speaker=_named(draft, source),
                content=(content,),
                act=None if verb in _NUMBERED or verb in speech_forms() else key_of(verb),
            )
        )
    return found


def _starts(draft: Draft) -> list[tuple[int, int]]:
    """The sentences, cut at semicolons."""
    found = []
    for sentence in draft.sentences:
        start = sentence.start
        for piece in sentence.text.split(";"):
            found.append((start, start + len(piece)))
            start += len(piece) + 1
    return found


def _in_brackets(draft: Draft) -> list[Told]:
    """ "23 bodies (Civil Protection, Tuesday night)": notes put the source behind what it told."""
    found = []
    for match in _BRACKET.finditer(draft.report.text):
        source = draft.report.span(match.start("source"), match.end("source"))
        speaker = _named(draft, source)
        content = draft.report.span(match.start("before"), match.end("before"))
        if speaker is not None and any(content.contains(c.core) for c in draft.counts):
            found.append(Told(span=source, source=source, speaker=speaker, content=(content,)))
    return found


def _named(draft: Draft, source: Span) -> Span | None:
    return next((m.span for m in draft.said.mentions if source.contains(m.span) and m.kind == "name"), None)


def _is_subject(text: str) -> bool:
    """Whether words in front of a verb can be its subject: a pronoun, or a noun phrase without verbs in it."""
    first, *rest = [t.folded for t in tokens(text)]
    if not rest:
        return first in _PRONOUNS or key_of(first) is not None
    return first not in _PRONOUNS and all(key_of(w) is not None or w in ("of", "the", "for") for w in rest)


@cache
def _spoken() -> re.Pattern[str]:
    verbs = "|".join(sorted(_forms(), key=lambda v: (-len(v), v)))
    return re.compile(rf"[\s*_#>\d.-]*(?:[A-Z][\w ]{{0,30}}, )?{_SUBJECT}\s+{_AUX}(?P<verb>{verbs})\b")


def _forms() -> set[str]:
    """The forms in which verbs of speech and judgement stand behind a subject."""
    data = table("en", "quotes")
    irregular = data["irregular"]
    found: set[str] = set()
    for verb in (*data["verbs"]["say"], *data["verbs"]["judge"], *_MORE):
        found.add(irregular.get(verb, _past(verb)))
        found.add(_third(verb))
    return (found - _ACTS) | _NUMBERED | {"holds"}


_PRONOUNS = frozenset(["he", "she", "they", "it", "we"])
# Acts of speech that are no verbs of quoting.
_MORE = (
    "apologise",
    "apologize",
    "demand",
    "promise",
    "deny",
    "reject",
    "blame",
    "accuse",
    "announce",
    "estimate",
    "put",
)
# Verbs with which somebody gives a number; without one they tell nothing.
_NUMBERED = frozenset(["gave", "gives", "put", "puts", "spoke", "speaks", "lists", "listed", "names", "named", "counts",
  "counted", "cites", "cited", "mentions", "mentioned", "recorded", "records"])  # fmt: skip
# Forms that are as often something else.
_ACTS = frozenset(["posts", "texts", "orders", "points", "rules", "adds", "notes", "reads", "read", "began", "begins",
  "started", "starts", "finished", "finishes", "sang", "sings", "tore", "tears", "attacked", "attacks", "hailed",
  "addressed", "addresses", "continued", "continues", "followed", "referred", "refers", "offered", "details", "states", "reports", "answers",
  "comments", "questions", "requests", "urges", "queries", "speculates", "objects", "voices"])  # fmt: skip


@cache
def speech_forms() -> frozenset[str]:
    """Forms of verbs that say no more than that something is said."""
    verbs = ("say", "tell", "state", "add", "note", "remark", "explain", "declare", "claim", "report", "comment", "mention",
      "insist", "maintain", "stress", "continue", "answer", "reply", "write", "recall", "describe", "call", "argue", "hold", "believe")  # fmt: skip
    irregular = table("en", "quotes")["irregular"]
    return frozenset(f for v in verbs for f in (irregular.get(v, _past(v)), _third(v)))


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in ("admit", "rebut", "quip", "regret", "refer", "tag", "quit"):
        return verb + verb[-1] + "ed"
    return "put" if verb == "put" else verb + "ed"


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"
