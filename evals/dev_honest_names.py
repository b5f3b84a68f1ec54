"""Names held garbled in reports that nobody garbled: every flag, with the two sentences, to be read.

    python -m evals.dev_honest_names [SET …] [--apart] [--kept FOLDER] [--brief]

Sets, from the directory that CROSSWIRE_DATA names: news69 (62 events in several outlets), fakes (the event files of
FA-KES), gva (shootings with two reports or more, 200 by the hash of their names), basil (one event in three outlets),
ecb (sub-topics), meantime (articles in four languages, and the English ones by subject), and derivation (our own
rewrites and copies). What the reports of each story say is found anew, their lineage is decided, and names are joined
as in a dossier. Out: how many reports and linked pairs were looked at, and each flag: what is printed, what it is
held to stand for, the reason, the confidence, the printed passage and the one it was held against. Flags were judged
by reading (`annotated/honest_names.tsv`: set, report, offset, verdict); what the file does not know is counted as
unread. A flag is right where the two passages tell of one thing and the report's name for it is a slip.
--apart takes every lineage away, as if no report were known to share another's text. --brief prints totals alone.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from crosswire.annotate.names import find_mentions
from crosswire.annotate.quotes import find_quotes
from crosswire.link.entities import find_entities
from crosswire.link.lineage import find_lineage
from crosswire.types import Annotations, Entity, Form, Lineage, Report, Span
from evals.dev_derivation import FOLDER, read, stories
from evals.dev_reports import AbsentError, needed, not_run, parsed, read_rows
from evals.dev_stories import _ROWS

SETS = ("news69", "fakes", "gva", "basil", "ecb", "meantime", "derivation")
JUDGED = Path(__file__).parent / "annotated" / "honest_names.tsv"
LINKED = ("same-original", "republished")
_INCIDENTS = 200
Said = tuple[tuple[Report, ...], tuple[Annotations, ...]]


def clusters(name: str) -> dict[str, list[Report]]:
    """The reports of each story of a set, each report once in its story."""
    found: dict[str, list[Report]] = defaultdict(list)
    if name == "derivation":
        for story, content in stories("open", FOLDER):
            rows = {f"{story}/{r['id']}": r for r in content["report"]}
            found[story] = list(read(rows).values())
        return found
    rows = [(row, story) for row, story in _ROWS[name]() if story is not None]
    if name == "gva":
        kept = set(sorted({s for _, s in rows}, key=_hash)[:_INCIDENTS])
        rows = [(row, story) for row, story in rows if story in kept]
    for (row, story), report in zip(rows, read_rows([row for row, _ in rows]), strict=True):
        found[story].append(report)
        if name == "meantime" and row["lang"] == "en":
            found[story.partition("/")[0]].append(report)
    return {story: list({r.id: r for r in reports}.values()) for story, reports in found.items()}


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def said(report: Report, doc: Any) -> Annotations:
    """What lineage and names rest on."""
    mentions = find_mentions(report, doc)
    quotes, attributions = find_quotes(report, doc, mentions)
    sentences = []
    for sentence in doc.sents:
        text = report.text[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(text) - len(text.lstrip())
        if text.strip():
            sentences.append(report.span(start, start + len(text.strip())))
    return Annotations(
        report=report.id,
        anchor=None,
        mentions=mentions,
        quotes=quotes,
        attributions=attributions,
        sentences=tuple(sentences),
    )


def known(name: str, kept: Path | None) -> list[tuple[str, Said, tuple[Lineage, ...]]]:
    """The stories of a set with two reports or more, annotated and linked; kept in a folder where one is given."""
    path = kept / f"{name}.names.pickle" if kept else None
    if path and path.exists():
        found: list[tuple[str, Said, tuple[Lineage, ...]]] = pickle.loads(path.read_bytes())
        return found
    by_story = {s: r for s, r in sorted(clusters(name).items()) if len(r) > 1}
    once = list({r.id: r for reports in by_story.values() for r in reports}.values())
    told = {r.id: said(r, d) for r, d in zip(once, parsed(once, name), strict=True)}
    found = []
    for story, reports in by_story.items():
        ordered = tuple(sorted(reports, key=lambda r: r.id))
        annotations = tuple(told[r.id] for r in ordered)
        found.append((story, (ordered, annotations), find_lineage(ordered, annotations)[0]))
    if path:
        path.write_bytes(pickle.dumps(found))
    return found


def flags(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Form]]:
    """Every form held garbled, the same words of a report once."""
    seen = set()
    for entity in entities:
        for form in entity.forms:
            if form.corrupted and (form.span.report, form.span.text) not in seen:
                seen.add((form.span.report, form.span.text))
                yield entity, form


def against(form: Form, entity: Entity, lineage: Sequence[Lineage], texts: dict[str, Report]) -> list[str]:
    """The printed passage, and the twin of it that holds the entity's name, or the first twin."""
    right = [f.span for f in entity.forms if not f.corrupted]
    pairs = []
    for link in lineage:
        for pair in link.evidence:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                if here.contains(form.span):
                    pairs.append((not any(there.contains(s) for s in right), there))
    around = Span(
        report=form.span.report,
        start=max(0, form.span.start - 120),
        end=min(form.span.end + 120, len(texts[form.span.report].text)),
        text="",
    )
    found = [_passage(around, texts)]
    if pairs:
        found.append(_passage(min(pairs, key=lambda p: p[0])[1], texts))
    elif right:
        found.append(f"(elsewhere) {right[0].text}")
    return found


def _passage(span: Span, texts: dict[str, Report]) -> str:
    return " ".join(texts[span.report].text[span.start : span.end].split())[:400]


def verdicts() -> dict[tuple[str, str, int], str]:
    """What reading found, by set, report and offset."""
    if not JUDGED.exists():
        return {}
    rows = [x.split("\t") for x in JUDGED.read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    return {(name, report, int(start)): verdict for name, report, start, verdict in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", help="sets to run; all where none is named")
    parser.add_argument("--apart", action="store_true", help="take every lineage away")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="keep what reports say between runs")
    parser.add_argument("--brief", action="store_true", help="print totals alone")
    options = parser.parse_args()
    judged, total = verdicts(), Counter[str]()
    for name in options.sets or SETS:
        try:
            found = known(name, options.kept)
        except AbsentError:
            return not_run(needed().parent / name)
        c: Counter[str] = Counter()
        for story, (reports, told), lineage in found:
            held = () if options.apart else lineage
            texts = {r.id: r for r in reports}
            c["reports"] += len(reports)
            c["linked pairs"] += sum(link.relation in LINKED for link in lineage)
            for entity, form in flags(find_entities(reports, told, held)):
                verdict = judged.get((name, form.span.report, form.span.start), "unread")
                c["flags"] += 1
                c[verdict] += 1
                if not options.brief:
                    print(f"\n{name} {story} {form.span.report}:{form.span.start} {verdict}")
                    print(
                        f"  {form.span.text!r} → {entity.name!r} {form.confidence or 0:.2f} ({form.reason})"
                    )
                    print("\n".join(f"    {x}" for x in against(form, entity, lineage, texts)))
        total.update(c)
        print(f"honest.{name} {_line(c)}", flush=True)
    print(f"honest.all {_line(total)}")
    return 0


def _line(c: Counter[str]) -> str:
    shown = ("reports", "linked pairs", "flags", "right", "wrong", "unsure", "unread")
    return ", ".join(f"{k} {c[k]}" for k in shown)


if __name__ == "__main__":
    sys.exit(main())
