"""A dossier in every form at once: the files of a folder that is handed over, with a list of what they are.

In: a `Dossier` and a `Cover`. Out: names and bytes, the same for the same dossier and cover. What needs a program
beside crosswire (the print) is left to who has it.
"""

from __future__ import annotations

from crosswire.present.exports import export
from crosswire.present.handover.cover import Cover
from crosswire.present.handover.statements import line
from crosswire.present.json import to_json
from crosswire.present.page import to_html
from crosswire.types import Dossier

README = "README.txt"
# Each file with the target that makes it and what to do with it.
_FILES = (
    ("dossier.docx", "docx", "the dossier as a document: brief, tallies, partings, timeline, words, sources, method"),
    ("entities.ftm.json", "ftm", "FollowTheMoney entities, one a line, for Aleph and its kin"),
    ("claims.jsonld", "claimreview", "every number given of a count as a claim, as schema.org’s ClaimReview"),
    ("annotations.jsonld", "webannotation", "figures, quotations, names and shared passages at their words, W3C Web Annotations"),
    ("figures.csv", "figures", "every figure with its evidence, a row each"),
    ("tallies.csv", "tallies", "what the figures add up to: low, best, high, status, why"),
    ("tolls.csv", "tolls", "what each story comes to as a whole"),
    ("ucdp.csv", "ucdp", "a row a story in the columns of UCDP GED"),
    ("acled.csv", "acled", "a row a story in ACLED’s columns"),
    ("plover.jsonl", "plover", "PLOVER records, one a line"),
)  # fmt: skip
_BEARING = ("docx", "claimreview", "webannotation")


def to_folder(
    dossier: Dossier,
    cover: Cover | None = None,
    *,
    with_text: bool = False,
    also: tuple[tuple[str, str], ...] = (),
) -> dict[str, bytes]:
    """The files by name: dossier.html, dossier.json, the exports, and README.txt, which says what each is. `also` are
    names of files that are put beside them, and what they are. The page holds the reports' texts only `with_text`."""
    cover = cover or Cover()
    files = {
        "dossier.html": to_html(dossier, with_text=with_text).encode("utf-8", "replace"),
        "dossier.json": to_json(dossier).encode("utf-8"),
    }
    for name, to, _ in _FILES:
        borne = cover if to in _BEARING else None
        files[name] = export(dossier, to, with_text=with_text, cover=borne)
    files[README] = _readme(dossier, cover, with_text=with_text, also=also).encode("utf-8", "replace")
    return files


def _readme(dossier: Dossier, cover: Cover, *, with_text: bool, also: tuple[tuple[str, str], ...]) -> str:
    """What the files are, in a text that anything shows."""
    stories = dossier.findings.stories
    whose = ", ".join(filter(None, (line(cover.desk), cover.day)))
    listed = (
        ("dossier.html", "the dossier as a page, for any browser, without network"),
        ("dossier.json", "the same for programs (crosswire.dossier/1)"),
        *also,
        *((name, what) for name, _, what in _FILES),
    )
    texts = (
        "The page and the annotations hold the texts of the reports, which may belong to their publishers."
        if with_text
        else "The texts of the reports are not among these files, but for the words that statements rest on."
    )
    return "\n".join(
        [
            line(stories[0].title if stories else "", 200) or "A dossier",
            *([f"Handed over by {whose}"] if whose else []),
            *([f"The dossier can be read at {cover.address}"] if cover.address else []),
            "",
            *(f"{name:<20} {what}" for name, what in listed),
            "",
            texts,
            "Nothing in these files says that a statement is true. They say who made it, where, and on how many sources",
            "that do not lean on one another. Tables open as UTF-8; an empty cell is an unknown value.",
            "",
        ]
    )
