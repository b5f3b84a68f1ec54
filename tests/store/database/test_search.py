"""Search: the same hits in both databases, those that a slow and obvious search finds; safe whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from crosswire.errors import UsageError
from crosswire.store.database import Database, open_store
from crosswire.store.database.derived import passages
from crosswire.store.database.passages import Passage, drop, put
from crosswire.store.database.question import Question
from crosswire.store.database.search import MOST, search
from crosswire.store.database.words import folded
from tests.databases import empty_database
from tests.store.database.filled import add_user, restrict, seal_source, show, viewer

READER = viewer()
VOCABULARY = [
    "Wéir",
    "weir",
    "dam",
    "DAMS",
    "дамба",
    "Дамбы",
    "Ёлка",
    "елка",
    "Straße",
    "strasse",
    "東京",
    "1,200",
]
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5).map(" ".join), max_size=8)
TYPED = st.lists(
    st.one_of(
        st.sampled_from(VOCABULARY),
        st.sampled_from(VOCABULARY).map("-{}".format),
        st.sampled_from(["we*", "dam*", "дам*", "-da*"]),
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(lambda x: f'"{" ".join(x)}"'),
        st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=2).map(lambda x: f'-"{" ".join(x)}"'),
    ),
    max_size=3,
).map(" ".join)


@pytest.fixture(scope="module")
def both(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    """A store of each kind, empty."""
    folder: Path = tmp_path_factory.mktemp("both")
    with (
        empty_database(postgres) as address,
        open_store(folder, create=True) as lite,
        open_store(address, create=True) as post,
    ):
        yield [lite, post]


@contextmanager
def undone(database: Database) -> Iterator[Connection]:
    """A transaction of which nothing stays."""
    with database.engine.connect() as connection, connection.begin() as begun:
        yield connection
        begun.rollback()


def found(connection: Connection, words: str, **asked: object) -> list[str | None]:
    return [h.report for h in search(connection, READER, Question(words=words, **asked), limit=MOST).hits]  # type: ignore[arg-type]


def obviously(texts: list[tuple[str, str]], typed: str) -> set[str]:
    """The same, by looking at every text: a question is taken apart by hand here."""
    wanted = []
    for n, part in enumerate(typed.replace('-"', '"-').split('"')):
        for word in [part] if n % 2 else part.split():
            wanted.append((word.startswith("-"), folded(word), word.endswith("*")))
    spaced = [(f"{n}", [f" {' '.join(folded(side))} " for side in pair]) for n, pair in enumerate(texts)]

    def has(sides: list[str], words: tuple[str, ...], starred: bool) -> bool:
        return any(f" {' '.join(words)}{'' if starred else ' '}" in side for side in sides)

    return {n for n, sides in spaced if all(has(sides, w, star) is not no for no, w, star in wanted if w)}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=TEXTS, texts=TEXTS, typed=TYPED)
def test_both_databases_find_what_is_there(
    both: list[Database], titles: list[str], texts: list[str], typed: str
) -> None:
    pairs = list(zip(titles, texts))
    answers = []
    for database in both:
        with undone(database) as connection:
            put(
                connection,
                [
                    Passage(kind="report", report=str(n), story="one", title=a, text=b)
                    for n, (a, b) in enumerate(pairs)
                ],
            )
            answers.append(found(connection, typed))
            assert answers[-1] == found(connection, typed, story="one", kinds=("report",))
    assert answers[0] == answers[1]
    assert set(answers[0]) == obviously(pairs, typed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40), place=st.text(max_size=10))
def test_nothing_that_is_typed_breaks_a_search(both: list[Database], typed: str, place: str) -> None:
    for database in both:
        with undone(database) as connection:
            put(connection, [Passage(kind="report", report="a", text=typed, place=place)])
            try:
                hits = search(connection, READER, Question(words=typed, place=place or None)).hits
            except UsageError:
                continue
            assert len(hits) <= 1


@pytest.fixture
def filled(database: Database) -> Database:
    """Passages of every kind."""
    common = {"story": "one", "variant": ""}
    with database.write() as connection:
        show(connection, "one")
        put(
            connection,
            [
                Passage(kind="report", report="r1", title="The weir", text="Water rose.", day="2031-05-04", language="en"),
                Passage(kind="report", report="r2", text="The weir, a weir.", day="2031-05-06", publisher="Hallin Courier"),
                Passage(kind="statement", report="s1", text="The weir held", day="2031-05-05", **common),  # type: ignore[arg-type]
                Passage(kind="person", report="p1", text="Ines Karo of the weir", **common),  # type: ignore[arg-type]
                Passage(kind="figure", report="f1", text="14 at the weir", number=14, measure="killed", place="Upper Hallin", status="disputed", **common),  # type: ignore[arg-type]
                Passage(kind="figure", report="f2", text="2 at the weir", number=2, measure="injured", **common),  # type: ignore[arg-type]
            ],
        )  # fmt: skip
    return database


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "f1 f2 p1 r1 r2 s1"),
        ({"kinds": ("report", "person")}, "p1 r1 r2"),
        ({"story": "one", "kinds": ("statement",)}, "s1"),
        ({"start": "2031-05-05"}, "r2 s1"),
        ({"start": "2031-05-04", "end": "2031-05-05"}, "r1 s1"),
        ({"language": "en"}, "r1"),
        ({"publisher": "HALLIN  courier"}, "r2"),
        ({"measure": "killed", "place": "upper hallín"}, "f1"),
        ({"place": "Hallin"}, ""),
        ({"low": 3}, "f1"),
        ({"low": 2, "high": 13.5}, "f2"),
        ({"low": 14.5, "high": 14.9}, ""),
        ({"low": 9, "high": 3}, ""),
        ({"start": "2031-06-01", "story": "one"}, ""),
        ({"low": 3, "story": "one"}, "f1"),
        ({"status": "disputed"}, "f1"),
    ],
)
def test_filters(filled: Database, asked: dict[str, object], expected: str) -> None:
    with filled.read() as connection:
        for words in ("weir", ""):
            assert " ".join(sorted(str(x) for x in found(connection, words, **asked))) == expected


def test_words_in_the_headline_and_often_in_a_short_text_come_first(filled: Database) -> None:
    with filled.read() as connection:
        assert found(connection, "weir", kinds=("report", "statement")) == ["r1", "r2", "s1"]


def test_hits_say_where_the_words_stand(filled: Database) -> None:
    with filled.read() as connection:
        (hit,) = search(connection, READER, Question(words="weir", kinds=("report",), language="en")).hits
        assert (hit.title, hit.title_marks) == ("The weir", ((4, 8),))
        assert (hit.snippet.text, hit.snippet.marks) == ("Water rose.", ())


def test_pages_follow_one_another_and_counts_are_bounded(database: Database) -> None:
    with database.write() as connection:
        put(connection, [Passage(kind="report", report=str(n), text="Water") for n in range(MOST + 5)])
        put(connection, [Passage(kind="report", report=str(n), text="Mud") for n in range(45)])
    with database.read() as connection:
        hits = search(connection, READER, Question(words="water"))
        assert (hits.count, hits.more, hits.after) == (MOST, True, 20)
        seen: list[str | None] = []
        after: int | None = 0
        while after is not None:
            hits = search(connection, READER, Question(words="mud"), after=after)
            seen, after = seen + [h.report for h in hits.hits], hits.after
        assert (hits.count, hits.more) == (45, False)
        assert seen == [str(n) for n in reversed(range(45))]
        assert search(connection, READER, Question(words="mud"), after=MOST).hits == ()


def skip(connection: Connection, to: int) -> None:
    """Lets the next passage have an id after that, as when many came and went."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('passages', 'id'), {to})")
        return
    empty = dict.fromkeys(("marks", "heading", "words", "text"), "")
    connection.execute(passages.insert().values(id=to, kind="report", **empty))


