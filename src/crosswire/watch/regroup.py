"""The stories of a watch's state made those of the stream: grown together, parted, founded anew.

In: the state, and every story's references by its id. Out: the state, in which each story holds these references,
those that changed marked, and those that are gone remembered by the story which their first report went to.
"""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.watch.changes import NOTHING_TOLD
from crosswire.watch.state import State, Story


def regroup(state: State, stories: Mapping[str, tuple[str, ...]], titles: Mapping[str, str]) -> None:
    """Makes the state's stories `stories`; `titles` are those of reports, for a story that is new."""
    before = {id: story.reports for id, story in state.stories.items()}
    at = {reference: id for id, references in stories.items() for reference in references}
    for id, references in stories.items():
        story = state.stories.setdefault(id, Story(title=titles.get(references[0], "")))
        if set(story.reports) != set(references):
            story.reports, story.touched = list(references), True
    for id in before.keys() - stories.keys():
        into = next((at[x] for x in before[id] if x in at), None)
        if into is None:
            # None of its reports can be read at the moment: the archive is damaged, and may be mended.
            continue
        merge(state, id, into)


def merge(state: State, gone: str, into: str) -> None:
    """Makes one story part of another: its reports, and what was told of it, as far as nothing else tells it."""
    old, story = state.stories.pop(gone), state.stories[into]
    story.reports += [x for x in old.reports if x not in story.reports and not _elsewhere(state, x, into)]
    story.merged |= {**old.merged, gone: old.title}
    told = {**NOTHING_TOLD, **story.told}
    for kind in ("discrepancies", "withdrawn", "merged"):
        told[kind] = {**old.told.get(kind, {}), **told[kind]}
    story.told, story.touched = told, True


def _elsewhere(state: State, reference: str, into: str) -> bool:
    return any(reference in story.reports for id, story in state.stories.items() if id != into)
