"""What people post and say: channel exports, transcripts.

In: `Article`s. Out: the bytes of an export or transcript, after Telegram Desktop's JSON export, WebVTT, and
SubRip as players read it.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.corpus.articles import Article


def channel(
    articles: Sequence[Article], *, marked: bool = False, name: str = "", forwarded: bool = False
) -> dict[str, Any]:
    """One channel of an export: a message for each article, its title the first line, among messages that
    only say that something was pinned or show a picture."""
    messages: list[dict[str, Any]] = [
        {"id": 1, "type": "service", "date": "2031-01-01T00:00:00", "date_unixtime": "1925002800",
         "actor": name or articles[0].publisher, "action": "create_channel", "text": "", "text_entities": []},
    ]  # fmt: skip
    for number, article in enumerate(articles, 2):
        message = {"id": number, "type": "message", **_times(article), "from": name or article.publisher,
                   "from_id": "channel1403"}  # fmt: skip
        if forwarded:
            message["forwarded_from"] = article.publisher
        title = {"type": "bold", "text": article.title}
        rest = {"type": "plain", "text": f"\n\n{article.body}"}
        message["text"] = [title, rest["text"]] if marked else article.text
        message["text_entities"] = [title, rest] if marked else [{"type": "plain", "text": article.text}]
        messages.append(message)
    messages.append(
        {"id": 99, "type": "message", "date": "2031-12-01T09:00:00", "date_unixtime": "1953885600",
         "from": name or articles[0].publisher, "from_id": "channel1403", "photo": "photos/photo_1.jpg",
         "width": 800, "height": 600, "text": "", "text_entities": []}
    )  # fmt: skip
    return {"name": name or articles[0].publisher, "type": "public_channel", "id": 1403, "messages": messages}


def _times(article: Article) -> dict[str, str]:
    """When a message was sent and edited: local time without a zone, and seconds since 1970."""
    sent, edited = (datetime.fromisoformat(x) for x in (article.published, article.updated))
    return {
        "date": sent.replace(tzinfo=None).isoformat(),
        "date_unixtime": str(int(sent.timestamp())),
        "edited": edited.replace(tzinfo=None).isoformat(),
        "edited_unixtime": str(int(edited.timestamp())),
    }


def whole_export(channels: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An export of all chats of an account."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "Desk"},
        "chats": {"about": "This page lists all chats.", "list": list(channels)},
    }


def _clock(seconds: float, sign: str) -> str:
    moment = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return f"{moment:%H:%M:%S}{sign}{moment.microsecond // 1000:03d}"


def _cues(lines: Sequence[str], *, split: bool) -> list[tuple[float, float, str]]:
    """Begin, end and words of cues: one for each line; with `split` a line in several that follow each other
    at once. Two seconds of silence lie between lines."""
    cues, now = [], 0.5
    for line in lines:
        for piece in _pieces(line) if split else [line]:
            length = max(1.0, len(piece) / 15)
            cues.append((now, now + length, piece))
            now += length
        now += 2.0
    return cues


def _pieces(line: str) -> list[str]:
    """A line in pieces of two rows of at most about forty characters, parted at blanks; no row begins with a
    dash, which would say that another person speaks."""
    rows, row = [], ""
    for word in line.split(" "):
        if row and len(row) + len(word) >= 40 and word not in ("–", "—"):
            rows.append(row)
            row = ""
        row = f"{row} {word}" if row else word
    rows.append(row)
    return ["\n".join(rows[i : i + 2]) for i in range(0, len(rows), 2)]


def webvtt(article: Article, *, split: bool = False, rich: bool = False, ends: str = "\n") -> bytes:
    """A WebVTT file; `rich` has the title in its header, notes, a style, names of cues, settings and marks in
    the words."""
    blocks = [f"WEBVTT - {article.title}\nKind: captions\nLanguage: {article.language}" if rich else "WEBVTT"]
    if rich:
        blocks += ["STYLE\n::cue { color: white }", "NOTE Made by hand\nfor the desk"]
    lines = article.paragraphs if rich else article.lines
    for number, (begin, end, words) in enumerate(_cues(lines, split=split), 1):
        words = html.escape(words, quote=False)
        timing = f"{_clock(begin, '.')} --> {_clock(end, '.')}"
        if rich:
            timing, words = f"cue-{number}\n{timing} align:start line:85%", f"<c.white><b>{words}</b></c>"
        blocks.append(f"{timing}\n{words}")
    return ("\n\n".join(blocks) + "\n").replace("\n", ends).encode()


def srt(article: Article, *, split: bool = False, ends: str = "\n", encoding: str = "utf-8") -> bytes:
    """A SubRip file; with `split`, words in italics as players know them."""
    blocks = [
        f"{number}\n{_clock(begin, ',')} --> {_clock(end, ',')}\n" + (f"<i>{words}</i>" if split else words)
        for number, (begin, end, words) in enumerate(_cues(article.lines, split=split), 1)
    ]
    return ("\n\n".join(blocks) + "\n\n").replace("\n", ends).encode(encoding)
