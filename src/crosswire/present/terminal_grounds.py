"""The brief and what was said, on the terminal, each with what it stands on.

In: the findings of a `Dossier`, with a name for each report. Out: Rich renderables. What is printed of reports is
cleaned by the caller's `clean`, as everywhere on the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from crosswire.types import BriefSentence, Dossier, Event, Tally, Utterance

# What fits beside the tallies; the page has everything.
_SENTENCES, _UTTERANCES = 8, 5
Clean = Callable[[str], str]


def mark_of(found: Tally | Utterance | Event | BriefSentence) -> Text:
    """What a finding stands on, in a few words: "corroborated: 3 independent sources; 4 originals"."""
    count = found.independent
    sources = "source" if count == 1 else "sources"
    originals = f"{found.families:,} {'original' if found.families == 1 else 'originals'}"
    if found.corroborated:
        return Text.assemble((f"corroborated: {count:,} independent {sources}", "green"), f"; {originals}")
    told = (
        f"{count:,} independent {sources}" if count > 1 else "one source" if count else "no source of its own"
    )
    return Text(f"{told}; {originals}", style="dim")


def brief(
    sentences: Sequence[BriefSentence], clean: Clean, said_of: Mapping[str, Text] | None = None
) -> list[Padding | Text]:
    """The sentences of the brief, each with its mark, and how it stands by what people said (`said_of`: "b1", …)."""
    if not sentences:
        return []
    parts: list[Padding | Text] = [Text("\nIn brief", style="bold")]
    for n, sentence in enumerate(sentences[:_SENTENCES], 1):
        parts += [_indented(Text(clean(sentence.text)), 2), _indented(mark_of(sentence), 4)]
        if said_of and (words := said_of.get(f"b{n}")):
            parts.append(_indented(words, 4))
    return parts + _rest(len(sentences) - _SENTENCES)


def said(dossier: Dossier, clean: Clean) -> list[Padding | Text]:
    """The utterances that most originals quote, each with its speaker and its mark."""
    names = {e.id: e.name for e in dossier.links.entities}
    found = [u for u in dossier.findings.utterances if u.members]
    if not found:
        return []
    parts: list[Padding | Text] = [Text("\nWhat was said", style="bold")]
    for utterance in sorted(found, key=lambda u: (-u.families, -len(u.members), u.id))[:_UTTERANCES]:
        speaker = clean(names.get(utterance.speaker or "", "somebody not resolved"))
        parts.append(_indented(Text(f"{speaker}: “{clean(utterance.members[0].span.text)}”"), 2))
        parts.append(_indented(mark_of(utterance), 4))
    return parts + _rest(len(found) - _UTTERANCES)


def _rest(count: int) -> list[Padding | Text]:
    return [_indented(Text(f"… and {count} more on the page", style="dim"), 2)] if count > 0 else []


def _indented(text: Text, by: int) -> Padding:
    return Padding(text, (0, 0, 0, by), expand=False)
