"""Gold as a reader writes it (phrases, in TOML) to gold as the scorer reads it (offsets, in JSON).

In: `evals/gold_sources/NAME.toml` and the reports in `examples/`, read as crosswire reads them. Out:
`evals/gold/NAME.json`, schema `crosswire.gold/1`. A phrase must stand exactly once in its report; where
it would not, a longer phrase holds the span in double brackets. It judges nothing: what the
annotation says is the reader's.

Run with `python -m evals.compile_gold`; `--check` writes nothing and fails where a file is out of date.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from crosswire.read import read_bytes

HERE = Path(__file__).parent
SOURCES, GOLD, EXAMPLES = HERE / "gold_sources", HERE / "gold", HERE.parent / "examples"

Source = dict[str, Any]
Texts = dict[str, str]


class GoldError(ValueError):
    """A phrase of the annotation is not in its report, or stands there twice."""


def locate(texts: Texts, report: str, phrase: str) -> dict[str, Any]:
    """The span of `phrase` (or of what `[[…]]` marks in it) in a report's text.

    >>> locate({"a": "Six people, then six more people."}, "a", "six more [[people]]")
    {'report': 'a', 'start': 26, 'end': 32, 'text': 'people'}
    """
    before, opened, rest = phrase.partition("[[")
    marked, _, after = rest.partition("]]") if opened else (phrase, "", "")
    whole = (before if opened else "") + marked + after
    text = texts[report]
    if (count := text.count(whole)) != 1:
        raise GoldError(f"{report}: {whole!r} stands {count} times in the report, not once.")
    start = text.index(whole) + (len(before) if opened else 0)
    return {"report": report, "start": start, "end": start + len(marked), "text": marked}


def texts_of(source: Source) -> Texts:
    """The reports' texts as read, by key."""
    folder = EXAMPLES / str(source["folder"])
    return {
        key: read_bytes((folder / file).read_bytes(), source=file, id=key).text
        for key, (file, _) in source["reports"].items()
    }


def compile_gold(source: Source, texts: Texts) -> dict[str, Any]:
    """The annotation with every phrase as offsets."""
    boilerplate = [
        {**locate(texts, report, phrase), "type": kind, "droppable": droppable}
        for report, entries in source["boilerplate"].items()
        for phrase, kind, droppable in entries
    ]
    figures = list(_figures(source, texts, boilerplate))
    return {
        "schema": "crosswire.gold/1",
        "name": source["name"],
        "reports": {key: {"file": file, "published": day} for key, (file, day) in source["reports"].items()},
        "figures": figures,
        "quotes": list(_quotes(source, texts)),
        "utterances": [
            {"gloss": u["gloss"], "members": _spans(source, texts, u["members"])}
            for u in source["utterances"]
        ],
        "entities": list(_entities(source, texts)),
        "corrupted": [
            {"report": report, "text": text}
            for report, _, text in (entry.partition(":") for entry in source["lists"]["corrupted"])
        ],
        "lineage": list(_lineage(source)),
        "tallies": [_tally(source, texts, tally, figures) for tally in source["tallies"]],
        "events": [{**e, "evidence": _spans(source, texts, e["evidence"])} for e in source["events"]],
        "discrepancies": [
            {
                "kind": kind,
                "severity": severity,
                "what": what,
                "sides": _spans(source, texts, sides),
            }
            for kind, entries in source["discrepancies"].items()
            for severity, what, *sides in entries
        ],
        "boilerplate": boilerplate,
    }


def _with_copies(source: Source, texts: Texts, table: Source) -> Iterator[tuple[str, list[Any]]]:
    """Every entry of a table of phrases, and again for a copy that holds the phrase word for word."""
    for report, entries in table.items():
        for entry in entries:
            yield report, entry
    for copy, original in source.get("copies", {}).items():
        for entry in table.get(original, ()):
            if _held(texts[copy], entry[0]):
                yield copy, entry


def _held(text: str, phrase: str) -> bool:
    return phrase.replace("[[", "").replace("]]", "") in text


