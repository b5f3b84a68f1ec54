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

from crosswire.store.database.derived import reports, shown, versions
from crosswire.store.database.packed import unpack_json
from crosswire.store.database.schema import decisions
from tests.desk.worked import DAM, finish, give, sealed_for
from tests.serve.desk import Desk, a_desk
from tests.serve.looks import GRAVE, LOOKS, by_keyboard, findings, too_wide
from tests.serve.serving import served

pytestmark = pytest.mark.browser
TABLE = Path(__file__).with_name("roles.txt")
# All that a page loads, as it goes over the wire.
FIRST_BYTES, OTHER_BYTES = 150_000, 400_000
# What has an address and is no page: what is for programs, files, what another service answers.
NO_PAGES = re.compile(r"/api/|/static/|/login/service|/bytes$|/export/|\.atom$")
# Parts of a page that is open.
PARTS = {"/stories/{id}/news", "/stories/{story}/anew"}
# Pages as they stand with something asked, beside each as it stands without.
ASKED = ("/search?words=dam", "/stories/{id}/changes?from={version}", "/stories?measure=killed&sort=day")
# What a page asks for at least.
NEEDED = {"/compare": "/compare?left={left}&right={right}"}
KINDS = ("figure", "quote", "name", "link", "story", "tally", "discrepancy", "brief")
FIRST = ("torvane-courier.txt", "kestria-today.txt", "port-standard.txt", "globe-relay.txt")
LATER = ("lysane-courier.txt", "daily-anvil.html", "sarrow-sentinel.txt")


def page_routes() -> list[str]:
    """The routes of roles.txt that are pages, a statement's once for each kind."""
    lines = [
        line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    found = {path for method, path, *_ in lines if method == "GET" and not NO_PAGES.search(path)} - PARTS
    of_kinds = {path.replace("{kind}", kind) for path in found if "{kind}" in path for kind in KINDS}
    plain = {NEEDED.get(path, path) for path in found if "{kind}" not in path}
    return sorted(plain | of_kinds | set(ASKED))


@dataclass(kw_only=True)
class AtWork:
    """A desk that has read an event, on which people have reviewed, and what stands in its addresses."""

    desk: Desk
    here: str
    samples: dict[str, str]
    statements: dict[str, str]

    def address(self, route: str) -> str:
        """The address of a route with what there is."""
        samples = dict(self.samples)
        if kind := re.search(r"/statements/(\w+)/", route):
            samples["id"] = self.statements[kind[1]]
        samples["id"] = samples.get(route.split("/")[1], samples["id"])
        if route == "/reports/{id}/seal":  # only for whoever added it
            samples["id"] = samples["own"]
        return re.sub(r"\{(\w+)(:path)?\}", lambda m: samples[m[1]], route)


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    with a_desk(str(tmp_path_factory.mktemp("work"))) as desk:
        desk.person("second", "reviewer")
        for files in (FIRST, LATER):
            give(desk.database, *(DAM / name for name in files))
            finish(desk.database)
        with desk.database.read() as connection:
            story, version = connection.execute(select(shown.c.story, shown.c.version)).one()
            left, right = connection.execute(select(reports.c.id).order_by(reports.c.id).limit(2)).scalars()
            packed = connection.execute(
                select(versions.c.targets).where(versions.c.id == version)
            ).scalar_one()
        statements = dict(key.split(" ", 1) for key in reversed(list(unpack_json(packed))))
        figure = f"/stories/{story}/statements/figure/{statements['figure']}"
        for who, action in (("reviewer", "accept"), ("second", "reject")):
            said = {"action": action, "reason": f"{who} read it twice"}
            assert desk.client(who).post(figure, data=said).status_code == 303
        desk.client("admin").post(
            "/add", data={"text": "A mill burned on Monday, the mayor said.", "key": "0"}
        )
        finish(desk.database)
        # What is still to be done when the pages are looked at: a text to be read, a feed to be followed.
        batch = (
            desk.client("admin").post("/add", data={"text": "A bridge fell.", "key": "1"}).headers["location"]
        )
        desk.client("admin").post("/feeds", data={"address": "https://feeds.example/news", "every": "600"})
        with desk.database.read() as connection:
            first = connection.execute(select(versions.c.id).order_by(versions.c.at)).scalars().first()
            review = connection.execute(select(decisions.c.id)).scalars().first()
            own = connection.execute(
                select(reports.c.id).where(reports.c.source.startswith("pasted/"))
            ).scalar_one()
        seal = sealed_for(desk.database, "e" * 24, desk.people["admin"].id)
        samples = {
            "story": story, "id": story, "reports": left, "seals": seal, "left": left, "right": right, "version": str(first), "review": str(review),
            "batch": batch.rpartition("/")[2], "own": own,
        }  # fmt: skip
        with served(desk.app) as port:
            yield AtWork(desk=desk, here=f"http://localhost:{port}", samples=samples, statements=statements)


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
