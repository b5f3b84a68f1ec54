"""crosswire reads many reports of one event and says what they jointly establish: who says each
thing, on how many independent sources it stands, and where the accounts part.

    import crosswire
    found = crosswire.dossier(["reports/"])
    for tally in found.findings.tallies:
        print(tally.measure, tally.low, tally.best, tally.high, tally.independent, tally.status)
    page = found.to_html()

The stages can be called one by one: `take`, `unpack`, `read_each`, `read_bytes`, `load_parser`, `annotate`,
`find_lineage`, … All values are frozen; nothing is fetched but addresses that are given; nothing is
remembered between calls, but in an `Archive`.
"""

from __future__ import annotations

from crosswire.annotate.parse import load as load_parser
from crosswire.annotate.report import annotate
from crosswire.checking import check
from crosswire.config import Config
from crosswire.errors import (
    ConfigError,
    CrosswireError,
    FetchError,
    NothingUsableError,
    ReadError,
    SidecarError,
    UsageError,
)
from crosswire.fetch import FetchOptions
from crosswire.grouping import Grouped, stories
from crosswire.intake import take
from crosswire.knowledge import Knowledge, add_knowledge, open_knowledge
from crosswire.link.entities import find_entities
from crosswire.link.lineage import find_lineage
from crosswire.link.stories import find_stories
from crosswire.link.story_stream import Placement, StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.link.utterances import group_utterances
from crosswire.pipeline import build, dossier
from crosswire.present.exports import Cover, export
from crosswire.read import FORMATS, Columns, Given, Source, Unpacking, read_bytes, read_each, unpack
from crosswire.store import Archive, decide, verify_store
from crosswire.text.name_match import match_names
from crosswire.types import (
    Annotations,
    Checked,
    Decision,
    Discrepancy,
    Dossier,
    DraftCheck,
    Entity,
    Event,
    Family,
    Figure,
    Lineage,
    Named,
    NameMatch,
    NameReason,
    Quote,
    Report,
    Ruling,
    Span,
    Story,
    StoryLine,
    StoryReasons,
    StoryTerm,
    Tally,
    Utterance,
)

__version__ = "0.1.0"

__all__ = [
    "FORMATS",
    "Annotations",
    "Archive",
    "Checked",
    "Columns",
    "Config",
    "ConfigError",
    "Cover",
    "CrosswireError",
    "Decision",
    "Discrepancy",
    "Dossier",
    "DraftCheck",
    "Entity",
    "Event",
    "Family",
    "FetchError",
    "FetchOptions",
    "Figure",
    "Given",
    "Grouped",
    "Knowledge",
    "Lineage",
    "NameMatch",
    "NameReason",
    "Named",
    "NothingUsableError",
    "Placement",
    "Quote",
    "ReadError",
    "Report",
    "Ruling",
    "SidecarError",
    "Source",
    "Span",
    "Story",
    "StoryLine",
    "StoryReasons",
    "StoryStream",
    "StoryTerm",
    "StoryTerms",
    "Tally",
    "Unpacking",
    "UsageError",
    "Utterance",
    "__version__",
    "add_knowledge",
    "annotate",
    "build",
    "check",
    "decide",
    "dossier",
    "export",
    "find_entities",
    "find_lineage",
    "find_stories",
    "group_utterances",
    "load_parser",
    "match_names",
    "open_knowledge",
    "read_bytes",
    "read_each",
    "stories",
    "story_terms",
    "take",
    "unpack",
    "verify_store",
]
