"""The steps of the walk through the desk, each what a person does there and what they then see.

In: the walk and the visitors who take part. Out: what the next step needs. Every step ends with a look at the page.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import docx
from playwright.sync_api import Browser, Page, expect

from tests.serve.running import crosswire
from tests.serve.visitor import Visitor

DAM = Path(__file__).parents[2] / "examples" / "hallin-dam"
FIRST = (
    "torvane-courier.txt",
    "torvane-courier.json",
    "kestria-today.txt",
    "port-standard.txt",
    "port-standard.json",
)
LATER = (
    "globe-relay.txt",
    "lysane-courier.txt",
    "daily-anvil.html",
    "sarrow-sentinel.txt",
    "sarrow-sentinel.json",
)
TITLE = re.compile("dam", re.IGNORECASE)
# Reading loads a language model, on a machine that may have other things to do.
PATIENCE_MS = 180_000
PICTURES = (
    "desk-add.png", "desk-compare.png", "desk-disagreement.png", "desk-export.png", "desk-history.png", "desk-log-in.png",
    "desk-people.png", "desk-queue.png", "desk-review.png", "desk-search.png", "desk-stories.png", "desk-story.png",
    "desk-work.png",
)  # fmt: skip
WITNESS = "A witness at the upper gate says that nine men were sent home before the water came."


@dataclass(kw_only=True)
class Walk:
    """A desk that runs, and the browsers of its people."""

    here: str
    store: str
    browser: Browser
    downloads: Path
    pictures: Path | None
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self) -> Visitor:
        """One more person's browser."""
        made = Visitor(browser=self.browser, here=self.here, pictures=self.pictures)
        self.visitors.append(made)
        return made


