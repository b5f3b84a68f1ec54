"""The dossier as a document that a desk sends: what is established, on whose word, where accounts part, and from what.

In: a `Held` and a `Cover`. Out: the bytes of a .docx. Every statement cites its reports by siglum, each of which leads
to the list of sources at the end, with addresses and digests. Phrases that statements rest on are quoted; the sentences
around them with the texts. What is too much for a document (the thirtieth chart, the hundredth event) is counted where
it is left out: the page and the tables have all.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from crosswire.present.handover.cover import Cover
from crosswire.present.handover.document_findings import events, partings, quotations
from crosswire.present.handover.document_sources import method, names, sources
from crosswire.present.handover.document_tallies import tallies
from crosswire.present.handover.document_words import cite, verdict_words
from crosswire.present.handover.statements import judged_words, line
from crosswire.present.handover.word import Run, Word
from crosswire.present.held import Held
from crosswire.present.page.dates import day_of, day_words, span_words
from crosswire.present.page.language_names import language_name
from crosswire.present.page.numbers import plural, small


def to_docx(held: Held, cover: Cover, *, with_text: bool) -> bytes:
    """The document of a dossier."""
    title = line(held.stories[0]["title"] if held.stories else "", 200) or "Dossier"
    word = Word(title=title, desk=cover.desk, day=cover.day, subject=_stand(held))
    _front(word, held, cover, title)
    _brief(word, held)
    tallies(word, held, with_text=with_text)
    partings(word, held)
    events(word, held)
    quotations(word, held)
    names(word, held)
    sources(word, held)
    method(word, held)
    return word.save()


def _front(word: Word, held: Held, cover: Cover, title: str) -> None:
    word.heading(title, 0)
    word.paragraph(_stand(held), style="Subtitle")
    day = day_of(cover.day)
    sent = ", ".join(filter(None, (line(cover.desk), day_words(day) if day else "")))
    if sent:
        word.paragraph(Run(text=sent, bold=True))
    if cover.address:
        word.paragraph(
            "The dossier with every report’s words: ", Run(text=cover.address, address=cover.address)
        )
    languages = Counter(language_name(r["language"]) for r in held.reports.values())
    spoken = ", ".join(f"{name} {n}" for name, n in sorted(languages.items(), key=lambda x: (-x[1], x[0])))
    facts = [plural(len(held.reports), "report"), _originals(held), line(spoken, 200)]
    if len(held.stories) > 1:
        facts.append(f"{len(held.stories):,} stories")
    word.paragraph(f"{'; '.join(facts)}. R1, R2 … are the reports, listed under Sources.")


def _originals(held: Held) -> str:
    """How many originals are behind the reports, and how many more may be: of those only passages are known."""
    families = held.contract["families"]
    loose = [f for f in families if f["root"] not in held.order and not f.get("agency") and f.get("passages")]
    groups = "one group" if len(loose) == 1 else f"{small(len(loose))} groups"
    more = f" ({groups} of shared passages may come from others)" if loose else ""
    return f"{plural(len(families) - len(loose), 'original')}{more}"


def _stand(held: Held) -> str:
    """What this is of, in a sentence."""
    days = [d for r in held.reports.values() if (d := _day(r.get("anchor"), r["published"]))]
    when = f" of {span_words(min(days), max(days))}" if days else ""
    if len(held.reports) == 1:
        return f"What one report{when} says, and on whose word."
    return (
        f"What {small(len(held.reports))} reports{when} establish together, who says it, and where they part."
    )


def _day(anchor: str | None, published: str | None) -> date | None:
    return day_of(anchor) or day_of(published)


def _brief(word: Word, held: Held) -> None:
    sentences = held.contract.get("brief", ())
    if not sentences:
        return
    word.heading("In brief", 1)
    for sentence in sentences:
        reports = [e["report"] for e in sentence["evidence"]]
        stands = "; ".join(filter(None, (verdict_words(held, sentence), judged_words(sentence))))
        said = Run(text=f" ({stands})", italic=True)
        word.paragraph(f"{line(sentence['text'], 1200)} ", *cite(held, reports), said, style="ListBullet")
