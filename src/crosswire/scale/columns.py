"""The columns of the tables that a batch writes beside the stories' dossiers, and what fills them."""

from __future__ import annotations

from crosswire.present.exports.columns import Column
from crosswire.present.exports.tallies import COLUMNS as TALLIES

REPORTS = (
    Column(name="id", filled="the report's id"),
    Column(name="story", filled="the id of its story; its dossier is dossiers/ID.json"),
    Column(name="source", filled="the path or address it was read from"),
    Column(name="sha256", filled="the digest of its unaltered bytes"),
    Column(name="title", filled="its headline"),
    Column(name="publisher", filled="who published it"),
    Column(name="carrier", filled="who passed it on"),
    Column(name="published", filled="when it was published, ISO 8601"),
    Column(name="day", filled="the day that it speaks from, ISO 8601"),
    Column(name="address", filled="its web address"),
    Column(name="language", filled="the language of its text"),
    Column(name="characters", kind="whole", filled="how long its text is"),
    Column(
        name="original", filled="the id of the original that it renders whole; copies of one text share it"
    ),
)
STORIES = (
    Column(name="id", filled="the story's id"),
    Column(name="title", filled="the title of its most central report"),
    Column(name="reports", kind="whole", filled="how many reports tell it"),
    Column(name="originals", kind="whole", filled="how many originals stand behind them"),
    Column(name="first", filled="the first day that a report of it speaks from"),
    Column(name="last", filled="the last day that a report of it speaks from"),
    Column(name="tallies", kind="whole", filled="how many tallies its dossier has"),
    Column(name="discrepancies", kind="whole", filled="how many discrepancies"),
    Column(name="utterances", kind="whole", filled="how many utterances that several reports render"),
    Column(name="dossier", filled="the file of its dossier; empty where none could be made"),
)
LINEAGE = (
    Column(name="left", filled="the id of one report"),
    Column(name="right", filled="the id of the other"),
    Column(name="left_story", filled="the story of the one"),
    Column(name="right_story", filled="the story of the other: a copy filed elsewhere is still a copy"),
    Column(name="relation", filled="same-original, republished or shared-passages"),
    Column(name="manner", filled="in what manner the one renders the other"),
    Column(name="direction", filled="left-first or right-first, where that is known"),
    Column(name="score", kind="number", filled="how surely, 0 to 1"),
    Column(name="passages", kind="whole", filled="how many passages they share"),
    Column(name="why", filled="the reason in words"),
)
PROBLEMS = (
    Column(name="report", filled="the report's id or source; empty where it concerns all"),
    Column(name="stage", filled="where it arose"),
    Column(name="message", filled="what is wrong and what to do"),
    Column(name="story", filled="the story of the report, where it has one"),
)
TABLES = {
    "reports": REPORTS,
    "stories": STORIES,
    "lineage": LINEAGE,
    "tallies": TALLIES,
    "problems": PROBLEMS,
}
