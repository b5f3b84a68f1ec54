"""The descent graph in a real browser: taps, keys, screen readers, without script, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crosswire.present.page import to_html
from tests.present.specimen import specimen
from tests.present.test_descent import _many

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    contexts = []

    def made(text: str, **options: object) -> Page:
        path = tmp_path / "dossier.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield made
    for context in contexts:
        context.close()


def _node(page: Page, siglum: str, drawing: str = ".st-w"):  # type: ignore[no-untyped-def]
    return page.locator(f"{drawing} a.nd[aria-label^='{siglum} ']")


def test_a_tap_on_a_line_lays_its_passages_side_by_side_and_closes_again(opened):
    page = opened(to_html(specimen()), **WIDE)
    line = page.locator(".st-w a.ln[aria-label^='R1 to R4']")
    line.dispatch_event("click")
    shown = page.locator("#lay .beside")
    assert (
        shown.locator(".bh")
        .inner_text()
        .startswith("R1 The Torvane Courier beside R4 Globe Relay: 4 passages")
    )
    assert shown.locator("del.strong, ins.strong").count() > 0
    assert "on" in (line.get_attribute("class") or "")
    assert "#" not in page.url
    page.keyboard.press("Escape")
    assert page.locator("#lay").is_hidden()
    assert page.locator(".stemma .on").count() == 0


def test_a_report_of_several_originals_offers_each(opened):
    page = opened(to_html(specimen()), **WIDE)
    _node(page, "R6").click()
    buttons = page.locator("#lay .bar button[aria-pressed]")
    assert [b.inner_text() for b in buttons.all()] == ["R1", "R3"]
    buttons.nth(1).click()
    assert buttons.nth(1).get_attribute("aria-pressed") == "true"
    assert page.locator("#lay .beside").count() == 1
    assert page.locator("#lay .bh").inner_text().startswith("R3 The Port Standard beside R6")


def test_what_is_laid_out_has_no_id_twice(opened):
    page = opened(to_html(specimen()), **WIDE)
    _node(page, "R2").click()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_each_side_leads_to_its_place_in_the_reports_text(opened):
    page = opened(to_html(specimen()), **WIDE)
    _node(page, "R4").click()
    page.locator("#lay .pair .half.r .ref").first.click()
    assert page.evaluate("document.querySelector(':target').closest('.rep').id") == "r4"
    assert "Fourteen people died and 60 are lost" in page.evaluate(
        "document.querySelector(':target').textContent"
    )


def test_the_keyboard_reaches_lines_and_reports_and_each_says_what_it_is(opened):
    page = opened(to_html(specimen()), **WIDE)
    assert page.locator(".st-w a:not([aria-label])").count() == 0
    line = page.locator(".st-w a.ln[aria-label^='R1 to R2']")
    assert (
        line.get_attribute("aria-label")
        == "R1 to R2: the whole text, in 4 passages. Show the passages side by side"
    )
    line.focus()
    page.keyboard.press("Enter")
    assert page.locator("#lay").is_visible()
    assert page.evaluate("document.activeElement.id") == "lay"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("R1 to R2")


def test_without_script_every_line_is_in_the_list_and_links_open_it(opened):
    page = opened(to_html(specimen()), java_script_enabled=False, **WIDE)
    assert page.locator(".lines li").count() == 6
    page.locator(".st-w a.ln[aria-label^='R1 to R4']").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#s2-p")
    assert page.url.endswith("#s2-p")
    page.locator("#s2 summary").click() if not panel.is_visible() else None
    assert panel.is_visible()
    assert page.locator("#lay").is_hidden()


def test_a_statement_leads_to_the_same_passage_and_back(opened):
    page = opened(to_html(specimen()), **WIDE)
    link = page.locator("#b1 .same a", has_text="R1 = R4")
    link.click()
    row = page.locator(":target")
    assert row.is_visible()
    assert row.locator(".ref").all_inner_texts() == ["R1 ¶1", "R4 ¶1"]
    page.locator("#strip-back").click()
    assert page.url.endswith("#b1")


def test_on_a_phone_the_drawing_fits_and_a_tap_lays_the_passages_below_one_another(opened):
    page = opened(to_html(specimen()), **PHONE)
    assert page.locator(".st-w").is_hidden()
    _node(page, "R4", ".st-n").tap()
    left, right = page.evaluate(
        "[...document.querySelector('#lay .pair:not(.eq)').children].map(e => [e.offsetLeft, e.offsetTop])"
    )
    assert left[0] == right[0]
    assert left[1] < right[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("count", "width"), [(2, 390), (2, 1440), (60, 390), (60, 820), (60, 1440)])
def test_few_and_many_reports_fit_every_width(opened, count, width):
    page = opened(to_html(_many(count, alone=2)), viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    drawn = page.locator(".stemma").filter(visible=True)
    assert drawn.count() == 1
    overlap = page.evaluate(
        """() => {
          const svg = [...document.querySelectorAll('.stemma')].find(s => s.getClientRects().length);
          const boxes = [...svg.querySelectorAll('.nd text')].map(t => t.getBoundingClientRect());
          return boxes.some((a, i) => boxes.slice(i + 1).some(b => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 4 && b.top < a.bottom - 4));
        }"""
    )
    assert not overlap
    assert drawn.locator("text").first.evaluate("t => t.getBoundingClientRect().height") >= 11


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_out_can_be_read(opened, scheme):
    page = opened(to_html(specimen()), color_scheme=scheme, **WIDE)
    _node(page, "R4").click()
    ratio = page.locator("#lay .strong").first.evaluate(
        """e => { const l = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(x => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
             return .2126 * r + .7152 * g + .0722 * b; };
             const s = getComputedStyle(e), [a, b] = [l(s.color), l(s.backgroundColor)].sort((x, y) => y - x);
             return (a + .05) / (b + .05); }"""
    )
    assert ratio >= 4.5


def test_paper_has_the_drawing_and_the_list_without_the_passages(opened):
    page = opened(to_html(specimen()), **WIDE)
    page.emulate_media(media="print")
    assert page.locator(".st-w").is_visible()
    assert page.locator(".lines .beside").filter(visible=True).count() == 0
    assert page.locator("#s1 summary").is_visible()
