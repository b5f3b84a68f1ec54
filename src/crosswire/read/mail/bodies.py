"""The body of a message to paragraphs: what of it is news, and what belongs to the letter.

In: leaves of a message. Out: `Paragraph`s, those set apart that lead to the copy on the web, speak of the
subscription, sign, or quote an earlier letter. Flowed text (RFC 3676) is unwrapped, and so are lines that
were broken at a fixed width. Judged by the words of `lang/en/newsletters.toml`; in doubt it is news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crosswire.lang import table
from crosswire.read.bodies import Paragraph, split_paragraphs
from crosswire.read.mail.mime import Leaf, Mime
from crosswire.read.web.fragment import Piece, parse_piece

# Words of a paragraph about the letter itself; one of news that happens to speak of subscriptions is longer.
_SHORT = 45
# Share of the paragraphs, from the end, in which a footer begins, and characters of a line in it.
_FOOT, _FOOT_LINE = 0.5, 250
# Lines broken at a fixed width: the longest, and the least that all but a paragraph's last are.
_WIDEST, _NARROWEST = 80, 45
# Lines and characters of a plain letter that are read: newsletters stay below a thousand lines.
_MOST, _LONGEST = 50_000, 2_000_000
_SIGNATURE = re.compile(r"--[ \u00a0]?")
_ADDRESS = re.compile(r"https?://[^\s<>()\"]{4,500}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message's body: its paragraphs, the address of its copy on the web, what is told of its damage,
    and the language that it states."""

    paragraphs: tuple[Paragraph, ...] = ()
    address: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()


def read_letter(message: Mime) -> Letter:
    """The best body of a message: of alternatives the HTML, and every text that stands by itself."""
    pieces = [_piece(leaf) for leaf in body_leaves(message.leaves)]
    paragraphs = list(_judge([p for piece in pieces for p in piece.paragraphs]))
    return Letter(
        paragraphs=tuple(paragraphs),
        address=next((a for p in paragraphs if (a := _online(p))), None),
        language=next((p.language for p in pieces if p.language), None),
        notices=tuple(dict.fromkeys(n for piece in pieces for n in piece.notices)),
    )


