"""The ways by which somebody who is not on a seal may try to see what lies under it, each with its name.

In: `Seeing`: a desk, who looks, and what is hidden. Out: `WAYS`, by name: what each brings to light, as text. Beside them stand
the tests of test_sealed.py, which ask every route there is by every id that is hidden, and a few ways that need a
desk of their own (`BESIDE`). A bag is made of a store in a folder, which has no seals, and so is no way.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

import pyarrow.parquet as parquet
from sqlalchemy import event, select
from starlette.testclient import TestClient

from crosswire.serve.handing import FORMS
from crosswire.store.database import visible
from crosswire.store.database.derived import reports, shown
from crosswire.store.database.viewer import Viewer
from tests.serve.desk import Desk
from tests.serve.sealed_desk import SEAL, Hidden
from tests.serve.test_assistant import asked

# Headers that differ from one answer to the next.
ALWAYS_OTHERS = ("content-length", "etag", "set-cookie")


@dataclass(slots=True, kw_only=True)
class Seeing:
    """Somebody at a desk who tries to see. `asked` are the addresses that they asked for, which an answer may repeat."""

    desk: Desk
    who: str
    client: TestClient
    hidden: Hidden
    asked: list[str] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> str:
        """What a GET is answered: the status, the headers, and the body as text."""
        return self.send("GET", path, headers=headers)

    def send(self, method: str, path: str, **more: Any) -> str:
        self.asked.append(f"{path} {unquote(path)} {json.dumps(more.get('json', ''))} {more.get('data', '')}")
        answer = self.client.request(method, path, **more)
        head = "".join(f"\n{n}: {v}" for n, v in sorted(answer.headers.items()) if n not in ALWAYS_OTHERS)
        return f"{answer.status_code}{head}\n{words_in(answer.content)}"

    def each(self, path: str, ids: tuple[str, ...]) -> str:
        """A path with each of some ids."""
        return "\n".join(self.get(path.replace("ID", id)) for id in ids)

    @property
    def viewer(self) -> Viewer:
        """As whom the store is asked for them."""
        found = self.desk.viewer(self.who.removeprefix("machine of "))
        # No seal is open to a program, whoever it acts for.
        return replace(found, seals=frozenset(), by="token") if " " in self.who else found

    @property
    def open_story(self) -> str:
        """The story that everybody sees, and of which the sealed source tells too."""
        return self._open(select(shown.c.story).where(visible.stories_seen(self.desk.viewer("reader"))))

    @property
    def open_report(self) -> str:
        """A report that everybody sees."""
        seen = visible.reports_seen(self.desk.viewer("reader"))
        return self._open(select(reports.c.id).where(seen).order_by(reports.c.id))

    def _open(self, query: Any) -> str:
        with self.desk.database.read() as connection:
            return str(connection.execute(query.limit(1)).scalar_one())


def words_in(data: bytes) -> str:
    """All text that a file holds, what is packed in it too."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(f"{n}\n{packed.read(n).decode('utf-8', 'replace')}" for n in packed.namelist())
    if data.startswith(b"PAR1"):
        return str(parquet.read_table(io.BytesIO(data)).to_pylist())
    return data.decode("utf-8", "replace")


Way = Callable[[Seeing], str]
WAYS: dict[str, Way] = {}
# Ways whose answers differ between any two desks in more than ids and moments.
OWN: set[str] = set()


def way(name: str, *, own: bool = False) -> Callable[[Way], Way]:
    """Names a way. `own`: what it shows differs from desk to desk, so that it is only looked through."""

    def named(found: Way) -> Way:
        assert name not in WAYS
        WAYS[name] = found
        if own:
            OWN.add(name)
        return found

    return named


