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
    CheckConstraint,
    Column,
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
    Column("key", DIGEST, comment="SHA-256 of the source's name, as in `sources`"),
    Column("sha256", DIGEST),
    Column("line", Text, nullable=False, comment="the entry's canonical JSON, of which `digest` is the seal"),
    Column("digest", DIGEST, nullable=False),
    PrimaryKeyConstraint("chain", "n"),
    Index(None, "chain", "what"),
    Index(None, "key", "chain", "n"),
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
    Column("sha256", DIGEST, nullable=False, comment="of the report's bytes; '' where it does not say"),
    Column("key", DIGEST, nullable=False, comment="of the source, as in `sources`; '' where it does not say"),
    PrimaryKeyConstraint("decision", "sha256", "key"),
    Index(None, "sha256"),
    Index(None, "key"),
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
# Versions that were taken out of the past because of what they held: what the audit log says of one is for those on the seal,
# and what it says of their story, where that has no open side.
sealed_versions = Table(
    "sealed_versions",
    metadata,
    Column("version", ID, primary_key=True),
    Column("story", ID, nullable=False),
    Column("seal", ID, ForeignKey("seals.id"), nullable=False),
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
# What a feed showed already, by the digest of each entry's name and bytes.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", ID, ForeignKey("feeds.id"), nullable=False),
    Column("key", DIGEST, nullable=False),
    Column("at", TIME, nullable=False),
    PrimaryKeyConstraint("feed", "key"),
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
    Index(None, "state", "kind", "urgency", "made", "id"),
    Index(None, "batch", "state", "made"),
    Index(None, "user", "made"),
)
# What was sent twice is answered as it was the first time, and done once.
posted = Table(
    "posted",
    metadata,
    Column("key", DIGEST, primary_key=True, comment="SHA-256 of who sent it and the key that they gave it"),
    Column("at", TIME, nullable=False),
    Column("answer", Text, nullable=False, comment="JSON"),
)
state = Table(
    "state",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

TRUTH = (
    blobs, blob_parts, log, heads, sources, decisions, decision_reports, users, tokens, seals, sealed_sources,
    sealed_versions, seal_people, restrictions, restriction_people, looks, feeds, feed_entries, hooks,
)  # fmt: skip