def the_first_admin(walk: Walk) -> Visitor:
    """An empty store; the first account is made on the machine that keeps it, and finds what to do first."""
    told = crosswire(
        "people", "add", "ann", "--role", "admin", "--generate", "--shown", "Ann Arden", "--store", walk.store
    )
    ann = walk.visitor()
    ann.go("/stories")
    assert "/login" in ann.page.url
    ann.look("log-in")
    page = ann.log_in("ann", told.split()[-1])
    expect(page.get_by_role("heading", name="Stories")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("No stories yet")
    ann.look()
    return ann


def somebody(walk: Walk, admin: Visitor, name: str, shown: str, role: str) -> Visitor:
    """An admin adds an account on the page of people, and hands its password over."""
    page = admin.go("/people")
    page.get_by_label("Name to log in with").fill(name)
    page.get_by_label("Name that others read").fill(shown)
    page.get_by_label("Role", exact=True).last.select_option(role)
    page.get_by_role("button", name="Add", exact=True).click()
    password = page.get_by_role("alert").locator("code").inner_text()
    admin.go("/people")
    admin.look("people")
    visitor = walk.visitor()
    visitor.log_in(name, password)
    return visitor


def reports_are_added(walk: Walk, editor: Visitor) -> str:
    """Files are dropped in; the progress is watched, and goes on through a reload; a story comes of it. Its path."""
    page = editor.page
    page.get_by_role("link", name="Add", exact=True).click()
    editor.look("add")
    page.locator("#f-files").set_input_files([DAM / name for name in FIRST])
    page.get_by_role("main").get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/work/*")
    page.reload()
    _until_done(page)
    editor.look("work")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/stories/*")
    return page.url.removeprefix(walk.here)


def _until_done(page: Page) -> None:
    expect(page.locator("#batch[data-ended]")).to_be_visible(timeout=PATIENCE_MS)
    # What was read is placed a moment later.
    for _ in range(60):
        if page.locator("#batch h3 ~ .line a, #batch section a").count():
            return
        page.wait_for_timeout(2000)
        page.reload()
    raise AssertionError("What was read came into no story.")


def the_story_is_read(reader: Visitor, story: str) -> None:
    """A reader finds the story in the list and reads its dossier."""
    page = reader.go("/stories")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("heading", name=TITLE).get_by_role("link").click()
    page.wait_for_url(f"**{story}")
    expect(page.get_by_role("heading", name="The tallies")).to_be_visible()
    expect(page.get_by_role("link", name="Review", exact=True)).to_have_count(0)
    reader.look()


def more_comes(walk: Walk, editor: Visitor, story: str) -> None:
    """Further reports come to the story by themselves; who read it before is told what is new."""
    reader = walk.visitors[-1]
    page = reader.go("/new")
    page.get_by_role("button", name="Mark as seen").first.click()
    page = editor.go("/add")
    page.locator("#f-files").set_input_files([DAM / name for name in LATER])
    page.get_by_role("main").get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/work/*")
    _until_done(page)
    page = reader.go(story)
    for _ in range(90):
        if "seven reports" in page.locator(".dossier .stand").inner_text():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator(".dossier .stand")).to_contain_text("seven reports")
    reader.picture_of("story")
    page = reader.go("/new")
    expect(page.get_by_role("main")).to_contain_text("reports came")
    reader.look()
    reader.go("/stories")
    reader.look("stories")


def it_is_searched(reader: Visitor) -> None:
    """The search is reached by a key, and leads to the words."""
    page = reader.go("/stories")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.keyboard.type("ministry waters")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*words=ministry*")
    expect(page.locator("[data-hit]").first).to_be_visible()
    reader.look("search")
    page.locator("[data-hit] h2 a").first.click()
    expect(page.get_by_role("main")).to_contain_text("Waters")
    reader.look()


def it_is_reviewed_by_keyboard(reviewer: Visitor, story: str) -> str:
    """Keys alone: to the queue, to a figure, accepted, undone, rejected, undone, corrected. The address of the figure's page."""
    page = reviewer.go("/stories")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")
    reviewer.look("queue")
    page = reviewer.go("/queue?kind=figure")
    page.keyboard.press("j")
    here = page.locator(".rv-at a.rv").first.get_attribute("href") or ""
    page.keyboard.press("c")
    expect(page.locator(".review input[name=set-number]")).to_be_visible()
    reviewer.picture_of("review")
    page.keyboard.press("Escape")
    expect(page.locator(".review")).to_have_count(0)
    page.keyboard.press("a")
    _why(page, "The same number stands in the ministry’s own note.")
    expect(page.locator(".rv-late").first).to_be_visible()
    page = reviewer.go(here)
    _undo(page)
    page.keyboard.press("r")
    _why(page, "It counts those who came to the shelter, not these.")
    expect(page.locator(".rv-said")).to_contain_text("came to the shelter")
    _undo(page)
    page.keyboard.press("c")
    for name in ("number", "low", "high"):
        page.locator(f".review input[name=set-{name}]").fill("35")
    page.locator(".review input[name=reason]").fill("The paper corrected it the next day.")
    page.locator(".review input[name=reason]").press("Enter")
    expect(page.locator(".rv-said")).to_contain_text("The paper corrected it the next day.")
    _settled(page)
    reviewer.look()
    return here


def _why(page: Page, reason: str) -> None:
    """Types why, where the keyboard stands already, and records it."""
    expect(page.locator(".review input[name=reason]")).to_be_focused()
    page.keyboard.type(reason)
    page.keyboard.press("Enter")


def _undo(page: Page) -> None:
    _settled(page)
    taken = page.locator(".rv-said").get_by_text("Taken back by").count()
    page.keyboard.press("z")
    expect(page.locator(".rv-said").get_by_text("Taken back by")).to_have_count(taken + 1)
    _settled(page)


def _settled(page: Page) -> None:
    """Waits until the story is made anew with what was decided."""
    expect(page.locator(".rv-anew")).to_have_count(0, timeout=PATIENCE_MS)


def a_second_disagrees(second: Visitor, first: Visitor, figure: str) -> None:
    """Another reviewer says otherwise; both are shown to each other."""
    page = second.go(figure)
    page.get_by_label("Reject", exact=False).check()
    page.get_by_label("Why", exact=True).fill("The correction speaks of another village.")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".rv-said")).to_contain_text("another village")
    for visitor in (second, first):
        page = visitor.go("/disagreements")
        expect(page.get_by_role("main")).to_contain_text("The paper corrected it the next day.")
        expect(page.get_by_role("main")).to_contain_text("The correction speaks of another village.")
    first.look("disagreement")
    page = first.go(figure)
    expect(page.locator(".review .tag.strong").first).to_have_text("reviewers part over it")


def the_past_is_asked_for(reader: Visitor, story: str) -> None:
    """Every version is there, and how things stood at the first of them."""
    page = reader.go(f"{story}/history")
    versions = page.locator(".rows .when a")
    assert versions.count() >= 2
    reader.look("history")
    versions.last.click()
    expect(page.get_by_role("note")).to_contain_text("This is past")
    reader.look()
    page.get_by_role("link", name="What changed since").click()
    expect(page.get_by_role("heading", name="The course of the tallies")).to_be_visible()
    reader.look()


def two_reports_are_compared(reader: Visitor, story: str) -> None:
    """From a report to it and another of its story, side by side."""
    page = reader.go("/reports")
    page.locator("li", has_text="Lysane Courier").locator("h2 a").first.click()
    page.wait_for_url("**/reports/*")
    reader.look()
    page.locator("#beside").get_by_role("link", name=re.compile("Port Standard")).first.click()
    page.wait_for_url("**/compare?*")
    expect(page.locator(".sidebyside")).to_be_visible()
    reader.look("compare")


def it_is_handed_over(walk: Walk, editor: Visitor, story: str) -> None:
    """Every form of the page of hand-over comes and can be opened."""
    page = editor.go(f"{story}/export")
    editor.look("export")
    links = page.locator("a[download]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) >= 14
    for link in links:
        answer = editor.context.request.get(link, timeout=PATIENCE_MS)
        assert answer.ok, f"{link}: {answer.status}"
        opens(link, answer.body())


def opens(link: str, body: bytes) -> None:
    """Whether what was handed over is what its form says."""
    form = re.search(r"format=(\w+)", link)
    match form[1] if form else "":
        case "json":
            assert json.loads(body)["schema"].startswith("crosswire.dossier/")
        case "jsonld":
            assert json.loads(body)
        case "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in body.decode().splitlines())
        case "csv":
            assert len(next(csv.reader(io.StringIO(body.decode("utf-8-sig"))))) > 3
        case "docx":
            assert any("dam" in p.text.lower() for p in docx.Document(io.BytesIO(body)).paragraphs)
        case "pdf":
            assert body.startswith(b"%PDF-")
        case "zip":
            assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None
        case "parquet":
            assert body.startswith(b"PAR1")
        case "html":
            assert body.lstrip().lower().startswith(b"<!doctype html>")
        case other:
            raise AssertionError(f"nobody knows how to open {other}: {link}")


def it_is_restricted(admin: Visitor, chosen: Visitor, other: Visitor, story: str) -> None:
    """A story that only some see is not there for others, by any way; then everybody sees it again."""
    page = admin.go(f"{story}/people")
    page.get_by_label("Cy Marlow").check()
    page.get_by_label("Bo Lindqvist").check()
    page.get_by_label("Why").fill("Until the families are told.")
    page.get_by_role("button", name="Restrict it").click()
    expect(chosen.go(story).get_by_role("heading", name="The tallies")).to_be_visible()
    expect(other.go(story).get_by_role("heading", name="Nothing is here")).to_be_visible()
    other.look()
    expect(other.go("/stories").get_by_role("heading", name=TITLE)).to_have_count(0)
    expect(other.go("/search?words=ministry+waters").locator("[data-hit]")).to_have_count(0)
    page = admin.go(f"{story}/people")
    admin.look()
    page.get_by_role("button", name="Let every reader see it").click()
    expect(other.go(story).get_by_role("heading", name="The tallies")).to_be_visible()


def a_source_is_sealed(editor: Visitor, admin: Visitor, reader: Visitor) -> None:
    """What comes under a seal is there for its editor, and for nobody else, an admin neither."""
    page = editor.go("/add")
    page.get_by_label("Or a text").fill(f"Gate keeper speaks\n\n{WITNESS}")
    page.get_by_label("Only me and those I name").check()
    page.get_by_label("Why it is sealed").fill("He would lose his post.")
    page.get_by_role("main").get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/work/*")
    _until_done(page)
    batch = page.url
    expect(editor.go("/search?words=upper+gate+witness").locator("[data-hit]").first).to_be_visible()
    editor.go("/seals")
    editor.look()
    for visitor in (admin, reader):
        expect(visitor.go("/search?words=upper+gate+witness").locator("[data-hit]")).to_have_count(0)
        expect(visitor.go("/reports").get_by_role("main")).not_to_contain_text("Gate keeper")
        expect(visitor.go("/audit").get_by_role("main")).not_to_contain_text("lose his post")
        visitor.go(batch)
        expect(visitor.page.get_by_role("main")).not_to_contain_text("Gate keeper")


def it_is_read_in_french(reader: Visitor, story: str) -> None:
    """The reader's own language, in words, dates and numbers; the dossier's English is marked as such."""
    page = reader.go("/stories")
    page.locator(".mine summary").click()
    page.get_by_label("Language", exact=True).select_option("fr")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="Sujets")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("comptes rendus")
    reader.look()
    page = reader.go(story)
    expect(page.locator(".dossier")).to_have_attribute("lang", "en")
    page.locator(".mine summary").click()
    page.get_by_label("Langue", exact=True).select_option("en")
    page.get_by_role("button", name="Appliquer").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
