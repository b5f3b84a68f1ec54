"""What must hold of every page of the desk, asked of a real browser: WCAG 2.2 AA as far as a program can tell.

In: an open page. Out: what is wrong, in words; empty where nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _TAGS}}
# How a page is looked at: width, light or dark.
LOOKS: dict[str, dict[str, Any]] = {
    "desktop light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "desktop dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
    "phone dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True},
}

_FOCUSED = """async () => {
  await new Promise(requestAnimationFrame);
  const e = document.activeElement, b = e.getBoundingClientRect();
  const drawn = [e, ...e.querySelectorAll('*'), e.parentElement].some(x => {
    const o = x && getComputedStyle(x); if (!o) return false;
    // A link of a chart is drawn by the stroke of its frame, one of a graph by its words.
    const frame = x.closest('svg') && (o.textDecorationLine === 'underline' ||
      x.matches('.hit') && o.stroke !== 'none' && parseFloat(o.strokeWidth) >= 1.5);
    return frame || o.outlineStyle !== 'none' && parseFloat(o.outlineWidth) >= 1.5; });
  const x = Math.min(Math.max(b.left + b.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(b.top + Math.min(b.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const lies = t => { for (; t && t !== document.body; t = t.parentElement) {
    if (t.contains(e)) return false; if (['fixed', 'sticky'].includes(getComputedStyle(t).position)) return true; } return false; };
  const there = b.bottom > 0 && b.top < innerHeight && b.width > 0;
  const all = window.__all || (window.__all = [...document.querySelectorAll('*')]);
  return {at: all.indexOf(e), name: e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' ' + (e.getAttribute('href') || '') + ' ' + (e.textContent || e.name || '').trim().slice(0, 40),
          body: e === document.body, drawn, seen: there && !(top && lies(top))};
}"""
_REACHABLE = """() => { const all = window.__all || (window.__all = [...document.querySelectorAll('*')]);
  const radios = new Set();
  return all.map((e, i) => [e, i]).filter(([e]) => {
    if (!e.matches('a[href],button,input,select,textarea,summary,[tabindex="0"]') || e.disabled) return false;
    if (e.type === 'hidden' || !e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) return false;
    if (e.closest('dialog:not([open])') || e.closest('details:not([open]) > :not(summary)')) return false;
    if (e.type === 'radio') { const n = e.form + e.name; if (radios.has(n)) return false; radios.add(n);
      const on = document.querySelector('input[type=radio][name="' + e.name + '"]:checked'); return !on || on === e; }
    return true; }).map(([e, i]) => [i, e.tagName.toLowerCase() + ' ' + (e.textContent || e.name || '').trim().slice(0, 40)]); }"""
_WIDER = """() => { const w = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= w) return [];
  return [...document.querySelectorAll('body *')].filter(e => {
    const b = e.getBoundingClientRect();
    return b.width && b.right > w + 1 && !e.closest('.scroll,.tp,.vh,.skip,pre'); })
    .map(e => e.tagName.toLowerCase() + '.' + e.getAttribute('class')).slice(0, 8); }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of axe."""

    impact: str
    rule: str
    where: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.impact}: {self.rule} at {'; '.join(self.where)}"


def findings(page: Page) -> list[Finding]:
    """What axe finds on a page as it stands."""
    results = Axe().run(page, options=_OPTIONS).response
    return [
        Finding(
            impact=v["impact"] or "minor",
            rule=f"{v['id']} ({v['help']})",
            where=tuple(f"{' '.join(map(str, n['target']))} {_why(n)}" for n in v["nodes"][:4]),
        )
        for v in results["violations"]
    ]


def _why(node: dict[str, Any]) -> str:
    return next((str(c["message"])[:160] for kind in ("any", "all", "none") for c in node[kind]), "")


def too_wide(page: Page) -> list[str]:
    """What stands out of the page at its width, so that one would have to scroll sideways (WCAG 1.4.10)."""
    found: list[str] = page.evaluate(_WIDER)
    return found


def to_the_top(page: Page) -> None:
    """Puts the keyboard where it is when a page has just come."""
    page.evaluate("""async () => {
      const b = document.body; b.tabIndex = -1; b.focus(); b.removeAttribute('tabindex');
      for (let still = 0; still < 3;) {
        scrollTo({top: 0, behavior: 'instant'});
        await new Promise(requestAnimationFrame);
        still = scrollY === 0 ? still + 1 : 0;
      } }""")


def by_keyboard(page: Page, most: int = 200) -> list[str]:
    """What Tab does not reach among the first `most` things that it should, in their order, and where it stands without
    being seen (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)."""
    page.emulate_media(reduced_motion="reduce")
    to_the_top(page)
    wanted: dict[int, str] = dict(page.evaluate(_REACHABLE)[:most])
    wrong: list[str] = []
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at["body"]:
            break
        wanted.pop(at["at"], None)
        wrong += [f"not drawn: {at['name']}"] * (not at["drawn"]) + [f"hidden: {at['name']}"] * (
            not at["seen"]
        )
        if not wanted:
            break
    return wrong + [f"not reached: {name}" for name in wanted.values()]
