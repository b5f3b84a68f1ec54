"""Stories on sets of reports whose stories are known: B-cubed, streamed in the order of their stamps.

    python -m evals.dev_stories [SET …] [--kept FOLDER] [--errors]

Sets: news69 (clusters of one event from many outlets), mixed (the same with other reports of about those years in the
stream; scored over the clusters' reports), ecb (sub-topics of ECB+, look-alike pairs of events, no dates), fakes (the
event files of FA-KES, with all its other reports in the stream), gva (shootings with two reports or more),
basil (one event in three outlets) and meantime (one article in four languages), all from the directory that
CROSSWIRE_DATA names. One set of settings for all; the number of stories is not told. Every set is split by its
stories into an open and a closed half, by a hash of the story's name: --errors shows stories of the open half only,
`evals.fit_stories` fits on the open halves only, and the bars of `link.story_stream` were chosen on them. A figure of the
closed half counts its stories' reports in the whole stream. The terms rest on names and times alone, which are found
anew unless they are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosswire.annotate.names import find_mentions
from crosswire.annotate.times import find_times
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.types import Annotations, Report
from evals.dev_reports import AbsentError, needed, not_run, parsed, read_rows, rows_of

Rows = list[tuple[dict[str, Any], str | None]]
SETS = ("news69", "mixed", "ecb", "fakes", "gva", "basil", "meantime")
_YEARS = ("2013", "2018")


@dataclass(frozen=True, slots=True)
class Known:
    """A report's terms and the story that it is known to tell of; None where that is not known."""

    terms: StoryTerms
    story: str | None


def is_open(story: str) -> bool:
    """Whether the errors of this story may be looked at, and its reports fitted on."""
    return hashlib.sha256(story.encode()).digest()[-1] % 2 == 0


def _news69() -> Rows:
    return [(r, r["event"]) for r in rows_of(needed("events", "news69_dev.jsonl"))]


def _ecb() -> Rows:
    return [(r, r["subtopic"]) for r in rows_of(needed("events", "ecb_dev_texts.jsonl"))]


def _fakes() -> Rows:
    found: Rows = []
    for path in sorted(needed("events").glob("fakes_*.json")):
        found += [(r, path.stem) for r in json.loads(path.read_text(encoding="utf-8"))["reports"]]
    return found + [(r, None) for r in rows_of(needed("events", "fakes_other_reports.jsonl"))]


def _gva() -> Rows:
    return [
        ({**r, "date": r.get("dct")}, i["incident"])
        for i in rows_of(needed("events", "gva_dev_incidents.jsonl"))
        for r in i["reports"]
    ]


