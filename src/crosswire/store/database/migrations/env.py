"""What Alembic runs for every migration: on the connection that it is handed, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from crosswire.store.database.derived import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
