"""What the IPTC's formats (ninjs, NewsML-G2, NITF) have in common: words, times, states, agencies, bodies.

In: single values as these formats hold them. Out: the same in the words of `Metadata` and `Item`. A body
may be markup, NITF or plain text; whichever it is, its paragraphs come out as in any other format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from crosswire.errors import ReadError
from crosswire.read.bodies import Paragraph, lay_out
from crosswire.read.describe.credits import agency_forms
from crosswire.read.document import Document, Metadata
from crosswire.read.web.fragment import parse_piece
from crosswire.read.xml import parse_xml
from crosswire.text.dates import is_iso_time
from crosswire.text.fold import fold
from crosswire.types import ItemStatus

# Marks that begin a tag, an attribute or an entity. A news item has some hundreds, a message of a
# thousand items some hundred thousand; each costs the parser about a hundred bytes.
_MARKS = 1_000_000
# Characters of a plain body that are read: a long report has some ten thousand.
_BODY = 2_000_000
# Characters of an editorial note that are passed on.
_NOTE = 400
# Lines of agencies' plain texts are broken at 60 to 80 characters; longer ones are whole paragraphs.
_WRAPPED = 100
_SURROGATE = re.compile("[\ud800-\udfff]")
_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)([.,]\d{1,9})?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|blockquote|section|article|body|html|figure)\b[^<>]{0,500}>", re.I
)
_BY = re.compile(r"by\s+(?=\S)", re.I)
# Information source roles (cv.iptc.org/newscodes/infosourcerole, …/contentprodpartyrole) of parties that
# made the content, by what their codes begin with.
MAKERS = ("create", "creator", "writ", "author", "origin", "produc", "publish", "contentsource")
_STATES: dict[str, ItemStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One rendering of an item's content: what role it plays, what type it has ("" if unsaid), itself."""

    value: str
    role: str = ""
    type: str = ""

    @property
    def markup(self) -> bool:
        """Whether it says where paragraphs begin."""
        if self.type and "plain" in self.type:
            return False
        return any(x in self.type for x in ("html", "xml", "nitf")) or _MARKUP.search(self.value) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an item carries: its paragraphs, what they are said to be, and notices."""

    paragraphs: Sequence[Paragraph] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notices: tuple[str, ...] = ()


# Roles of pieces that stand beside the article and are not it.
_BESIDE = ("teaser", "summary", "abstract", "caption", "lead", "intro", "ingress", "note", "extra")
_ITSELF = ("main", "body", "text", "html", "xhtml", "richtext", "nitf", "story", "article")


def choose_body(bodies: Iterable[Body]) -> Body | None:
    """The rendering to read: the article itself rather than a teaser, markup rather than plain text, since
    the latter often runs all paragraphs together; the first of equals."""

    def rank(body: Body) -> tuple[bool, bool, bool]:
        role = body.role.lower()
        return any(x in role for x in _BESIDE), not body.markup, role not in _ITSELF

    return min((b for b in bodies if b.value.strip()), key=rank, default=None)


def words(value: Any) -> str | None:
    """A value in one line, without halves of characters, or None where it says nothing.

    >>> words(" Dam \\n breaks"), words(" "), words(7)
    ('Dam breaks', None, None)
    """
    if not isinstance(value, str):
        return None
    return " ".join(_SURROGATE.sub("\ufffd", value).replace("\x00", "\ufffd").split()) or None


def stated_time(value: Any) -> str | None:
    """A day or time in ISO 8601, basic or extended, in the extended form with the zone that it states.

    >>> stated_time("20310504T163000+0200"), stated_time("2031-05-04T14:30:00Z"), stated_time("May 2031")
    ('2031-05-04T16:30:00+02:00', '2031-05-04T14:30:00Z', None)
    """
    text = words(value)
    match = _TIME.fullmatch(text) if text else None
    if match is None:
        return None
    year, month, day, hour, minute, second, part, zone = match.groups()
    found = f"{year}-{month}-{day}"
    if hour:
        found += f"T{hour}:{minute}:{second or '00'}{(part or '').replace(',', '.')[:7]}"
        if zone and zone != "Z":
            zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
        found += zone or ""
    return found if is_iso_time(found) else None


def is_later(time: str | None, than: str | None) -> bool:
    """Whether one stated time lies after another; where only one of them states its zone, the clock times decide."""
    if not time or not than:
        return False
    try:
        return datetime.fromisoformat(time) > datetime.fromisoformat(than)
    except TypeError:  # only one of them states its zone
        return time[:19] > than[:19]


def stated_status(value: str | None) -> tuple[ItemStatus, str | None]:
    """The state that a code ("canceled", "stat:canceled", an address that ends so) means, and a notice
    where it is a state of no known kind, which is taken for usable."""
    code = re.split(r"[:/#]", value.strip().lower())[-1] if value else "usable"
    if code in _STATES:
        return _STATES[code], None
    return "usable", f"Its status is {value!r:.60}, which is not known here; it is taken for usable."


def known_agencies(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names to show of those among `names` that are news agencies."""
    forms = agency_forms()
    folded = _folded_agencies()
    found = (forms.get(name) or folded.get(fold(name)) for name in names if name)
    return tuple(dict.fromkeys(name for name in found if name))


