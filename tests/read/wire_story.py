"""One invented agency report, whose text every agency format must give alike."""

from __future__ import annotations

TITLE = "Hallin dam breaks above Torvane"
PARAGRAPHS = (
    "TORVANE (AP) — The Hallin dam broke before dawn on Sunday, and at least 14 people died.",
    "“We had no warning,” said Mayor Ilva Torrent. Crews searched the lower town until evening.",
    "The dam was built in 1962; it had been inspected last in March.",
)
TEXT = TITLE + "\n\n" + "\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{p}</p>\n" for p in PARAGRAPHS)
PLAIN = "\n\n".join(PARAGRAPHS)
URI = "urn:newsml:eca.example:20310504:hallin-dam"
