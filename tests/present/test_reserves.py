"""What a report takes back stands beside the words that the page cites, and in the JSON. Everything is invented."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from jsonschema import Draft202012Validator

from crosswire.present.json import to_contract
from crosswire.present.page import to_html
from crosswire.present.page.reserves import reserves
from crosswire.types import (  # fmt: skip
    Annotations,
    Caveat,
    Dossier,
    Entity,
    Findings,
    Form,
    Links,
    Quote,
    Report,
    Story,
    Utterance,
    UtteranceMember,
)

TEXT = "Forty dockers <b>died</b>, the union said. The ministry denied the claim. It could not be verified."
REPORT = Report(id="a", source="a.txt", text=TEXT, sha256="0" * 64)


def _at(words: str):  # type: ignore[no-untyped-def]
    start = TEXT.index(words)
    return REPORT.span(start, start + len(words))


CLAIM = _at("Forty dockers <b>died</b>, the union said.")
CAVEATS = (
    Caveat(
        span=_at("denied"),
        scope=CLAIM,
        kind="denied",
        source=_at("The ministry"),
        speaker=_at("The ministry"),
    ),
    Caveat(span=_at("could not be verified"), scope=CLAIM, kind="unverified"),
)


def _dossier(caveats: tuple[Caveat, ...]) -> Dossier:
    quote = Quote(id="a:q1", span=_at("Forty dockers <b>died</b>"), kind="direct", via=(_at("the union"),))
    said = Annotations(report="a", anchor=None, sentences=(CLAIM,), quotes=(quote,), caveats=caveats)
    utterance = Utterance(id="u", speaker=None, quotes=("a:q1",), members=(UtteranceMember(span=quote.span, quote="a:q1"),), divergences=())  # fmt: skip
    ministry = Entity(id="e1", type="ORG", name="Ministry", forms=(Form(span=_at("The ministry")),))
    return Dossier(
        reports=(REPORT,),
        annotations=(said,),
        links=Links(entities=(ministry,)),
        findings=Findings(utterances=(utterance,), stories=(Story(id="s", title="t", reports=("a",)),)),
    )


def test_the_page_says_beside_the_words_what_is_taken_back() -> None:
    page = to_html(_dossier(CAVEATS))
    assert "denied by the ministry" in page
    assert "not verified: “could not be verified”" in page
    assert "denied by the ministry" not in to_html(_dossier(()))


def test_what_is_to_be_read_in_the_words_themselves_is_not_said_again() -> None:
    whole = REPORT.span(0, len(TEXT))
    inner = replace(CAVEATS[1], scope=whole)
    assert reserves((inner,), whole) == ()
    assert reserves(CAVEATS, CLAIM) == ("denied by the ministry", "not verified: “could not be verified”")


def test_words_of_a_report_are_escaped_in_a_reserve() -> None:
    hostile = replace(CAVEATS[1], span=_at("<b>died</b>"), scope=_at("Forty dockers"))
    quoted = to_html(_dossier((replace(hostile, scope=CLAIM), CAVEATS[0])))
    assert "<b>died</b>" not in quoted


def test_the_contract_holds_caveats_and_chains() -> None:
    contract = to_contract(_dossier(CAVEATS))
    schema = json.loads((files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(contract)
    denied, doubted = contract["caveats"]
    assert (denied["id"], denied["kind"], denied["source"], denied["speaker"]) == (
        "a:c1",
        "denied",
        "The ministry",
        "e1",
    )
    assert denied["scope"]["text"] == CLAIM.text
    assert (doubted["kind"], doubted["source"], doubted["source_span"], doubted["speaker"]) == (
        "unverified",
        None,
        None,
        None,
    )
    assert [v["text"] for v in contract["quotes"][0]["via"]] == ["the union"]