@cache
def _folded_agencies() -> Mapping[str, str]:
    """Names of agencies as they may be written by hand; acronyms only as they are, since small they are words."""
    return {fold(form): shown for form, shown in agency_forms().items() if len(form) > 3}


def bare_byline(value: str | None) -> str | None:
    """A byline without its "By"."""
    text = words(value)
    return _BY.sub("", text, count=1) if text and _BY.match(text) else text


def language_code(value: Any) -> str | None:
    """The language of a BCP 47 tag, without script and country.

    >>> language_code("pt-BR"), language_code("x-klingon")
    ('pt', None)
    """
    code = (words(value) or "").replace("_", "-").split("-")[0].lower()
    return code if len(code) in (2, 3) and code.isascii() and code.isalpha() else None


def noted(embargoed: str | None, note: str | None) -> tuple[str, ...]:
    """The notices on an embargo and on what the agency tells its clients."""
    found = []
    if embargoed:
        found.append(f"The item is under embargo until {embargoed}; check before it is used.")
    if note:
        found.append(f"The agency notes: “{note[:_NOTE]}{'…' if len(note) > _NOTE else ''}”")
    return tuple(found)


def parse_item(data: bytes, source: str, *, what: str) -> Any:
    """The root of an XML document of no absurd size. Raises ReadError as `parse_xml` does."""
    if data.count(b"<") + data.count(b"=") + data.count(b"&") > _MARKS:
        raise ReadError(
            f"{source}: is {what} with more than {_MARKS:,} marks, as no news has; it is not read."
        )
    return parse_xml(data, source, what=what)


def read_markup(markup: str) -> Content:
    """What a body in HTML or XHTML holds."""
    piece = parse_piece(_SURROGATE.sub("\ufffd", markup))
    kept = tuple(p for p in piece.paragraphs if p.text.strip())
    return Content(paragraphs=kept, metadata=Metadata(title=words(piece.title)), notices=piece.notices)


def read_plain_body(text: str) -> Content:
    """What a body in plain text holds."""
    notices: tuple[str, ...] = ()
    if len(text) > _BODY:
        text = text[:_BODY]
        notices = (f"The text is longer than {_BODY:,} characters and is read up to there; see the source.",)
    kept = tuple(p for p in plain_paragraphs(text) if p.text.strip())
    return Content(paragraphs=kept, notices=notices)


def plain_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a plain text: its lines, or what empty lines or indents part where an agency has
    broken the lines at a fixed width.

    >>> [p.text for p in plain_paragraphs("It broke\\nat dawn.\\n\\nIt rained.")]
    ['It broke at dawn.', 'It rained.']
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = text.split("\n")
    narrow = max(map(len, lines)) <= _WRAPPED
    if narrow and _BLANK_LINE.search(text):
        pieces: Sequence[str] = [piece.replace("\n", " ") for piece in _BLANK_LINE.split(text)]
    elif narrow and any(line[:1].isspace() for line in lines) and any(line[:1].strip() for line in lines[1:]):
        pieces = [piece.replace("\n", " ") for piece in re.split(r"\n(?=\s+\S)", text)]
    else:
        pieces = lines
    return [Paragraph(text=piece) for piece in pieces]


def compose_item(title: str | None, paragraphs: Sequence[Paragraph]) -> Document:
    """The text of an item; a body that begins with the headline does not give it twice."""
    kept = [p for p in paragraphs if p.text.strip()]
    if title and kept and fold(" ".join(kept[0].text.split())) == fold(title):
        kept = kept[1:]
    text, excluded = lay_out(title, kept)
    return Document(text=text, excluded=excluded)
