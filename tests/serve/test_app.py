"""The application: a page and its twin say the same, on either database."""

from __future__ import annotations

from tests.serve.desk import a_desk


def test_an_empty_store_has_a_page_and_its_twin(address: str) -> None:
    with a_desk(address) as desk:
        client = desk.client("reader")
        page, told = client.get("/stories"), client.get("/api/stories")
        assert page.status_code == 200
        assert "No stories yet" in page.text
        assert told.json()["stories"] == []
        assert "/api/stories" in client.get("/api/openapi.json").json()["paths"]
