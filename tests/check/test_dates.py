"""Days of a draft that no flag may meet: the day a report was written, a name with a day in it, a chronology's date."""

from __future__ import annotations

import crosswire
from crosswire.read import Source, read_each
from crosswire.types import Report

FIRST = """VARN, 9 April 2032 (Lake Agency) – Six miners were rescued from the Brunn shaft in the province of Varn, three
days after water had broken in.

The six miners of the Brunn shaft were brought to the surface on Tuesday, the mine inspectorate said. The pumps failed on
2 April, it said.
"""
SECOND = """Pumps of the Brunn shaft had been reported

9 April 2032

Two of the pumps in the Brunn shaft had been reported as broken by the foreman, Ilka Thorn. She asked the owner for new
pumps and received no answer. The company has suspended the manager of the shaft.
"""


def _report(name: str, text: str) -> Report:
    (found,) = read_each([Source(name=name, data=text.encode())])
    assert isinstance(found, Report)
    return found


def _standings(text: str, kind: str) -> dict[str, str]:
    against = crosswire.dossier([_report("first.txt", FIRST), _report("second.txt", SECOND)])
    made = crosswire.check(_report("draft.txt", text), against)
    return {s.span.text: s.standing for s in made.statements if s.kind == kind}


def test_what_the_reports_tell_on_the_day_itself_fits() -> None:
    found = _standings("By 9 April 2032 the company had suspended the manager of the Brunn shaft.\n", "date")
    assert set(found.values()) <= {"fits", "found"}
    assert found


def test_the_day_of_a_dateline_stands_against_no_other_day() -> None:
    found = _standings("Six miners were rescued from the Brunn shaft in Varn on 6 April 2032.\n", "date")
    assert "departs" not in found.values()
    assert found


def test_a_wrong_day_departs_all_the_same() -> None:
    found = _standings(
        "The pumps of the Brunn shaft failed on 3 April 2032, the mine inspectorate said.\n", "date"
    )
    assert "departs" in found.values()


def test_a_paper_named_after_a_day_is_no_date() -> None:
    assert not _standings(
        "The foreman told the Sunday Lantern that two of the pumps had been broken.\n", "date"
    )


def test_a_date_alone_dates_the_sentence_behind_it() -> None:
    found = _standings("What happened\n\n2 April 2032. The pumps of the Brunn shaft failed.\n", "date")
    assert list(found.values()) == ["found"]
