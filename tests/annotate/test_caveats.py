"""What a report takes back from its statements, and what only looks so. Every sentence is invented."""

import pytest

from crosswire.annotate.report import annotate
from tests.annotate.caveat_corpus import CAVEATS, NONE
from tests.annotate.roles import by_number, report_of


def _caveats(nlp, text, **more):
    return annotate(report_of(text, **more), nlp).caveats


@pytest.mark.parametrize(("text", "kind", "words", "scope", "source"), CAVEATS)
def test_a_caveat_has_its_words_its_scope_and_its_source(nlp, text, kind, words, scope, source):
    found = [c for c in _caveats(nlp, text) if c.kind == kind and words in c.span.text]
    assert len(found) == 1, [(c.kind, c.span.text, c.scope.text) for c in _caveats(nlp, text)]
    assert scope is None or found[0].scope.text == scope
    assert (found[0].source.text if found[0].source else None) == source or words == "neither confirmed"


@pytest.mark.parametrize("text", NONE)
def test_what_looks_like_a_caveat_is_none(nlp, text):
    assert [(c.kind, c.span.text) for c in _caveats(nlp, text)] == []


def test_the_claim_points_at_the_sentence_before(nlp):
    text = "Heavy rain fell. The union says forty dockers died. The claim could not be verified."
    (found,) = _caveats(nlp, text)
    assert (found.kind, found.scope.text) == ("unverified", "The union says forty dockers died.")


def test_these_figures_point_at_the_paragraph_before(nlp):
    text = "The union says 40 dockers died. It says 90 were hurt. These figures could not be verified."
    (found,) = _caveats(nlp, text)
    assert found.scope.text == "The union says 40 dockers died. It says 90 were hurt."
    assert {n: f.modality for n, f in by_number(nlp, text).items()} == {40: "unverified", 90: "unverified"}


def test_a_title_may_hedge_itself(nlp):
    text = "Twelve killed in Torvane ferry fire: report\n\nTwelve people were killed on Monday."
    report = report_of(text)
    titled = report_of(text, title=text[:43], title_span=report.span(0, 43))
    (found,) = annotate(titled, nlp).caveats
    assert (found.kind, found.span.text, found.scope.text) == (
        "hedged",
        "report",
        "Twelve killed in Torvane ferry fire",
    )


@pytest.mark.parametrize(
    ("text", "number", "modality"),
    [
        ("The ministry denied that 20 people were killed.", 20, "denied"),
        ("The ministry rejected the activists' claim that 20 people were killed.", 20, "denied"),
        ("Activists say 20 people were killed, which the ministry denies.", 20, "asserted"),
        ("Activists say 20 people were killed. The ministry denied the claim.", 20, "asserted"),
        ("The ministry said 20 people were killed. The ministry later withdrew the claim.", 20, "denied"),
        ("Twenty people were killed. The ministry denied the report.", 20, "asserted"),
        ("Some 20 people are believed to have been killed.", 20, "hedged"),
        ("The toll of 20 dead could not be verified.", 20, "unverified"),
        ("The ministry said 20 people were killed.", 20, "asserted"),
        ("The ministry denied hiding bodies and said 20 people were killed.", 20, "asserted"),
        ("Nine may have fled; 20 people were killed.", 20, "asserted"),
    ],
)
def test_a_figure_stands_as_the_caveats_over_it_say(nlp, text, number, modality):
    assert by_number(nlp, text)[number].modality == modality


def test_statements_and_quotations_stand_likewise(nlp):
    said = annotate(
        report_of("The governor denied that the dam had burst. The mayor said the dam may have burst."), nlp
    )
    assert [a.modality for a in said.attributions] == ["denied", "hedged"]
    said = annotate(report_of("“The dam has burst,” the mayor said. The claim could not be verified."), nlp)
    assert [q.modality for q in said.quotes] == ["unverified"]
