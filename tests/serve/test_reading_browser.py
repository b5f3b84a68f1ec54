"""The reading pages in a real browser: nothing serious for axe, nothing refused by the policy, charts drawn, news told quietly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.worked import finish, paste
from tests.serve.looks import GRAVE, LOOKS, findings, too_wide
from tests.serve.serving import served
from tests.serve.worked_desk import FERRY, Worked, in_folder

pytestmark = pytest.mark.browser
LATER = FERRY.replace("31 people", "52 people").replace("April", "March")
PAGES = (
    "/stories",
    "/stories/{story}",
    "/stories/{story}/changes",
    "/stories/{story}/history",
    "/stories/{story}/at?time=2031-01-01T00:00",
    "/stories/{story}/export",
    "/stories/{story}/hooks",
    "/reports",
    "/reports/{left}?words=bow+door",
    "/compare?left={left}&right={right}",
    "/search?words=ferry",
    "/search?words=zeppelin",
    "/new",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Worked]]:
    with in_folder(tmp_path_factory.mktemp("reading")) as worked, served(worked.desk.app) as port:
        yield port, worked


@pytest.fixture
def opened(browser: Browser, desk: tuple[int, Worked]) -> Iterator[Callable[..., Page]]:
    port, worked = desk
    contexts = []

    def go(path: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        here = f"http://localhost:{port}"
        secret = worked.desk.session("editor")
        context.add_cookies([{"name": worked.desk.cookie, "value": secret, "url": here}])
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: page.complaints.append(str(e)))  # type: ignore[attr-defined]
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)  # type: ignore[attr-defined]
        names = {
            "story": worked.story("Varrow Post"),
            "left": worked.reports["Varrow Post"],
            "right": worked.reports["Quay Herald"],
        }
        page.goto(here + path.format(**names))
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("look", ["desktop light", "phone dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_all(opened: Callable[..., Page], path: str, look: str) -> None:
    page = opened(path, **LOOKS[look])
    page.wait_for_load_state("networkidle")
    assert [f for f in findings(page) if f.impact in GRAVE] == []
    assert too_wide(page) == []
    assert page.complaints == []  # type: ignore[attr-defined]


def test_the_course_of_a_tally_is_drawn_without_evaluating_text(opened: Callable[..., Page]) -> None:
    page = opened("/stories/{story}/changes")
    expect(page.locator("[data-drawn] svg path").first).to_be_attached()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_course_fits_a_narrower_window_before_it_is_drawn_anew(opened: Callable[..., Page]) -> None:
    page = opened("/stories/{story}/changes", viewport=LOOKS["desktop light"]["viewport"])
    drawn = page.locator("[data-drawn] svg")
    wide = drawn.first.bounding_box()
    # The drawing hears of no new width: what stands is the old one, as in the moment before a new one.
    page.evaluate("window.addEventListener('resize', e => e.stopImmediatePropagation(), {capture: true})")
    page.evaluate("document.querySelectorAll('[data-course]').forEach(place => place.course.finalize())")
    page.set_viewport_size({"width": 320, "height": 800})
    narrow = drawn.first.bounding_box()
    assert wide
    assert narrow
    assert narrow["width"] < 320 < wide["width"]
    assert too_wide(page) == []


def test_a_story_page_says_that_it_changed_and_stays_as_it_is(
    desk: tuple[int, Worked], opened: Callable[..., Page]
) -> None:
    page = opened("/stories/{story}")
    page.evaluate(
        "document.querySelector('#news').setAttribute('hx-trigger', 'every 300ms'); htmx.process(document.querySelector('#news'))"
    )
    page.evaluate("window.stays = true; window.scrollTo(0, 600)")
    paste(desk[1].database, LATER, "2031-05-08", publisher="Isle Gazette")
    finish(desk[1].database)
    told = page.locator("#news")
    expect(told).to_contain_text("Changed since you opened it", timeout=20_000)
    assert page.evaluate("[window.stays, window.scrollY]") == [True, 600]
    told.get_by_role("link", name="Show how it stands now").click()
    expect(page.locator(".title")).to_contain_text("three reports")
