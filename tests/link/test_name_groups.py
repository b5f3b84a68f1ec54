"""Names of several documents, languages and scripts brought together: invented stories, told in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.name_groups import NameMention, group_names
from crosswire.types import EntityType

# One story, a line a mention: document and language, type, name, and whose name it is.
STORY = """
en1 PERSON Orlo Vrandek|orlo
en1 PERSON Vrandek|orlo
en1 PERSON Ilse Maltova|ilse
en1 ORG Ministry of Transport|ministry
en1 ORG European Commission|commission
en1 GPE Germany|germany
en1 GPE Kestrov|kestrov
ru1 PERSON Орло Врандек|orlo
ru1 PERSON Врандека|orlo
ru1 PERSON Ильзе Мальтовой|ilse
ru1 ORG Министерство транспорта|ministry
ru1 ORG Европейской комиссии|commission
ru1 ORG ЕК|commission
ru1 GPE Германии|germany
ru1 GPE Кестров|kestrov
uk1 PERSON Орло Врандека|orlo
uk1 PERSON Анна Врандек|anna
uk1 ORG Міністерством транспорту|ministry
uk1 ORG Європейська комісія|commission
uk1 GPE Німеччини|germany
uk1 GPE Кестрові|kestrov
pl1 PERSON Orla Vrandka|orlo
pl1 ORG Komisja Europejska|commission
pl1 GPE Niemczech|germany
"""


def read(story: str) -> tuple[list[NameMention], list[str]]:
    mentions, bearers = [], []
    for line in story.strip().splitlines():
        document, kind, rest = line.split(maxsplit=2)
        surface, _, bearer = rest.partition("|")
        type_: EntityType = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE"}[kind]  # type: ignore[assignment]
        mentions.append(NameMention(surface=surface, type=type_, document=document, language=document[:2]))
        bearers.append(bearer)
    return mentions, bearers


@pytest.mark.parametrize("bearer", ["orlo", "ilse", "ministry", "commission", "germany", "kestrov"])
def test_a_name_meets_itself_in_other_languages(bearer: str) -> None:
    mentions, bearers = read(STORY)
    found = group_names(mentions)
    assert len({g for g, b in zip(found, bearers) if b == bearer}) == 1


def test_different_bearers_stay_apart() -> None:
    mentions, bearers = read(STORY)
    of_group: dict[int, set[str]] = {}
    for group, bearer in zip(group_names(mentions), bearers):
        of_group.setdefault(group, set()).add(bearer)
    assert [own for own in of_group.values() if len(own) > 1] == []


def test_a_lone_surname_goes_to_its_own_documents_bearer() -> None:
    story = """
    en1 PERSON Anna Dorel|anna
    en1 PERSON Dorel|anna
    en2 PERSON Olga Dorel|olga
    en2 PERSON Dorel|olga
    """
    mentions, _ = read(story)
    found = group_names(mentions)
    assert found[0] == found[1] != found[2] == found[3]


def test_the_order_of_mentions_is_moot() -> None:
    mentions, _ = read(STORY)
    forth = group_names(mentions)
    back = tuple(reversed(group_names(tuple(reversed(mentions)))))
    assert [[a == b for b in forth] for a in forth] == [[a == b for b in back] for a in back]


def test_no_mentions_are_no_groups() -> None:
    assert group_names(()) == ()


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(["en", "ru", "ar", "xx"]))
def test_whatever_is_printed_gets_a_group_and_equal_names_one(surfaces: list[str], language: str) -> None:
    mentions = [
        NameMention(surface=s, type="ORG", document=f"d{n}", language=language)
        for n, s in enumerate([*surfaces, *surfaces])
    ]
    found = group_names(mentions)
    assert found[: len(surfaces)] == found[len(surfaces) :]


def test_names_without_letters_meet_only_themselves() -> None:
    marks = [NameMention(surface=s, type="OTHER", document="d", language="en") for s in ("«»", "—", "«»")]
    found = group_names(marks)
    assert found[0] == found[2] != found[1]
