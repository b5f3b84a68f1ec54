"""Everything found, and a draft held against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.decisions import Judgement, Reviewed, Ruling
from crosswire.types.findings import Findings
from crosswire.types.links import Links
from crosswire.types.names import KnowledgeSet
from crosswire.types.report import Problem, Report, Span
from crosswire.types.said import Annotations, Figure, Quote

# How a statement of a draft stands to the reports: they have it so; they allow it; they have it otherwise;
# none of them has it.
Standing = Literal["found", "fits", "departs", "nowhere"]
StatementKind = Literal["figure", "quotation", "name", "date", "attribution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything found, immutable; `crosswire.to_json` and `crosswire.to_html` write it.

    `aside` are the figures and quotes that people rejected, as the reports have them: nothing rests on them.
    """

    reports: tuple[Report, ...]
    annotations: tuple[Annotations, ...]
    links: Links
    findings: Findings
    problems: tuple[Problem, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    rulings: tuple[Ruling, ...] = ()
    knowledge: tuple[KnowledgeSet, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    aside: tuple[Figure | Quote, ...] = ()

    def to_json(self) -> str:
        """The dossier as `crosswire.dossier/1`: the same bytes for the same input and settings."""
        from crosswire.present.json import to_json

        return to_json(self)

    def to_html(self) -> str:
        """The dossier as one self-contained page."""
        from crosswire.present.page import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        from crosswire.present.page import to_notebook

        return to_notebook(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A statement of a draft held against the reports: `span` lies in the draft, `evidence` in reports.

    `reason` says the standing in plain words; `likely` is the reports' own reading, None where they have
    none. `families` are the originals behind the evidence, `independent` the sources that do not rest on one
    another. `caveats` are what a careful writer should know though the statement stands ("single source").
    """

    id: str
    span: Span
    kind: StatementKind
    standing: Standing
    reason: str
    likely: str | None = None
    evidence: tuple[Span, ...] = ()
    families: int = 0
    independent: int = 0
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """A draft, the dossier that it was held against, and its statements in the draft's order."""

    draft: Report
    dossier: Dossier
    statements: tuple[Checked, ...]
    problems: tuple[Problem, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many statements stand so."""
        return sum(s.standing == standing for s in self.statements)

    def to_json(self) -> str:
        """The check as `crosswire.check/1`: the same bytes for the same draft and reports."""
        from crosswire.present.check import check_json

        return check_json(self)

    def to_html(self) -> str:
        """The check as one self-contained page."""
        from crosswire.present.check_page import check_html

        return check_html(self)
