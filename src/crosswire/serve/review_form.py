"""The form of a correction: which fields each kind of statement has, how each is filled in, and what was filled in.

In: a kind, its present values, and what a browser sent. Out: `FormField`s for a page, and the values by name that
`review.fields` then checks. Only what was changed is sent on: a correction says what is wrong, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, cast, get_args

from pydantic import BaseModel

from crosswire.errors import UsageError
from crosswire.review.fields import ACTIONS
from crosswire.serve.statements import Statement, Value
from crosswire.types import EntityType, Group, Measure, Modality, Qualifier, ReviewAction, TargetKind

Input = Literal["number", "text", "choice", "yes", "days"]
# A field of the form begins so; what is not known is an empty field.
PREFIX = "set-"
_SEPARATORS = re.compile("[,\\s’]")
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,6})?")


class FormField(BaseModel, frozen=True):
    """One field as a form shows it: how it is filled in, what may be chosen, what it is now."""

    name: str
    input: Input
    choices: tuple[str, ...] = ()
    empty: bool = False
    now: Value = None

    @property
    def shown(self) -> str:
        """What it is now, as a form has it."""
        if isinstance(self.now, bool):
            return "yes" if self.now else "no"
        return "" if self.now is None else str(self.now)


_INPUTS: Mapping[str, tuple[FormField, ...]] = {
    "figure": (
        FormField(name="number", input="number", empty=True),
        FormField(name="low", input="number", empty=True),
        FormField(name="high", input="number", empty=True),
        FormField(name="qualifier", input="choice", choices=get_args(Qualifier)),
        FormField(name="measure", input="choice", choices=get_args(Measure)),
        FormField(name="group", input="choice", choices=get_args(Group), empty=True),
        FormField(name="unit", input="text", empty=True),
        FormField(name="place", input="text", empty=True),
        FormField(name="as_of", input="days", empty=True),
        FormField(name="attributed", input="text", empty=True),
        FormField(name="modality", input="choice", choices=get_args(Modality)),
        FormField(name="part_of_event", input="yes"),
    ),
    "quote": (
        FormField(name="attributed", input="text", empty=True),
        FormField(name="modality", input="choice", choices=get_args(Modality)),
    ),
    "name": (
        FormField(name="name", input="text"),
        FormField(name="type", input="choice", choices=get_args(EntityType)),
        FormField(name="corrupted", input="yes"),
    ),
    "story": (FormField(name="title", input="text"),),
}


def fields_of(statement: Statement) -> tuple[FormField, ...]:
    """The fields of a correction of this statement, each with what it is now."""
    return tuple(
        f.model_copy(update={"now": statement.values.get(f.name)}) for f in _INPUTS.get(statement.kind, ())
    )


def actions_of(kind: str, *, editor: bool) -> tuple[ReviewAction, ...]:
    """What may be done with a kind of statement. Which reports are one story is for editors to say."""
    actions = ACTIONS.get(cast(TargetKind, kind), ())
    return tuple(a for a in actions if editor or kind != "story" or a not in ("merge", "split"))


def changed(statement: Statement, sent: Mapping[str, Any]) -> dict[str, Value]:
    """The fields that a browser sent otherwise than they are. Raises UsageError for what cannot be read."""
    told = {}
    for field in fields_of(statement):
        text = sent.get(PREFIX + field.name)
        if not isinstance(text, str) or " ".join(text.split()) == field.shown:
            continue
        told[field.name] = _read(field, text)
    if not told:
        raise UsageError("Nothing was changed; write what is right into its field, or accept the statement.")
    return told


def _read(field: FormField, text: str) -> Value:
    text = " ".join(text.split())
    if not text and field.empty:
        return None
    if field.input == "yes":
        return text == "yes"
    if field.input == "number":
        return _number(field.name, text)
    return text


def _number(name: str, text: str) -> Value:
    """A number as people type it: 1,200 and 1 200 are twelve hundred."""
    plain = _SEPARATORS.sub("", text)
    if not _NUMBER.fullmatch(plain):
        raise UsageError(
            f"{name} is {text!r}, and must be a number such as 12; leave it empty if none is known."
        )
    return float(plain) if "." in plain else int(plain)
