"""The page in a real browser: nothing runs, nothing is fetched, links lead where they say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crosswire.present.page import to_html, to_notebook
from crosswire.types import Dossier
from tests.present.clash import clash
from tests.present.hostile import hostile
from tests.present.specimen import specimen

pytestmark = pytest.mark.browser


@dataclass
class Opened:
    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[object]:
    """Opens text as a page of a file and records what it asks for and says."""
    contexts = []

    def opened(text: str, **options: object) -> Opened:
        path = tmp_path / "dossier.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        got = Opened(page=context.new_page())
        got.page.on("request", lambda r: got.requests.append(r.url))
        got.page.on("dialog", lambda d: (got.dialogs.append(d.message), d.dismiss()))
        got.page.on("console", lambda m: got.complaints.append(m.text))
        got.page.on("pageerror", lambda e: got.complaints.append(str(e)))
        got.page.goto(path.as_uri())
        return got

    yield opened
    for context in contexts:
        context.close()


def _many(count: int) -> Dossier:
    held = specimen()
    extra = tuple(
        replace(
            held.reports[6],
            id=f"x{n:03d}",
            publisher=None,
            published=None,
            title_span=None,
            source=f"x/{n}.txt",
        )
        for n in range(count)
    )
    return replace(held, reports=(*held.reports, *extra))


def test_the_page_asks_for_nothing_but_itself(open_page):
    got = open_page(to_html(specimen()))
    assert len(got.requests) == 1
    assert got.complaints == []


def test_hostile_reports_run_nothing_and_fetch_nothing(open_page):
    got = open_page(to_html(hostile()))
    got.page.mouse.move(400, 400)
    got.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for link in got.page.locator("a.sig").all()[:5]:
        link.hover(force=True)
    assert (got.dialogs, len(got.requests), got.complaints) == ([], 1, [])
    assert got.page.evaluate("window.hit") is None
    assert got.page.locator("script").count() == 1
    assert got.page.locator("main img, main iframe, main [onload], main [onmouseover]").count() == 0


def test_hostile_addresses_never_become_links(open_page):
    got = open_page(to_html(hostile()))
    hrefs = got.page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert all(h.startswith("#") for h in hrefs)


def test_controls_that_turn_text_round_are_shown_not_obeyed(open_page):
    text = open_page(to_html(hostile())).page.evaluate("document.documentElement.textContent")
    assert "⟨U+202E⟩" in text
    assert not any(c in text for c in "\u202e\u202c\u2066\u2069")


def test_a_line_of_five_megabytes_loads(open_page):
    text = to_html(hostile(line="A" * 5_000_000))
    got = open_page(text)
    got.page.evaluate("document.documentElement.scrollHeight")
    assert got.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_inner_link_has_its_target_and_every_id_is_single(open_page):
    found = open_page(to_html(specimen())).page.evaluate(
        """() => {
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          const links = [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1));
          const held = new Set(ids);
          return [ids.length - held.size, links.filter(l => !held.has(l))];
        }"""
    )
    assert found == [0, []]


def test_a_statement_leads_to_its_words_and_back(open_page):
    page = open_page(to_html(specimen())).page
    page.locator("#b2 a.sig").first.click()
    words = page.evaluate("document.querySelector(':target').textContent")
    assert words == "Thirty-one people died in the Hallin flood"
    assert page.evaluate("document.querySelector(':target').classList.contains('lit')")
    page.locator("#strip-back").click()
    assert page.url.endswith("#b2")


def test_a_mark_that_is_pointed_at_shows_its_sentence_who_says_it_and_what_it_adds(open_page):
    page = open_page(to_html(clash()), viewport={"width": 1280, "height": 900}).page
    page.locator("#t1 .plot a").nth(1).hover()
    strip = page.locator("#strip").inner_text()
    assert "The Morning Relay, 6 April 2032" in strip
    assert "when fighters attacked the bridge at Ostmark on Monday, the army said." in strip
    assert "adds nothing: the text of R1" in strip
    lit = page.locator("#strip mark.fig").evaluate(
        "e => [e.textContent, getComputedStyle(e).backgroundColor]"
    )
    assert lit == ["Nineteen people were killed", "rgb(255, 226, 122)"]
    page.mouse.move(5, 5)
    assert page.locator("#strip").is_hidden()


def test_the_keyboard_reaches_every_mark_and_goes_to_its_words(open_page):
    page = open_page(to_html(clash())).page
    page.locator("#t1 .plot a").first.focus()
    assert "read as 19" in page.locator("#strip").inner_text()
    page.keyboard.press("Tab")
    assert "adds nothing" in page.locator("#strip").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').closest('.rep').id") == "r2"
    assert page.locator("#strip-back").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#strip").is_hidden()


def test_a_tap_shows_the_sentence_and_the_link_beside_it_leads_there(open_page):
    page = open_page(
        to_html(clash()), viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    ).page
    page.locator("#t1 .plot a").nth(2).tap()
    assert "#" not in page.url
    assert "Dozens of people died" in page.locator("#strip-q").inner_text()
    page.locator("#strip-go").tap()
    assert page.evaluate("document.querySelector(':target').textContent") == "Dozens of people died"
    page.locator("#strip-back").tap()
    assert page.url.endswith("#t1")


def test_a_tap_beside_the_marks_puts_the_sentence_away(open_page):
    page = open_page(
        to_html(clash()), viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    ).page
    page.locator("#t1 .plot a").first.tap()
    assert page.locator("#strip").is_visible()
    page.locator("#t1 h3").tap()
    assert page.locator("#strip").is_hidden()


def _shown(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.tally')].filter(t => t.getClientRects().length).map(t => t.id)"
    )


@pytest.mark.parametrize("script", [True, False])
def test_tallies_are_filtered_by_party_with_script_and_without(open_page, script):
    page = open_page(to_html(clash()), java_script_enabled=script).page
    radios = page.get_by_role("radio")
    assert [r.get_attribute("id") for r in radios.all()][:3] == ["p-all", "p-people", "p-civilians"]
    radios.nth(0).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.locator("#p-children").is_checked()
    seen = [t.get_attribute("id") for t in page.locator(".tally").all() if t.is_visible()]
    assert seen == ["t3"]


def test_a_link_to_a_tally_that_the_filter_hides_shows_it(open_page):
    page = open_page(to_html(clash())).page
    page.locator("#p-children").check(force=True)
    assert _shown(page) == ["t3"]
    page.locator("#t3 .whole a").click()
    assert "t2" in _shown(page)
    assert page.evaluate("document.querySelector(':target').id") == "t2"


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_parts_under_wholes_do_not_scroll_sideways(open_page, width):
    page = open_page(to_html(clash()), viewport={"width": width, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    lefts = page.evaluate(
        "[...document.querySelectorAll('.tally')].slice(0, 3).map(t => t.getBoundingClientRect().left)"
    )
    assert lefts[0] < lefts[1] < lefts[2]


def test_without_script_the_words_light_up_all_the_same(open_page):
    page = open_page(to_html(specimen()), java_script_enabled=False).page
    page.locator("#b2 a.sig").first.click()
    colour = page.locator("mark:target").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(255, 226, 122)"


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_width_scrolls_sideways(open_page, width):
    page = open_page(to_html(specimen()), viewport={"width": width, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_type_in_charts_never_falls_under_eleven_pixels(open_page):
    page = open_page(to_html(specimen()), viewport={"width": 390, "height": 900}).page
    least = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.plot text')].map(t => parseFloat(getComputedStyle(t).fontSize)))"
    )
    assert least >= 11


def test_headings_never_skip_a_level_and_regions_are_named(open_page):
    page = open_page(to_html(specimen())).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert page.locator("main section:not([aria-labelledby])").count() == 0
    assert page.locator("svg[role]:not([aria-label]):not([aria-labelledby])").count() == 0


def test_the_keyboard_reaches_the_skip_link_first_and_shows_where_it_is(open_page):
    page = open_page(to_html(specimen())).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).left") == "0px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(open_page, scheme):
    page = open_page(to_html(specimen()), color_scheme=scheme).page
    ratios = page.evaluate(
        """() => {
          const of = c => { const s = document.createElement('i'); s.style.color = c; document.body.append(s);
            const v = getComputedStyle(s).color.match(/[\\d.]+/g).map(Number); s.remove();
            const [r, g, b] = v.map(x => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b; };
          const paper = of('var(--paper)');
          const ratio = c => { const [a, b] = [of(c), paper].sort((x, y) => y - x); return (a + .05) / (b + .05); };
          return ['ink', 'soft', 'A', 'B', 'C', 'D', 'E', 'F', 'X'].map(n => ratio(`var(--${n})`));
        }"""
    )
    assert min(ratios) >= 4.5


def test_three_hundred_reports_load(open_page):
    text = to_html(_many(293))
    got = open_page(text, viewport={"width": 1440, "height": 900})
    assert got.page.locator("article.rep").count() == 300


def test_paper_holds_the_whole_page(open_page):
    page = open_page(to_html(specimen())).page
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(open_page):
    got = open_page("<!doctype html><meta charset=utf-8>" + to_notebook(specimen()))
    frame = got.page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "The failure of the Hallin dam"
    assert got.complaints == []
