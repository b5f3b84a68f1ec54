"""What broken files are made of: bombs, theft, pictures, and the making of a `Broken` itself."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus.articles import Article
from tests.corpus.files import Broken, Outcome

# Bytes to which a bomb expands: more than any report may have, yet made in a second.
BOMB_SIZE = 100 * 1024 * 1024
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(60)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12))
BOMB = f"<!DOCTYPE x [{_LAUGHS}]>"
THEFT = '<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>'


def broken(
    name: str,
    format: str,
    data: bytes | str,
    why: str,
    *,
    outcome: Outcome = "problem",
    articles: Sequence[Article] = (),
) -> Broken:
    raw = data.encode() if isinstance(data, str) else data
    return Broken(name=name, format=format, data=raw, why=why, outcome=outcome, articles=tuple(articles))


def declaring(xml: str, declared: str, *, behind: str = "<p>") -> str:
    """The document with a type declaration after its prolog, and an entity of it behind the first `behind`."""
    prolog, end, rest = xml.partition("?>")
    return f"{prolog}{end}{declared}{rest.replace(behind, f'{behind}&l11;', 1)}"
