"""What goes with a hand-over: checked when it is given, borne only where there is a place for it."""

from __future__ import annotations

import pytest

from crosswire import export
from crosswire.errors import UsageError
from crosswire.present.exports import Cover
from tests.present.made_dossier import DOSSIER


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"day": "yesterday"}, "is no day"),
        ({"day": "2031-02-30"}, "is no day"),
        ({"day": "20310509"}, "is no day"),
        ({"desk": "  "}, "1 to 200 characters"),
        ({"desk": "x" * 201}, "1 to 200 characters"),
        ({"address": "javascript:alert(1)"}, "no web address"),
        ({"address": "desk.example/flood"}, "no web address"),
    ],
)
def test_what_is_no_day_no_desk_and_no_address_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Cover(**given)


def test_what_a_target_has_no_place_for_is_refused() -> None:
    with pytest.raises(UsageError, match="figures has no place for day and desk"):
        export(DOSSIER, "figures", cover=Cover(day="2031-05-09", desk="The desk"))
    assert export(DOSSIER, "ftm", cover=Cover()) == export(DOSSIER, "ftm")
