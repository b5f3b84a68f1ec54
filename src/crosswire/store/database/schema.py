"""The tables of a store in a database: one schema for SQLite and PostgreSQL, in SQLAlchemy Core.

Nothing here opens a database. What is truth, and is never altered once acknowledged, are bytes, the chained logs
(custody, rulings, reviews, audit) and people's accounts, seals and restrictions. `sources` and `decisions` say the
same as the logs, in a form that can be asked. Everything under "derived" is made from these by a version of the program
under settings, named in its `made_by`, and may be dropped and made again.

Times are ISO 8601 in UTC with microseconds, as text, so that both databases compare them alike. Ids that people see are
random or digests, never running numbers: a gap would tell of what is sealed. The full-text index stands beside these
tables, since each database has its own: see `search`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
DIGEST, ID, TIME = String(64), String(64), String(32)
ROLES = ("reader", "reviewer", "editor", "admin")
CUSTODY, RULINGS, REVIEWS, AUDIT = "custody", "rulings", "reviews", "audit"

# --- Truth ---------------------------------------------------------------------------------------------------

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", DIGEST, primary_key=True),
    Column("length", BigInteger, nullable=False),
    Column(
        "pieces", LargeBinary, nullable=False, comment="digests of the 4 KiB pieces, as an archive has them"
    ),
)
blob_parts = Table(
    "blob_parts",
    metadata,
    Column("sha256", DIGEST, ForeignKey("blobs.sha256"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="a megabyte, the last part as long as it is"),
    PrimaryKeyConstraint("sha256", "n"),
)
log = Table(
    "log",
    metadata,
    Column("chain", String(16), nullable=False),
    Column("n", Integer, nullable=False),
    Column("at", TIME, nullable=False),
    Column("what", String(64), nullable=False),
    Column("source", Text),
    Column("sha256", DIGEST),
    Column("line", Text, nullable=False, comment="the entry's canonical JSON, of which `digest` is the seal"),
    Column("digest", DIGEST, nullable=False),
    PrimaryKeyConstraint("chain", "n"),
    Index(None, "chain", "what"),
)
heads = Table(
    "heads",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("count", Integer, key="count_", nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("digest", DIGEST, nullable=False),
)
sources = Table(
    "sources",
    metadata,
    # The source's name is digested: names are as long as addresses are, and an index on them has a limit.
    Column("key", DIGEST, primary_key=True, comment="SHA-256 of the source's name"),
    Column("source", Text, nullable=False),
    Column("n", Integer, nullable=False, comment="the custody entry that stands"),
    Column("what", String(16), nullable=False, comment="received or withdrawn"),
    Column("sha256", DIGEST),
    Column("came", TIME, nullable=False),
)
decisions = Table(
    "decisions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("chain", String(16), nullable=False, comment="rulings or reviews"),
    Column("n", Integer, nullable=False),
    Column("at", TIME, nullable=False),
    Column("by", Text, nullable=False),
    Column("user", ID, comment="the account, where one decided"),
    Column("kind", String(32), nullable=False, comment="of the target: figure, quote, story, …"),
    Column("action", String(32), nullable=False),
    Column("story", ID, comment="the story in which it was decided; helps to find, decides nothing"),
    Column("body", Text, nullable=False, comment="the decision as JSON"),
    Column("withdrawn", Text, comment="the withdrawal as JSON, once there is one"),
    UniqueConstraint("chain", "n"),
    Index(None, "story"),
    Index(None, "at"),
)
# Which reports a decision speaks of: whoever may not see one of them sees nothing of the decision.
decision_reports = Table(
    "decision_reports",
    metadata,
    Column("decision", ID, ForeignKey("decisions.id"), nullable=False),
    Column("sha256", DIGEST, nullable=False),
    PrimaryKeyConstraint("decision", "sha256"),
    Index(None, "sha256"),
)

# --- People --------------------------------------------------------------------------------------------------

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(200), nullable=False, unique=True, comment="what is typed to log in, casefolded"),
    Column("shown", String(200), nullable=False),
    Column("password", Text, comment="argon2id, None where only another service vouches"),
    Column("subject", String(400), unique=True, comment="issuer and subject of OpenID Connect"),
    Column("role", String(16), nullable=False),
    Column("language", String(16)),
    Column("zone", String(64)),
    Column("theme", String(8)),
    Column("made", TIME, nullable=False),
    Column("changed", TIME, nullable=False, comment="password or role; sessions made before are void"),
    Column("disabled", TIME),
    CheckConstraint("role IN ('reader', 'reviewer', 'editor', 'admin')", name="role"),
)
sessions = Table(
    "sessions",
    metadata,
    Column("key", DIGEST, primary_key=True, comment="SHA-256 of the token in the cookie"),
    Column("id", ID, nullable=False, unique=True, comment="by which its owner names it"),
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("agent", Text),
    Column("made", TIME, nullable=False),
    Column("seen", TIME, nullable=False),
    Column("ends", TIME, nullable=False),
    Index(None, "user"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("key", DIGEST, primary_key=True, comment="SHA-256 of the token"),
    Column("id", ID, nullable=False, unique=True),
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("made", TIME, nullable=False),
    Column("seen", TIME),
    Column("ends", TIME),
    Index(None, "user"),
)
attempts = Table(
    "attempts",
    metadata,
    Column("key", DIGEST, nullable=False, comment="SHA-256 of a name or an address"),
    Column("at", TIME, nullable=False),
    Column("id", ID, primary_key=True),
    Index(None, "key", "at"),
)
seals = Table(
    "seals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("made", TIME, nullable=False),
    Column("by", ID, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opened", TIME, comment="when it was lifted"),
)
# A seal lies on what came from a source: every report in it, in every state of it, now and later.
sealed_sources = Table(
    "sealed_sources",
    metadata,
    Column("key", DIGEST, primary_key=True, comment="SHA-256 of the source's name"),
    Column("seal", ID, ForeignKey("seals.id"), nullable=False),
    Index(None, "seal"),
)
seal_people = Table(
    "seal_people",
    metadata,
    Column("seal", ID, ForeignKey("seals.id"), nullable=False),
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    PrimaryKeyConstraint("seal", "user"),
    Index(None, "user"),
)
restrictions = Table(
    "restrictions",
    metadata,
    Column("story", ID, primary_key=True),
    Column("made", TIME, nullable=False),
    Column("by", ID, nullable=False),
    Column("reason", Text, nullable=False),
)
restriction_people = Table(
    "restriction_people",
    metadata,
    Column("story", ID, ForeignKey("restrictions.story"), nullable=False),
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    PrimaryKeyConstraint("story", "user"),
    Index(None, "user"),
)
looks = Table(
    "looks",
    metadata,
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    Column("story", ID, nullable=False),
    Column("version", ID, nullable=False, comment="the version that was last looked at"),
    Column("at", TIME, nullable=False),
    PrimaryKeyConstraint("user", "story"),
)
feeds = Table(
    "feeds",
    metadata,
    Column("id", ID, primary_key=True),
    Column("address", Text, nullable=False),
    Column("user", ID, nullable=False),
    Column("seal", ID, ForeignKey("seals.id")),
    Column("made", TIME, nullable=False),
    Column("every", Integer, nullable=False, comment="seconds between rounds"),
    Column("next", TIME, nullable=False),
    Column("validators", Text, comment="JSON"),
    Column("problem", Text),
    Column("stopped", TIME),
)
hooks = Table(
    "hooks",
    metadata,
    Column("id", ID, primary_key=True),
    Column("story", ID, comment="None: every story that the owner sees"),
    Column("user", ID, ForeignKey("users.id"), nullable=False),
    Column("address", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("made", TIME, nullable=False),
    Column("problem", Text),
    Column("stopped", TIME),
)
outbox = Table(
    "outbox",
    metadata,
    Column("id", ID, primary_key=True),
    Column("hook", ID, ForeignKey("hooks.id"), nullable=False),
    Column("at", TIME, nullable=False),
    Column("body", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next", TIME, nullable=False),
    Index(None, "next"),
)

# --- Work ----------------------------------------------------------------------------------------------------

jobs = Table(
    "jobs",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False, comment="read, fetch, feed, story, rebuild, …"),
    Column("state", String(16), nullable=False, comment="waiting, running, done, failed"),
    Column("user", ID),
    Column("seal", ID, comment="what only those on it may see the progress of"),
    Column("story", ID),
    Column("told", Text, nullable=False, comment="JSON: what is to be done"),
    Column("batch", ID, comment="jobs that were asked for at once"),
    Column("stage", String(32)),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("message", Text),
    Column("result", Text, comment="JSON: the reports that were read, the stories they went to"),
    Column("made", TIME, nullable=False),
    Column("began", TIME),
    Column("ended", TIME),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("worker", String(64)),
    Column("lease", TIME, comment="until when the worker holds it"),
    Column("urgency", Integer, nullable=False, server_default="0"),
    # One open job a key: asking twice for the same work does it once.
    Column("key", String(128), unique=True),
    Index(None, "state", "urgency", "made"),
    Index(None, "batch"),
    Index(None, "user", "made"),
)

# --- Derived -------------------------------------------------------------------------------------------------

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
    Column("rank", Integer, nullable=False, comment="the order in which reports were placed"),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String(40)),
    Column("day", String(10), comment="the day it speaks from"),
    Column("language", String(16)),
    Column("address", Text),
    Column("characters", Integer, nullable=False),
    Column("item", Text, comment="JSON: uri, version, status"),
    Column("came", TIME, nullable=False),
    Column("standing", Boolean, nullable=False, comment="False: superseded or withdrawn"),
    Column("problems", Text, comment="JSON"),
    Column("made_by", String(64), nullable=False),
    Index(None, "story"),
    Index(None, "source_key"),
    Index(None, "came"),
    Index(None, "rank"),
    Index(None, "sha256"),
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
    Index(None, "story", "variant", "at"),
    Index(None, "at"),
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
# The pages of the latest versions, ready to be sent inside the layout.
pages = Table(
    "pages",
    metadata,
    Column("version", ID, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("made_by", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="HTML, packed"),
)
# What can be searched: a report's text, a statement, a person, a figure. The index over `text` is the database's own.
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
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("day", String(10)),
    Column("language", String(16)),
    Column("publisher", Text),
    Column("measure", String(32)),
    Column("place", Text),
    Column("number", Float),
    Column("status", String(32)),
    Index(None, "story", "variant"),
    Index(None, "report"),
    Index(None, "kind", "day"),
)
state = Table(
    "state",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

TRUTH = (
    blobs, blob_parts, log, heads, sources, decisions, decision_reports, users, tokens, seals, sealed_sources,
    seal_people, restrictions, restriction_people, looks, feeds, hooks,
)  # fmt: skip
DERIVED = (passages, pages, variant_people, shown, versions, stories, annotated, reports)
