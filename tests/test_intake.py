"""Whatever people give becomes sources; with an archive it is kept first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.config import Config
from crosswire.errors import UsageError
from crosswire.fetch import FetchOptions
from crosswire.intake import take
from crosswire.pipeline import build, dossier
from crosswire.read import Source
from crosswire.store import Archive, Receipt, verify_store
from crosswire.types import Problem
from tests.fetch.server import Page, Site, serving

EXAMPLE = Path(__file__).parent.parent / "examples" / "hallin-dam"
LOCAL = FetchOptions(allow_private=True, rate_seconds=0.0, tries=1)
TEXT = b"Dam bursts above Karvel\n\nTwelve people were killed when the dam burst on Friday, the mayor said.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def names(found: list[Source | Problem]) -> list[str]:
    return [x.name for x in found if isinstance(x, Source)]


def problems(found: list[Source | Problem]) -> list[Problem]:
    return [x for x in found if isinstance(x, Problem)]


def test_files_and_addresses_come_together_in_any_order(tmp_path: Path, site: Site) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    site.pages["/dam"] = Page(TEXT, headers={"Content-Type": "text/plain"})
    given = [site.address("/dam"), str(tmp_path)]
    forward = list(take(given, fetching=LOCAL))
    assert names(forward) == [str(tmp_path / "a.txt"), site.address("/dam")]
    assert list(take(given[::-1], fetching=LOCAL)) == forward


def test_an_address_that_cannot_be_had_is_a_problem_and_the_rest_is_read(tmp_path: Path, site: Site) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    found = list(take([site.address("/none"), str(tmp_path)], fetching=LOCAL))
    assert len(names(found)) == 1
    (problem,) = problems(found)
    assert (problem.report, problem.stage) == (site.address("/none"), "fetch")


def test_a_private_address_is_not_fetched_unless_allowed(site: Site) -> None:
    (problem,) = problems(list(take([site.address("/dam")])))
    assert "--allow-private" in problem.message
    assert site.connections == []


def test_what_is_read_is_kept_first_and_nothing_twice(tmp_path: Path, site: Site) -> None:
    site.pages["/dam"] = Page(TEXT, headers={"Content-Type": "text/plain"})
    receipts: list[Receipt] = []
    with Archive.open(tmp_path / "store", create=True) as archive:
        for _ in range(2):
            given = [site.address("/dam"), str(EXAMPLE)]
            list(take(given, archive=archive, fetching=LOCAL, stored=receipts.append))
    half = len(receipts) // 2
    assert [r.new for r in receipts] == [True] * half + [False] * half
    assert verify_store(tmp_path / "store").faults == ()


def test_a_store_gives_the_dossier_of_what_was_put_in_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "store", create=True) as archive:
        straight = list(take([str(EXAMPLE)], archive=archive))
    again = list(take([str(tmp_path / "store")]))
    config = Config()
    made = [build([x for x in found if isinstance(x, Source)], config=config) for found in (straight, again)]
    assert made[0].to_json() == made[1].to_json()


def test_a_fetched_page_read_from_the_store_keeps_its_address(tmp_path: Path, site: Site) -> None:
    site.pages["/old"] = Page(status=302, headers={"Location": "/dam"})
    site.pages["/dam"] = Page(TEXT, headers={"Content-Type": "text/plain"})
    with Archive.open(tmp_path, create=True) as archive:
        straight = list(take([site.address("/old")], archive=archive, fetching=LOCAL))
    assert list(take([str(tmp_path)])) == straight
    (source,) = straight
    assert isinstance(source, Source)
    assert (source.name, source.said.address) == (site.address("/old"), site.address("/dam"))


def test_a_path_alone_is_refused_before_its_letters_are_taken_for_paths(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="put it in brackets"):
        list(take(str(tmp_path)))
    with pytest.raises(UsageError, match="put it in brackets"):
        dossier(str(tmp_path))


def test_paths_may_be_given_as_paths(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert names(list(take([tmp_path]))) == [str(tmp_path / "a.txt")]


def test_an_address_of_another_scheme_is_told_from_a_path() -> None:
    (problem,) = problems(list(take(["ftp://courier.example/dam"])))
    assert "http or https" in problem.message
