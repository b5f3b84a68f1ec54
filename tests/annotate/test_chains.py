"""Through whom a word came: every sentence, name and event is invented."""

import pytest

from crosswire.annotate.chains import is_medium_name
from crosswire.annotate.report import annotate
from tests.annotate.roles import report_of


def _chains(nlp, text):
    """Source to the media behind it, for every attribution of a text."""
    said = annotate(report_of(text), nlp)
    return {a.source.text: tuple(v.text for v in a.via) for a in said.attributions if a.source}


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The governor told state television that the bridge had collapsed.", "The governor", ("state television",)),
        ("The governor told Norrgate Wire that the bridge had collapsed.", "The governor", ("Norrgate Wire",)),
        ("The governor told Norrgate Wire by telephone that the bridge had collapsed.", "The governor", ("Norrgate Wire",)),
        ("The bridge had collapsed, the mayor said in an interview with Radio Lysane.", "the mayor", ("Radio Lysane",)),
        ("Witnesses quoted by the Torvane Post said the bridge had collapsed.", "Witnesses", ("the Torvane Post",)),
        ("“The bridge is gone,” the mayor told the Torvane Herald.", "the mayor", ("the Torvane Herald",)),
        ("“The bridge is gone,” the mayor told the state news agency, Norrgate Wire, on Monday.", "the mayor", ("Norrgate Wire",)),
        ("An aide told Norrgate Wire on condition of anonymity that the bridge had collapsed.", "An aide", ("Norrgate Wire",)),
        ("The ministry said in a statement carried by Norrgate Wire that the bridge had collapsed.", "The ministry", ("Norrgate Wire",)),
        ("The Torvane Post reported that the governor said the bridge had collapsed.", "the governor", ("The Torvane Post",)),
        ("The bridge had collapsed, an engineer told state radio, the Torvane Post reported.", "an engineer", ("state radio", "the Torvane Post")),
        ("A clerk, quoted by Norrgate Wire, told Harbour Television that the bridge had collapsed.", "A clerk", ("Harbour Television", "Norrgate Wire")),
        ("The mayor said in an interview with Norrgate Wire broadcast on Harbour Television that the bridge had collapsed.", "The mayor", ("Norrgate Wire", "Harbour Television")),
        ("The governor told parliament that the bridge had collapsed.", "The governor", ()),
        ("The governor told his wife that the bridge had collapsed.", "The governor", ()),
        ("The governor told reporters that the bridge had collapsed.", "The governor", ()),
        ("The governor told President Ralt that the bridge had collapsed.", "The governor", ()),
        ("The governor told the Security Council that the bridge had collapsed.", "The governor", ()),
        ("The governor said in a speech to parliament that the bridge had collapsed.", "The governor", ()),
        ("The governor said the bridge had collapsed.", "The governor", ()),
        ("The governor was told by the Torvane Post that the bridge had collapsed, officials said.", "officials", ()),
    ],
)  # fmt: skip
def test_the_chain_behind_a_statement(nlp, text, source, via):
    assert _chains(nlp, text)[source] == via


def test_a_quotation_knows_its_chain(nlp):
    said = annotate(report_of("“The bridge is gone,” the mayor told Norrgate Wire on Monday."), nlp)
    assert [v.text for q in said.quotes for v in q.via] == ["Norrgate Wire"]


@pytest.mark.parametrize(
    ("name", "medium"),
    [("Norrgate Wire", True), ("state television", True), ("the ministry", False), ("Hanne Breck", False), ("a social media user", False), ("", False)],
)  # fmt: skip
def test_a_medium_is_told_by_its_name(name, medium):
    assert is_medium_name(name) is medium
