"""What follows from a decision: the stories that it bears on are made anew, and reports placed again where it says so.

In: a connection that writes, and a decision that is kept. Out: jobs, in the same transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from crosswire.desk.reading import ask_place, ask_story
from crosswire.store.database import Database, decisions
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import decision_reports
from crosswire.types import Decision, Review, Withdrawal

# Before what was brought in bulk: somebody waits for it.
URGENCY = 20


def make_anew(connection: Connection, made: Review | Decision, story: str | None) -> None:
    """Asks for every story that holds a report of the decision to be made anew; where it says which reports are one story,
    for the reports to be placed again too. What only a sealed report touches is asked for under its seal."""
    about = select(decision_reports.c.sha256).where(decision_reports.c.decision == made.id)
    query = select(reports.c.story, reports.c.seal).where(
        reports.c.sha256.in_(about), reports.c.story.is_not(None)
    )
    touched = {(row.story, row.seal) for row in connection.execute(query.distinct())}
    if story is not None and not touched:
        touched.add((story, None))
    for id, seal in sorted(touched, key=str):
        ask_story(connection, id, seal, urgency=URGENCY)
    if _groups(made):
        ask_place(connection)


def rule(database: Database, entry: Decision | Withdrawal, about: Decision) -> None:
    """Keeps a decision, or the withdrawal of one, with the work that follows from it. `about` is the decision itself.

    Raises UsageError where what is withdrawn is unknown.
    """
    with database.write() as connection:
        decisions.append(connection, entry)
        make_anew(connection, about, None)


def _groups(made: Review | Decision) -> bool:
    if isinstance(made, Decision):
        return made.about == "story"
    return made.target.kind == "story" and made.action in ("merge", "split", "correct")
