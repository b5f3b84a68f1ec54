"""The shell around every page: layout, refusals, static files, preferences."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from crosswire.serve import assets
from crosswire.serve.refusals import MEANINGS
from tests.serve.desk import Desk, a_desk

SERVE = Path(assets.__file__).parent
TEMPLATES = sorted((SERVE / "templates").rglob("*.j2"))
DOSSIER = SERVE.parent / "present" / "page" / "page.css"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(str(tmp_path / "store")) as made:

        @made.app.get("/refuse/{status}")
        @made.app.get("/api/refuse/{status}")
        def refuse(status: int) -> None:
            if status == 500:
                raise RuntimeError("a secret of the program")
            raise HTTPException(status)

        yield made


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return desk.client("reader", failing=True)


@pytest.mark.parametrize("status", sorted(MEANINGS))
def test_a_refusal_is_a_page_that_says_what_next(client: TestClient, status: int) -> None:
    answer = client.get(f"/refuse/{status}", headers={"accept": "text/html"})
    assert answer.status_code == status
    text = re.sub(r"\s+", " ", answer.text)
    assert MEANINGS[status].title in text
    assert MEANINGS[status].next in text
    assert "secret" not in text


@pytest.mark.parametrize("status", sorted(MEANINGS))
def test_a_refusal_is_a_problem_for_programs(client: TestClient, status: int) -> None:
    answer = client.get(f"/api/refuse/{status}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json().keys() >= {"type", "title", "detail"}
    assert "secret" not in answer.text


def test_a_refusal_of_a_part_is_the_words_alone(client: TestClient) -> None:
    answer = client.get("/refuse/409", headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert "Somebody was there before you" in answer.text


def test_a_wrong_value_is_named_and_not_told_back(client: TestClient) -> None:
    answer = client.get("/api/refuse/hunter2", headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "path.status"
    assert "hunter2" not in answer.text


def test_static_files_are_packed_and_kept_for_good(client: TestClient) -> None:
    answer = client.get(assets.asset("desk.css"))
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.text == (SERVE / "static" / "desk.css").read_text(encoding="utf-8")
    plain = client.get("/static/desk.css", headers={"accept-encoding": "identity"})
    assert "immutable" not in plain.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["../app.py", "%2e%2e/app.py", "vendor", "nothing.css", "/etc/passwd", "..\\app.py"]
)
def test_no_path_leads_out_of_the_static_files(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_style_and_scripts_are_small() -> None:
    sizes = {name: len(gzip.compress(asset.plain)) for name, asset in assets.assets().items()}
    assert sizes["desk.css"] < 8_000
    assert sizes["desk.js"] < 4_000
    assert sum(sizes[name] for name in ("desk.css", "desk.js", "vendor/htmx.min.js")) < 40_000


def test_the_desk_and_the_dossier_have_the_same_paper_and_ink() -> None:
    def roots(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8").split("@media print")[0]
        blocks = re.findall(r":root[^{]*\{(\s*color-scheme[^}]*)\}", text)
        return [re.sub(r"\s+", "", block) for block in blocks]

    assert len(roots(DOSSIER)) == 3
    assert roots(SERVE / "static" / "desk.css") == roots(DOSSIER)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_style_or_script_is_written_into_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|\|\s*safe\b", text)


def test_a_choice_of_language_and_light_is_kept(client: TestClient) -> None:
    chosen = {"language": "fr", "theme": "dark", "next": "/stories"}
    answer = client.post("/preferences", data=chosen, follow_redirects=False)
    assert answer.headers["location"] == "/stories"
    page = client.get("/stories", headers={"accept-language": "en"})
    assert 'data-theme="dark"' in page.text


@pytest.mark.parametrize(
    "next", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\r\nb"]
)
def test_a_choice_leads_nowhere_else(client: TestClient, next: str) -> None:
    answer = client.post("/preferences", data={"next": next}, follow_redirects=False)
    assert answer.headers["location"] == "/"