def body_leaves(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves that are the message's own text, one of each set of alternatives, in order."""
    texts = [x for x in leaves if is_body(x) and x.body.strip()]
    chosen: dict[int, Leaf] = {}
    for leaf in texts:
        if leaf.choice is not None:
            held = chosen.get(leaf.choice)
            if held is None or (leaf.type == "text/html" and held.type != "text/html" and _has_text(leaf)):
                chosen[leaf.choice] = leaf
    return [x for x in texts if x.choice is None or chosen[x.choice] is x]


def is_body(leaf: Leaf) -> bool:
    """Whether a leaf is text of the message itself and no attachment."""
    return leaf.type in ("text/plain", "text/html") and not leaf.attached and not leaf.file


def _has_text(leaf: Leaf) -> bool:
    return bool(_piece(leaf).paragraphs)


def _piece(leaf: Leaf) -> Piece:
    if leaf.type == "text/html":
        return parse_piece(leaf.text)
    lines = split_paragraphs(leaf.text[:_LONGEST])
    notices: tuple[str, ...] = ()
    if len(lines) > _MOST or len(leaf.body) > _LONGEST:
        lines = lines[:_MOST]
        notices = (
            f"The letter has more than {_MOST:,} lines or {_LONGEST:,} bytes; what follows is missing. Split it.",
        )
    flowed = (leaf.parameter("format") or "").lower() == "flowed"
    if flowed:
        lines = list(_unflowed(lines, (leaf.parameter("delsp") or "").lower() != "yes"))
    return Piece(paragraphs=tuple(_plain(lines, wrapped=not flowed)), notices=notices)


def _unflowed(lines: Iterable[str], spaced: bool) -> Iterator[str]:
    """The lines of flowed text, each whole: a line that ends in a blank goes on in the next."""
    held, depth = "", 0
    for line in lines:
        quoted = len(line) - len(line.lstrip(">"))
        words = line[quoted:].removeprefix(" ")
        if held and quoted != depth:
            yield ">" * depth + held
            held = ""
        depth = quoted
        held += words
        if words.endswith(" ") and words != "-- ":
            held = held if spaced else held[:-1]
            continue
        yield ">" * depth + held
        held = ""
    if held:
        yield ">" * depth + held


def _plain(lines: Iterable[str], *, wrapped: bool) -> Iterator[Paragraph]:
    """The paragraphs of plain text: quoted lines and the signature set apart."""
    block: list[str] = []
    signed = False
    for line in lines:
        if _SIGNATURE.fullmatch(line) and not signed:
            yield from _block(block, wrapped)
            block, signed = [], True
        elif signed:
            yield Paragraph(text=line, kind="signature")
        elif line.startswith(">"):
            yield from _block(block, wrapped)
            block = []
            yield Paragraph(text=line, kind="duplicate")
        elif line.strip():
            block.append(line)
        else:
            yield from _block(block, wrapped)
            block = []
    yield from _block(block, wrapped)


def _block(lines: Sequence[str], wrapped: bool) -> Iterator[Paragraph]:
    """Lines between empty ones: one paragraph if they were broken at a fixed width."""
    lengths = [len(line.rstrip()) for line in lines]
    broken = wrapped and len(lines) > 1 and max(lengths) <= _WIDEST and min(lengths[:-1]) >= _NARROWEST
    for text in [" ".join(lines)] if broken else lines:
        yield Paragraph(text=text, links=tuple(_ADDRESS.findall(text)[:8]))


def _judge(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, each with what it is."""
    foot, passed_on = False, False
    for index, paragraph in enumerate(paragraphs):
        text, kind = paragraph.text, paragraph.kind
        follows = paragraphs[index + 1].kind if index + 1 < len(paragraphs) else None
        if _patterns()["forwarded"].match(text):
            passed_on, kind = True, "page_furniture"
        elif passed_on and kind == "duplicate":
            kind = None
        if passed_on and kind is None and _patterns()["headers"].match(text):
            kind = "page_furniture"
        if kind is None and len(text.split()) <= _SHORT:
            kind = _short(text, follows)
        ends = index + 1 > _FOOT * len(paragraphs)
        if foot and kind is None and len(text) <= _FOOT_LINE:
            kind = "subscription"
        foot = foot or (kind == "subscription" and ends)
        yield replace(paragraph, kind=kind)


def _short(text: str, follows: str | None) -> str | None:
    """What a short paragraph is, if it is not news; `follows` is the kind of the next."""
    patterns = _patterns()
    if patterns["subscription"].search(text):
        return "subscription"
    if patterns["online"].search(text):
        return "page_furniture"
    return "duplicate" if follows == "duplicate" and patterns["quoted"].search(text) else None


def _online(paragraph: Paragraph) -> str | None:
    """The address of the copy on the web, where a paragraph that says so leads to one place only."""
    said = paragraph.kind == "page_furniture" and _patterns()["online"].search(paragraph.text)
    web = {x for x in paragraph.links if x.startswith(("http://", "https://"))} if said else set()
    return web.pop() if len(web) == 1 else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("en", "newsletters")
    either = {
        "online": words["online"]["words"],
        "subscription": words["subscription"]["words"],
        "forwarded": words["forwarded"]["openings"],
        "headers": words["forwarded"]["headers"],
        "quoted": words["quoted"]["endings"],
    }
    joined = {key: "(?:" + "|".join(map(re.escape, forms)) + ")" for key, forms in either.items()}
    shapes = {
        "online": rf"(?<!\w){joined['online']}(?!\w)",
        "subscription": rf"(?<!\w){joined['subscription']}(?!\w)",
        "forwarded": rf"[\s>*_–—-]*{joined['forwarded']}(?!\w)",
        "headers": rf"[\s>*]*{joined['headers']}\s*:",
        "quoted": rf"{joined['quoted']}\s*$",
    }
    return {key: re.compile(shape, re.I) for key, shape in shapes.items()}
