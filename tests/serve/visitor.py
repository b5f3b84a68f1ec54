"""Somebody at the desk: a browser of their own that goes where they go, and looks at each page as the tests of looks do.

In: a browser and the address of a desk. Out: pages; complaints of the browser (a script that broke, something that the policy
stopped, a resource from elsewhere) are kept for the end of the walk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request

from tests.serve.looks import GRAVE, findings, too_wide

# Moments of the run itself, which would make every picture new.
_STILL = """() => document.querySelectorAll('time').forEach(t => {
  if (new Date(t.dateTime).getFullYear() >= 2026) t.textContent = t.textContent.replace(/.*/, '4 Jan 2026, 09:00') })"""
SIZE = {"width": 1280, "height": 860}


@dataclass(kw_only=True)
class Visitor:
    """One person's browser at a desk."""

    browser: Browser
    here: str
    options: dict[str, Any] = field(default_factory=dict)
    pictures: Path | None = None
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = {"viewport": SIZE, "timezone_id": "UTC", "locale": "en-GB", "reduced_motion": "reduce"}
        self.context = self.browser.new_context(base_url=self.here, **settings | self.options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda e: self.complaints.append(f"script: {e}"))
        self.page.on("console", lambda m: self._heard(m.text) if m.type == "error" else None)
        self.page.on("request", self._asked)

    def _heard(self, text: str) -> None:
        if "Failed to load resource" not in text:
            self.complaints.append(f"{self.page.url}: {text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.here, "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def go(self, path: str) -> Page:
        """Opens a page by its address."""
        self.page.goto(path)
        return self.page

    def log_in(self, name: str, password: str) -> Page:
        """Logs in as people do."""
        page = self.go("/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(password)
        page.get_by_role("main").get_by_role("button", name="Log in").click()
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    def log_out(self) -> None:
        """Logs out by the menu of the header."""
        self.page.locator(".mine summary").click()
        self.page.get_by_role("button", name="Log out").click()
        self.page.wait_for_url("**/login*")

    def look(self, name: str = "") -> None:
        """Looks at the page as it stands: axe in light and dark and on a phone, nothing wider than the screen. With `name`,
        and where pictures are wanted, one is taken."""
        wrong = []
        if name:
            self.picture_of(name)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wrong += [f"{scheme}: {f}" for f in findings(self.page) if f.impact in GRAVE]
        self.page.set_viewport_size({"width": 390, "height": 844})
        wrong += [f"phone: {f}" for f in findings(self.page) if f.impact in GRAVE]
        self.page.set_viewport_size({"width": 320, "height": 800})
        wrong += [f"wider than 320: {e}" for e in too_wide(self.page)]
        self.page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme="light")
        self.complaints += [f"{self.page.url}: {w}" for w in dict.fromkeys(wrong)]

    def picture_of(self, name: str) -> None:
        """The picture desk-NAME.png of the page as it stands, where pictures are wanted."""
        if self.pictures:
            self.picture(name)

    def picture(self, name: str) -> None:
        """Takes the picture docs/images/desk-NAME.png."""
        assert self.pictures is not None
        self.page.evaluate(_STILL)
        self.page.screenshot(path=self.pictures / f"desk-{name}.png", animations="disabled", caret="hide")
