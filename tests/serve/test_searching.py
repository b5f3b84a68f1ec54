"""Search: what is found, how it is told, and that each hit leads to its words."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.serve.worked_desk import Worked


@pytest.fixture
def client(worked: Worked) -> TestClient:
    return worked.desk.client("reader")


def found(client: TestClient, query: str) -> list[dict[str, object]]:
    answer = client.get(f"/api/search{query}")
    assert answer.status_code == 200, answer.text
    hits: list[dict[str, object]] = answer.json()["hits"]
    return hits


def test_a_report_is_found_by_its_words_and_leads_to_them(worked: Worked, client: TestClient) -> None:
    (hit,) = found(client, "?words=chapel bell&kind=report")
    assert hit["report"] == worked.reports["Quay Herald"]
    page = client.get(str(hit["leads"])).text
    assert '<mark class="word"' in page
    assert "<mark>chapel</mark>" in client.get("/search?words=chapel bell&kind=report").text


@pytest.mark.parametrize(
    "query", ["?words=ferry&kind=statement", "?words=Dorn&kind=person", "?kind=figure&low=400"]
)
def test_what_a_dossier_states_leads_to_its_place_there(
    worked: Worked, client: TestClient, query: str
) -> None:
    hits = found(client, query)
    assert hits
    for hit in hits:
        led = client.get(str(hit["leads"]))
        assert led.status_code == 303
        path, _, place = led.headers["location"].partition("#")
        assert f'id="{place}"' in client.get(path).text


def test_filters_narrow_down_and_stay_in_the_address(client: TestClient) -> None:
    assert {hit["measure"] for hit in found(client, "?kind=figure&measure=killed")} == {"killed"}
    page = client.get("/search?words=ferry&kind=figure&measure=killed&low=").text
    assert '<option value="killed" selected>' in page
    assert 'value="figure" checked' in page


def test_nothing_found_and_nothing_asked_say_what_to_do(client: TestClient) -> None:
    assert "Try fewer words" in client.get("/search?words=zeppelin").text
    assert "Type words" in client.get("/search").text


@pytest.mark.parametrize(
    "query",
    [
        "?words=a*",
        "?words=" + "+".join("abcdefghijklmnopqrstuvwxyz1234567"),
        "?low=x",
        "?kind=luck",
        "?after=-1",
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/search{query}").status_code == 422


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "\"' OR 1=1 --", "%00", "NEAR(a b)", "a AND OR NOT"]
)
def test_words_are_words_and_nothing_else(client: TestClient, words: str) -> None:
    page = client.get("/search", params={"words": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
