"""A checked draft as `crosswire.check/1`, the contract that `schema/check.schema.json` publishes.

In: a `DraftCheck`. Out: a dict of plain values (`check_contract`) or its text (`check_json`): the same bytes for the
same draft and reports. Statements stand in the draft's order. Neither the draft's text nor the reports' stand in
it, but for the words of statements and of their evidence.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import Any

from crosswire.types import Checked, DraftCheck, Report, Span, Standing

SCHEMA = "crosswire.check/1"
STANDINGS: tuple[Standing, ...] = ("found", "fits", "departs", "nowhere")
# Half of a UTF-16 pair: JSON can escape it, UTF-8 cannot hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_json(check: DraftCheck) -> str:
    """The check as JSON text with a line end, for UTF-8."""
    text = json.dumps(check_contract(check), ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def check_contract(check: DraftCheck) -> dict[str, Any]:
    """The check as the contract's dict of plain values."""
    sigla = {r.id: f"R{n}" for n, r in enumerate(check.dossier.reports, 1)}
    draft = check.draft
    return {
        "schema": SCHEMA,
        "generator": {"name": "crosswire", "version": version("crosswire")},
        "settings": dict(check.dossier.settings),
        "draft": {
            "source": draft.source,
            "sha256": draft.sha256,
            "title": draft.title,
            "published": draft.published,
            "language": draft.language,
            "length": len(draft.text),
        },
        "counts": {standing: sum(s.standing == standing for s in check.statements) for standing in STANDINGS},
        "statements": [_statement(s, draft, sigla) for s in check.statements],
        "reports": [_report(r, sigla[r.id]) for r in check.dossier.reports],
        "problems": [
            {"report": p.report, "stage": p.stage, "message": p.message}
            for p in (*check.problems, *check.dossier.problems)
        ],
    }


def place(report: Report, at: int) -> tuple[int, int]:
    """The line and column, from 1, of an offset.

    >>> place(Report(id="d", source="d.txt", text="One.\\nTwo.", sha256=""), 6)
    (2, 2)
    """
    before = report.text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _statement(statement: Checked, draft: Report, sigla: dict[str, str]) -> dict[str, Any]:
    line, column = place(draft, statement.span.start)
    return {
        "id": statement.id,
        "kind": statement.kind,
        "standing": statement.standing,
        "start": statement.span.start,
        "end": statement.span.end,
        "line": line,
        "column": column,
        "text": statement.span.text,
        "reason": statement.reason,
        "likely": statement.likely,
        "evidence": [_evidence(e, sigla) for e in statement.evidence],
        "families": statement.families,
        "independent": statement.independent,
        "caveats": list(statement.caveats),
    }


def _evidence(span: Span, sigla: dict[str, str]) -> dict[str, Any]:
    return {
        "report": span.report,
        "siglum": sigla[span.report],
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }


def _report(report: Report, siglum: str) -> dict[str, Any]:
    return {
        "siglum": siglum,
        "id": report.id,
        "source": report.source,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "sha256": report.sha256,
    }
