"""A sealed source is not there for whoever is not on its seal: not on any page, in any answer, count, order or refusal.

Two desks took the same open reports; one of them also a sealed source. Every route is asked by everybody who is not on the
seal, admins too, and by a machine whose owner is: what it answers must hold no word and no id of what is sealed, must be
what the other desk answers, and, asked for something sealed by its id, must be what is answered for an id of nothing.
The ways in which somebody could try stand in sealed_ways.py, each with its name; every one is gone by everybody.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from crosswire.store.database import audit, open_store, people, search, visible
from crosswire.store.database.derived import reports, shown, versions
from crosswire.store.database.schema import jobs
from crosswire.store.database.viewer import Viewer
from tests.serve.desk import Desk
from tests.serve.sealed_desk import SEAL, SEALED_TEXTS, WORDS, Hidden, fill, hidden_of, plain
from tests.serve.sealed_ways import ALWAYS_OTHERS, BESIDE, WAYS, Seeing
from tests.serve.sealed_ways import OWN as OWN_ANSWERS
from tests.serve.test_roles import expected

# Pages of one's own sessions, each with an id of its own.
OWN = ("/audit", "/api/audit", "/account", "/api/account")
# Everybody who is not on the seal. The last is a program of somebody who is.
OTHERS = ("reader", "reviewer", "colleague", "admin", "machine of cleared")


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    """A desk with a sealed source, and the same without."""
    here, there = (str(tmp_path_factory.mktemp(name)) for name in ("sealed", "without"))
    with open_store(here, create=True) as first, open_store(there, create=True) as second:
        yield fill(first, sealed=True), fill(second, sealed=False)


@pytest.fixture(scope="module")
def desk(desks: tuple[Desk, Desk]) -> Desk:
    return desks[0]


@pytest.fixture(scope="module")
def hidden(desk: Desk) -> Hidden:
    return hidden_of(desk.database)


CLIENTS: dict[tuple[str, str], TestClient] = {}


def client(desk: Desk, who: str) -> TestClient:
    """The browser of somebody at a desk, the same each time: sessions are listed on pages, too."""
    key = (desk.database.address, who)
    if key not in CLIENTS:
        CLIENTS[key] = made(desk, who)
    return CLIENTS[key]


def made(desk: Desk, who: str) -> TestClient:
    if who.startswith("machine of "):
        return desk.machine(who.removeprefix("machine of "))
    return desk.client(who, failing=True)


def told(desk: Desk, who: str, method: str, path: str) -> tuple[int, str]:
    """A status, and all that is said with it: the body, and the headers that differ from answer to answer."""
    answer = client(desk, who).request(method, path)
    headers = "".join(f"\n{n}: {v}" for n, v in sorted(answer.headers.items()) if n not in ALWAYS_OTHERS)
    return answer.status_code, answer.text + headers


def shows(text: str, hidden: Hidden, asked: str = "") -> list[str]:
    """What is sealed and told in a text, apart from what was asked for by its id."""
    names = {source.rpartition("/")[2] for source in hidden.sources}
    return [x for x in (*WORDS, *hidden.ids, *names) if x in text and x not in asked]


def ids(desk: Desk, viewer: Viewer | None) -> dict[str, list[str]]:
    """Ids of what is there by kind: for a viewer, or all where none is given."""
    with desk.database.read() as connection:
        seen = (
            (visible.reports_seen(viewer), visible.versions_seen(viewer), visible.stories_seen(viewer))
            if viewer
            else ()
        )
        rows = zip((reports.c.id, versions.c.id, shown.c.story), seen or (True, True, True), strict=True)
        found = [[str(x) for x in connection.execute(select(c).where(w)).scalars()] for c, w in rows]
        batches = [x for x in connection.execute(select(jobs.c.batch).distinct()).scalars() if x]
    return dict(zip(("report", "version", "story"), found, strict=True)) | {"batch": batches}


def addresses(path: str, pool: list[str]) -> list[str]:
    """A route's path with every id of a pool in every place for one."""
    places = re.findall(r"\{[^}]*\}", path)
    made = []
    for values in itertools.product(pool, repeat=len(places)):
        address = path
        for place, value in zip(places, values, strict=True):
            kind = {"{kind}": "figure", "{id:path}": "f1"}.get(place, value)
            address = address.replace(place, kind if place in ("{kind}",) else value, 1)
        made.append(address)
    return sorted(set(made))


