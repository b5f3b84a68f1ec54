"""The statements of a dossier one by one, as a person reviews them: what each says, in which words, on what it rests.

In: a dossier's JSON as the store keeps it for one version of a story. Out: `Statement`s by kind and id. A link is called
"left~right" and the third sentence of the brief "b3", as in `review.anchors`. Who may see the version was decided before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from crosswire.text.fold import fold

Value = int | float | bool | str | None
Row = Mapping[str, Any]
# Under which name the JSON lists what has an id of its own.
LISTED = {
    "figure": "figures",
    "quote": "quotes",
    "name": "entities",
    "story": "stories",
    "tally": "tallies",
    "event": "events",
    "utterance": "utterances",
    "discrepancy": "discrepancies",
    "report": "reports",
}
# Stretches of words that a page shows of one statement.
SHOWN_WORDS = 12


class Words(BaseModel, frozen=True):
    """Words of a report that carry a statement, with what stands around them where that is known."""

    report: str
    siglum: str
    name: str
    text: str
    before: str = ""
    after: str = ""


class Rest(BaseModel, frozen=True):
    """Another statement, on which this one rests: to change it changes this one."""

    kind: str
    id: str
    text: str


class Statement(BaseModel, frozen=True):
    """One statement. `values` are the fields that a correction may set, as they are now; `more` counts the stretches of
    words beyond those that are listed."""

    kind: str
    id: str
    text: str
    values: dict[str, Value] = {}
    words: tuple[Words, ...] = ()
    more: int = 0
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True)
class Statements:
    """The statements of one dossier's JSON."""

    contract: Mapping[str, Any]

    def row(self, kind: str, id: str) -> Row | None:
        """What the JSON has under this kind and id; None where it has nothing."""
        return self._rows.get(kind, {}).get(id)

    def find(self, kind: str, id: str, words: Iterable[Mapping[str, Any]] | None = None) -> Statement | None:
        """The statement with this id. `words` are those of its target, which know what stands around them."""
        row = self.row(kind, id)
        if row is None:
            return None
        known = [self._target_words(w) for w in words or ()] or [self._words(s) for s in _spans(kind, row)]
        rests = self._rests(kind, row)
        if not known:
            known = [w for r in rests[:SHOWN_WORDS] for w in self._carried(r)]
        return Statement(
            kind=kind,
            id=id,
            text=self.text(kind, row),
            values=_VALUES[kind](self, row) if kind in _VALUES else {},
            words=tuple(known[:SHOWN_WORDS]),
            more=max(0, len(known) - SHOWN_WORDS),
            rests=rests,
        )

    def seen(self, kind: str, id: str) -> dict[str, Value]:
        """What somebody accepts who accepts this statement, as `review.readings.seen` has it: should it ever be read
        otherwise, that was not accepted."""
        row = self.row(kind, id)
        return _SEEN[kind](self, row) if row is not None and kind in _SEEN else {}

    def text(self, kind: str, row: Row) -> str:
        """A statement in short."""
        return _TEXTS[kind](self, row)

    def name_of(self, entity: str | None) -> str | None:
        """What an entity is called."""
        row = self.row("name", entity) if entity else None
        return str(row["name"]) if row else None

    def entity_named(self, name: str) -> str | None:
        """The entity of this name, whatever its case; None where there is none or several."""
        wanted = fold(name)
        found = {id for id, row in self._rows["name"].items() if fold(row["name"]) == wanted}
        return found.pop() if len(found) == 1 else None

    def report_name(self, report: str) -> tuple[str, str]:
        """A report's siglum, and what people call it: its publisher, else its title, else where it came from."""
        row = self.row("report", report) or {}
        name = row.get("publisher") or row.get("title") or row.get("source") or report
        return str(row.get("siglum") or ""), str(name)

    def every(self, kind: str) -> Mapping[str, Row]:
        """All rows of one kind by their ids, in the dossier's order."""
        return self._rows.get(kind, {})

    @cached_property
    def _rows(self) -> dict[str, dict[str, Row]]:
        found = {k: {r["id"]: r for r in self.contract.get(name, ())} for k, name in LISTED.items()}
        aside = self.contract.get("set_aside", {})
        found["figure"] |= {
            r["id"]: r for r in (*self.contract.get("individuals", ()), *aside.get("figures", ()))
        }
        found["quote"] |= {r["id"]: r for r in aside.get("quotes", ())}
        found["link"] = {
            "~".join(sorted((r["left"], r["right"]))): r for r in self.contract.get("lineage", ())
        }
        found["brief"] = {f"b{n}": r for n, r in enumerate(self.contract.get("brief", ()), 1)}
        return found

    @cached_property
    def _sha256(self) -> dict[str, str]:
        """Reports by the digest of their bytes: a target names them by that, should its id be an older one."""
        return {r["sha256"]: r["id"] for r in self.contract.get("reports", ())}

    def _words(self, span: Row) -> Words:
        siglum, name = self.report_name(span["report"])
        return Words(report=span["report"], siglum=siglum, name=name, text=span["text"])

    def _target_words(self, told: Mapping[str, Any]) -> Words:
        named = told["report"]
        id = named["id"] if self.row("report", named["id"]) else self._sha256.get(named.get("sha256", ""), "")
        siglum, name = self.report_name(id)
        return Words(
            report=id,
            siglum=siglum,
            name=name,
            text=told["text"],
            before=told.get("before", ""),
            after=told.get("after", ""),
        )

    def _carried(self, rest: Rest) -> list[Words]:
        row = self.row(rest.kind, rest.id)
        return [self._words(s) for s in _spans(rest.kind, row)] if row else []

    def _rests(self, kind: str, row: Row) -> tuple[Rest, ...]:
        of = {"tally": ("figure", "figures"), "utterance": ("quote", "quotes")}.get(kind)
        if of is None:
            return ()
        found = ((id, self.row(of[0], id)) for id in row[of[1]])
        return tuple(Rest(kind=of[0], id=id, text=self.text(of[0], r)) for id, r in found if r is not None)


