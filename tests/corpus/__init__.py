"""Files of every format that crosswire reads, sound and broken, made from invented articles.

In: nothing. Out: `good_files` and `broken_files`; the same bytes every time. Each file is made after its
format's specification, not after the reader. `python -m tests.corpus OUT` writes them out.
"""

from __future__ import annotations

from tests.corpus.articles import ARTICLES, Article
from tests.corpus.broken import broken_files
from tests.corpus.files import Broken, Good
from tests.corpus.good import good_files

__all__ = ["ARTICLES", "Article", "Broken", "Good", "broken_files", "good_files"]
