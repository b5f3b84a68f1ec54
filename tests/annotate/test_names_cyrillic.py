"""Names in reports in Cyrillic letters: what capitals, titles, verbs of speech and words for bodies show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.names_cyrillic import find_cyrillic, is_cyrillic
from crosswire.types import Mention, Report


def mentions(text: str, language: str = "ru") -> dict[str, Mention]:
    report = Report(id="r", source="r.txt", text=text, sha256="0", language=language)
    return {m.span.text: m for m in find_cyrillic(report)}


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("Как сказал министр портов Орло Врандек, паром цел.", "ru", "Орло Врандек", "PERSON"),
        ("Паром ушёл в Кестров вечером.", "ru", "Кестров", "GPE"),
        ("Об этом сообщило Министерство портов вечером.", "ru", "Министерство портов", "ORG"),
        ("Ждут решения Европейской комиссии, которое выйдет завтра.", "ru", "Европейской комиссии", "ORG"),
        ("Паром «Халмар» сел на мель.", "ru", "Халмар", "OTHER"),
        ("Про це повідомила речниця порту Ільзе Мальтова вчора.", "uk", "Ільзе Мальтова", "PERSON"),
        ("Слідчі з Німеччини прибудуть завтра.", "uk", "Німеччини", "GPE"),
    ],
)
def test_a_name_is_found_with_its_type(text: str, language: str, name: str, kind: str) -> None:
    assert mentions(text, language)[name].type == kind


def test_a_title_is_the_role_and_not_the_name() -> None:
    found = mentions("Министр портов Орло Врандек заявил об этом.")
    assert found["Орло Врандек"].role == "Министр портов"
    assert len(found) == 1


def test_the_start_of_a_sentence_alone_is_no_name() -> None:
    assert mentions("Паром цел. Капитан задержан. Однако лоцмана не нашли.") == {}


def test_a_lone_surname_is_a_person_where_the_report_has_the_full_name() -> None:
    found = mentions("Так сказал Орло Врандек вчера. Позже Врандека видели.")
    assert found["Врандека"].type == "PERSON"


def test_only_mostly_cyrillic_texts_are_read_so() -> None:
    assert is_cyrillic("Паром «Halmar» цел.")
    assert not is_cyrillic("The ferry Халмар is safe and sound.")


@given(st.text(alphabet="Абвг дЕЁё.,«»\"-—\nІї'Ж1", max_size=80))
def test_every_mention_is_the_text_at_its_place(text: str) -> None:
    report = Report(id="r", source="r.txt", text=text, sha256="0", language="uk")
    found = find_cyrillic(report)
    assert all(text[m.span.start : m.span.end] == m.span.text != "" for m in found)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
