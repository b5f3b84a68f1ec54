"""Names that reports garble, the list of sources with their digests, and how all this was made: the end of a document.

In: a `Held`. Out: sections of a Word document. The list of sources is what every citation leads to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from crosswire.present.handover.document_words import anchor, cite, left_out, siglum
from crosswire.present.handover.statements import line
from crosswire.present.handover.word import Column, Run, Runs, Word
from crosswire.present.held import Held, Item
from crosswire.present.page.dates import stamp_words
from crosswire.present.page.language_names import language_name
from crosswire.present.page.numbers import join_words, plural, small
from crosswire.present.page.plain import safe_address
from crosswire.present.sureness import sureness

_NAMES, _PROBLEMS, _DECISIONS = 100, 60, 60
_GARBLED = (
    Column(head="Printed", share=22),
    Column(head="Stands for", share=22),
    Column(head="Why", share=46),
    Column(head="Report", share=10),
)
_SOURCES = (Column(head="", share=7), Column(head="Report", share=65), Column(head="Descent", share=28))
_METHOD = (
    "An original is a text that others copy, shorten or translate. Reports share one where whole passages match, in order, "
    "across wording or language; that is decided passage by passage, so that one report can stand in several. An origin "
    "is whoever a statement comes from: four papers that print one ministry’s number are four originals and one origin.",
    "Corroborated is what rests on {threshold} origins or more that do not rest on one another. Originals alone "
    "corroborate nothing: words of one person stay one source, however many quote them.",
    "Low, best and high follow the words: “more than 200” is 201 or more, “at least 12” has no upper end, “about” allows a "
    "margin either way. A later count replaces an earlier one of the same thing; a figure that its giver withdraws is kept, "
    "struck, and counted out. Numbers of different parties or places are different counts.",
    "Nothing here says that a statement is true. It says who made it, where, and on how many who do not lean on one "
    "another. It was read by machine; whoever relies on a statement checks it against the reports.",
)


def names(word: Word, held: Held) -> None:
    """The names that reports garble, and what they stand for."""
    rows: list[Sequence[Runs]] = []
    for entity in held.contract["entities"]:
        forms: dict[str, list[Item]] = {}
        for form in entity["forms"]:
            if form["corrupted"]:
                forms.setdefault(line(form["text"], 80), []).append(form)
        for printed, found in forms.items():
            sure = found[0].get("confidence")
            why = "; ".join(
                filter(None, (line(found[0].get("reason"), 400), sureness(sure) if sure is not None else ""))
            )
            reports = cite(held, [f["report"] for f in found])[1:-1]
            rows.append(([printed], [Run(text=line(entity["name"], 120), bold=True)], [why], reports))
    if rows:
        word.heading("Names that reports garble", 1)
        word.table(_GARBLED, rows[:_NAMES], caption="Names that reports garble, what they stand for, and why")
        left_out(word, len(rows) - _NAMES, "names")


def sources(word: Word, held: Held) -> None:
    """The list of sources: each report with what is known of it, whence it has its text, and its digest."""
    word.heading("Sources", 1)
    word.paragraph(
        "SHA-256 is the digest of the report’s unaltered bytes: who holds the report can check that it is this one."
    )
    rows = [_source(word, held, r) for r in held.reports.values()]
    word.table(_SOURCES, rows, caption="The reports: title, publisher, day, address, digest, and descent")


def _source(word: Word, held: Held, report: Item) -> Sequence[Runs]:
    provenance = report.get("provenance") or {}
    known = [
        line(report["publisher"], 120),
        f"by {line(report['byline'], 120)}" if report.get("byline") else "",
        stamp_words(report["published"]) if report["published"] else "no date",
        language_name(report["language"]),
        "by its signs machine-translated" if provenance.get("machine_translated") else "",
        f"passed on by {line(report['carrier'], 120)}" if report.get("carrier") else "",
    ]
    about: list[Run | str] = [
        Run(text=line(report["title"], 250) or "Untitled", bold=True),
        f". {line('; '.join(filter(None, known)), 600)}. ",
    ]
    address = safe_address(report.get("address"))
    if address is not None:
        about.append(Run(text=address, address=address, below=True))
    about += [
        Run(text="SHA-256", small=True, below=True),
        Run(text=str(report["sha256"]), mono=True, below=True),
    ]
    mark = word.mark(anchor(held, report["id"]))
    return ([mark, Run(text=siglum(held, report["id"]), bold=True)], about, [descent(held, report["id"])])


def descent(held: Held, report: str) -> str:
    """Whence a report has its text, in a few words: "an original", "carries the text of R1", "shares passages with
    R2 and R5"; where who had it first is not known, the other reports are named."""
    standing = held.families.get(report, ())
    others = [f for f in standing if f["root"] != report]
    known = [f for f in others if f["root"] in held.order or f.get("agency")]
    unknown = [f for f in others if f not in known]
    said = {
        "carries the text of": _labels(held, [f for f in known if _wholly(f, report)]),
        "has passages of": _labels(held, [f for f in known if not _wholly(f, report)]),
        "one text with": _fellows(held, [f for f in unknown if _wholly(f, report)], report),
        "shares passages with": _fellows(held, [f for f in unknown if not _wholly(f, report)], report),
    }
    parts = ["an original"] if len(others) < len(standing) or not any(said.values()) else []
    return "; ".join([*parts, *(f"{how} {join_words(names)}" for how, names in said.items() if names)])


