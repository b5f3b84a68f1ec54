"""Reports as read: their words marked, how they came, their unaltered bytes, and two of them side by side."""

from __future__ import annotations

import hashlib
import html
import re

import pytest
from starlette.testclient import TestClient

from tests.serve.worked_desk import FERRY, Worked


@pytest.fixture
def client(worked: Worked) -> TestClient:
    return worked.desk.client("reader")


def test_the_list_has_every_report_with_its_story(worked: Worked, client: TestClient) -> None:
    told = client.get("/api/reports").json()["reports"]
    assert {one["id"] for one in told} == set(worked.reports.values())
    assert all(one["story"] for one in told)
    only = client.get("/api/reports?publisher=Kellmark Echo&start=2031-09-01").json()["reports"]
    assert [one["publisher"] for one in only] == ["Kellmark Echo"]
    assert client.get("/api/reports?language=xx").json()["reports"] == []


def test_a_report_is_shown_whole_and_unaltered(worked: Worked, client: TestClient) -> None:
    id = worked.reports["Varrow Post"]
    told = client.get(f"/api/reports/{id}").json()["read"]
    page = client.get(f"/reports/{id}").text
    shown = re.findall(r'<p class="tx[^>]*>(.*?)</p>', page, re.DOTALL)
    plain = html.unescape(re.sub(r"<[^>]+>", "", " ".join(shown)))
    assert plain.split() == told["text"].split() == FERRY.split()
    assert "<b>lorries" not in page
    assert '<mark class="figure"' in page
    for mark in told["marks"]:
        assert told["text"][mark["start"] : mark["end"]] == mark["text"]
    assert {mark["kind"] for mark in told["marks"]} == {"figure", "quote", "name"}


def test_words_that_were_looked_for_are_marked(worked: Worked, client: TestClient) -> None:
    page = client.get(f"/reports/{worked.reports['Varrow Post']}?words=bow door").text
    assert re.search(r'<mark class="word"[^>]*>(<mark[^>]*>)*bow', page)


def test_how_a_report_came_is_told(worked: Worked, client: TestClient) -> None:
    told = client.get(f"/api/reports/{worked.reports['Varrow Post']}").json()
    (entry,) = told["custody"]
    assert entry["what"] == "received"
    assert entry["sha256"] == told["sha256"] == hashlib.sha256(FERRY.encode()).hexdigest()
    assert entry["given"]["publisher"] == "Varrow Post"
    assert "n" not in entry


def test_the_unaltered_bytes_are_a_download_and_nothing_else(worked: Worked, client: TestClient) -> None:
    answer = client.get(f"/reports/{worked.reports['Varrow Post']}/bytes")
    assert answer.content == FERRY.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["", "/bytes"])
def test_a_report_that_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    for id in ("r0", "a%00b", "x" * 90):
        assert client.get(f"/reports/{id}{path}").status_code == 404
        assert client.get(f"/api/reports/{id}{path}").status_code == 404


def test_two_reports_stand_side_by_side(worked: Worked, client: TestClient) -> None:
    left, right = worked.reports["Varrow Post"], worked.reports["Quay Herald"]
    told = client.get(f"/api/compare?left={left}&right={right}").json()
    strong = {
        bit["text"]
        for row in told["rows"]
        for cell in (row["left"], row["right"])
        for bit in (cell["bits"] if cell else [])
        if bit["kind"] == "strong"
    }
    assert {"31", "34", "Dorn", "Dohrn"} <= strong
    alone = [row["right"]["bits"][0]["text"] for row in told["rows"] if row["kind"] == "right"]
    assert any("chapel bell" in text for text in alone)
    page = client.get(f"/compare?left={left}&right={right}").text
    assert '<del class="strong">31</del>' in page
    assert '<ins class="strong">34</ins>' in page


def test_the_other_way_round_it_is_the_same_relation(worked: Worked, client: TestClient) -> None:
    left, right = worked.reports["Varrow Post"], worked.reports["Quay Herald"]
    one = client.get(f"/api/compare?left={left}&right={right}").json()
    other = client.get(f"/api/compare?left={right}&right={left}").json()
    assert one["relation"] == other["relation"]
    assert (one["only_left"], one["only_right"]) == (other["only_right"], other["only_left"])


@pytest.mark.parametrize("query", ["", "?left=r0&right=r0", "?left={id}", "?left={id}&right=a%00"])
def test_what_cannot_be_laid_side_by_side_is_not_found(
    worked: Worked, client: TestClient, query: str
) -> None:
    asked = query.format(id=worked.reports["Varrow Post"])
    assert client.get(f"/compare{asked}").status_code == 404
