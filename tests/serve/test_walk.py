"""The whole way through the desk in a real browser, from an empty store to a reviewed dossier, on either database.

Real processes, real people's accounts, an invented event. Every page on the way is looked at by axe, in light, in dark and on a
phone. With `--write-pictures` the pictures of the guide are taken on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.serve import walking
from tests.serve.running import running
from tests.serve.walking import Walk

pytestmark = pytest.mark.browser
IMAGES = Path(__file__).parents[2] / "docs" / "images"
GUIDE = IMAGES.parent / "guides" / "desk.md"
LARGEST_BYTES = 200_000


@pytest.fixture
def walk(
    bare_address: str, tmp_path: Path, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    wanted = request.config.getoption("--write-pictures") and "postgresql" not in bare_address
    with running(bare_address, tmp_path / "log.txt") as here:
        yield Walk(
            here=here,
            store=bare_address,
            browser=browser,
            downloads=tmp_path,
            pictures=IMAGES if wanted else None,
        )


def test_the_whole_way(walk: Walk) -> None:
    ann = walking.the_first_admin(walk)
    bo, cy, di = (
        walking.somebody(walk, ann, name, shown, role)
        for name, shown, role in (
            ("bo", "Bo Lindqvist", "editor"),
            ("cy", "Cy Marlow", "reviewer"),
            ("di", "Di Okoro", "reader"),
        )
    )
    story = walking.reports_are_added(walk, bo)
    walking.the_story_is_read(di, story)
    walking.more_comes(walk, bo, story)
    walking.it_is_searched(di)
    figure = walking.it_is_reviewed_by_keyboard(cy, story)
    walking.a_second_disagrees(bo, cy, figure)
    walking.the_past_is_asked_for(di, story)
    walking.two_reports_are_compared(di, story)
    walking.it_is_handed_over(walk, bo, story)
    walking.it_is_restricted(ann, cy, di, story)
    walking.a_source_is_sealed(bo, ann, di)
    walking.it_is_read_in_french(di, story)
    for visitor in (ann, bo, cy, di):
        visitor.log_out()
    assert [c for visitor in walk.visitors for c in visitor.complaints] == []


def test_the_guide_has_its_pictures() -> None:
    told = GUIDE.read_text("utf-8")
    pictures = sorted(IMAGES.glob("desk-*.png"))
    assert {p.name for p in pictures} == set(walking.PICTURES)
    for picture in pictures:
        assert picture.stat().st_size < LARGEST_BYTES
        assert f"../images/{picture.name}" in told