# What is there by an address, on both sides of each page: the page and its JSON twin.
_PLAIN: Mapping[str, str] = {
    "the first page": "/",
    "the list of stories": "/stories",
    "the stories by number of reports, to count them": "/stories?sort=reports",
    "the stories by what waits, to count what waits": "/stories?sort=waiting&waiting=true",
    "the stories of its place": "/stories?place=Ostravelle",
    "the stories of its own event's place": "/stories?place=Perrowick",
    "the stories of what it alone counts": "/stories?measure=injured",
    "the stories of its day": "/stories?start=2031-05-01&end=2031-05-31",
    "the list of reports": "/reports",
    "the reports of its publisher": "/reports?publisher=Quont+Letters",
    "what is new since somebody last looked": "/new",
    "the queue of what needs a person": "/queue",
    "the queue of one kind": "/queue?kind=figure",
    "the disagreements of reviewers": "/disagreements",
    "what was reviewed": "/reviews",
    "the feeds that are followed": "/feeds",
    "the work that is under way": "/work",
    "the seals": "/seals",
    "the people and their roles": "/people",
    "searching for its words": "/search?words=cracks",
    "searching for a name in it": "/search?words=Zelmira+Quont",
    "searching for words next to one another": "/search?words=%22owner+knew%22",
    "searching for the beginning of a word": "/search?words=Perro*",
    "searching for what has a word and lacks another": "/search?words=ferry+-Anvil",
    "searching for its number": "/search?kind=figure&low=97&high=97",
    "searching among its publisher's": "/search?words=ferry&publisher=Quont+Letters",
    "searching for the people of all stories": "/search?kind=person&words=Q*",
    "counting the hits of what open reports say too": "/search?words=ferry",
    "a page far down the hits": "/search?words=ferry&after=20",
}
# The same with an id of what is hidden in the place of ID.
_BY_ID: Mapping[str, tuple[str, str]] = {
    "its story's page": ("stories", "/stories/ID"),
    "a place on its story's page": ("stories", "/stories/ID?at=f1"),
    "its story's history": ("stories", "/stories/ID/history"),
    "its story at a moment": ("stories", "/stories/ID/at?time=2031-06-01"),
    "a question about it that is wrong": ("stories", "/stories/ID/at?time=yesterday"),
    "what changed in its story": ("stories", "/stories/ID/changes"),
    "the forms in which it can be had": ("stories", "/stories/ID/export"),
    "its story's webhooks": ("stories", "/stories/ID/hooks"),
    "who may see its story": ("stories", "/stories/ID/people"),
    "the reviews of its story": ("stories", "/stories/ID/reviews"),
    "a statement of its story": ("stories", "/stories/ID/statements/figure/f1"),
    "the queue of its story": ("stories", "/queue?story=ID"),
    "the reports of its story": ("stories", "/reports?story=ID"),
    "searching in its story": ("stories", "/search?words=mine&story=ID"),
    "its report's page": ("reports", "/reports/ID"),
    "its words marked in its report": ("reports", "/reports/ID?words=cracks"),
    "whether it can be sealed": ("reports", "/reports/ID/seal"),
    "the progress of its work": ("batches", "/work/ID"),
    "searching for its digest": ("digests", "/search?words=ID"),
    "searching for its address": ("sources", "/search?words=ID"),
}


def _twins(path: str) -> Way:
    return lambda see: f"{see.get(path)}\n{see.get('/api' + path) if path != '/' else ''}"


def _twins_by_id(kind: str, path: str) -> Way:
    def ask(see: Seeing) -> str:
        ids = tuple(quote(id, safe="") for id in getattr(see.hidden, kind))
        return f"{see.each(path, ids)}\n{see.each('/api' + path, ids)}"

    return ask


for _name, _path in _PLAIN.items():
    way(_name)(_twins(_path))
for _name, (_kind, _path) in _BY_ID.items():
    way(_name)(_twins_by_id(_kind, _path))


@way("the seal's own page")
def _(see: Seeing) -> str:
    return f"{see.get(f'/seals/{SEAL}')}\n{see.get(f'/api/seals/{SEAL}')}"


@way("the dossier of its story as JSON")
def _(see: Seeing) -> str:
    return see.each("/api/stories/ID/dossier", see.hidden.stories)


@way("a version that holds it, asked of the open story")
def _(see: Seeing) -> str:
    return see.each(f"/api/stories/{see.open_story}/dossier?version=ID", see.hidden.versions)


@way("what changed since a version that holds it")
def _(see: Seeing) -> str:
    news = see.each(f"/stories/{see.open_story}/news?since=ID", see.hidden.versions)
    return news + see.each(f"/api/stories/{see.open_story}/changes?from=ID", see.hidden.versions)


@way("whether a version that holds it is unchanged (ETag)")
def _(see: Seeing) -> str:
    path = f"/api/stories/{see.open_story}/dossier"
    return "".join(see.get(path, **{"if-none-match": f'"{v}"'})[:3] for v in see.hidden.versions)


@way("the unaltered bytes of its report")
def _(see: Seeing) -> str:
    return see.each("/reports/ID/bytes", see.hidden.reports) + see.each(
        "/api/reports/ID/bytes", see.hidden.reports
    )


@way("its report beside an open one")
def _(see: Seeing) -> str:
    open_ = see.open_report
    left = see.each(f"/api/compare?left=ID&right={open_}", see.hidden.reports)
    return left + see.each(f"/compare?left={open_}&right=ID", see.hidden.reports)


for _form in FORMS:
    if _form != "pdf":  # printed of the page, which stands here as "html"

        @way(f"its story handed over as {_form}")
        def _(see: Seeing, form: str = _form) -> str:
            return see.each(f"/stories/ID/export/{form}", see.hidden.stories)

        @way(f"the open story handed over as {_form}, with the reports' words", own=True)
        def _(see: Seeing, form: str = _form) -> str:
            formats = FORMS[form].formats
            path = f"/stories/{see.open_story}/export/{form}?texts=true&format="
            return "\n".join(see.get(path + format) for format in formats)


@way("the Atom feed of its story")
def _(see: Seeing) -> str:
    return see.each("/stories/ID/feed.atom", see.hidden.stories)


@way("the Atom feed of its story, with the key of another")
def _(see: Seeing) -> str:
    told = see.client.get(f"/api/stories/{see.open_story}/export").json()["feed"]
    return see.each(f"/stories/ID/feed.atom?{told.partition('?')[2]}", see.hidden.stories).replace(told, "")


