"""The whole way through the desk in a real browser, from an empty store to a reviewed dossier, on either database.

Real processes, real people's accounts, invented events. With `--write-pictures` the pictures of the guide are taken on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serve.running import crosswire, running
from tests.serve.visitor import Visitor

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "examples"
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PASSWORD = "seven quiet herons wade"


@dataclass(kw_only=True)
class Walk:
    """A desk that runs, its people's browsers, the pictures."""

    here: str
    store: str
    browser: Browser
    pictures: Path | None

    def visitor(self) -> Visitor:
        return Visitor(browser=self.browser, here=self.here, pictures=self.pictures)


@pytest.fixture
def walk(
    bare_address: str, tmp_path: Path, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    wanted = request.config.getoption("--write-pictures") and "postgresql" not in bare_address
    with running(bare_address, tmp_path / "log.txt") as here:
        yield Walk(here=here, store=bare_address, browser=browser, pictures=IMAGES if wanted else None)


def test_the_whole_way(walk: Walk) -> None:
    ann = the_first_admin(walk)
    people = {role: somebody(walk, ann, f"{role}-{n}", role) for n, role in enumerate(("editor", "reader"))}
    for visitor in (ann, *people.values()):
        visitor.log_out()
        assert visitor.complaints == []


def the_first_admin(walk: Walk) -> Visitor:
    """An empty store; the first account is made on the machine that keeps it, and finds what to do first."""
    told = crosswire(
        "people", "add", "ann", "--role", "admin", "--generate", "--shown", "Ann Arden", "--store", walk.store
    )
    ann = walk.visitor()
    ann.go("/stories")
    assert ann.page.url.startswith(walk.here + "/login")
    ann.look("log-in")
    page = ann.log_in("ann", told.strip().splitlines()[-1].split()[-1])
    expect(page.get_by_role("heading", name="Stories")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("No stories yet")
    ann.look()
    return ann


def somebody(walk: Walk, admin: Visitor, name: str, role: str) -> Visitor:
    """An admin adds an account on the page of people, and hands its password over."""
    page = admin.go("/people")
    page.get_by_label("Name to log in with").fill(name)
    page.get_by_label("Role", exact=True).last.select_option(role)
    page.get_by_role("button", name="Add", exact=True).click()
    password = page.locator("code").first.inner_text()
    visitor = walk.visitor()
    visitor.log_in(name, password)
    return visitor
