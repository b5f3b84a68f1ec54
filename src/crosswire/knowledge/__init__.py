"""Names and aliases known beforehand, optional: taken from files into a store, looked up for names in reports.

`add_knowledge` takes files of names (FollowTheMoney, Wikidata, GeoNames, a desk's own tables) into a set of a store;
`open_knowledge` opens sets; `Knowledge.lookup` gives the entities that bear a name. Which of them an entity of the
reports is, is left to `link.known`. Nothing is fetched.
"""

from __future__ import annotations

from crosswire.knowledge.formats import FORMATS
from crosswire.knowledge.kept import (
    Added,
    Kept,
    add_knowledge,
    changed_sets,
    find_set,
    history,
    kept_sets,
    remove_knowledge,
)
from crosswire.knowledge.lookup import Knowledge, OneSet
from crosswire.knowledge.making import Choice
from crosswire.knowledge.opening import open_knowledge
from crosswire.knowledge.records import Wanted
from crosswire.knowledge.table import COLUMNS

__all__ = [
    "COLUMNS",
    "FORMATS",
    "Added",
    "Choice",
    "Kept",
    "Knowledge",
    "OneSet",
    "Wanted",
    "add_knowledge",
    "changed_sets",
    "find_set",
    "history",
    "kept_sets",
    "open_knowledge",
    "remove_knowledge",
]