def _wholly(family: Item, report: str) -> bool:
    return not any(p["report"] == report for p in family.get("passages", ()))


def _labels(held: Held, families: Sequence[Item]) -> list[str]:
    """Originals by the report that had them first, or by their agency."""
    return list(
        dict.fromkeys(
            siglum(held, f["root"]) if f["root"] in held.order else line(f["agency"], 80) for f in families
        )
    )


def _fellows(held: Held, families: Sequence[Item], report: str) -> list[str]:
    """The other reports of originals that are not in hand, up to six."""
    found = sorted(
        {r for f in families for r in f["reports"] if r != report and r in held.order},
        key=held.order.__getitem__,
    )
    return [*(siglum(held, r) for r in found[:6]), *([f"{len(found) - 6} more"] if len(found) > 6 else [])]


def method(word: Word, held: Held) -> None:
    """How the statements were made, by which settings, what people decided, and what could not be done."""
    settings = held.contract.get("settings") or {}
    threshold = str(settings.get("corroboration_threshold", "2"))
    words = small(int(threshold)) if threshold.isdecimal() and len(threshold) < 6 else "two"
    word.heading("Method", 1)
    for text in _METHOD:
        word.paragraph(text.format(threshold=words))
    made = held.contract.get("generator") or {}
    shown = ", ".join(f"{line(str(k), 60)} {line(str(v), 120)}" for k, v in settings.items() if v != "")
    word.paragraph(
        f"Made with {line(str(made.get('name', '')), 40)} {line(str(made.get('version', '')), 40)}; settings: {shown or 'none'}."
    )
    _listed(
        word,
        held,
        "Decided by people",
        [_decided(held, d) for d in held.contract.get("decisions", ())],
        _DECISIONS,
    )
    _listed(word, held, "Judged by people", _judged(held), _DECISIONS)
    problems = [_problem(held, p) for p in held.contract.get("problems", ())]
    _listed(word, held, "What could not be done", problems, _PROBLEMS)


def _listed(word: Word, held: Held, name: str, items: Sequence[str], most: int) -> None:
    if items:
        word.heading(name, 2)
        word.bullets([item] for item in items[:most])
        left_out(word, len(items) - most, "of these")


def _decided(held: Held, decision: Item) -> str:
    pair = " and ".join(siglum(held, r) for r in decision["reports"] if r in held.order)
    about = "one story" if decision["about"] == "story" else "one original"
    said = f"{pair}: {decision['verdict']} on whether they are {about}, by {line(decision['by'], 100)}, {line(decision['at'], 40)}"
    more = (
        decision.get("reason"),
        decision.get("effect"),
        "" if decision.get("holds", True) else "does not hold",
    )
    return line("; ".join([said, *(str(m) for m in more if m)]), 600)


def _judged(held: Held) -> list[str]:
    """How many statements people confirmed, corrected, rejected."""
    rows = (
        row
        for part in held.contract.values()
        if isinstance(part, list)
        for row in part
        if isinstance(row, Mapping)
    )
    counts = Counter(row["review"]["standing"] for row in rows if row.get("review"))
    return [f"{plural(n, 'statement')} {standing}" for standing, n in sorted(counts.items())]


def _problem(held: Held, problem: Item) -> str:
    report = str(problem.get("report") or "")
    where = (
        siglum(held, report)
        if report in held.order
        else (str(report or "").rpartition("/")[2] or "all reports")
    )
    message = str(problem["message"]).removeprefix(f"{report}: ")
    return f"{line(where, 120)}: {line(message, 500)}"