def _spans(kind: str, row: Row) -> list[Row]:
    """The stretches of reports that a row itself carries."""
    if kind in ("figure", "quote"):
        return [row]
    if kind == "name":
        return list(row["forms"])
    if kind == "utterance":
        return list(row["members"])
    if kind == "discrepancy":
        return [span for side in row["sides"] for span in side["evidence"]]
    return list(row["evidence"]) if kind in ("event", "brief") else []


def _figure_values(at: Statements, row: Row) -> dict[str, Value]:
    kept = ("number", "low", "high", "qualifier", "unit", "measure", "group", "place", "modality")
    return {
        **{key: row[key] for key in kept},
        "as_of": _days(row["as_of"]),
        "attributed": at.name_of(row["attributed_to"]) or row["attributed_text"],
        "part_of_event": row["part_of_event"],
    }


def _quote_values(at: Statements, row: Row) -> dict[str, Value]:
    return {"attributed": at.name_of(row["speaker"]) or row["speaker_text"], "modality": row["modality"]}


def _name_values(_: Statements, row: Row) -> dict[str, Value]:
    forms = row["forms"]
    return {
        "name": row["name"],
        "type": row["type"],
        "corrupted": bool(forms) and all(f["corrupted"] for f in forms),
    }


def _seen_figure(at: Statements, row: Row) -> dict[str, Value]:
    return {key: row[key] for key in ("number", "low", "high", "measure", "group")} | _seen_speaker(
        at, row["attributed_to"]
    )


def _seen_speaker(at: Statements, entity: str | None) -> dict[str, Value]:
    """Whose words they are, where the name says it."""
    name = at.name_of(entity)
    if entity is not None and (name is None or at.entity_named(name) is None):
        return {}
    return {"attributed": name}


def _line(text: str) -> str:
    return " ".join(text.split())


def _days(interval: Row | None) -> str | None:
    """An interval as a form and a review have it: a day, or two with a stroke between."""
    if interval is None or not (interval["start"] or interval["end"]):
        return None
    if interval["start"] == interval["end"]:
        return str(interval["start"])
    return f"{interval['start'] or '..'}/{interval['end'] or '..'}"


def _tally_text(_: Statements, row: Row) -> str:
    who = row["label"] or row["group"] or row["unit"] or ""
    numbers = [row["low"], row["best"], row["high"]]
    low, best, high = ("?" if n is None else f"{n:,}" for n in numbers)
    span = best if low == high == best else f"{best} ({low}–{high})"
    return " ".join(filter(None, (row["measure"], who.replace("_", " "), span)))


def _link_text(at: Statements, row: Row) -> str:
    (left, one), (right, other) = at.report_name(row["left"]), at.report_name(row["right"])
    return f"{left} {one} – {right} {other}: {row['relation']}"


def _utterance_text(at: Statements, row: Row) -> str:
    who = at.name_of(row["speaker"])
    said = row["members"][0]["text"] if row["members"] else ""
    return f"{who}: {said}" if who else said


def _report_text(_: Statements, row: Row) -> str:
    return f"{row['siglum']} {row['title'] or row['source']}"


def _part(key: str) -> Callable[[Statements, Row], str]:
    return lambda _, row: str(row[key])


_TEXTS: Mapping[str, Callable[[Statements, Row], str]] = {
    "figure": _part("text"),
    "quote": _part("text"),
    "name": _part("name"),
    "link": _link_text,
    "story": _part("title"),
    "tally": _tally_text,
    "event": _part("text"),
    "utterance": _utterance_text,
    "discrepancy": _part("summary"),
    "brief": _part("text"),
    "report": _report_text,
}
_VALUES: Mapping[str, Callable[[Statements, Row], dict[str, Value]]] = {
    "figure": _figure_values,
    "quote": _quote_values,
    "name": _name_values,
    "story": lambda _, row: {"title": row["title"]},
}
_SEEN: Mapping[str, Callable[[Statements, Row], dict[str, Value]]] = {
    "figure": _seen_figure,
    "quote": lambda at, row: _seen_speaker(at, row["speaker"]),
    "name": lambda _, row: {"name": row["name"], "type": row["type"]},
    "tally": lambda _, row: {key: row[key] for key in ("low", "best", "high")},
    "event": lambda _, row: {"when": _days(row["when"]), "text": _line(row["text"])},
    "discrepancy": lambda _, row: {"summary": _line(row["summary"])},
    "story": lambda _, row: {"title": _line(row["title"])},
    "brief": lambda _, row: {"text": _line(row["text"])},
}
