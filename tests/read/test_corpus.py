"""Every file of the corpus: a good one gives its articles, a broken one says what, where and what next."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from crosswire.errors import ReadError
from crosswire.read import FORMATS, detect, read_each, unpack
from crosswire.read.feed.opml import read_opml
from crosswire.types import Problem, Report
from tests.corpus import Broken, Good, broken_files, good_files
from tests.corpus.__main__ import main
from tests.corpus.articles import RAIL, Article
from tests.corpus.feeds import feed_address

GOOD = [file for file in good_files() if file.format != "opml"]
OPML = [file for file in good_files() if file.format == "opml"]
BROKEN = broken_files()
FEWEST = 3
TIMES = ("published", "updated")
# A message has at least two clauses: what is wrong, and what to do about it or what was done.
CLAUSES = re.compile(r"[;:.,]\s+\S.*\.\)?$", re.S)
INSIDES = re.compile(r"[A-Za-z_](?:Error|Exception|Warning)\b|Traceback|<class |object at 0x")


def name_of(file: Good | Broken) -> str:
    return f"{file.format}:{file.name}"


def read(name: str, data: bytes) -> tuple[list[Report], list[Problem]]:
    """All reports and problems of one file."""
    found = list(read_each(unpack(io.BytesIO(data), name, size=len(data))))
    return [x for x in found if isinstance(x, Report)], [x for x in found if isinstance(x, Problem)]


def lines(text: str) -> tuple[str, ...]:
    """What stands in a text, without blanks around its lines and empty lines."""
    return tuple(line for line in (x.strip(" \t\r\ufeff") for x in text.split("\n")) if line)


def stated(report: Report | Article, field: str) -> object:
    """A field of a report; a time as the moment that it names, whatever the zone in which it is told."""
    value = getattr(report, field)
    return datetime.fromisoformat(value) if value and field in TIMES else value


@pytest.mark.parametrize("file", GOOD, ids=name_of)
def test_a_good_file_gives_the_lines_of_its_articles_whatever_its_format(file: Good) -> None:
    reports, problems = read(file.name, file.data)
    assert not problems
    assert [lines(r.text) for r in reports] == [a.lines for a in file.articles]


@pytest.mark.parametrize("file", GOOD, ids=name_of)
def test_a_good_file_gives_what_its_format_states(file: Good) -> None:
    reports, _ = read(file.name, file.data)
    for report, article in zip(reports, file.articles, strict=True):
        found = {field: stated(report, field) for field in sorted(file.carries)}
        assert found == {field: stated(article, field) for field in sorted(file.carries)}


@pytest.mark.parametrize("file", good_files(), ids=name_of)
@pytest.mark.parametrize("name", ["a.txt", "a.bin", "a", "a.html", "a.zip", "a.jpg"])
def test_the_format_is_told_by_content_whatever_the_name(file: Good, name: str) -> None:
    assert detect(file.data, name) == file.format


@pytest.mark.parametrize("file", OPML, ids=name_of)
def test_a_list_of_feeds_gives_their_addresses_and_no_report(file: Good) -> None:
    found = [(feed.address, feed.title) for feed in read_opml(file.data, file.name)]
    assert found == [(feed_address(a), a.publisher) for a in file.articles]
    reports, problems = read(file.name, file.data)
    assert not reports
    assert "lists feeds" in problems[0].message


@pytest.mark.parametrize("file", BROKEN, ids=name_of)
def test_a_broken_file_says_what_where_and_what_next(file: Broken) -> None:
    reports, messages = _told(file)
    assert messages, f"{file.why}: nothing was said; {len(reports)} reports"
    for where, message in messages:
        assert where.startswith(file.name)
        assert CLAUSES.search(message), message
        assert not INSIDES.search(message), message
    problems = [m for m in messages if m[1] not in {n for r in reports for n in r.notices}]
    assert file.outcome != "problem" or problems
    texts = [lines(r.text) for r in reports]
    assert all(a.lines in texts for a in file.articles), f"{file.why}: not all that is sound was read"


def _told(file: Broken) -> tuple[list[Report], list[tuple[str, str]]]:
    """The reports of a broken file, and each message with the name that it was given for."""
    reports, problems = read(file.name, file.data)
    messages = [(p.report or "", p.message) for p in problems]
    messages += [(r.source, notice) for r in reports for notice in r.notices]
    if file.format == "opml":
        with pytest.raises(ReadError) as error:
            read_opml(file.data, file.name)
        messages.append((str(error.value), str(error.value)))
    return reports, messages


@pytest.mark.parametrize("file", BROKEN, ids=name_of)
def test_a_broken_file_does_not_stop_the_good_one_behind_it(file: Broken) -> None:
    streams = [(file.name, file.data), ("rail.txt", RAIL.text.encode())]
    found = list(
        read_each(x for name, data in streams for x in unpack(io.BytesIO(data), name, size=len(data)))
    )
    assert isinstance(found[-1], Report)
    assert lines(found[-1].text) == RAIL.lines


def test_the_corpus_has_three_good_and_three_broken_files_of_each_format() -> None:
    for files in (good_files(), BROKEN):
        counted = Counter(file.format for file in files)
        assert all(counted[f.name] >= FEWEST for f in FORMATS)
        assert counted.keys() <= {f.name for f in FORMATS}


def test_names_of_files_in_the_corpus_are_unique() -> None:
    for files in (good_files(), BROKEN):
        assert len({file.name for file in files}) == len(files)


def test_the_corpus_is_written_out_as_it_is_made(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 0
    for folder, files in (("good", good_files()), ("broken", BROKEN)):
        written = {path.name: path.read_bytes() for path in (tmp_path / folder).glob("*/*")}
        assert written == {file.name: file.data for file in files}
