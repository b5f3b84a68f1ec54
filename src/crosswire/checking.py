"""The check of a draft on one screen: a draft and reports in, its statements and how they stand out.

In: a draft (a file, an address, standard input, a report already read) and reports as `dossier` takes them, or their
dossier. Out: a `DraftCheck`. The dossier of a single store is kept beside its archive and taken from there while
neither the reports nor the settings nor the program have changed (`derived`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from crosswire.annotate.parse import parse
from crosswire.annotate.report import annotate_parsed
from crosswire.check import check_draft, draft_day, draft_problems
from crosswire.config import Config
from crosswire.derived import keep, key_of, load
from crosswire.errors import UsageError
from crosswire.fetch import FetchOptions
from crosswire.intake import check_several, take
from crosswire.pipeline import Progress, build, knowledge_for, parser
from crosswire.read import Source, Unpacking, read_each
from crosswire.reconcile.support import support_of
from crosswire.rulings import decisions_for
from crosswire.store import Archive, is_store
from crosswire.types import Decision, Dossier, DraftCheck, Problem, Report


def check(
    draft: str | Path | Report,
    paths_or_reports: Iterable[str | Path | Report] | Dossier,
    *,
    config: Config | None = None,
    progress: Progress | None = None,
) -> DraftCheck:
    """A draft (a file, an address or a report already read) held against reports, or against their dossier.

    Raises UsageError where the draft cannot be read or holds no text, NothingUsableError where no report can.
    """
    settings = config or Config()
    read = draft if isinstance(draft, Report) else read_draft(draft)
    if isinstance(paths_or_reports, Dossier):
        against = paths_or_reports
    else:
        check_several(paths_or_reports)
        against = dossier_against(list(paths_or_reports), config=settings, progress=progress)
    return check_against(read, against, config=settings, progress=progress)


def read_draft(draft: str | Path, *, stdin: BinaryIO | None = None) -> Report:
    """The draft as a report. Raises UsageError where it is not there, not readable, empty, or several."""
    found = tuple(read_each(tuple(take([draft], stdin=stdin))))
    reports = [x for x in found if isinstance(x, Report)]
    if not reports:
        why = next((x.message for x in found if isinstance(x, Problem)), "it holds no text to check.")
        raise UsageError(why if str(draft) in why else f"{draft}: {why}")
    if len(reports) > 1:
        raise UsageError(f"{draft}: holds {len(reports)} texts; give one draft at a time.")
    return reports[0]


def dossier_against(
    given: Sequence[str | Path | Report],
    *,
    config: Config,
    progress: Progress | None = None,
    options: Unpacking | None = None,
    fetching: FetchOptions | None = None,
    stdin: BinaryIO | None = None,
    rulings: str | Path | Sequence[Decision] = (),
) -> Dossier:
    """The dossier that a draft is held against, in which the `rulings` of people hold, as in `dossier`; of a single
    store the one kept beside it, if there is one."""
    paths = [x for x in given if not isinstance(x, Report)]
    decisions = decisions_for(paths, rulings=rulings)
    with ExitStack() as open_things:
        known = knowledge_for(config, paths, tell=progress)
        if known is not None:
            open_things.enter_context(known)
        shaping = f"{options or Unpacking()!r} {decisions!r} {known.sets if known is not None else ()!r}"
        kept = _kept(paths, config, shaping) if len(paths) == len(given) == 1 else None
        if kept is not None and (found := load(*kept)) is not None:
            return found
        taken = list(take(paths, options=options, fetching=fetching, stdin=stdin, tell=progress))
        made = build(
            [x for x in taken if isinstance(x, Source)],
            config=config,
            progress=progress,
            reports=tuple(x for x in given if isinstance(x, Report)),
            problems=tuple(x for x in taken if isinstance(x, Problem)),
            rulings=decisions,
            knowledge=known,
        )
    if kept is not None:
        keep(*kept, made)
    return made


def _kept(paths: Sequence[str | Path], config: Config, shaping: str) -> tuple[Path, str] | None:
    """Where the dossier of a store is kept, and under which key; None for anything else than one store."""
    store = Path(paths[0])
    if not is_store(store):
        return None
    with Archive.open(store, write=False) as archive:
        return store, key_of(archive.head, config.as_pairs(), shaping)


def check_against(
    draft: Report, against: Dossier, *, config: Config, progress: Progress | None = None
) -> DraftCheck:
    """A draft held against a dossier. The draft is annotated as reports are, but never joins them."""
    if progress is not None:
        progress("check", 0, 1)
    anchor = draft.published[:10] if draft.published else draft_day(draft, against)
    doc = parse(draft, parser(), limit=config.analysis_limit)
    said = annotate_parsed(draft, doc, anchor=anchor, resolving=False)
    return DraftCheck(
        draft=draft,
        dossier=against,
        statements=check_draft(draft, said, against, support=support_of(against)),
        problems=draft_problems(draft, against),
    )
