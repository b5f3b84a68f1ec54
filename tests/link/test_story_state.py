from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from crosswire.link.story_state import load_stories, save_stories
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.types import Annotations, Report

TEXTS = (
    "The dam at Hallin broke at dawn. Twelve people drowned in Torvane.",
    "Twelve drowned in Torvane when the Hallin dam broke, the mayor said.",
    "A ferry sank off Kestria. Ninety were saved by fishermen.",
    "Fishermen saved ninety people from a ferry that sank off Kestria.",
    "The mayor of Torvane named the twelve who drowned below the Hallin dam.",
    "",
)


def terms() -> list[StoryTerms]:
    made = []
    for n, text in enumerate(TEXTS):
        report = Report(
            id=f"r{n}", source=f"r{n}", text=text, sha256="", published="2031-05-04" if n % 2 else None
        )
        made.append(story_terms(report, Annotations(report=report.id, anchor=None)))
    return made


def test_terms_come_back_as_they_were_and_make_the_same_stories(tmp_path: Path) -> None:
    path = tmp_path / "stories.npz"
    given = terms()
    save_stories(given[:4], path)
    found = load_stories(path)
    for one, other in zip(given[:4], found, strict=True):
        for field in fields(StoryTerms):
            a, b = getattr(one, field.name), getattr(other, field.name)
            if isinstance(a, np.ndarray):
                assert a.dtype == b.dtype
                assert np.array_equal(a, b)
            else:
                assert a == b
    never, again = StoryStream(), StoryStream()
    for one in given[:4]:
        never.place(one)
    for one in found:
        again.place(one)
    for one in given[4:]:
        assert again.place(one) == never.place(one)
    assert again.stories() == never.stories()
    assert [p.name for p in tmp_path.iterdir()] == ["stories.npz"]


def test_no_terms_are_none(tmp_path: Path) -> None:
    save_stories((), tmp_path / "stories.npz")
    assert load_stories(tmp_path / "stories.npz") == ()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stories.npz"
    path.write_bytes(b"no terms")
    with pytest.raises(ValueError, match="no saved terms"):
        load_stories(path)
    np.savez(path, told=np.frombuffer(b'{"format": "crosswire-stories-0"}', dtype=np.uint8))
    with pytest.raises(ValueError, match="crosswire-stories-0"):
        load_stories(path)
