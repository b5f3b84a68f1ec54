"""The language of a text: plainly English ones without the classifier, all others by it."""

from __future__ import annotations

import pytest

from crosswire.read.describe import language

ENGLISH = (
    "The ferry left the harbour of Orrin at noon and was to reach the island by the evening. On the way it was met by "
    "a storm that nobody had foreseen, and the master turned back to the shore with all of those who were on board."
)
DUTCH = (
    "De veerboot was in de haven van Orrin en zou in de avond bij het eiland zijn. Het was een storm die niemand had "
    "voorzien, zodat de kapitein met alle mensen die hij aan boord had in de nacht over het water terug was gegaan."
)


def test_plain_english_needs_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "py3langid", None)
    assert language.guess_language(ENGLISH) == "en"


def test_a_language_with_like_words_is_left_to_the_classifier() -> None:
    assert language.guess_language(DUTCH) == "nl"


def test_a_few_english_names_make_no_text_english() -> None:
    assert language.guess_language(DUTCH + " The Times and The Guardian.") == "nl"
