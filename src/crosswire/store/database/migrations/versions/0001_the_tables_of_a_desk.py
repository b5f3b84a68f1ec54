"""The tables of a desk, and its full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The index over the words of `passages`. They come folded and parted by blanks: "ascii" leaves other letters alone, and "=" is in the
# marks of filters. PostgreSQL's index has no order: by the mark of a block of ids it finds the latest without looking at all.
SQLITE = (
    "CREATE VIRTUAL TABLE passages_index USING fts5(heading, words, marks, content='passages', content_rowid='id', "
    """tokenize="ascii tokenchars '=_'", prefix='2 3')""",
    "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN "
    "INSERT INTO passages_index(rowid, heading, words, marks) VALUES (new.id, new.heading, new.words, new.marks); END",
    "CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN "
    "INSERT INTO passages_index(passages_index, rowid, heading, words, marks) "
    "VALUES ('delete', old.id, old.heading, old.words, old.marks); END",
    "CREATE TRIGGER passages_changed AFTER UPDATE OF heading, words, marks ON passages BEGIN "
    "INSERT INTO passages_index(passages_index, rowid, heading, words, marks) "
    "VALUES ('delete', old.id, old.heading, old.words, old.marks); "
    "INSERT INTO passages_index(rowid, heading, words, marks) VALUES (new.id, new.heading, new.words, new.marks); END",
)
POSTGRES = (
    "ALTER TABLE passages ADD COLUMN vector tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove("
    "string_to_array(heading || ' ' || words || ' ' || marks || ' =b' || (id >> 15)::text || ' =c' || (id >> 18)::text, "
    "' '), ''))) STORED",
    "CREATE INDEX ix_passages_vector ON passages USING gin (vector)",
)


def upgrade() -> None:
    """Makes what this revision adds."""
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of a name or an address"),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempts_key_at"), ["key", "at"], unique=False)

    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column(
            "pieces",
            sa.LargeBinary(),
            nullable=False,
            comment="digests of the 4 KiB pieces, as an archive has them",
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=16), nullable=False, comment="rulings or reviews"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=True, comment="the account, where one decided"),
        sa.Column(
            "kind", sa.String(length=32), nullable=False, comment="of the target: figure, quote, story, …"
        ),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column(
            "story",
            sa.String(length=64),
            nullable=True,
            comment="the story in which it was decided; helps to find, decides nothing",
        ),
        sa.Column("body", sa.Text(), nullable=False, comment="the decision as JSON"),
        sa.Column("withdrawn", sa.Text(), nullable=True, comment="the withdrawal as JSON, once there is one"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("chain", "n", name=op.f("uq_decisions_chain_n")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_story"), ["story"], unique=False)

    op.create_table(
        "heads",
        sa.Column("chain", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_heads")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "kind", sa.String(length=16), nullable=False, comment="read, fetch, feed, story, rebuild, …"
        ),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, running, done, failed"),
        sa.Column("user", sa.String(length=64), nullable=True),
        sa.Column(
            "seal",
            sa.String(length=64),
            nullable=True,
            comment="what only those on it may see the progress of",
        ),
        sa.Column("story", sa.String(length=64), nullable=True),
        sa.Column("told", sa.Text(), nullable=False, comment="JSON: what is to be done"),
        sa.Column("batch", sa.String(length=64), nullable=True, comment="jobs that were asked for at once"),
        sa.Column("stage", sa.String(length=32), nullable=True),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column(
            "result",
            sa.Text(),
            nullable=True,
            comment="JSON: the reports that were read, the stories they went to",
        ),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("began", sa.String(length=32), nullable=True),
        sa.Column("ended", sa.String(length=32), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("lease", sa.String(length=32), nullable=True, comment="until when the worker holds it"),
        sa.Column("urgency", sa.Integer(), server_default="0", nullable=False),
        sa.Column("key", sa.String(length=128), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_jobs_batch_state_made"), ["batch", "state", "made"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_jobs_state_kind_urgency_made_id"),
            ["state", "kind", "urgency", "made", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_jobs_user_made"), ["user", "made"], unique=False)

    op.create_table(
        "log",
        sa.Column("chain", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column(
            "key",
            sa.String(length=64),
            nullable=True,
            comment="SHA-256 of the source's name, as in `sources`",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column(
            "line",
            sa.Text(),
            nullable=False,
            comment="the entry's canonical JSON, of which `digest` is the seal",
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "n", name=op.f("pk_log")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_chain_what"), ["chain", "what"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_key_chain_n"), ["key", "chain", "n"], unique=False)

    op.create_table(
        "passages",
        sa.Column(
            "id", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="report, statement, person, figure"),
        sa.Column("story", sa.String(length=64), nullable=True),
        sa.Column(
            "variant", sa.String(length=64), nullable=True, comment="of statements, persons and figures"
        ),
        sa.Column("report", sa.String(length=64), nullable=True, comment="of reports"),
        sa.Column("seal", sa.String(length=64), nullable=True, comment="of reports"),
        sa.Column("target", sa.String(length=64), nullable=True, comment="the id in the dossier"),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("measure", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passages_kind_day"), ["kind", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_passages_report"), ["report"], unique=False)
        batch_op.create_index(batch_op.f("ix_passages_story_variant"), ["story", "variant"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            comment="the receipt and the part of it, as a watch writes it",
        ),
        sa.Column("n", sa.Integer(), nullable=False, comment="the receipt's number in the custody log"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=True, comment="the seal on its source"),
        sa.Column("story", sa.String(length=64), nullable=True, comment="None until it is placed"),
        sa.Column(
            "rank", sa.Integer(), nullable=False, comment="the order in which reports were placed; 0 before"
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True, comment="the day it speaks from"),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True, comment="JSON: uri, version, status"),
        sa.Column("came", sa.String(length=32), nullable=False),
        sa.Column("batch", sa.String(length=64), nullable=True, comment="that of the job which read it"),
        sa.Column(
            "asked",
            sa.String(length=32),
            nullable=True,
            comment="when that job was made: in this order reports are placed",
        ),
        sa.Column(
            "part",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="its place in what was received",
        ),
        sa.Column("standing", sa.Boolean(), nullable=False, comment="False: superseded or withdrawn"),
        sa.Column("problems", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_came"), ["came"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_rank"), ["rank"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_source_key"), ["source_key"], unique=False)
    op.create_index(
        "ix_reports_seal",
        "reports",
        ["seal"],
        sqlite_where=sa.text("seal IS NOT NULL"),
        postgresql_where=sa.text("seal IS NOT NULL"),
    )
    op.create_index(
        "ix_reports_story",
        "reports",
        ["story"],
        sqlite_where=sa.text("story IS NOT NULL"),
        postgresql_where=sa.text("story IS NOT NULL"),
    )
    op.create_index(
        "ix_reports_unplaced",
        "reports",
        ["asked", "n", "part", "id"],
        sqlite_where=sa.text("story IS NULL"),
        postgresql_where=sa.text("story IS NULL"),
    )

    op.create_table(
        "restrictions",
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_restrictions")),
    )
    op.create_table(
        "seals",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened", sa.String(length=32), nullable=True, comment="when it was lifted"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seals")),
    )
    op.create_table(
        "sources",
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of the source's name"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False, comment="the custody entry that stands"),
        sa.Column("what", sa.String(length=16), nullable=False, comment="received or withdrawn"),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("came", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sources")),
    )
    op.create_table(
        "posted",
        sa.Column(
            "key",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of who sent it and the key that they gave it",
        ),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_posted")),
    )
    op.create_table(
        "queue",
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column(
            "kind", sa.String(length=16), nullable=False, comment="of the statement: figure, quote, name, …"
        ),
        sa.Column("target", sa.String(length=64), nullable=False, comment="its id in the dossier"),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column(
            "best", sa.Boolean(), nullable=False, comment="whether a review could change a best figure"
        ),
        sa.Column("disputed", sa.Boolean(), nullable=False, comment="whether people's reviews part over it"),
        sa.Column(
            "settled",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="whether people's reviews settled it since the version was made",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="the statement in short"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON: what else is known of it"),
        sa.PrimaryKeyConstraint("story", "variant", "kind", "target", name=op.f("pk_queue")),
    )
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_queue_variant_weight"), ["variant", "weight"], unique=False)

    op.create_table(
        "state",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_state")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("into", sa.String(length=64), nullable=True, comment="the story of which it became part"),
        sa.Column("touched", sa.Boolean(), nullable=False, comment="whether its dossier is to be made anew"),
        sa.Column(
            "seal",
            sa.String(length=64),
            nullable=True,
            comment="of a story that only reports under one seal tell",
        ),
        sa.Column("grown", sa.Text(), nullable=True, comment="JSON: how the stream of stories holds it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "name", sa.String(length=200), nullable=False, comment="what is typed to log in, casefolded"
        ),
        sa.Column("shown", sa.String(length=200), nullable=False),
        sa.Column(
            "password", sa.Text(), nullable=True, comment="argon2id, None where only another service vouches"
        ),
        sa.Column(
            "subject", sa.String(length=400), nullable=True, comment="issuer and subject of OpenID Connect"
        ),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("theme", sa.String(length=8), nullable=True),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column(
            "changed",
            sa.String(length=32),
            nullable=False,
            comment="password or role; sessions made before are void",
        ),
        sa.Column("disabled", sa.String(length=32), nullable=True),
        sa.CheckConstraint("role IN ('reader', 'reviewer', 'editor', 'admin')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
        sa.UniqueConstraint("subject", name=op.f("uq_users_subject")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=True, comment="the version before it"),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False, comment="JSON"),
        sa.Column(
            "cause",
            sa.Text(),
            nullable=True,
            comment="JSON: what made it new: reports, decisions, a version of the program",
        ),
        sa.Column(
            "changes", sa.Text(), nullable=False, comment="JSON: what changed since the version before"
        ),
        sa.Column("told", sa.Text(), nullable=False, comment="JSON: against which the next is compared"),
        sa.Column("summary", sa.Text(), nullable=False, comment="JSON: the line of the list of stories"),
        sa.Column("dossier", sa.LargeBinary(), nullable=False, comment="the dossier's JSON, packed"),
        sa.Column(
            "targets",
            sa.LargeBinary(),
            nullable=True,
            comment="JSON, packed: what a review of each statement is about",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versions_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_versions_story_variant_at"), ["story", "variant", "at"], unique=False
        )

    op.create_table(
        "annotations",
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="the report and what it says, packed"),
        sa.Column("terms", sa.LargeBinary(), nullable=False, comment="what places it in a story, packed"),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_annotations_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_annotations")),
    )
    op.create_table(
        "blob_parts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "body", sa.LargeBinary(), nullable=False, comment="a megabyte, the last part as long as it is"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name=op.f("fk_blob_parts_sha256")),
        sa.PrimaryKeyConstraint("sha256", "n", name=op.f("pk_blob_parts")),
    )
    op.create_table(
        "decision_reports",
        sa.Column("decision", sa.String(length=64), nullable=False),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the report's bytes; '' where it does not say",
        ),
        sa.Column(
            "key",
            sa.String(length=64),
            nullable=False,
            comment="of the source, as in `sources`; '' where it does not say",
        ),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_decision_reports_decision")),
        sa.PrimaryKeyConstraint("decision", "sha256", "key", name=op.f("pk_decision_reports")),
    )
    with op.batch_alter_table("decision_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_reports_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_reports_sha256"), ["sha256"], unique=False)

    op.create_table(
        "feeds",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False, comment="seconds between rounds"),
        sa.Column("next", sa.String(length=32), nullable=False),
        sa.Column("validators", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("stopped", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["seal"], ["seals.id"], name=op.f("fk_feeds_seal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.id"], name=op.f("fk_feed_entries_feed")),
        sa.PrimaryKeyConstraint("feed", "key", name=op.f("pk_feed_entries")),
    )
    op.create_table(
        "hooks",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "story", sa.String(length=64), nullable=True, comment="None: every story that the owner sees"
        ),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("stopped", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_hooks_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hooks")),
    )
    op.create_table(
        "looks",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column(
            "version", sa.String(length=64), nullable=False, comment="the version that was last looked at"
        ),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_looks_user")),
        sa.PrimaryKeyConstraint("user", "story", name=op.f("pk_looks")),
    )
    op.create_table(
        "pages",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="HTML, packed"),
        sa.Column(
            "dossier", sa.LargeBinary(), nullable=False, comment="its values, packed, as `desk.kept` has them"
        ),
        sa.ForeignKeyConstraint(
            ["version"], ["versions.id"], name=op.f("fk_pages_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_pages")),
    )
    op.create_table(
        "version_reports",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_version_reports_version")),
        sa.PrimaryKeyConstraint("version", "report", name=op.f("pk_version_reports")),
    )
    with op.batch_alter_table("version_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_reports_report"), ["report"], unique=False)

    op.create_table(
        "restriction_people",
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["restrictions.story"], name=op.f("fk_restriction_people_story")),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_restriction_people_user")),
        sa.PrimaryKeyConstraint("story", "user", name=op.f("pk_restriction_people")),
    )
    with op.batch_alter_table("restriction_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restriction_people_user"), ["user"], unique=False)

    op.create_table(
        "seal_people",
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seals.id"], name=op.f("fk_seal_people_seal")),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_seal_people_user")),
        sa.PrimaryKeyConstraint("seal", "user", name=op.f("pk_seal_people")),
    )
    with op.batch_alter_table("seal_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seal_people_user"), ["user"], unique=False)

    op.create_table(
        "sealed_sources",
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of the source's name"),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seals.id"], name=op.f("fk_sealed_sources_seal")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sealed_sources")),
    )
    with op.batch_alter_table("sealed_sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_sources_seal"), ["seal"], unique=False)

    op.create_table(
        "sealed_versions",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seals.id"], name=op.f("fk_sealed_versions_seal")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_sealed_versions")),
    )

    op.create_table(
        "sessions",
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the cookie"),
        sa.Column("id", sa.String(length=64), nullable=False, comment="by which its owner names it"),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("seen", sa.String(length=32), nullable=False),
        sa.Column("ends", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_sessions_user")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_user"), ["user"], unique=False)

    op.create_table(
        "shown",
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("alarms", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False, comment="what needs a person"),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_shown_version")),
        sa.PrimaryKeyConstraint("story", "variant", name=op.f("pk_shown")),
    )
    with op.batch_alter_table("shown", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shown_variant_at"), ["variant", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_shown_variant_waiting"), ["variant", "waiting"], unique=False)
        batch_op.create_index(batch_op.f("ix_shown_variant_reports"), ["variant", "reports"], unique=False)

    op.create_table(
        "facets",
        sa.Column(
            "kind", sa.String(length=16), nullable=False, comment="place, measure, language, publisher"
        ),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "variant", "story", name=op.f("pk_facets")),
    )
    with op.batch_alter_table("facets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facets_story_variant"), ["story", "variant"], unique=False)

    op.create_table(
        "tokens",
        sa.Column("key", sa.String(length=64), nullable=False, comment="SHA-256 of the token"),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("seen", sa.String(length=32), nullable=True),
        sa.Column("ends", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_tokens_user")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tokens")),
        sa.UniqueConstraint("id", name=op.f("uq_tokens_id")),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_user"), ["user"], unique=False)

    op.create_table(
        "variant_people",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_variant_people_user")),
        sa.PrimaryKeyConstraint("user", "story", name=op.f("pk_variant_people")),
    )
    op.create_table(
        "variant_seals",
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seals.id"], name=op.f("fk_variant_seals_seal")),
        sa.PrimaryKeyConstraint("variant", "seal", name=op.f("pk_variant_seals")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("hook", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["hook"], ["hooks.id"], name=op.f("fk_outbox_hook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_next"), ["next"], unique=False)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.execute(statement)
