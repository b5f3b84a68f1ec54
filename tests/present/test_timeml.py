"""Reports as TimeML: the text unchanged, every time in it, valid XML."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from crosswire import dossier, read_bytes
from crosswire.errors import UsageError
from crosswire.present.exports import export
from crosswire.present.exports.timeml import timeml
from crosswire.present.terminal import summary
from crosswire.types import Annotations, Dossier, Report, Timex
from evals.timeml import Tally, parse_timeml

TEXT = "Weir\n\n9 May 2031\n\nThe weir at Karvel broke early Thursday. For two days & nights it had rained <hard>."


@pytest.fixture(scope="module")
def made() -> Dossier:
    return dossier([read_bytes(TEXT.encode(), source="weir.txt", id="r1")])


def test_the_text_stays_and_the_times_are_marked(made: Dossier) -> None:
    read = parse_timeml(export(made, "timeml", format="tml", with_text=True).decode())
    assert (read.text, read.created) == (TEXT, "2031-05-09")
    assert [(t.text, t.value) for t in read.times] == [("early Thursday", "2031-05-08"), ("two days", "P2D")]


def test_times_read_from_the_report_s_day_are_anchored_at_it(made: Dossier) -> None:
    root = ElementTree.fromstring(export(made, "timeml", format="tml", with_text=True))
    thursday = root.find("TEXT/TIMEX3")
    assert thursday is not None
    assert (thursday.get("tid"), thursday.get("anchorTimeID"), thursday.get("mod")) == ("t1", "t0", "START")


def test_what_is_written_scores_in_full_against_itself(made: Dossier) -> None:
    read = parse_timeml(export(made, "timeml", format="tml", with_text=True).decode())
    tally = Tally()
    tally.add(read.times, read.times)
    assert tally.f1(tally.strict) == tally.f1(tally.value) == 1.0


def test_a_zip_has_a_file_a_report_and_the_same_bytes_each_time(made: Dossier) -> None:
    packed = export(made, "timeml", with_text=True)
    assert packed == export(made, "timeml", with_text=True)
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == ["R1.tml"]


def test_timeml_needs_the_texts_and_leave_to_write_them(made: Dossier) -> None:
    with pytest.raises(UsageError, match="--with-text"):
        export(made, "timeml")
    with pytest.raises(UsageError, match="as: zip, tml"):
        export(made, "timeml", format="csv", with_text=True)
    with pytest.raises(UsageError, match="no texts"):
        export({"schema": "crosswire.dossier/1"}, "timeml", with_text=True)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_any_text_comes_back_as_it_was_but_for_what_xml_cannot_hold(text: str, start: int, size: int) -> None:
    report = Report(id="r<1>", source='a "b" & c', text=text, sha256="")
    span = report.span(min(start, len(text)), min(start + size, len(text)))
    timex = Timex(span=span, type="DATE", value="PRESENT_REF")
    back = parse_timeml(timeml(report, Annotations(report=report.id, anchor=None, timexes=(timex,))))
    assert len(back.text) == len(text)
    assert all(a in (b, "\ufffd") for a, b in zip(back.text, text, strict=True))


def test_a_date_in_doubt_stands_on_the_terminal_the_page_and_in_the_json() -> None:
    text = "Weir\n\n9 May 2031\n\nThe weir at Karvel broke on Tuesday 6 May 2030, the warden said on Friday."
    found = dossier([read_bytes(text.encode(), source="weir.txt", id="r1")])
    console = Console(file=io.StringIO(), width=200)
    console.print(summary(found))
    assert "6 May 2030 was a Monday" in console.file.getvalue()  # type: ignore[attr-defined]
    assert "6 May 2030 was a Monday" in found.to_html()
    [doubt] = json.loads(found.to_json())["time_doubts"]
    assert (doubt["kind"], doubt["likely"]) == ("weekday", "2031-05-06")
