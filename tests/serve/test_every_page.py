"""Every page of the desk over a desk at work, in a real browser: axe, keyboard, narrow screens, French.

The routes are those of roles.txt; a page that is new is asked for here too, or this fails and says what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from crosswire.desk.sealing import new_seal
from crosswire.store.database.derived import reports, shown, versions
from crosswire.store.database.packed import unpack_json
from tests.desk.worked import DAM, finish, give
from tests.serve.desk import Desk, a_desk
from tests.serve.looks import GRAVE, LOOKS, by_keyboard, findings, too_wide
from tests.serve.serving import served

pytestmark = pytest.mark.browser
TABLE = Path(__file__).with_name("roles.txt")
# All that a page loads, as it goes over the wire. What has an address and is no page: files, redirects, and what another service answers.
FIRST_BYTES, OTHER_BYTES = 150_000, 400_000
NO_PAGES = re.compile(r"/api/|/static/|/login/service|/bytes$|/export/\{to\}$|/feed\.atom$")
# Parts of a page that is open.
PARTS = {"/stories/{id}/news", "/stories/{story}/anew"}
# Pages that show something only where it is asked for.
QUERIES = {"/compare": "?left={0}&right={1}", "/search": "?words=dam"}
FIRST = ("torvane-courier.txt", "kestria-today.txt", "port-standard.txt", "globe-relay.txt")
LATER = ("lysane-courier.txt", "daily-anvil.html", "sarrow-sentinel.txt")


def page_routes() -> list[str]:
    """The routes of roles.txt that are pages."""
    lines = [
        line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    return sorted(
        path
        for method, path, *_ in lines
        if method == "GET" and not NO_PAGES.search(path) and path not in PARTS
    )


@dataclass(kw_only=True)
class AtWork:
    """A desk that has read an event, and what stands in its addresses."""

    desk: Desk
    here: str
    story: str
    reports: tuple[str, ...]
    figure: str
    review: str
    batch: str
    seal: str
    own: str

    def address(self, route: str) -> str:
        """The address of a route with what there is."""
        samples = {"story": self.story, "review": self.review, "batch": self.batch}
        if "{kind}" in route:
            samples |= {"kind": "figure", "id": self.figure}
        if route.startswith("/seals/"):
            samples["id"] = self.seal
        if route == "/reports/{id}/seal":
            samples["id"] = self.own
        if route.startswith("/stories/{id}"):
            samples["id"] = self.story
        if route.startswith("/reports/{id}"):
            samples["id"] = self.reports[0]
        path = re.sub(r"\{(\w+)(:path)?\}", lambda m: samples[m[1]], route)
        return path + QUERIES.get(route, "").format(*self.reports)


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    with a_desk(str(tmp_path_factory.mktemp("work"))) as desk:
        for files in (FIRST, LATER):
            give(desk.database, *(DAM / name for name in files))
            finish(desk.database)
        with desk.database.read() as connection:
            story = connection.execute(select(shown.c.story)).scalars().first()
            told = connection.execute(select(reports.c.id).order_by(reports.c.id)).scalars().all()
        assert story
        with served(desk.app) as port:
            yield AtWork(
                desk=desk,
                here=f"http://localhost:{port}",
                story=story,
                reports=tuple(told),
                **done_by_people(desk, story),
            )


def done_by_people(desk: Desk, story: str) -> dict[str, str]:
    """What stands on the pages of review, work and seals: a review of a figure, something added, a seal."""
    admin = desk.client("admin", page=False)
    with desk.database.write() as connection:
        version = connection.execute(select(shown.c.version).where(shown.c.story == story)).scalar_one()
        packed = connection.execute(select(versions.c.targets).where(versions.c.id == version)).scalar_one()
        seal = new_seal(connection, by=desk.people["admin"].id, reason="A witness.", people=())
    figure = next(key.split(" ")[1] for key in unpack_json(packed) if key.startswith("figure "))
    asked = {
        "action": "unsure",
        "reason": "The cut is odd.",
        "version": version,
        "kind": "figure",
        "id": figure,
    }
    review = admin.post("/api/reviews", json=asked).json()["id"]
    batch = admin.post("/api/reports", json={"texts": [{"text": "Nothing happened."}], "key": "k"}).json()[
        "batch"
    ]
    finish(desk.database)
    with desk.database.read() as connection:
        own = connection.execute(select(reports.c.id).where(reports.c.source.startswith("pasted"))).scalars().first()
    return {"figure": figure, "review": review, "batch": batch, "seal": seal, "own": own or ""}


@pytest.fixture
def look_at(browser: Browser, at_work: AtWork) -> Iterator[object]:
    contexts = []

    def go(route: str, **options: object) -> Page:
        settings = {"timezone_id": "UTC", "locale": "en-GB", "reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=at_work.here, **settings)
        contexts.append(context)
        if route != "/login":
            secret = at_work.desk.session("admin")
            context.add_cookies([{"name": at_work.desk.cookie, "value": secret, "url": at_work.here}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        wrong: list[str] = []
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        answer = page.goto(at_work.address(route))
        assert answer
        assert answer.status == 200
        page.wait_for_load_state("networkidle")
        assert wrong == []
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("route", page_routes())
def test_axe_finds_nothing_serious(look_at: object, route: str) -> None:
    page = look_at(route, **LOOKS["desktop light"])
    found = {str(f) for f in findings(page) if f.impact in GRAVE}
    page.emulate_media(color_scheme="dark")
    found |= {f"dark: {f}" for f in findings(page) if f.impact in GRAVE}
    page.set_viewport_size({"width": 390, "height": 844})
    found |= {f"phone: {f}" for f in findings(page) if f.impact in GRAVE}
    assert found == set()


@pytest.mark.parametrize("route", page_routes())
def test_the_keyboard_reaches_everything(look_at: object, route: str) -> None:
    assert by_keyboard(look_at(route)) == []


@pytest.mark.parametrize("route", page_routes())
def test_nothing_stands_out_of_a_page_320_wide(look_at: object, route: str) -> None:
    page = look_at(route, viewport={"width": 320, "height": 800})
    assert too_wide(page) == []


@pytest.mark.parametrize("route", page_routes())
def test_a_page_in_french_is_french(look_at: object, route: str) -> None:
    page = look_at(route, locale="fr-FR")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.get_by_role("link", name="Aller au contenu").count() == 1


@pytest.mark.parametrize("route", page_routes())
def test_a_page_is_light_on_the_wire(look_at: object, route: str) -> None:
    page = look_at(route)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.reload(wait_until="networkidle")
    assert len(sizes) >= 4
    assert sum(sizes) < (FIRST_BYTES if route == "/" else OTHER_BYTES)