def _basil() -> Rows:
    found: Rows = []
    for path in sorted(needed("basil", "articles").glob("*/*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = "\n".join(" ".join(p) for p in row["body-paragraphs"])
        found.append(({**row, "text": text}, row["triplet-uuid"]))
    return found


def _meantime() -> Rows:
    return [(r, r["doc"]) for r in rows_of(needed("events", "meantime_dev.jsonl"))]


_ROWS: dict[str, Callable[[], Rows]] = {
    "news69": _news69,
    "ecb": _ecb,
    "fakes": _fakes,
    "gva": _gva,
    "basil": _basil,
    "meantime": _meantime,
}


def known(name: str, kept: Path | None) -> list[Known]:
    """The reports of a set in the order of the stream, each once; terms are kept in the folder `kept`."""
    path = kept / f"{name}.stories.pickle" if kept else None
    if path and path.exists():
        found: list[Known] = pickle.loads(path.read_bytes())
        return found
    if name == "mixed":
        found = _mixed(kept)
    else:
        rows = _ROWS[name]()
        reports = read_rows([row for row, _ in rows])
        stories = {r.id: story for r, (_, story) in reversed(list(zip(reports, rows, strict=True)))}
        once = {r.id: (r, doc) for r, doc in zip(reports, parsed(reports, name), strict=True)}
        found = [Known(story_terms(r, _light(r, doc)), stories[r.id]) for r, doc in once.values()]
    found.sort(key=lambda k: (k.terms.stamp or "", k.terms.report))
    if path:
        path.write_bytes(pickle.dumps(found))
    return found


def _light(report: Report, doc: Any) -> Annotations:
    """What terms of stories rest on: names and times."""
    anchor = (report.published or "")[:10] or None
    times = find_times(report, doc, anchor=anchor)
    return Annotations(report=report.id, anchor=anchor, mentions=find_mentions(report, doc), times=times)


def _mixed(kept: Path | None) -> list[Known]:
    """The reports of news69, and all dated ones of the other sets from about those years, stories unknown."""
    found = {k.terms.report: k for k in known("news69", kept)}
    for name in ("gva", "fakes", "basil"):
        for k in known(name, kept):
            if k.terms.stamp and _YEARS[0] <= k.terms.stamp[:4] <= _YEARS[1]:
                found.setdefault(k.terms.report, Known(k.terms, None))
    return list(found.values())


def stream(reports: Iterable[Known]) -> dict[str, str]:
    """The story that each report stands in when all have come."""
    stories = StoryStream()
    for report in reports:
        stories.place(report.terms)
    return {report: id for id, members in stories.stories() for report in members}


def b_cubed(
    gold: dict[str, str], found: dict[str, str], only: Callable[[str], bool] | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1 over the reports of `gold` whose story passes `only`."""
    of_gold: dict[str, set[str]] = defaultdict(set)
    of_found: dict[str, set[str]] = defaultdict(set)
    for report, story in gold.items():
        of_gold[story].add(report)
        of_found[found[report]].add(report)
    precision, recall, count = 0.0, 0.0, 0
    for report, story in gold.items():
        if only is None or only(story):
            same = len(of_gold[story] & of_found[found[report]])
            precision += same / len(of_found[found[report]])
            recall += same / len(of_gold[story])
            count += 1
    if not count:
        return 0.0, 0.0, 0.0
    precision, recall = precision / count, recall / count
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(name: str, reports: Sequence[Known], found: dict[str, str]) -> None:
    """Prints one line of figures."""
    gold = {k.terms.report: k.story for k in reports if k.story is not None}
    precision, recall, f1 = b_cubed(gold, found)
    opened = b_cubed(gold, found, is_open)[2]
    closed = b_cubed(gold, found, lambda s: not is_open(s))[2]
    stories = len({found[r] for r in gold})
    print(
        f"stories.{name:8} {f1:.3f} precision {precision:.3f} recall {recall:.3f}; open {opened:.3f} closed "
        f"{closed:.3f}; {len(gold)} of {len(reports)} reports, {len(set(gold.values()))} stories, found {stories}",
        flush=True,
    )


def show_errors(reports: Sequence[Known], found: dict[str, str]) -> None:
    """Stories of the open half that are in pieces or hold reports of others."""
    by_gold: dict[str, list[Known]] = defaultdict(list)
    by_found: dict[str, set[str]] = defaultdict(set)
    for k in reports:
        if k.story is not None:
            by_gold[k.story].append(k)
            by_found[found[k.terms.report]].add(k.story)
    for story, members in by_gold.items():
        ids = [found[k.terms.report] for k in members]
        if is_open(story) and (len(set(ids)) > 1 or any(len(by_found[i]) > 1 for i in ids)):
            print(f"== {story}")
            for k, id in zip(members, ids, strict=True):
                others = sum(is_open(s) for s in by_found[id] if s != story)
                title = (k.terms.title or " ".join(k.terms.texts[:8]))[:90]
                print(
                    f"   {id} {k.terms.report} +{others} {k.terms.stamp or '-':10.10} {len(k.terms.codes):3} {title}"
                )


def main() -> int:
    """Prints one line a set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all")
    parser.add_argument("--kept", type=Path, help="a folder in which terms are kept between runs")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    try:
        for name in given.sets or SETS:
            reports = known(name, given.kept)
            found = stream(reports)
            score(name, reports, found)
            if given.errors:
                show_errors(reports, found)
    except AbsentError as error:
        return not_run(Path(str(error).removesuffix(" is absent")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
