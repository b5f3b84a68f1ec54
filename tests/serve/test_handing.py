"""A story handed over: every form is a file that its reader opens, and an attachment that no browser runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from starlette.testclient import TestClient

from crosswire.serve.handing import FORMS
from tests.serve.worked_desk import Worked


@pytest.fixture
def client(worked: Worked) -> TestClient:
    return worked.desk.client("reader")


def handed(worked: Worked, client: TestClient, to: str, **query: str) -> bytes:
    answer = client.get(f"/stories/{worked.story('Varrow Post')}/export/{to}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    return answer.content


def test_the_page_lists_every_form_with_its_address(worked: Worked, client: TestClient) -> None:
    story = worked.story("Varrow Post")
    page = client.get(f"/stories/{story}/export").text
    for to, form in FORMS.items():
        for format in form.formats:
            assert f"/stories/{story}/export/{to}?format={format}" in page


@pytest.mark.parametrize("to", [to for to in FORMS if to not in ("pdf", "timeml")])
def test_every_form_is_a_file_of_its_kind(worked: Worked, client: TestClient, to: str) -> None:
    for format in FORMS[to].formats:
        data = handed(worked, client, to, format=format)
        if format == "csv":
            assert len(list(csv.reader(io.StringIO(data.decode())))) > 1 or to in ("ucdp", "acled")
        elif format == "jsonl":
            assert all(json.loads(line) for line in data.splitlines())
        elif format in ("json", "jsonld"):
            assert json.loads(data)
        elif format in ("docx", "zip"):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        else:
            assert data.startswith({"html": b"<!doctype html>", "parquet": b"PAR1"}[format])


def test_reports_words_go_along_only_where_asked_for(worked: Worked, client: TestClient) -> None:
    words = b'<article class="rep"'
    assert words not in handed(worked, client, "html")
    assert words in handed(worked, client, "html", texts="true")
    assert handed(worked, client, "timeml", texts="true").startswith(b"PK")


@pytest.mark.parametrize(("to", "status"), [("exe", 404), ("html?format=csv", 422), ("%2e%2e", 404)])
def test_what_cannot_be_handed_over_is_refused(
    worked: Worked, client: TestClient, to: str, status: int
) -> None:
    assert client.get(f"/stories/{worked.story('Varrow Post')}/export/{to}").status_code == status


def deeds(worked: Worked) -> list[dict[str, str]]:
    """What was exported, the latest first, as an admin reads it."""
    found = worked.desk.client("admin").get("/api/audit").json()["deeds"]
    return [d["told"] | {"by": d["by_name"]} for d in found if d["what"] == "exported"]


@pytest.mark.parametrize("to", ["json", "docx", "ftm", "claimreview", "webannotation", "tallies"])
def test_who_took_which_version_in_which_form_stands_in_the_audit_log(worked: Worked, to: str) -> None:
    story = worked.story("Varrow Post")
    version = worked.desk.client("reader").get(f"/api/stories/{story}").json()["version"]
    handed(worked, worked.desk.client("editor"), to)
    assert (
        worked.desk.machine("reader").get(f"/api/stories/{story}/export/{to}?texts=true").status_code == 200
    )
    program, person = deeds(worked)[:2]
    taken = {"story": story, "version": version, "form": to, "format": FORMS[to].formats[0]}
    assert person == taken | {"through": "session", "by": "editor"}
    assert program.pop("token")
    assert program == taken | {"through": "token", "by": "reader", "texts": "yes"}


def test_the_dossier_and_the_bytes_of_a_report_are_told_of_once_they_are_sent(worked: Worked) -> None:
    story, report = worked.story("Varrow Post"), worked.reports["Varrow Post"]
    client = worked.desk.machine("reviewer")
    answer = client.get(f"/api/stories/{story}/dossier")
    assert client.get(f"/reports/{report}/bytes").status_code == 200
    bytes_, dossier = deeds(worked)[:2]
    assert (bytes_["report"], bytes_["form"], bytes_["by"]) == (report, "bytes", "reviewer")
    assert (dossier["version"], dossier["form"]) == (answer.headers["etag"].strip('"'), "json")
    count = len(deeds(worked))
    has = {"if-none-match": answer.headers["etag"]}
    assert client.get(f"/api/stories/{story}/dossier", headers=has).status_code == 304
    assert client.get(f"/stories/{story}/export/exe").status_code == 404
    assert client.get(f"/stories/{story}/export/html?format=csv").status_code == 422
    assert len(deeds(worked)) == count


def test_a_feed_is_read_with_its_own_key_and_no_other_door(worked: Worked, client: TestClient) -> None:
    story, other = worked.story("Varrow Post"), worked.story("Kellmark Echo")
    address = client.get(f"/api/stories/{story}/export").json()["feed"].removeprefix("http://localhost")
    stranger = worked.desk.client()
    feed = stranger.get(address)
    assert feed.status_code == 200
    assert feed.headers["content-type"] == "application/atom+xml"
    assert b"<entry>" in feed.content
    key = address.partition("?")[2]
    for path in (
        f"/stories/{other}/feed.atom?{key}",
        f"/stories/{story}/feed.atom?{key}0",
        f"/stories/{story}/feed.atom",
    ):
        assert stranger.get(path).status_code == 401
    assert stranger.get(f"/api/stories/{story}?{key}").status_code == 401
    assert worked.desk.machine("reader").get(f"/stories/{story}/feed.atom").status_code == 200


def test_a_feed_is_told_when_nothing_changed(worked: Worked, client: TestClient) -> None:
    path = f"/stories/{worked.story('Varrow Post')}/feed.atom"
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_a_webhook_is_made_shown_once_and_removed(worked: Worked) -> None:
    story = worked.story("Varrow Post")
    client = worked.desk.client("editor")
    assert client.post(f"/stories/{story}/hooks", data={"address": "javascript:alert(1)"}).status_code == 422
    made = client.post(f"/stories/{story}/hooks", data={"address": "https://hooks.example/in"})
    secret = made.text.partition('<code class="break">')[2].partition("</code>")[0]
    assert len(secret) >= 32
    page = client.get(f"/stories/{story}/hooks").text
    assert "https://hooks.example/in" in page
    assert secret not in page
    (hook,) = client.get(f"/api/stories/{story}/hooks").json()["hooks"]
    (told, *_) = worked.desk.client("admin").get("/api/audit").json()["deeds"]
    assert (told["what"], told["told"]["host"]) == ("hook added", "hooks.example")
    assert worked.desk.client("admin").post(f"/stories/{story}/hooks/{hook['id']}/remove").status_code == 404
    assert client.post(f"/stories/{story}/hooks/{hook['id']}/remove").status_code == 303
    assert client.get(f"/api/stories/{story}/hooks").json()["hooks"] == []
    (told, *_) = worked.desk.client("admin").get("/api/audit").json()["deeds"]
    assert (told["what"], told["told"]["hook"]) == ("hook removed", hook["id"])


def test_webhooks_are_an_editors(worked: Worked, client: TestClient) -> None:
    assert client.get(f"/stories/{worked.story('Varrow Post')}/hooks").status_code == 403
