"""The language of a text, as a two-letter code.

In: an article's text. Out: the code, or None where the text is too short to tell. A text of which a large part is
English function words is English without a classifier, whose model takes a second to load.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.lang import table

# Characters shown to the classifier (its answer settles within a few hundred), and the fewest letters
# on which it is trusted.
_SAMPLE, _FEWEST = 600, 20
# From so many words on, of which so large a part are function words of English, a text is English.
_WORDS, _ENGLISH = 40, 0.3
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str | None:
    """The language of `text`, or None where it has too few letters.

    >>> guess_language("The river rose overnight and the lower town was cleared.")
    'en'
    """
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST:
        return None
    if _plainly_english(sample):
        return "en"
    import py3langid  # with its model the slowest module of all, and seldom needed

    code: str = py3langid.classify(sample)[0]
    return code


def _plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.casefold())
    if len(words) < _WORDS:
        return False
    held = sum(w in _function_words() for w in words)
    return held >= _ENGLISH * len(words) and words.count("the") > 1


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])
