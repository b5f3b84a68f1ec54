"""The drafts with planted faults: in step with their marked files, and scored as their README says."""

from __future__ import annotations

import pytest

from evals.compile_drafts import HERE, MarkError, outputs, unmark
from evals.dev_check import Said, items, offsets, sample, score

TEXT = "[[nw:Ada Voss^it was Iven Rell]] counted [[f:nine boats]]; [[a:Rell said]] “[[q<:we sank none]]”."


def test_the_written_drafts_are_what_their_marked_files_say():
    for path, text in outputs().items():
        assert path.read_text(encoding="utf-8") == text, f"run python -m evals.compile_drafts: {path.name}"


def test_every_claim_equals_its_drafts_text_and_has_its_reports():
    held = items()
    texts = {name: (HERE / name).read_text(encoding="utf-8") for name in {i["draft"] for i in held}}
    assert all(texts[i["draft"]][i["start"] : i["end"]] == i["text"] for i in held)
    assert all(sample(i["against"]).is_dir() for i in held)
    assert all((i["truth"] == "fault") == bool(i["class"] and i["why"]) for i in held)


def test_an_attribution_holds_what_it_attributes():
    plain, claims = unmark(TEXT)
    said = next(c for c in claims if c["kind"] == "attribution")
    (start, end) = said["content"][0]
    assert plain[start:end] == "we sank none"


@pytest.mark.parametrize("text", ["[[f:two", "two]]", "[[zz:two]]", "[[f:two^why]]", "[[fc:two]]"])
def test_a_broken_mark_is_refused(text):
    with pytest.raises(MarkError):
        unmark(text)


def at(plain: str, words: str, kind: str, standing: str) -> Said:
    start = plain.index(words)
    return Said(start, start + len(words), kind, standing)


def test_a_check_that_flags_the_fault_alone_is_perfect_and_one_that_flags_all_is_not():
    plain, claims = unmark(TEXT)
    fault = at(plain, "Ada Voss", "name", "departs")
    good = score(claims, [fault, at(plain, "nine", "figure", "found")])
    assert (good.found.total(), good.wrongly.total(), good.noise) == (1, 0, 0)
    bad = score(
        claims, [fault, at(plain, "nine", "figure", "nowhere"), at(plain, "we sank", "quotation", "departs")]
    )
    assert (bad.found.total(), bad.wrongly.total(), bad.noise) == (1, 2, 2)


def test_a_flag_of_another_kind_does_not_find_a_fault():
    plain, claims = unmark(TEXT)
    told = score(claims, [at(plain, "Ada Voss", "date", "nowhere")])
    assert (told.found.total(), told.noise) == (0, 1)


def test_what_fits_is_not_flagged():
    plain, claims = unmark(TEXT)
    assert score(claims, [at(plain, "Ada Voss", "name", "fits")]).flags == 0


def test_the_closed_half_shows_no_error(monkeypatch, capsys):
    import crosswire
    from evals import dev_check

    def none(name: str, against: str) -> tuple[list[Said], float]:
        return [], 0.0

    monkeypatch.setattr(crosswire, "check", lambda *a: None, raising=False)
    monkeypatch.setattr(dev_check, "checked", none)
    monkeypatch.setattr("sys.argv", ["dev_check", "--show", "open"])
    assert dev_check.main() == 0
    printed = capsys.readouterr().out
    closed = [i["draft"] for i in items() if i["half"] == "closed"]
    assert "01-" in printed
    assert not any(name in printed for name in closed)


def test_spans_of_a_draft_as_read_are_moved_to_its_file():
    assert offsets("Ada said nine", "# Ada **said** nine")(4, 8) == (8, 12)
    assert offsets("Ada", "Iven")(0, 3) is None