def _figures(source: Source, texts: Texts, boilerplate: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    counts: dict[str, int] = {}
    for tier, table in (("core", "figures"), ("other", "figures_other")):
        for report, entry in _with_copies(source, texts, source[table]):
            phrase, number, qualifier, unit, measure, group, words, day = entry
            counts[report] = counts.get(report, 0) + 1
            span = locate(texts, report, phrase)
            yield {
                "id": f"{report}-{counts[report]:02d}",
                "tier": tier,
                **span,
                "number": None if number == "" else number,
                "qualifier": qualifier,
                "unit": unit,
                "measure": measure,
                "group": group or None,
                "source": words.removesuffix("?").split("|") if words else None,
                "source_optional": words.endswith("?"),
                "as_of": day or None,
                "in_boilerplate": any(
                    b["report"] == report
                    and b["droppable"]
                    and b["start"] < span["end"]
                    and span["start"] < b["end"]
                    for b in boilerplate
                ),
            }


def _quotes(source: Source, texts: Texts) -> Iterator[dict[str, Any]]:
    for tier, table in (("core", "quotes"), ("other", "quotes_other")):
        for number, (report, entry) in enumerate(_with_copies(source, texts, source[table]), start=1):
            phrase, speaker, words = entry
            yield {
                "id": f"{tier}-quote-{number:02d}",
                "tier": tier,
                **locate(texts, report, phrase),
                "speaker": speaker,
                "speaker_any": words.split("|") if words else None,
            }


def _spans(source: Source, texts: Texts, entries: list[str]) -> list[dict[str, Any]]:
    """Spans of "report:phrase" entries, and of the same phrases in copies of that report."""
    pairs = [tuple(entry.split(":", 1)) for entry in entries]
    pairs += [
        (copy, phrase)
        for copy, original in source.get("copies", {}).items()
        for report, phrase in pairs
        if report == original and _held(texts[copy], phrase)
    ]
    return [locate(texts, report, phrase) for report, phrase in pairs]


def _entities(source: Source, texts: Texts) -> Iterator[dict[str, Any]]:
    for kind, entries in source["entities"].items():
        for name, printed in entries:
            forms = {report: list(names) for report, names in printed.items()}
            for copy, original in source.get("copies", {}).items():
                held = [form for form in forms.get(original, ()) if form in texts[copy]]
                if held:
                    forms[copy] = held
            for report, names in forms.items():
                for form in names:
                    if form not in texts[report]:
                        raise GoldError(f"{report}: the name {form!r} of {name} is not in the report.")
            yield {"name": name, "type": kind, "forms": forms}


def _lineage(source: Source) -> Iterator[dict[str, Any]]:
    named = {frozenset(pair): relation for relation, pairs in source["lineage"].items() for pair in pairs}
    for left, right in combinations(sorted(source["reports"]), 2):
        yield {
            "left": left,
            "right": right,
            "relation": named.get(frozenset((left, right)), "independent"),
        }


def _tally(
    source: Source, texts: Texts, tally: dict[str, Any], figures: list[dict[str, Any]]
) -> dict[str, Any]:
    at = {(f["report"], f["start"], f["end"]): f["id"] for f in figures}
    spans = _spans(source, texts, tally["figures"])
    try:
        return {**tally, "figures": [at[s["report"], s["start"], s["end"]] for s in spans]}
    except KeyError as error:
        raise GoldError(f"Tally {tally['what']!r} names no annotated figure at {error}.") from error


def main(arguments: list[str]) -> int:
    """Compiles every source; returns 1 where a phrase is amiss or, with --check, a file is stale."""
    failed = 0
    for path in sorted(SOURCES.glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        try:
            gold = compile_gold(source, texts_of(source))
        except GoldError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed = 1
            continue
        written = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        target = GOLD / f"{path.stem}.json"
        if "--check" not in arguments:
            target.write_text(written, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != written:
            print(f"{target.name} is out of date; run python -m evals.compile_gold", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