@way("the Atom feed of the open story")
def _(see: Seeing) -> str:
    return see.get(f"/stories/{see.open_story}/feed.atom")


@way("the open story's page, its map, its lineage and its counts")
def _(see: Seeing) -> str:
    return see.get(f"/stories/{see.open_story}")


@way("the open story's history and its course")
def _(see: Seeing) -> str:
    return "".join(see.get(f"/stories/{see.open_story}/{part}") for part in ("history", "changes", "at"))


@way("the open report's page, its custody, and what stands beside it")
def _(see: Seeing) -> str:
    return see.get(f"/reports/{see.open_report}") + see.get(f"/api/reports/{see.open_report}")


@way("the pages of a list one after another")
def _(see: Seeing) -> str:
    found, path = "", "/stories"
    for _ in range(5):
        told = see.client.get(f"/api{path}").json()
        found += json.dumps(told.get("stories"))
        if not told.get("after"):
            break
        path = f"/stories?after={told['after']}"
    return found


@way("a webhook on its story")
def _(see: Seeing) -> str:
    hook = {"address": "https://hooks.example/in"}
    return "".join(see.send("POST", f"/api/stories/{s}/hooks", json=hook) for s in see.hidden.stories)


@way("restricting its story, to be told that it is there")
def _(see: Seeing) -> str:
    form = {"people": see.viewer.id, "reason": "x"}
    return "".join(see.send("POST", f"/stories/{s}/people", data=form) for s in see.hidden.stories)


@way("a review of its report, by the digest of its bytes")
def _(see: Seeing) -> str:
    named = [{"id": "r1", "sha256": d} for d in see.hidden.digests]
    asked = [{"action": "unsure", "reason": "x", "target": {"kind": "report", "reports": [n]}} for n in named]
    return "".join(see.send("POST", "/api/reviews", json=one) for one in asked)


@way("withdrawing its source")
def _(see: Seeing) -> str:
    asked = see.each("/reports/ID/withdraw", see.hidden.reports)
    told = {"reason": "x"}
    sent = (see.send("POST", f"/api/reports/{r}/withdraw", json=told) for r in see.hidden.reports)
    return asked + "".join(sent)


@way("adding under its seal")
def _(see: Seeing) -> str:
    return see.send("POST", "/api/reports", json={"texts": [{"text": "x"}], "seal": SEAL})


@way("following a feed under its seal")
def _(see: Seeing) -> str:
    return see.send("POST", "/api/feeds", json={"address": "https://feed.example/", "seal": SEAL})


@way("the audit log", own=True)
def _(see: Seeing) -> str:
    return see.get("/audit") + see.get("/api/audit")


@way("the audit log, after somebody on the seal took it away", own=True)
def _(see: Seeing) -> str:
    cleared = see.desk.client("cleared")
    for story in see.hidden.stories:
        cleared.get(f"/stories/{story}/export/json")
    for report in see.hidden.reports:
        cleared.get(f"/reports/{report}/bytes")
    return see.get("/audit") + see.get("/api/audit")


@way("the OpenAPI document")
def _(see: Seeing) -> str:
    return see.get("/api/openapi.json")


@way("how often the store is asked for a page, which a clock could tell")
def _(see: Seeing) -> str:
    paths = ("/stories", "/reports", "/queue", "/new", "/search?words=ferry", f"/stories/{see.open_story}")
    return str([(path, _statements(see, path)) for path in paths])


@way("headers alone")
def _(see: Seeing) -> str:
    return "".join(see.send("HEAD", f"/stories/{s}") for s in see.hidden.stories)


@way("a language model's search (MCP)")
def _(see: Seeing) -> str:
    found = [asked(see.desk.database, "search", see.viewer, words=w) for w in ("Quont", "ferry", "Perro*")]
    return json.dumps(found)


@way("a language model's list of stories (MCP)")
def _(see: Seeing) -> str:
    return json.dumps(asked(see.desk.database, "stories", see.viewer))


@way("a language model's story, figures and draft (MCP)")
def _(see: Seeing) -> str:
    of = see.open_story
    told = [asked(see.desk.database, tool, see.viewer, story=of) for tool in ("story", "figures")]
    draft = "At least 97 people were killed when a ferry sank off Torvane, engineer Zelmira Quont said."
    see.asked.append(draft)
    return json.dumps([*told, asked(see.desk.database, "check_draft", see.viewer, story=of, text=draft)])


def _statements(see: Seeing, path: str) -> int:
    """How many statements the store is sent for a page."""
    with _counted(see.desk) as sent:
        see.get(path)
    return len(sent)


@contextmanager
def _counted(desk: Desk) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        sent.append(re.sub(r"\s+", " ", statement))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)


# Tried by tests of their own in test_sealed.py.
BESIDE = (
    "reading the custody of its source",
    "reading running numbers for gaps",
    "reading the server's log",
    "having been on the seal",
    "giving somebody on the seal another password",
    "adding the same words openly, to be told that they are there",
    "changing anything of it, by every route that changes something",
)
__all__ = ["BESIDE", "OWN", "WAYS", "Seeing"]
