"""Telegram Desktop's JSON export (`result.json`), of one chat or of a whole account, message by message.

In: a stream. Out: a `Part` for each message with words in it: its text, a media caption, or a poll's
question. Follows what Telegram Desktop 2 to 5 writes; there is no standard. The line breaks are the author's,
and links, spoilers and custom emoji are read as the words that stand there. A forward's publisher is the
one that it was forwarded from, its carrier the channel or person that passed it on; it is an item of its
own, so that it replaces no original. Only channels and supergroups number their messages the same for
everybody, so only their messages have an `Item`. Poll answers, reactions, buttons, service messages and
what a message replies to are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, BinaryIO

from crosswire.errors import ReadError
from crosswire.read.channel.json_stream import JsonError, JsonStream, Node
from crosswire.read.document import Metadata, Part
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.table.columns import Columns
from crosswire.text.dates import is_iso_time
from crosswire.types import Item, Problem

# Where an export keeps a chat, by the keys that lead there; [] is any place of a list.
_CHATS = ((), ("chats", "list", "[]"), ("left_chats", "list", "[]"))
_HEAD = frozenset({"name", "type", "id"})
_CHANNEL, _SHARED = "channel", ("channel", "supergroup")
# Characters of one message: Telegram allows 4,096, with every mark-up some ten times as many.
_LARGEST = 4 * MEGABYTE
# Malformed messages after which an export is taken for something else.
_MALFORMED = 1_000
# Before Telegram was there: older exports write 1970 where a message was never edited.
_FIRST_YEAR = 2000
# Characters of a chat's name that stand in the names of its messages.
_NAMED = 80
# Characters of the longest name of a chat or person: Telegram allows 128 for a chat.
_NAME = 300
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?\d{1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """A chat as its export introduces it; `label` stands before the names of its messages."""

    name: str | None = None
    type: str = ""
    id: str | None = None
    label: str = ""

    @property
    def is_channel(self) -> bool:
        return self.type.endswith(_CHANNEL)

    @property
    def numbers_for_all(self) -> bool:
        return self.id is not None and self.type.endswith(_SHARED)


def unpack_telegram(
    stream: BinaryIO, name: str, columns: Columns, budget: Budget
) -> Iterator[Part | Problem]:
    """The messages of an export that hold words, in its order.

    An export that is cut off gives what stands before the cut, and a `Problem` that says where it is.
    Raises ReadError where there is no message at all.
    """
    last, count, malformed = "", 0, 0
    try:
        for chat, node in _messages(stream, min(budget.limits.report, _LARGEST)):
            count += 1
            message = node.value
            found = _part(chat, message, count, budget.limits.report)
            last = _label(chat, message, count)
            malformed += isinstance(found, Problem)
            if malformed > _MALFORMED:
                raise JsonError(f"{_MALFORMED:,} messages before are malformed")
            if found is not None:
                yield found
    except JsonError as error:
        if not count:
            raise ReadError(
                f"{name}: is a Telegram export that breaks off before its first message ({error}); export the chat again."
            ) from error
        yield Problem(
            report=None,
            stage="read",
            message=f"the export breaks off after {last} ({error}); what stands before was read; export the chat again.",
        )
        return
    if not count:
        raise ReadError(f"{name}: is a Telegram export without messages; export the chat again, in JSON.")


def _messages(stream: BinaryIO, limit: int) -> Iterator[tuple[_Chat, Node]]:
    """Each message with its chat. What names a chat stands before its messages, unless somebody has sorted
    the keys; then the stream is gone through once more, for the names alone."""
    whole = tuple((*path, "messages", "[]") for path in _CHATS)
    chat, place, is_ready = _Chat(), -1, False
    heads: list[_Chat] | None = None
    labels: set[str] = set()
    for node in JsonStream(stream=stream, limit=limit, whole=whole, scalars=_HEAD, within=_CHATS):
        if node.kind == "start":
            chat, place, is_ready = _Chat(), place + 1, False
        elif node.kind == "scalar":
            chat = _introduced(chat, node)
        else:
            if not is_ready and not chat.type:
                heads = _heads(stream, limit) if heads is None else heads
                chat = heads[place] if place < len(heads) else chat
            if not is_ready and len(node.path) > len(whole[0]):
                chat = replace(chat, label=_chat_label(chat, labels))
            is_ready = True
            yield chat, node


def _heads(stream: BinaryIO, limit: int) -> list[_Chat]:
    """What the whole export says of its chats, in order."""
    position = stream.tell()
    stream.seek(0)
    heads: list[_Chat] = []
    try:
        for node in JsonStream(stream=stream, limit=limit, whole=(), scalars=_HEAD, within=_CHATS):
            if node.kind == "start":
                heads.append(_Chat())
            else:
                heads[-1] = _introduced(heads[-1], node)
    except JsonError:
        pass  # what was found before the break stands; the break itself is told by the first reading
    stream.seek(position)
    return heads


def _introduced(chat: _Chat, node: Node) -> _Chat:
    key, value = node.path[-1], node.value
    if key == "name":
        return replace(chat, name=_line(value))
    if key == "type":
        return replace(chat, type=value if isinstance(value, str) else "")
    return replace(chat, id=_number(value))


def _chat_label(chat: _Chat, labels: set[str]) -> str:
    """A chat's name for the names of its messages, with its number where another chat is called the same."""
    label = (chat.name or f"chat {chat.id}")[:_NAMED]
    if label in labels:
        label = f"{label} ({chat.id})"
    labels.add(label)
    return label


