"""What a watch remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.watch.state import FILE, State, Story, load, save


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    story = Story(title="Hallin dam", reports=["3<2!/e1"], told={"tallies": {}}, touched=True)
    state = State(
        feeds={"f": {"etag": '"1"'}}, seen={"f": ["e1"]}, stories={"s1": story}, outbox=[{"id": "a"}]
    )
    save(state, tmp_path / "watch")
    assert load(tmp_path / "watch") == state
    assert [p.name for p in (tmp_path / "watch").iterdir()] == [FILE]


def test_a_new_watch_begins_with_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) == State()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "crosswire.watch/9"}', '{"format": "crosswire.watch/1"}']
)
def test_a_state_that_cannot_be_read_is_never_thrown_away(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(UsageError, match="move it away"):
        load(tmp_path)
    assert (tmp_path / FILE).read_text() == text
