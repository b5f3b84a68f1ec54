"""The map in a real browser: legible at every width, reachable by keyboard, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crosswire.present.page import to_html
from crosswire.types import Dossier
from tests.present.hostile import ALL
from tests.present.mapped import mapped

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[object]:
    """Opens the page of a dossier; `requests` and `complaints` are noted on the page object's own lists."""
    contexts = []

    def open_it(dossier: Dossier, **options: object) -> tuple[Page, list[str]]:
        path = tmp_path / "dossier.html"
        path.write_text(to_html(dossier), encoding="utf-8")
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        noted: list[str] = []
        page.on("request", lambda r: noted.append(r.url))
        page.on("console", lambda m: noted.append(m.text))
        page.on("dialog", lambda d: (noted.append(d.message), d.dismiss()))
        page.goto(path.as_uri())
        return page, noted

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [360, 390, 780, 1120, 1440])
def test_one_map_is_seen_and_its_type_is_legible(opened, width):
    page, noted = opened(mapped(), viewport={"width": width, "height": 900})
    seen = page.locator(".map svg[role=group]:visible")
    assert seen.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == width
    scale = seen.evaluate("s => s.getBoundingClientRect().width / s.viewBox.baseVal.width")
    least = seen.evaluate(
        "s => Math.min(...[...s.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize)))"
    )
    assert scale * least >= 10.9
    assert len(noted) == 1


@pytest.mark.parametrize("width", [390, 1440])
def test_no_name_lies_on_another_or_leaves_the_map(opened, width):
    page, _ = opened(mapped(), viewport={"width": width, "height": 900})
    found = page.locator(".map svg[role=group]:visible").evaluate(
        """s => {
          const all = [...s.querySelectorAll('text')].map(t => t.getBBox()), v = s.viewBox.baseVal;
          const out = all.filter(b => b.x < -3 || b.x + b.width > v.width + 3).length;
          let on = 0;
          all.forEach((a, i) => all.slice(i + 1).forEach(b => {
            if (a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 4 && b.y < a.y + a.height - 4) on++;
          }));
          return [all.length > 4, out, on];
        }"""
    )
    assert found == [True, 0, 0]


def test_the_keyboard_goes_from_a_point_to_its_row_and_on_to_the_timeline(opened):
    page, _ = opened(mapped(), viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    point = page.locator('.map .st-w a[aria-label^="Place 1:"]')
    assert point.get_attribute("aria-label") == "Place 1: Skarholm, named by 3 originals; 1 event there"
    point.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#pl1")
    page.locator("#pl1").get_by_role("link", name="Time 1").click()
    assert page.locator("li:target").get_attribute("id") == "e1"
    page.locator("#e1").get_by_role("link", name="Skarholm").click()
    assert page.url.endswith("#pl1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_points_stand_out_from_the_land_and_land_from_the_sea(opened, scheme):
    page, _ = opened(mapped(), color_scheme=scheme)
    point, land, paper = page.evaluate(
        """() => { const of = (q, k) => getComputedStyle(document.querySelector(q))[k];
          return [of('.map .pt.full', 'fill'), of('.map .land', 'fill'), of('body', 'backgroundColor')]; }"""
    )
    assert len({point, land, paper}) == 3


def test_a_hostile_name_of_a_place_stays_text(opened):
    held = mapped()
    notes = tuple(
        replace(a, places=tuple(replace(p, name=ALL, basis=ALL, admin1=ALL, country=ALL) for p in a.places))
        for a in held.annotations
    )
    page, noted = opened(replace(held, annotations=notes))
    assert len(noted) == 1
    assert page.evaluate("window.hit") is None
    assert page.locator("#places script, #places img").count() == 0
