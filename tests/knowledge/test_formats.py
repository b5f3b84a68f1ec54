"""Names in every format, sound and broken, become entries that can be looked up."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from crosswire.errors import NothingUsableError, UsageError
from crosswire.knowledge import Wanted, lines
from tests.knowledge.made import ALTERNATES, PLACES, REGIONS, TABLE, add, ids, item, known, person, put
from tests.knowledge.made import lines as json_lines


def test_a_desks_table_is_taken_with_aliases_countries_roles_and_coordinates(tmp_path: Path) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    with known(tmp_path) as opened:
        (maltesk,) = opened.lookup(["Maltesk, Yorun"])
        (karvel,) = opened.lookup(["Karvelsk"])
    assert (maltesk.set, maltesk.id, maltesk.type) == ("desk", "p1", "PERSON")
    assert (maltesk.countries, maltesk.roles, maltesk.born) == (
        ("NO",),
        ("minister of waters",),
        "1971-02-03",
    )
    assert (karvel.latitude, karvel.longitude) == (61.5, 9.25)
    assert {"ECA", "Autorité du canal de l'Est"} <= {n.text for n in _one(tmp_path, "ECA").names}


def _one(folder: Path, name: str) -> object:
    with known(folder) as opened:
        (entry,) = opened.lookup([name])
    return entry


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("between", [",", "\t"])
def test_a_table_is_read_in_either_encoding_with_either_delimiter(
    tmp_path: Path, encoding: str, between: str
) -> None:
    text = TABLE.replace(",", between).replace("id\t", "ID\t").replace("aliases", "Also known as")
    data = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    added = add(tmp_path, put(tmp_path, "desk.txt", data))
    assert (added.taken.entities, added.taken.bad) == (3, 0)
    assert ids(tmp_path, "Йорун Мальтеск") == ["p1"]


def test_one_bad_row_never_stops_the_others_and_each_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "p2,,,person\np3,Ilka Brandt,,wizard\np4,Tomas Herle,,person,,,,91,200\n\np5,Anna\0 Dorel,,person\n"
    )
    file = put(
        tmp_path, "desk.csv", TABLE.encode() + rows.encode() + b"p6,\xff\xfe,,person\np7,Olga Dorel,,person\n"
    )
    added = add(tmp_path, file)
    assert [(bad.line, bad.why.split(";")[0]) for _, bad in added.taken.listed] == [
        (5, "has no name"),
        (6, "has the type 'wizard'"),
        (7, "has no sound coordinates (91, 200)"),
        (10, "is not UTF-8 (byte 4 of the line)"),
    ]
    assert ids(tmp_path, "Anna Dorel") == ["p5"]
    assert ids(tmp_path, "Dorel Olga") == ["p7"]


def test_a_table_without_a_column_of_names_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"names no column of names \(it reads: who, what\); call one of them name"
    ):
        add(tmp_path, put(tmp_path, "desk.csv", "who,what\nx,y\n"))
    assert not list((tmp_path / "store" / "names").iterdir())


def test_rows_that_tell_no_type_need_one_from_the_command(tmp_path: Path) -> None:
    file = put(tmp_path, "desk.csv", "name\nJorun Maltesk\n")
    with pytest.raises(NothingUsableError, match="line 2: tells no type; add a column type, or say --type"):
        add(tmp_path, file)
    assert add(tmp_path, file, type="PERSON").taken.entities == 1
    assert ids(tmp_path, "Jorun Maltesk") == ["Jorun Maltesk"]


def test_entities_of_follow_the_money_are_taken_and_the_rest_passed_over(tmp_path: Path) -> None:
    every = [
        person(alias=["Йорун Мальтеск"], weakAlias=["Jojo"], country=["no"], position=["Minister of Waters"]),
        {"id": "NK-2", "schema": "Sanction", "properties": {"program": ["x"]}},
        {
            "id": "NK-3",
            "schema": "Company",
            "properties": {"name": ["Orvin Shipping"], "jurisdiction": ["xx-yy"]},
        },
        {"id": "NK-4", "schema": "Person", "properties": {"firstName": ["Ilka"], "lastName": ["Brandt"]}},
    ]
    added = add(tmp_path, put(tmp_path, "entities.ftm.json", json_lines(every)))
    assert (added.taken.entities, added.taken.passed, added.taken.bad) == (3, 1, 0)
    assert ids(tmp_path, "Ilka Brandt") == ["NK-4"]
    assert {n.kind for n in _one(tmp_path, "Jorun Maltesk").names} == {"name", "alias", "weak"}


def test_lines_that_are_no_entities_are_told_whatever_their_damage(tmp_path: Path) -> None:
    bad = [
        b"{",
        b"[1]",
        b'{"schema": "Person"}',
        b"[" * 100_000,
        b"\0\0",
        b'{"schema":"Person","id":"x","properties":{}}',
    ]
    data = json.dumps(person()).encode() + b"\n" + b"\n".join(bad) + b"\n"
    added = add(tmp_path, put(tmp_path, "entities.ftm.json", data))
    assert (added.taken.entities, added.taken.bad) == (1, len(bad))


def test_a_line_without_end_is_passed_over_and_never_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1000)
    data = (
        json.dumps(person()).encode() + b"\n" + b"x" * 500_000 + b"\n" + json.dumps(person("NK-2")).encode()
    )
    added = add(tmp_path, put(tmp_path, "entities.ftm.json", data))
    assert [(b.line, b.why) for _, b in added.taken.listed] == [
        (2, "has more than 1,000 bytes, more than a line may have")
    ]
    assert ids(tmp_path, "Jorun Maltesk") == ["NK-1", "NK-2"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lambda data: data])
def test_a_dump_of_wikidata_is_taken_packed_or_not(tmp_path: Path, pack: object) -> None:
    items = [
        item("Q1001", "Jorun Maltesk", "Q5", P27="Q20", P39="Q1003"),
        item("Q1002", "A Picture", "Q3305213"),
        item("Q1003", "minister of waters", "Q4164871"),
    ]
    text = "[\n" + ",\n".join(json.dumps(x, ensure_ascii=False) for x in items) + "\n]\n"
    add(tmp_path, put(tmp_path, "dump.json", pack(text.encode())))  # type: ignore[operator]
    (maltesk,) = (e for e in known(tmp_path).lookup(["Йорун Мальтеск"]) if e.type == "PERSON")
    assert (maltesk.id, maltesk.countries, maltesk.roles) == ("Q1001", ("NO",), ("minister of waters",))
    assert ids(tmp_path, "A Picture") == []


def test_languages_and_types_can_be_chosen(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        "dump.json",
        json_lines([item("Q1001", "Jorun Maltesk", "Q5"), item("Q1002", "Karvel", "Q515")]),
    )
    added = add(tmp_path, file, wanted=Wanted(types=frozenset({"GPE"}), languages=frozenset({"en"})))
    assert (added.taken.entities, added.taken.passed) == (1, 1)
    assert ids(tmp_path, "Karvel-le-Vieux") == []
    with known(tmp_path) as opened:
        assert opened.sets[0].taken == "types: GPE; languages: en"


def test_answers_of_the_query_service_are_taken_as_json_and_as_csv(tmp_path: Path) -> None:
    row = {
        "item": "http://www.wikidata.org/entity/Q1001",
        "itemLabel": "Jorun Maltesk",
        "alias": "Йорун Мальтеск",
    }
    answer = {
        "head": {"vars": list(row)},
        "results": {"bindings": [{k: {"value": v} for k, v in row.items()}]},
    }
    add(tmp_path, put(tmp_path, "answer.json", json.dumps(answer)), type="PERSON")
    add(
        tmp_path,
        put(tmp_path, "query.csv", ",".join(row) + "\n" + ",".join(row.values()) + "\n"),
        type="PERSON",
    )
    with known(tmp_path) as opened:
        assert [(e.set, e.id) for e in opened.lookup(["Yorun Maltesk"])] == [
            ("answer", "Q1001"),
            ("query", "Q1001"),
        ]


def test_the_dumps_of_geonames_are_read_together_in_any_order(tmp_path: Path) -> None:
    files = [
        put(tmp_path, "alternateNamesV2.txt", ALTERNATES),
        put(tmp_path, "NO.txt", PLACES),
        put(tmp_path, "admin1CodesASCII.txt", REGIONS),
    ]
    added = add(tmp_path, *files, name="places")
    assert (added.taken.entities, added.taken.passed) == (2, 2)
    karvel = _one(tmp_path, "Карвель")
    assert (karvel.id, karvel.region, karvel.countries, karvel.place_code) == ("101", "Gharb", ("NO",), "PPL")
    assert ("Alt-Karvel", "previous") in {(n.text, n.kind) for n in karvel.names}
    assert ids(tmp_path, "KRV") == []
    assert _one(tmp_path, "Tamsel").type == "LOC"


def test_alternate_names_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="say nothing alone: give them together with the places"):
        add(tmp_path, put(tmp_path, "alternateNamesV2.txt", ALTERNATES))


def test_of_a_zip_the_largest_file_is_taken(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("readme.txt", "About.")
        packed.writestr("NO.txt", PLACES)
    add(tmp_path, put(tmp_path, "NO.zip", held.getvalue()))
    assert ids(tmp_path, "Karvel on Sea") == ["101"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "cut.json.gz",
            gzip.compress(json_lines([person(str(n)) for n in range(500)]).encode())[:-40],
            "cut short",
        ),
        (
            "cut.json.bz2",
            bz2.compress(json_lines([person(str(n)) for n in range(500)]).encode())[:-40],
            "cut short",
        ),
        ("empty.csv", b"", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is no text"),
        ("other.json", b'{"some": "thing"}', "is JSON, but neither"),
        ("gone.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_is_not_whole_or_not_known_changes_nothing(
    tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE), name="set")
    file = put(tmp_path, name, data) if data is not None else tmp_path / name
    with pytest.raises(UsageError, match=says):
        add(tmp_path, file, name="set")
    assert ids(tmp_path, "Jorun Maltesk") == ["p1"]
    assert len(list((tmp_path / "store" / "names").iterdir())) == 1
