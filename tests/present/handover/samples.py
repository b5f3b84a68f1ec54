"""Dossiers that the hand-overs are tried on: those of the bundled samples, one made by hand, and hostile ones."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from crosswire import Dossier, dossier
from crosswire.types import Entity, Form, Story
from tests.present.hostile import hostile
from tests.present.made_dossier import DOSSIER
from tests.present.specimen import specimen

EXAMPLES = Path(__file__).parents[3] / "examples"
SAMPLES = tuple(sorted(p.name for p in EXAMPLES.iterdir() if p.is_dir()))
NAMES = (*SAMPLES, "made", "specimen", "hostile")


@cache
def sample(name: str) -> Dossier:
    made: dict[str, Any] = {"made": lambda: DOSSIER, "specimen": specimen, "hostile": hostile}
    return made[name]() if name in made else dossier([str(EXAMPLES / name)])


def judged(part: str, standing: str, *people: str) -> dict[str, Any]:
    """The contract of the dossier made by hand, in which people judged every statement of a part."""
    contract: dict[str, Any] = json.loads(DOSSIER.to_json())
    for row in contract[part]:
        row["review"] = {"standing": standing, "by": list(people), "was": {}}
    return contract


# Any string that a report may bring, among them what XML, HTML and terminals cannot hold.
texts = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "<b>&amp;",
        "]]>",
        "</script>",
        "\u202egpj",
        '"quoted"',
        "a\nb",
        "\u2028",
        "=1+1",
    ]
)


def retold(text: str) -> Dossier:
    """The dossier made by hand, in which whatever a report may name is `text`."""
    reports = tuple(replace(r, title=text, publisher=text, source=f"{text}/{r.id}", byline=text, credits=(text,), address=text, published=text, language=text, notices=(text,)) for r in DOSSIER.reports)  # fmt: skip
    span = DOSSIER.links.entities[0].forms[0].span
    entity = Entity(id="e1", type="ORG", name=text, roles=(text,), forms=(Form(span=replace(span, text=text)), Form(span=span, corrupted=True, reason=text)))  # fmt: skip
    found = DOSSIER.findings
    findings = replace(
        found,
        stories=(Story(id="s1", title=text, reports=found.stories[0].reports),),
        tallies=tuple(replace(t, why=text, label=text, place=text) for t in found.tallies),
        events=tuple(replace(e, text=text, why=text) for e in found.events),
        discrepancies=tuple(replace(d, summary=text, why=text) for d in found.discrepancies),
        brief=tuple(replace(b, text=text) for b in found.brief),
        utterances=tuple(replace(u, members=tuple(replace(m, span=replace(m.span, text=text)) for m in u.members)) for u in found.utterances),
    )  # fmt: skip
    return replace(
        DOSSIER, reports=reports, findings=findings, links=replace(DOSSIER.links, entities=(entity,))
    )
