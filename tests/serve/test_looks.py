"""What pages are built of, in a real browser: contrast, names, keyboard, narrow screens, large type, forced colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request, Response
from playwright.sync_api import Browser, Page, expect
from starlette.exceptions import HTTPException

from crosswire.serve.render import environment, render
from tests.serve.desk import Desk, a_desk
from tests.serve.looks import LOOKS, by_keyboard, findings, to_the_top, too_wide
from tests.serve.serving import served

pytestmark = pytest.mark.browser
SPECIMEN = Path(__file__).with_name("all_macros.html.j2")
Open = Callable[..., Page]


@dataclass
class Served:
    port: int
    desk: Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with a_desk(str(tmp_path_factory.mktemp("looks"))) as made:

        @made.app.get("/specimen")
        def specimen(request: Request) -> Response:
            return render(request, environment().from_string(SPECIMEN.read_text("utf-8")))  # type: ignore[arg-type]

        @made.app.get("/gone")
        def gone() -> None:
            raise HTTPException(409)

        with served(made.app) as port:
            yield Served(port, made)


@pytest.fixture
def opened(browser: Browser, desk: Served) -> Iterator[Open]:
    contexts = []

    def go(path: str, who: str | None = "admin", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        here = f"http://localhost:{desk.port}"
        if who:
            context.add_cookies([{"name": desk.desk.cookie, "value": desk.desk.session(who), "url": here}])
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("console", lambda m: complaints.append(m.text) if "Content Security" in m.text else None)
        answer = page.goto(here + path)
        assert answer
        assert answer.status < 500
        assert complaints == []
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/specimen", "/gone", "/login"])
def test_axe_finds_nothing(opened: Open, path: str, look: str) -> None:
    page = opened(path, None if path == "/login" else "admin", **LOOKS[look])
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(d => { d.open = !d.classList.contains('mine') })"
    )
    assert [str(f) for f in findings(page)] == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_what_opens(opened: Open, look: str) -> None:
    page = opened("/specimen", **LOOKS[look])
    page.locator(".mine summary").click()
    assert [str(f) for f in findings(page)] == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keyboard").click()
    assert [str(f) for f in findings(page)] == []


@pytest.mark.parametrize("look", ["desktop light", "phone dark"])
def test_the_keyboard_reaches_everything_and_is_seen(opened: Open, look: str) -> None:
    assert by_keyboard(opened("/specimen", **LOOKS[look])) == []


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (390, "100%"), (700, "200%"), (1280, "200%")])
def test_nothing_stands_out_of_a_narrow_page_or_large_type(opened: Open, width: int, size: str) -> None:
    page = opened("/specimen", viewport={"width": width, "height": 800})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    assert too_wide(page) == []


def test_the_first_tab_leads_past_the_header(opened: Open) -> None:
    page = opened("/specimen")
    to_the_top(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_faults_are_focused_first_and_lead_to_their_fields(opened: Open) -> None:
    page = opened("/specimen")
    assert page.evaluate("() => document.activeElement.className") == "faults"
    page.get_by_role("link", name="Give a name.").click()
    field = page.get_by_label("Name", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("As it is printed. To be mended: Give a name.")


def test_the_list_of_keys_opens_and_can_be_turned_off(opened: Open) -> None:
    page = opened("/stories")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys work on this browser").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_times_are_in_the_browser_s_zone_where_no_account_names_one(opened: Open) -> None:
    page = opened("/specimen", timezone_id="Asia/Tokyo", locale="en-GB")
    expect(page.locator("time").first).to_have_text("7 Jun 2025, 18:00")


def test_a_page_in_french_has_french_dates_and_numbers(opened: Open) -> None:
    page = opened("/specimen", locale="fr-FR", timezone_id="Europe/Paris")
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.locator("time").first).to_have_text("7 juin 2025, 11:00")
    expect(page.locator(".text").first).to_contain_text("1\u202f234\u202f567")


@pytest.mark.parametrize("who", ["reader", None])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_light_goes_before_that_of_the_system(opened: Open, scheme: str, who: str | None) -> None:
    page = opened("/login", who, color_scheme="dark" if scheme == "light" else "light")
    page.locator(".mine summary").click()
    page.get_by_label("Page", exact=True).select_option(scheme)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(252, 252, 250)" if scheme == "light" else "rgb(20, 22, 25)")


def test_a_choice_of_language_is_that_of_the_account_on_any_browser(opened: Open) -> None:
    page = opened("/specimen", "reviewer")
    page.locator(".mine summary").click()
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert opened("/specimen", "reviewer").locator("html").get_attribute("lang") == "fr"


def test_forced_colours_leave_states_and_focus_to_be_seen(opened: Open) -> None:
    page = opened("/specimen", forced_colors="active")
    assert by_keyboard(page) == []
    assert page.locator("button.first").evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"


def test_nothing_moves_where_motion_is_not_wanted(opened: Open) -> None:
    page = opened("/specimen", reduced_motion="reduce")
    moving = "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.scrollBehavior === 'smooth' || parseFloat(s.transitionDuration) || s.animationName !== 'none' }).length"
    assert page.evaluate(moving) == 0


def test_files_dropped_on_the_frame_are_taken(opened: Open) -> None:
    page = opened("/specimen")
    page.evaluate("""() => { const t = new DataTransfer(); t.items.add(new File(['words'], 'report.txt'));
      document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {dataTransfer: t, bubbles: true, cancelable: true})); }""")
    expect(page.locator("[data-chosen]")).to_have_text("report.txt")
    assert page.locator("#f-files").evaluate("e => e.files.length") == 1