GETS = sorted(path for method, path in expected() if method == "GET" and path != "/static/{name:path}")
LISTS = [path for path in GETS if "{" not in path and not path.startswith("/login")]
THINGS = [path for path in GETS if "{" in path]
CHANGES = sorted(
    (m, p) for m, p in expected() if m != "GET" and "{" in p and not p.startswith(("/people", "/account"))
)


def seeing(desk: Desk, who: str, hidden: Hidden) -> Seeing:
    return Seeing(desk=desk, who=who, client=client(desk, who), hidden=hidden)


def test_more_than_forty_ways_have_a_name_and_are_tried() -> None:
    assert len(WAYS) > 80
    assert len({*WAYS, *BESIDE}) == len(WAYS) + len(BESIDE)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", WAYS)
def test_no_way_brings_it_to_light(desks: tuple[Desk, Desk], hidden: Hidden, name: str, who: str) -> None:
    here, there = (seeing(desk, who, hidden) for desk in desks)
    found = WAYS[name](here)
    assert found
    assert shows(found, hidden, asked=" ".join(here.asked)) == []
    if name not in OWN_ANSWERS:
        ids = (*hidden.ids, here.open_story, here.open_report)
        assert plain(found, *ids) == plain(WAYS[name](there), *ids)


@pytest.mark.parametrize("name", ["the list of stories", "searching for a name in it", "its story's page"])
def test_the_ways_lead_there_for_whoever_is_on_the_seal(desk: Desk, hidden: Hidden, name: str) -> None:
    found = WAYS[name](seeing(desk, "cleared", hidden))
    assert set(WORDS) & set(shows(found, hidden)) > {"Quont"}


def test_those_on_the_seal_see_it(desk: Desk, hidden: Hidden) -> None:
    for who in ("editor", "cleared"):
        answer = desk.client(who).get("/api/stories").text
        assert all(story in answer for story in hidden.stories)
        assert "Perrowick" in answer
    assert len(hidden.reports) == 2
    assert len(hidden.stories) == 1


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_it_or_counts_it_or_has_another_order(
    desks: tuple[Desk, Desk], hidden: Hidden, path: str, who: str
) -> None:
    desk, without = desks
    status, text = told(desk, who, "GET", path)
    assert shows(text, hidden) == []
    if path not in OWN:
        other_status, other = told(without, who, "GET", path)
        assert (status, plain(text)) == (other_status, plain(other))


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", THINGS)
def test_what_is_sealed_is_not_there_by_its_id_word_for_word(
    desk: Desk, hidden: Hidden, path: str, who: str
) -> None:
    for id in (*hidden.stories, *hidden.reports, *hidden.versions, *hidden.jobs, *hidden.batches, SEAL):
        none = re.sub(r"[0-9a-f]", "0", id) if len(id) > 8 else "nobody"
        for address, other in zip(addresses(path, [id]), addresses(path, [none]), strict=True):
            answer, nothing = told(desk, who, "GET", address), told(desk, who, "GET", other)
            assert shows(answer[1], hidden, asked=address) == []
            assert (answer[0], plain(answer[1], id)) == (nothing[0], plain(nothing[1], none)), address


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", THINGS)
def test_what_is_open_is_told_as_if_nothing_were_sealed(
    desks: tuple[Desk, Desk], hidden: Hidden, path: str, who: str
) -> None:
    desk, without = desks
    pools = [ids(d, d.viewer("reader")) for d in desks]
    for kind in ("story", "report", "version"):
        mine, theirs = sorted(pools[0][kind]), sorted(pools[1][kind])
        assert len(mine) == len(theirs)
        if kind == "version":  # made at random: only the latest ones are the same
            continue
        assert mine == theirs
        for address in addresses(path, mine[:2]):
            answer, other = told(desk, who, "GET", address), told(without, who, "GET", address)
            assert shows(answer[1], hidden, asked=address) == []
            assert (answer[0], plain(answer[1])) == (other[0], plain(other[1])), address


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_nothing_can_be_done_to_what_is_sealed(
    desk: Desk, hidden: Hidden, method: str, path: str, who: str
) -> None:
    for id in (*hidden.stories, *hidden.reports, *hidden.versions, *hidden.jobs, *hidden.batches):
        none = re.sub(r"[0-9a-f]", "0", id) if len(id) > 8 else "nobody"
        for address, other in zip(addresses(path, [id]), addresses(path, [none]), strict=True):
            answer, nothing = told(desk, who, method, address), told(desk, who, method, other)
            assert shows(answer[1], hidden, asked=address) == []
            assert (answer[0], plain(answer[1], id)) == (nothing[0], plain(nothing[1], none)), address


