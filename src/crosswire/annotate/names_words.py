"""The words of a parsed report as name finding sees them: offsets, case, position, the parser's guess.

A word keeps its hyphens and inner apostrophes ("Al-Sarin", "O'Mara") and loses a possessive ending
("Orvin's" is the word "Orvin", marked possessive). Nothing is decided here about names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.annotate.capitals_words import vocabulary_of
from crosswire.text.fold import strip_accents

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-‐‑'’ʼ`´][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_AFTER = re.compile(r"['’](?![\w])")
# A small prefix fastened to a capitalised name: "al-Sarin", "d'Ormel", "el-Tahar".
_PREFIXED = re.compile(
    r"^(?:a[lnrstdz]|ash|adh|el|ul|abu|ibn|bin|ben|[dlo]|de|dell|von)[-‐‑'’ʼ`][^\W\d_]", re.I
)
# A prefix that is no part of the name behind it: "ex-Torvane", "Ex-Torvane"; "Anti-…" in capitals begins names.
_PREFIX = re.compile(r"^(?:(?:[Ee]x|[Pp]ro|mid)|anti|non|post|pre)-(?=[A-Z])")
# Addresses, handles and tags: their capitals are no names' as printed.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.])[@#]\w+|[\w.+-]+@[\w-]+\.\w\S*|\w+\.(?:com|org|net)/\S+"
)
# A no-break space of the old Macintosh encoding read as Latin-1 stands between capitals as "Ê".
_BROKEN_SPACE = re.compile(r"(?<=[A-Z])Ê(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: half-open offsets without the possessive, folded form, and what the parser says of it.

    `gap` is what stands between the previous word (with its possessive) and this one. `opens` is True
    where the word opens a sentence or a quotation, so that its capital says nothing. `known` is True of a
    capitalised word that the language has in small letters too.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: str
    opens: bool
    possessive: bool
    capital: bool
    pos: str
    label: str
    shout: bool
    known: bool = False

    @property
    def upper(self) -> bool:
        """Whether it is written in capitals throughout, two letters or more."""
        return len(self.text) > 1 and self.text.upper() == self.text and self.text.lower() != self.text


def words_of(doc: Doc, endings: frozenset[str] = frozenset()) -> tuple[Word, ...]:
    """The words of a parsed text, in order; a word before a hyphen and one of `endings` stands alone."""
    text = doc.text
    token_at = _token_index(doc)
    openings = {s.start_char for s in doc.sents}
    lines = _loud_lines(text)
    vocabulary = vocabulary_of(doc.vocab)
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    known: dict[str, bool] = {}
    out: list[Word] = []
    before = 0
    line = 0
    opens = True
    for match in _WORD.finditer(text):
        start, end = match.span()
        while addresses and addresses[0][1] <= start:
            del addresses[0]
        prefix = _PREFIX.match(match.group())
        start += prefix.end() if prefix else 0
        stem, hyphen, ending = match.group().rpartition("-")
        cut = bool(hyphen) and _describes(ending, endings)
        if cut:
            end = match.start() + len(stem)
        while line + 1 < len(lines) and lines[line + 1][0] <= start:
            line += 1
        possessive = bool(_POSSESSIVE.search(match.group()))
        if possessive and end == match.end():
            end -= 2
        elif text[start:end].endswith(("s", "S")) and _AFTER.match(text, end):
            possessive = True
        gap = text[before:start]
        opens = not prefix and (
            not out or _opens(gap) or any(p in openings for p in range(start - min(len(gap), 4), start + 1))
        )
        surface = text[start:end]
        key = strip_accents(surface).casefold().replace("’", "'")
        capital = surface[0].isupper() or bool(_PREFIXED.match(surface) and _has_capital(surface))
        capital = capital and not (addresses and addresses[0][0] <= start)
        if capital and key not in known:
            known[key] = vocabulary.holds(key)
        token = doc[token_at[start]]
        out.append(
            Word(
                start=start,
                end=end,
                text=surface,
                folded=key,
                gap=gap,
                opens=opens,
                possessive=possessive,
                capital=capital,
                pos=_pos(doc, token_at, start, end),
                label=token.ent_type_,
                shout=lines[line][1],
                known=capital and known[key],
            )
        )
        before = match.end() if end + 2 >= match.end() and not cut else end
    return tuple(out)


def pieces(surface: str) -> list[str]:
    """A word cut at a broken no-break space: "CITYÊHALL" gives "CITY" and "HALL"."""
    return _BROKEN_SPACE.split(surface)


def _describes(ending: str, endings: frozenset[str]) -> bool:
    """Whether what follows a hyphen says something of the name before it ("-led", "-flagged")."""
    participle = len(ending) > 4 and ending.endswith(("ed", "ing", "able"))
    return ending in endings or (participle and ending.islower())


def _opens(gap: str) -> bool:
    stripped = gap.strip(" \t\u00a0")
    return "\n" in gap or (
        any(c in '“"«‘.!?:;•|>…' for c in stripped[-2:]) and not re.fullmatch(r"\.", stripped)
    )


def _has_capital(surface: str) -> bool:
    return any(c.isupper() for c in surface[1:])


def _pos(doc: Doc, token_at: list[int], start: int, end: int) -> str:
    found = {doc[i].pos_ for i in range(token_at[start], token_at[max(start, end - 1)] + 1)}
    return "PROPN" if "PROPN" in found else doc[token_at[start]].pos_


def _token_index(doc: Doc) -> list[int]:
    index = [0] * (len(doc.text) + 1)
    for token in doc:
        for k in range(token.idx, token.idx + len(token.text_with_ws)):
            index[k] = token.i
    return index


def _loud_lines(text: str) -> list[tuple[int, bool]]:
    """Where each line starts, and whether it capitalises nearly all its words, so that capitals say little.

    Three quarters of at least five words of four letters or more: title case in headlines leaves
    small the short words only; running text of news never came near on the lines that were read.
    """
    out: list[tuple[int, bool]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        long = [w for w in _WORD.findall(line) if len(w) >= 4]
        loud = len(long) >= 5 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)
        out.append((position, loud))
        position += len(line)
    return out or [(0, False)]