def _label(chat: _Chat, message: Any, count: int) -> str:
    known = _number(message.get("id")) if isinstance(message, dict) else None
    own = f"message {known}" if known else f"message without id, place {count}"
    return f"{chat.label}: {own}" if chat.label else own


def _part(chat: _Chat, message: Any, count: int, limit: int) -> Part | Problem | None:
    """The part of one message; None where it holds no words."""
    label = _label(chat, message, count)
    if not isinstance(message, dict):
        return _problem(label, "is no JSON object; export the chat again.")
    if message.get("type", "message") != "message":
        return None
    text = _words(message)
    if text is None:
        return _problem(label, "has a text in a form that is not known here; export the chat again.")
    if not text.strip():
        return None
    data = _SURROGATE.sub("\ufffd", text).encode()
    if len(data) > limit:
        return _problem(label, f"is larger than {limit >> 20} MB; give its text alone.")
    return Part(name=label, data=data, metadata=_describe(chat, message), format="text", charset="utf-8")


def _words(message: Mapping[str, Any]) -> str | None:
    """A message's text or caption and, on a line of its own, a poll's question; None if malformed."""
    text = _joined(message["text"] if "text" in message else message.get("text_entities"))
    poll = message.get("poll")
    question = _joined(poll.get("question")) if isinstance(poll, dict) else ""
    if text is None or question is None:
        return None
    return f"{text}\n{question}" if text and question else text or question


def _joined(text: Any) -> str | None:
    """A text as an export writes it: a string, or a list of strings and of objects that hold one."""
    if text is None or isinstance(text, str):
        return text or ""
    listed = text if isinstance(text, list) else [text]
    pieces = [piece.get("text") if isinstance(piece, dict) else piece for piece in listed]
    words = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(words) if len(words) == len(pieces) else None


def _describe(chat: _Chat, message: Mapping[str, Any]) -> Metadata:
    published = _time(message, "date")
    updated = _time(message, "edited")
    known = _number(message.get("id"))
    item = None
    if chat.numbers_for_all and known:
        item = Item(uri=f"telegram:{chat.id}/{known}", version=updated or published or "1")
    bare = Metadata(published=published, updated=updated, item=item)
    sender, is_person = _line(message.get("from")), _is_person(message, "from_id")
    if "forwarded_from" in message:
        origin = _line(message.get("forwarded_from"))
        private = _is_person(message, "forwarded_from_id")
        return replace(
            bare,
            byline=origin if private else None,
            publisher=None if private else origin,
            carrier=chat.name if chat.is_channel else sender,
        )
    if chat.is_channel:
        return replace(bare, publisher=chat.name or sender, byline=_line(message.get("author")))
    if sender and not is_person and str(message.get("from_id", "")).startswith(_CHANNEL):
        return replace(bare, publisher=sender, byline=_line(message.get("author")))
    return replace(bare, byline=sender)


def _is_person(message: Mapping[str, Any], key: str) -> bool:
    """Whether an id names a person's account ("user42"); exports before 2021 do not say."""
    return str(message.get(key, "")).startswith("user")


def _time(message: Mapping[str, Any], key: str) -> str | None:
    """The time under `key`: in UTC where seconds are given, else as the exporting machine's clock had it."""
    seconds = message.get(f"{key}_unixtime")
    if (
        isinstance(seconds, int | str)
        and str(seconds).isdecimal()
        and len(str(seconds)) <= len("99999999999")
    ):
        moment = datetime.fromtimestamp(int(seconds), UTC)
        return moment.isoformat() if moment.year >= _FIRST_YEAR else None
    local = message.get(key)
    if isinstance(local, str) and is_iso_time(local):
        return local if int(local[:4]) >= _FIRST_YEAR else None
    return None


def _line(value: Any) -> str | None:
    """A name on one line; None for what is none, or too long to be one."""
    return " ".join(value.split()) or None if isinstance(value, str) and len(value) <= _NAME else None


def _number(value: Any) -> str | None:
    """The number of a chat or message as text, written as a number or as a string of digits."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if _NUMBER.fullmatch(text) else None


def _problem(label: str, message: str) -> Problem:
    return Problem(report=label, stage="read", message=message)
