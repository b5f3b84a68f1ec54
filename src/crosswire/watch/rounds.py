"""Rounds of a watch: what is new in feeds and folders is kept, placed in stories, and told.

In: feeds (addresses, OPML lists) and folders, an archive, a state, people's rulings in the store. Out: alarms, and
the stories' dossiers. Every entry that is new is kept in the archive before it is read; by default the page that it leads to is
fetched too, and the entry's own text stands only where the page gives none. The state is saved after every
entry and after every story, so that a watch that is killed goes on where it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.collect import open_files
from crosswire.config import Config
from crosswire.errors import FetchError, NothingUsableError, ReadError
from crosswire.fetch import Fetched, Fetcher, FetchOptions, Validators
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.pipeline import build, knowledge_for
from crosswire.read import Source, Unpacking, digest, read_opml, read_source, unfollowed, unpack
from crosswire.rulings import decisions_for
from crosswire.save import remove_dossier
from crosswire.save import save as save_dossier
from crosswire.standing import day_of
from crosswire.store import Archive, Receipt, read_rulings
from crosswire.text.named import find_named
from crosswire.types import Decision, Dossier, Problem, Report
from crosswire.watch.changes import NOTHING_TOLD, Alarm, compare
from crosswire.watch.place import Shelf
from crosswire.watch.reference import Reference, open_reference
from crosswire.watch.regroup import regroup
from crosswire.watch.state import State, Story, load, save
from crosswire.watch.terms import Kept, KeptTerms
from crosswire.watch.webhook import Webhook, deliver

# Names of entries remembered of one feed or folder; feeds show some tens at a time.
REMEMBERED = 20_000
_WEB = ("http://", "https://")
_NO_FEED = "lists {}, which is no http or https address, and is not followed; mend it or take it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How a watch goes. `pages`: fetch the page behind every entry. `out`: folder for the dossiers of the
    stories, None for none. `every_seconds` from the end of a round to the next."""

    every_seconds: float = 600.0
    pages: bool = True
    out: Path | None = None
    fetching: FetchOptions = field(default_factory=FetchOptions)
    unpacking: Unpacking = field(default_factory=Unpacking)
    config: Config = field(default_factory=Config)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Who hears what: of alarms, of problems, of each report taken in (with its story's title)."""

    alarm: Callable[[Alarm], None]
    problem: Callable[[Problem], None]
    report: Callable[[Report, str], None]


def watch(
    given: Iterable[str],
    archive: Archive,
    *,
    options: WatchOptions,
    hearing: Hearing,
    webhook: Webhook | None = None,
    stop: threading.Event | None = None,
    rounds: int | None = None,
) -> None:
    """Watches `given` until `stop` is set or `rounds` are done. Raises UsageError for what cannot go on."""
    ending = stop or threading.Event()
    done = 0
    with Fetcher(options.fetching, partial=archive.folder / "partial") as fetcher:
        watching = Watch(tuple(given), archive, fetcher, options, hearing, webhook, ending)
        while not ending.is_set():
            watching.round()
            done += 1
            if rounds is not None and done >= rounds:
                return
            ending.wait(options.every_seconds)


class Watch:
    """One watch: its state, and what is held in memory of the stories it knows."""

    def __init__(
        self,
        given: tuple[str, ...],
        archive: Archive,
        fetcher: Fetcher,
        options: WatchOptions,
        hearing: Hearing,
        webhook: Webhook | None,
        stop: threading.Event,
    ) -> None:
        self._given = given
        self._archive = archive
        self._fetcher = fetcher
        self._options = options
        self._hearing = hearing
        self._webhook = webhook
        self._stop = stop
        self._folder = archive.folder / "watch"
        self._state = load(self._folder)
        self._kept = KeptTerms(self._folder)
        self._decisions: tuple[Decision, ...] = decisions_for((), store=archive.folder)
        self._shelf = self._replayed()

    def round(self) -> None:
        """One round: all feeds and folders, then the stories they touched, then what waits to be sent."""
        self._hear_rulings()
        for place in self._places():
            if self._stop.is_set():
                break
            if place.startswith(_WEB):
                self._feed(place)
            else:
                self._files(place)
        while touched := [id for id, story in self._state.stories.items() if story.touched]:
            self._retell(touched[0])
        self._send()

    def _places(self) -> Iterator[str]:
        """The feeds and folders, those of OPML lists in place of the lists."""
        for place in self._given:
            if place.startswith(_WEB) or not place.lower().endswith((".opml", ".xml")):
                yield place
                continue
            try:
                listed = Path(place).read_bytes()
                yield from (feed.address for feed in read_opml(listed, place))
                for stated in unfollowed(listed, place):
                    self._hearing.problem(
                        Problem(report=place, stage="read", message=_NO_FEED.format(stated))
                    )
            except OSError as error:
                message = f"cannot be opened ({error.strerror}); check that it is there and may be read."
                self._hearing.problem(Problem(report=place, stage="read", message=message))
            except ReadError as error:
                self._hearing.problem(Problem(report=place, stage="read", message=str(error)))

    def _feed(self, address: str) -> None:
        known = self._state.feeds.get(address)
        try:
            fetched = self._fetcher.fetch(address, known=Validators(**known) if known else None)
        except FetchError as error:
            self._hearing.problem(Problem(report=address, stage="fetch", message=str(error)))
            return
        if fetched.unchanged:
            return
        with fetched.stream as stream:
            sources = self._unpacked(
                unpack(
                    stream,
                    address,
                    said=fetched.said(),
                    charset=fetched.charset,
                    options=self._options.unpacking,
                )
            )
            new = [(key, s) for key, s in sources if key not in self._state.seen.get(address, ())]
            if new:
                stream.seek(0)
                receipt = self._archive.receive(stream, source=address, how=fetched.how())
                for key, source in new:
                    if self._stop.is_set():
                        return
                    self._take(address, key, source, receipt)
        self._state.feeds[address] = asdict(fetched.validators)
        save(self._state, self._folder)

    def _files(self, place: str) -> None:
        for opened in open_files([place], filling=True):
            if isinstance(opened, Problem):
                self._hearing.problem(opened)
                continue
            with opened.stream as stream:
                key = f"{opened.name}|{opened.size}|{opened.modified}"
                if key in self._state.seen.get(place, ()):
                    continue
                receipt = self._archive.receive(
                    stream, source=opened.name, how={"by": "file"}, given=opened.given
                )
                stream.seek(0)
                inside = unpack(
                    stream, opened.name, given=opened.given, options=self._options.unpacking, size=opened.size
                )
                for inner, source in self._unpacked(inside):
                    self._take(place, inner, source, receipt)
                self._remember(place, key)
                save(self._state, self._folder)

    def _unpacked(self, found: Iterator[Source | Problem]) -> list[tuple[str, Source]]:
        """Each source with a key that is the same as long as it is the same."""
        kept = []
        for one in found:
            if isinstance(one, Problem):
                self._hearing.problem(one)
            else:
                version = one.said.item.version if one.said.item else ""
                kept.append((f"{one.name}@{version}@{digest(one.data)[:16]}", one))
        return kept

    def _take(self, place: str, key: str, source: Source, receipt: Receipt) -> None:
        """One new source: its page if it leads to one, its report, its story."""
        if key in self._state.seen.get(place, ()):
            return
        entry = Reference(receipt=receipt.n, part=source.name.removeprefix(receipt.source))
        reference = self._page(source, entry, place) or entry
        report = self._read(reference)
        if report is None and reference != entry:
            reference, report = entry, self._read(entry)
        if report is not None:
            story = self._place(reference.text, report)
            self._hearing.report(report, story.title)
        self._remember(place, key)
        save(self._state, self._folder)

    def _page(self, source: Source, entry: Reference, place: str) -> Reference | None:
        """A reference to the page behind a feed's entry, fetched and kept; None where there is none."""
        address = source.said.address
        if not self._options.pages or not place.startswith(_WEB) or source.name == place or not address:
            return None
        if not address.startswith(_WEB) or (source.said.item and source.said.item.status != "usable"):
            return None
        try:
            fetched: Fetched = self._fetcher.fetch(address)
        except FetchError as error:
            self._hearing.problem(Problem(report=address, stage="fetch", message=str(error)))
            return None
        with fetched.stream as stream:
            receipt = self._archive.receive(stream, source=address, how=fetched.how())
        return Reference(receipt=receipt.n, part="", entry=entry.text)

    def _read(self, reference: Reference) -> Report | None:
        """The report behind a reference; a problem is told and gives None."""
        try:
            source = open_reference(reference, self._archive, self._options.unpacking)
            return read_source(source, "r" + digest((reference.text + source.name).encode())[:10])
        except ReadError as error:
            self._hearing.problem(Problem(report=reference.text, stage="read", message=str(error)))
            return None

    def _reports(self, story: Story) -> dict[str, Report]:
        """The reports of a story by reference, oldest first, read again from the archive."""
        read = {text: self._read(Reference.parse(text)) for text in story.reports}
        return {text: report for text, report in read.items() if report is not None}

    def _build(self, reports: dict[str, Report], id: str, title: str) -> Dossier | None:
        """The dossier of a story's reports; None, and a problem, where none of them stands."""
        known = knowledge_for(self._options.config, (), store=self._archive.folder)
        try:
            return build(
                (),
                config=self._options.config,
                reports=tuple(reports.values()),
                rulings=self._decisions,
                story=id,
                knowledge=known,
            )
        except NothingUsableError as error:
            self._hearing.problem(Problem(report=title, stage="link", message=str(error)))
            return None
        finally:
            if known is not None:
                known.close()

    def _place(self, reference: str, report: Report) -> Story:
        """The story that a report belongs to, in the state; it is placed where it was not yet."""
        if reference not in self._state.order:
            kept = self._kept.keep(reference, report, self._terms(report))
            self._shelf.place(reference, kept)
            self._state.order.append(reference)
            self._regroup(self._shelf)
        return next(s for s in self._state.stories.values() if reference in s.reports)

    def _terms(self, report: Report) -> StoryTerms:
        doc = parse(report, shared(), limit=self._options.config.analysis_limit)
        return story_terms(report, annotate_parsed(report, doc, anchor=day_of(report.published)))

    def _known(self, reference: str) -> Kept | None:
        """What is kept of a report, made anew from the archive if need be; None, and a problem, where it cannot be."""
        kept = self._kept.get(reference)
        if kept is None and (report := self._read(Reference.parse(reference))) is not None:
            kept = self._kept.keep(reference, report, self._terms(report))
        return kept

    def _replayed(self) -> Shelf:
        """The stories as they are under the rulings of now, and the state made to say so."""
        known = [(reference, kept) for reference in self._state.order if (kept := self._known(reference))]
        shelf = Shelf(known, self._decisions)
        self._regroup(shelf)
        self._touch_ruled({reference: kept.report for reference, kept in known})
        return shelf

    def _regroup(self, shelf: Shelf) -> None:
        """The state's stories made those of the stream; a new one has its first report's title meanwhile."""
        stories = shelf.stories({id: story.reports for id, story in self._state.stories.items()})
        first = {x[0]: self._known(x[0]) for id, x in stories.items() if id not in self._state.stories}
        titles = {x: kept.report.title or kept.report.source for x, kept in first.items() if kept}
        regroup(self._state, stories, titles)

    def _hear_rulings(self) -> None:
        """People may decide while a watch runs: then everything is placed anew."""
        decisions = decisions_for((), store=self._archive.folder)
        if decisions != self._decisions:
            self._decisions = decisions
            self._shelf = self._replayed()

    def _touch_ruled(self, reports: Mapping[str, Report]) -> None:
        """Marks the stories of reports on which something was decided, or withdrawn, since they were told."""
        before, now = set(self._state.decisions), [d.id for d in self._decisions]
        if before == set(now):
            return
        changed = before ^ set(now)
        every = {e.id: e for e in read_rulings(self._archive.folder) if isinstance(e, Decision)}
        names = [n for id in sorted(changed & set(every)) for n in (every[id].left, every[id].right)]
        ruled = {id for name in names for id in find_named(name, reports.values())}
        for story in self._state.stories.values():
            if any(x in reports and reports[x].id in ruled for x in story.reports):
                story.touched = True
        self._state.decisions = now
        save(self._state, self._folder)

    def _retell(self, id: str) -> None:
        """A touched story's dossier made anew; what changed becomes alarms."""
        story = self._state.stories[id]
        reports = self._reports(story)
        made = self._build(reports, id, story.title)
        if made is not None and made.findings.stories:
            story.title = made.findings.stories[0].title
        withdrawn = [r for r in reports.values() if r.item is not None and r.item.status != "usable"]
        alarms, told = compare(id, story.title, made, withdrawn, story.told or NOTHING_TOLD, story.merged)
        if self._options.out is not None:
            for gone in story.merged:
                remove_dossier(self._options.out / gone)
            if made is not None:
                save_dossier(made, self._options.out / id)
        for alarm in alarms:
            self._hearing.alarm(alarm)
        if self._webhook is not None:
            self._state.outbox += [asdict(alarm) for alarm in alarms]
        story.told, story.touched = told, False
        save(self._state, self._folder)

    def _send(self) -> None:
        """What waits is sent, in order; the first that is not taken ends the sending of this round."""
        while self._webhook is not None and self._state.outbox and not self._stop.is_set():
            refused = deliver(Alarm(**self._state.outbox[0]), self._webhook, sleep=self._stop.wait)
            if refused:
                self._hearing.problem(Problem(report=None, stage="webhook", message=refused))
                return
            self._state.outbox.pop(0)
            save(self._state, self._folder)

    def _remember(self, place: str, key: str) -> None:
        seen = self._state.seen.setdefault(place, [])
        if key not in seen:
            seen.append(key)
        del seen[:-REMEMBERED]


__all__ = ["Hearing", "State", "Watch", "WatchOptions", "watch"]
