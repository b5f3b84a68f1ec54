"""The tables of what is derived: reports as read, what they say, stories, the versions of their dossiers, what is searched.

Nothing here opens a database. All of it is made from the truth by a version of the program under settings, named in its
`made_by`, and may be dropped and made again; only of `versions` the earlier ones are a record of what was shown when.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from crosswire.store.database.schema import DIGEST, ID, TIME, metadata

reports = Table(
    "reports",
    metadata,
    Column("id", ID, primary_key=True),
    Column("reference", Text, nullable=False, comment="the receipt and the part of it, as a watch writes it"),
    Column("n", Integer, nullable=False, comment="the receipt's number in the custody log"),
    Column("sha256", DIGEST, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_key", DIGEST, nullable=False),
    Column("seal", ID, comment="the seal on its source"),
    Column("story", ID, comment="None until it is placed"),
    Column("rank", Integer, nullable=False, comment="the order in which reports were placed; 0 before"),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String(40)),
    Column("day", String(10), comment="the day it speaks from"),
    Column("language", String(16)),
    Column("address", Text),
    Column("characters", Integer, nullable=False),
    Column("item", Text, comment="JSON: uri, version, status"),
    Column("came", TIME, nullable=False),
    Column("batch", ID, comment="that of the job which read it"),
    Column("asked", TIME, comment="when that job was made: in this order reports are placed"),
    Column("part", Integer, nullable=False, server_default="0", comment="its place in what was received"),
    Column("standing", Boolean, nullable=False, comment="False: superseded or withdrawn"),
    Column("problems", Text, comment="JSON"),
    Column("made_by", String(64), nullable=False),
    Index(None, "source_key"),
    Index(None, "came"),
    Index(None, "rank"),
    Index(None, "sha256"),
)
# Few reports are sealed. What stands in a story is found by it; what waits, in the order in which it is placed, so that the next
# hundred are found at once however much waits.
_SEALED = reports.c.seal.is_not(None)
_PLACED, _UNPLACED = reports.c.story.is_not(None), reports.c.story.is_(None)
Index("ix_reports_seal", reports.c.seal, sqlite_where=_SEALED, postgresql_where=_SEALED)
Index("ix_reports_story", reports.c.story, sqlite_where=_PLACED, postgresql_where=_PLACED)
Index(
    "ix_reports_unplaced",
    reports.c.asked,
    reports.c.n,
    reports.c.part,
    reports.c.id,
    sqlite_where=_UNPLACED,
    postgresql_where=_UNPLACED,
)
annotated = Table(
    "annotations",
    metadata,
    Column("report", ID, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="the report and what it says, packed"),
    Column("terms", LargeBinary, nullable=False, comment="what places it in a story, packed"),
)
stories = Table(
    "stories",
    metadata,
    Column("id", ID, primary_key=True),
    Column("made", TIME, nullable=False),
    Column("into", ID, comment="the story of which it became part"),
    Column("touched", Boolean, nullable=False, comment="whether its dossier is to be made anew"),
    Column("seal", ID, comment="of a story that only reports under one seal tell"),
    Column("grown", Text, comment="JSON: how the stream of stories holds it"),
)
# What a story is for one set of readers: '' without sealed reports, else the key of the seals that they may see.
versions = Table(
    "versions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("story", ID, nullable=False),
    Column("variant", DIGEST, nullable=False),
    Column("at", TIME, nullable=False),
    Column("before", ID, comment="the version before it"),
    Column("made_by", String(64), nullable=False),
    Column("settings", Text, nullable=False, comment="JSON"),
    Column("cause", Text, comment="JSON: what made it new: reports, decisions, a version of the program"),
    Column("changes", Text, nullable=False, comment="JSON: what changed since the version before"),
    Column("told", Text, nullable=False, comment="JSON: against which the next is compared"),
    Column("summary", Text, nullable=False, comment="JSON: the line of the list of stories"),
    Column("dossier", LargeBinary, nullable=False, comment="the dossier's JSON, packed"),
    Column("targets", LargeBinary, comment="JSON, packed: what a review of each statement is about"),
    Index(None, "story", "variant", "at"),
    Index(None, "at"),
)
# Which reports a version holds: what is sealed later is taken out of the past, too.
version_reports = Table(
    "version_reports",
    metadata,
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    Column("report", ID, nullable=False),
    PrimaryKeyConstraint("version", "report"),
    Index(None, "report"),
)
# The latest version of each variant, with what lists show and sort by.
shown = Table(
    "shown",
    metadata,
    Column("story", ID, nullable=False),
    Column("variant", DIGEST, nullable=False),
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    Column("at", TIME, nullable=False),
    Column("title", Text, nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("reports", Integer, nullable=False),
    Column("originals", Integer, nullable=False),
    Column("alarms", Integer, nullable=False),
    Column("waiting", Integer, nullable=False, comment="what needs a person"),
    Column("summary", Text, nullable=False),
    PrimaryKeyConstraint("story", "variant"),
    Index(None, "variant", "at"),
    Index(None, "variant", "waiting"),
    Index(None, "variant", "reports"),
)
# By what the list of stories is filtered: their places, measures, languages and publishers, folded as `fold_name` has it.
facets = Table(
    "facets",
    metadata,
    Column("kind", String(16), nullable=False, comment="place, measure, language, publisher"),
    Column("value", String(200), nullable=False),
    Column("variant", DIGEST, nullable=False),
    Column("story", ID, nullable=False),
    PrimaryKeyConstraint("kind", "value", "variant", "story"),
    Index(None, "story", "variant"),
)
# What most needs a person in the latest version of each variant, the heaviest first.
queue = Table(
    "queue",
    metadata,
    Column("story", ID, nullable=False),
    Column("variant", DIGEST, nullable=False),
    Column("kind", String(16), nullable=False, comment="of the statement: figure, quote, name, …"),
    Column("target", String(64), nullable=False, comment="its id in the dossier"),
    Column("version", ID, nullable=False),
    Column("weight", Float, nullable=False),
    Column("best", Boolean, nullable=False, comment="whether a review could change a best figure"),
    Column("disputed", Boolean, nullable=False, comment="whether people's reviews part over it"),
    Column(
        "settled",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether people's reviews settled it since the version was made",
    ),
    Column("text", Text, nullable=False, comment="the statement in short"),
    Column("why", Text, nullable=False),
    Column("body", Text, nullable=False, comment="JSON: what else is known of it"),
    PrimaryKeyConstraint("story", "variant", "kind", "target"),
    Index(None, "variant", "weight"),
)
# Which variant a person with clearances sees of a story, where it is not ''.
variant_people = Table(
    "variant_people",
    metadata,
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    Column("story", ID, nullable=False),
    Column("variant", DIGEST, nullable=False),
    PrimaryKeyConstraint("user", "story"),
)
# Which seals' reports are in a variant; all of them must be a viewer's before anything of it is shown.
variant_seals = Table(
    "variant_seals",
    metadata,
    Column("variant", DIGEST, nullable=False),
    Column("seal", ID, ForeignKey("seals.id"), nullable=False),
    PrimaryKeyConstraint("variant", "seal"),
)
# The pages of the latest versions, ready to be sent inside the layout.
pages = Table(
    "pages",
    metadata,
    Column("version", ID, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="HTML, packed"),
    Column("dossier", LargeBinary, nullable=False, comment="its values, packed, as `desk.kept` has them"),
)
# What can be searched: a report's text, a statement, a person, a figure. `heading`, `words` and `marks` are title, text and
# filters as `passages` folds them; each database has an index of its own over these. What is long stands last, since SQLite
# reads a row from its beginning.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False, comment="report, statement, person, figure"),
    Column("story", ID),
    Column("variant", DIGEST, comment="of statements, persons and figures"),
    Column("report", ID, comment="of reports"),
    Column("seal", ID, comment="of reports"),
    Column("target", String(64), comment="the id in the dossier"),
    Column("day", String(10)),
    Column("language", String(16)),
    Column("measure", String(32)),
    Column("number", Float),
    Column("status", String(32)),
    Column("publisher", Text),
    Column("place", Text),
    Column("title", Text),
    Column("marks", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "story", "variant"),
    Index(None, "report"),
    Index(None, "kind", "day"),
)

DERIVED = (
    passages,
    pages,
    variant_seals,
    variant_people,
    queue,
    facets,
    shown,
    version_reports,
    versions,
    stories,
    annotated,
    reports,
)

__all__ = [
    "DERIVED",
    "annotated",
    "facets",
    "metadata",
    "pages",
    "passages",
    "queue",
    "reports",
    "shown",
    "stories",
    "variant_people",
    "variant_seals",
    "version_reports",
    "versions",
]
