"""What a real browser does with the desk's answers, while a page of another site is open beside it.

`localhost` is the desk, `127.0.0.1` the other site: to a browser two sites, though one machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from crosswire.store.database import people
from tests.serve.desk import PASSWORD, Desk, a_desk
from tests.serve.serving import served

pytestmark = pytest.mark.browser
EVIL: dict[str, str] = {}


async def evil(request: Request) -> HTMLResponse:
    return HTMLResponse(EVIL[request.path_params["name"]])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_desk(str(tmp_path_factory.mktemp("browser"))) as made:

        @made.app.get("/careless")
        def careless() -> HTMLResponse:
            """A page as no template may make it."""
            return HTMLResponse(
                "<title>calm</title><img src=/none onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
                "<script src='http://127.0.0.1:1/x.js'></script><svg onload=\"document.title='ran'\"></svg>"
                "<a href=\"javascript:document.title='ran'\">go</a><div id=there></div>"
            )

        yield made


@pytest.fixture(scope="module")
def at(desk: Desk) -> Iterator[str]:
    with served(desk.app) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with served(Starlette(routes=[Route("/{name}", evil)])) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def log_in(context: BrowserContext, at: str, name: str = "admin") -> Page:
    page = context.new_page()
    page.goto(f"{at}/people")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{at}/people")
    return page


def accounts(desk: Desk) -> int:
    with desk.database.read() as connection:
        return people.count(connection)


def test_a_person_logs_in_works_and_logs_out_under_the_policy(
    context: BrowserContext, at: str, desk: Desk
) -> None:
    refused: list[str] = []
    page = log_in(context, at)
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.get_by_label("Name to log in with").fill("vera")
    page.get_by_role("button", name="Add", exact=True).click()
    assert "vera" in page.get_by_role("main").inner_text()
    page.goto(f"{at}/account")
    assert page.evaluate("document.cookie") == ""
    page.locator("details.mine summary").click()
    page.get_by_role("button", name="Log out", exact=True).click()
    page.wait_for_url(f"{at}/login")
    page.goto(f"{at}/people")
    assert page.url.startswith(f"{at}/login")
    assert refused == []


def test_script_that_stands_in_a_page_does_not_run(context: BrowserContext, at: str) -> None:
    page = context.new_page()
    page.goto(f"{at}/careless")
    page.get_by_text("go").click()
    page.wait_for_timeout(300)
    assert page.title() == "calm"


ATTACKS = {
    "form": "<form method=post action='{at}/people'><input name=name value=mallory><input name=role value=admin></form>"
    "<script>document.forms[0].submit()</script>",
    "plain text form": "<form method=post enctype='text/plain' action='{at}/people'><input name='name' value='mallory'></form>"
    "<script>document.forms[0].submit()</script>",
    "fetch": "<script>fetch('{at}/people',{{method:'POST',mode:'no-cors',credentials:'include',"
    "headers:{{'content-type':'application/x-www-form-urlencoded'}},body:'name=mallory'}})</script>",
    "fetch with a token": "<script>fetch('{at}/people',{{method:'POST',credentials:'include',"
    "headers:{{'x-csrf-token':'x'}},body:'name=mallory'}}).catch(()=>0)</script>",
    "beacon": "<script>navigator.sendBeacon('{at}/people', new URLSearchParams('name=mallory'))</script>",
    "popup": "<form method=post target=w action='{at}/people'><input name=name value=mallory></form>"
    "<script>window.open('about:blank','w');document.forms[0].submit()</script>",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_page_of_another_site_changes_nothing(
    context: BrowserContext, at: str, elsewhere: str, desk: Desk, name: str
) -> None:
    log_in(context, at)
    before = accounts(desk)
    EVIL["page"] = ATTACKS[name].format(at=at)
    page = context.new_page()
    page.goto(f"{elsewhere}/page")
    page.wait_for_timeout(700)
    assert accounts(desk) == before


def test_a_page_of_another_site_reads_nothing(context: BrowserContext, at: str, elsewhere: str) -> None:
    log_in(context, at)
    EVIL["page"] = "<title>x</title>"
    page = context.new_page()
    page.goto(f"{elsewhere}/page")
    read = (
        f"Promise.all(['/api/account','/people','/static/desk.css'].map(p => fetch('{at}'+p, {{credentials:'include'}})"
        ".then(a => a.text()).catch(() => 'refused')))"
    )
    assert page.evaluate(read) == ["refused"] * 3


def test_the_desk_stands_in_no_frame_of_another_site_or_its_own(
    context: BrowserContext, at: str, elsewhere: str
) -> None:
    log_in(context, at)
    EVIL["page"] = (
        f"<iframe src='{at}/people'></iframe><object data='{at}/people'></object><embed src='{at}/people'>"
    )
    page = context.new_page()
    page.goto(f"{elsewhere}/page")
    page.wait_for_timeout(700)
    for frame in page.frames[1:]:
        assert "People" not in frame.content()


def test_a_window_that_another_site_opened_is_cut_off_from_it(
    context: BrowserContext, at: str, elsewhere: str
) -> None:
    log_in(context, at)
    EVIL["page"] = "<title>x</title>"
    page = context.new_page()
    page.goto(f"{elsewhere}/page")
    assert page.evaluate(f"(window.w = window.open('{at}/people')) && 1") == 1
    page.wait_for_timeout(700)
    assert page.evaluate("window.w.closed") is True


def test_a_link_from_another_site_still_leads_in(context: BrowserContext, at: str, elsewhere: str) -> None:
    log_in(context, at)
    EVIL["page"] = f"<a href='{at}/people'>to the desk</a>"
    page = context.new_page()
    page.goto(f"{elsewhere}/page")
    page.get_by_text("to the desk").click()
    page.wait_for_url(f"{at}/people")
    assert "People" in page.title()


def test_no_address_leaves_with_a_click_to_another_site(
    context: BrowserContext, at: str, elsewhere: str, tmp_path: Path
) -> None:
    EVIL["page"] = "<title>x</title>"
    page = log_in(context, at)
    sent: list[str | None] = []
    page.on(
        "request", lambda r: sent.append(r.headers.get("referer")) if r.url.startswith(elsewhere) else None
    )
    page.evaluate(f"location.href = '{elsewhere}/page'")
    page.wait_for_url(f"{elsewhere}/page")
    assert sent == [None]