# --- What the store is asked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Quont", "Zelmira", "Ostravelle", "cracks", "silent", "97", "Perrowick mine", '"owner knew"']
)
@pytest.mark.parametrize("who", ["reader", "admin", "colleague"])
def test_no_search_finds_it_or_counts_it(desk: Desk, words: str, who: str) -> None:
    with desk.database.read() as connection:
        found = search.search(connection, desk.viewer(who), search.Question(words=words))
        assert [hit for hit in found.hits if shows(repr(hit), hidden_of(desk.database))] == []
        assert search.search(connection, desk.viewer("cleared"), search.Question(words=words)).hits


def test_the_custody_of_its_source_is_not_there(desk: Desk, hidden: Hidden) -> None:
    with desk.database.read() as connection:
        for source in hidden.sources:
            assert visible.custody(connection, desk.viewer("admin"), source=source) == ()
            assert visible.custody(connection, desk.viewer("cleared"), source=source)


def test_no_deed_about_it_is_told_and_no_number_shows_a_gap(desk: Desk, hidden: Hidden) -> None:
    with desk.database.write() as connection:
        audit.record(
            connection, "exported", desk.viewer("cleared"), seals=frozenset({SEAL}), story=hidden.stories[0]
        )
    text = desk.client("admin").get("/api/audit").text
    assert shows(text, hidden) == []
    assert not re.search(r'"(n|number|previous|digest)"', text)


def test_no_page_or_answer_carries_a_running_number(desk: Desk) -> None:
    for path in LISTS:
        for line in re.findall(
            r'"(?:n|number|count|total|rank|position)":\s*\d+', desk.client("admin").get(path).text
        ):
            assert path.startswith("/api/"), (path, line)


def test_the_log_tells_nothing_of_it(desk: Desk, hidden: Hidden, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "crosswire")
    for id in (*hidden.stories, *hidden.reports):
        for path in (f"/stories/{id}", f"/reports/{id}", "/search?q=Quont"):
            desk.client("cleared").get(path)
    told_there = [r.getMessage() for r in caplog.records if r.name.startswith("crosswire")]
    assert told_there
    assert [line for line in told_there if shows(line, hidden)] == []


def test_whoever_is_taken_off_the_seal_sees_nothing_of_it_with_the_next_request(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True) as database:
        desk = fill(database, sealed=True)
        hidden, cleared = hidden_of(database), desk.client("cleared")
        assert shows(cleared.get("/api/stories").text, hidden)
        with database.write() as connection:
            people.take_off_seals(connection, desk.people["cleared"].id)
        for path in ("/api/stories", "/stories", *(f"/api/stories/{s}" for s in hidden.stories)):
            assert shows(cleared.get(path).text, hidden, asked=path) == []


def test_an_admin_who_sets_the_password_of_somebody_on_it_sees_nothing_by_it(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True) as database:
        desk = fill(database, sealed=True)
        hidden, admin = hidden_of(database), desk.client("admin")
        assert admin.post(f"/people/{desk.people['cleared'].id}/password").status_code == 200
        assert shows(desk.client("cleared").get("/api/stories").text, hidden) == []


def test_whoever_adds_the_same_words_is_not_told_that_they_are_there(desks: tuple[Desk, Desk]) -> None:
    answers = []
    for desk in desks:
        form = {
            "text": SEALED_TEXTS[0][1],
            "publisher": SEALED_TEXTS[0][0],
            "published": "2031-05-07",
            "key": "same",
        }
        sent = desk.client("colleague").post("/add", data=form)
        assert sent.status_code == 303
        answers.append(desk.client("colleague").get(f"/api{sent.headers['location']}").text)
    assert plain(answers[0]) == plain(answers[1])


def test_a_seal_that_is_not_ones_own_is_answered_like_one_that_is_none(desk: Desk) -> None:
    def answer(seal: str) -> tuple[int, str]:
        sent = desk.client("colleague", page=False).post(
            "/api/reports", json={"texts": [{"text": "x"}], "seal": seal}
        )
        return sent.status_code, sent.text

    assert answer(SEAL) == answer("0" * 16)
    assert answer(SEAL)[0] == 422


def test_whoever_is_put_on_a_seal_alone_is_meant(desk: Desk) -> None:
    seen = {name for name in desk.people if desk.viewer(name).seals}
    assert seen == {"editor", "cleared"}