def test_of_a_common_word_the_latest_are_found_and_of_a_rare_one_all_however_far_apart(
    database: Database,
) -> None:
    texts = {"old": "Water and mud", "later": "Water", "latest": "Water"}
    with database.write() as connection:
        for at, (age, text) in enumerate(texts.items()):
            skip(connection, 1 + 300_000 * at)
            put(connection, [Passage(kind="report", report=f"{age} {n}", text=text) for n in range(600)])
    with database.read() as connection:
        water, mud = (search(connection, READER, Question(words=w), limit=MOST) for w in ("water", "mud"))
    expected = [f"latest {n}" for n in range(600)] + [f"later {n}" for n in range(200, 600)]
    assert sorted(h.report or "" for h in water.hits) == sorted(expected)
    assert (water.count, water.more, mud.count, mud.more) == (MOST, True, 600, False)


def test_what_is_dropped_or_changed_is_found_no_more(database: Database) -> None:
    with database.write() as connection:
        put(connection, [Passage(kind="report", report=x, text="Water") for x in "ab"])
        put(connection, [Passage(kind="figure", report="c", story="one", variant="", text="Water")])
        drop(connection, report="a")
        assert found(connection, "water") == ["c", "b"]
        drop(connection, story="one", variant="")
        assert found(connection, "water") == ["b"]
        connection.exec_driver_sql("UPDATE passages SET words = 'mud'")
        assert (found(connection, "water"), found(connection, "mud")) == ([], ["b"])


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (viewer("u", ""), []),
        (viewer("u"), ["a", "figure"]),
        (viewer("u", "admin"), ["a", "closed", "figure"]),
        (viewer("u2", seals="seal"), ["a", "more", "s"]),
    ],
)
def test_what_is_sealed_or_restricted_is_neither_found_nor_counted(
    database: Database, who, expected: list[str]
) -> None:
    with database.write() as connection:
        add_user(connection, "u2")
        seal_source(connection, "s.txt", "seal", "u2")
        restrict(connection, "closed")
        show(connection, "one")
        show(connection, "one", "v", seals="seal", people="u2")
        put(
            connection,
            [
                Passage(kind="report", report="a", text="Water"),
                Passage(kind="report", report="s", text="Water", seal="seal"),
                Passage(kind="report", report="closed", story="closed", text="Water"),
                Passage(kind="figure", report="figure", story="one", variant="", text="Water"),
                Passage(kind="figure", report="more", story="one", variant="v", text="Water"),
            ],
        )
        for words in ("water", "wat*", "-mud", ""):
            hits = search(connection, who, Question(words=words))
            assert sorted(str(h.report) for h in hits.hits) == expected
            assert hits.count == len(expected)
