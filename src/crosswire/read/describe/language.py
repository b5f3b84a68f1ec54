"""The language of a text, as a two-letter code.

In: an article's text. Out: the code, or None where the text is too short to tell.
"""

from __future__ import annotations

import py3langid

# Characters shown to the classifier (its answer settles within a few hundred), and the fewest letters
# on which it is trusted.
_SAMPLE, _FEWEST = 600, 20


def guess_language(text: str) -> str | None:
    """The language of `text`, or None where it has too few letters.

    >>> guess_language("The river rose overnight and the lower town was cleared.")
    'en'
    """
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST:
        return None
    code: str = py3langid.classify(sample)[0]
    return code
