"""What befell single persons: who was killed, hurt, held, lost or saved, by the words that say so.

In: the tree of a report. Out: `Harm`s: a measure, the head words of those it befell, the words that carry it.
Verbs give their object, or the subject of a passive; states ("dead", "in custody") what they are said of;
nouns ("the death of") what they name. Left undone: which head words are persons, and who is whom.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from crosswire.annotate.individuals_events import denied_harm, event_harm, noun_harm
from crosswire.annotate.individuals_lexicon import harm_nouns, listed, verbs
from crosswire.annotate.individuals_said import Harm
from crosswire.annotate.individuals_states import (
    charges_harm,
    condition_harm,
    custody_harm,
    hospital_harm,
    life_harm,
    recovering_harm,
    state_harm,
    wound_harm,
    yielding_harm,
)
from crosswire.annotate.individuals_tree import Tree
from crosswire.annotate.individuals_verbs import verb_harm

Handler = Callable[[Tree, int, bool], Harm | None]


def find_harms(tree: Tree, title_end: int) -> list[Harm]:
    """What befell persons, in the order of the words that say so; words before `title_end` are a headline."""
    found: list[Harm] = []
    handlers = _handlers()
    for i, low in enumerate(tree.w.low):
        for handler in handlers.get(low, ()):
            harm = handler(tree, i, i < title_end)
            if harm is not None:
                found.append(harm)
                break
    return found


@cache
def _handlers() -> dict[str, tuple[Handler, ...]]:
    made: dict[str, list[Handler]] = {}
    for words, handler in (
        (verbs(), verb_harm),
        (frozenset(["dead", "injured", "wounded", "missing", "deceased", "lifeless", "unconscious", "unresponsive", "slain"]), state_harm),
        (harm_nouns(), noun_harm),
        (listed("harm_nouns", "deaths") | listed("harm_nouns", "suicides") | listed("harm_nouns", "fatal_with"), event_harm),
        (listed("states", "hospital"), hospital_harm),
        (listed("states", "wounds"), wound_harm),
        (frozenset(["condition"]), condition_harm),
        (listed("states", "recovering"), recovering_harm),
        (listed("states", "custody"), custody_harm),
        (listed("states", "charges"), charges_harm),
        (listed("states", "yielding"), yielding_harm),
        (listed("states", "lives"), life_harm),
        (frozenset(["arrests", "injuries", "fatalities", "deaths", "suspects"]), denied_harm),
    ):  # fmt: skip
        for word in sorted(words):
            made.setdefault(word, []).append(handler)
    return {k: tuple(v) for k, v in made.items()}
