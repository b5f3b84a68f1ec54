"""Damaged copies of files: bits turned, bytes lost and added, blocks repeated, files run together.

In: a seed and a number. Out: the name, format and bytes of an input, always the same for the same seed and
number. Some compressed files are taken apart, damaged inside and put together again, so that damage gets
behind check sums.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.corpus.broken import broken_files
from tests.corpus.documents import MADE
from tests.corpus.files import Broken, Good
from tests.corpus.good import good_files

# Bytes of an input: larger ones test the machine's speed rather than the readers.
_LIMIT = 2_000_000
# Share of inputs that come from good files; broken ones are already far from what a reader expects.
_GOOD = 0.85
# Share of compressed files that are damaged inside.
_INSIDE = 0.6
# Share of inputs under their own name; the rest have one that says nothing.
_NAMED = 0.5
# Words that mean something to one reader or another, put where they do not belong.
WORDS = tuple(
    word.encode("utf-8", "surrogatepass") if isinstance(word, str) else word
    for word in (
        "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&a;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.1'?>",
        "&#0;", "&#xD800;", "&#x202e;", "\\ud800", "\\u0000", "\ud800", "\u202e", "\u200b", "\ufeff", "\x00", "\x0b",
        "<p>", "</p>", "<div>", "<script>", "<style>", "<table><tr><td>", "<base href='//a'>", "<br/>", "<plaintext>",
        "{", "}", "[", "]", '"', ",", ":", "null", "true", "NaN", "-Infinity", "1e999", "-1", "{}", "[]", '""',
        '"text":', '"uri":', '"items":', '"messages":', '"type":', '"date":', '"bodies":', '"headlines":',
        "\r\n\r\n", "\n\n", "\r", "\t", "From a@b.example Mon Dec  1 08:00:00 2031\n", "From: ", "Subject: =?x?q?=ff?=",
        'Content-Type: multipart/mixed; boundary="b"\r\n', "Content-Transfer-Encoding: base64\r\n", "--b", "=?utf-8?b?",
        "charset=utf-7", "charset=idna", "charset=undefined", "charset=utf-16", "charset=zlib", "format=flowed",
        "WARC/1.0\r\n", "WARC/1.1\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 200 OK\r\n",
        "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n", "WARC-Date: ", "WARC-Target-URI: ", "sha1:",
        "WEBVTT", "NOTE ", "00:00:00.000 --> 99:59:59.999", "99999999:00:00,000", "<v ", "<00:00:01.000>", "1\n",
        "2031-13-45T25:61:61+99:99", "0000-00-00", "9999-12-31T23:59:59Z", "Mon, 99 Foo 99999 99:99:99 +9999",
        b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"PAR1", b"ustar",
        b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xc0\x80",
        b"%PDF-", b"endstream", b"endobj", b"xref", b"trailer", b"/Length 999999999", b"/Kids [1 0 R]", b"startxref 0",
    )
)  # fmt: skip
_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967295", b"9223372036854775808", b"9" * 40,
            b"1e308", b"0.0000001", b"00", b"1_0")  # fmt: skip
_BINARY = (
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\x7f",
    b"\x00\x00\x00\x80",
    b"\x01\x00\x00\x00",
)
_DIGITS = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One damaged file: the name under which it is read, the format that it had, its bytes."""

    name: str
    format: str
    data: bytes
    origin: str


def input_of(seed: int, number: int) -> Input:
    """Input `number` of the run `seed`."""
    random = Random(f"{seed}:{number}")
    file = _pick(random)
    data = damage(file.data, random)
    name = file.name if random.random() < _NAMED else "input"
    return Input(name=name, format=file.format, data=data, origin=file.name)


def _pick(random: Random) -> Good | Broken:
    """A file of a format drawn first, so that formats with few files get their share."""
    files: Sequence[Good | Broken] = good_files() if random.random() < _GOOD else broken_files()
    format = random.choice(sorted({f.format for f in files}))
    return random.choice([f for f in files if f.format == format])


def damage(data: bytes, random: Random) -> bytes:
    """The bytes after one to five mutations, some of them inside what is compressed."""
    if random.random() < _INSIDE:
        if data.startswith(b"PK\x03\x04"):
            data = _inside_zip(data, random)
        elif data.startswith(b"\x1f\x8b"):
            data = _inside_gzip(data, random)
        else:
            data = _several(data, random)
    else:
        data = _several(data, random)
    return data[:_LIMIT]


def _several(data: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        data = random.choice(MUTATIONS)(data, random)[:_LIMIT]
    return data


def _inside_zip(data: bytes, random: Random) -> bytes:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = [i.filename for i in old.infolist() if i.file_size <= _LIMIT]
            chosen = random.choice(names) if names else None
            for name in names:
                entry = old.read(name)
                new.writestr(zipfile.ZipInfo(name, MADE), damage(entry, random) if name == chosen else entry)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error):
        return _several(data, random)
    return out.getvalue()


def _inside_gzip(data: bytes, random: Random) -> bytes:
    try:
        inner = zlib.decompressobj(wbits=31).decompress(data, _LIMIT)
    except zlib.error:
        return _several(data, random)
    return gzip.compress(damage(inner, random), mtime=0)


def _place(data: bytes, random: Random) -> int:
    """Somewhere in the bytes; half the time near the start, where formats say what they are."""
    return random.randrange(min(len(data), 400) + 1 if random.random() < 0.5 else len(data) + 1)


def _turn_bits(data: bytes, random: Random) -> bytes:
    turned = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        if turned:
            turned[min(_place(data, random), len(turned) - 1)] ^= 1 << random.randrange(8)
    return bytes(turned)


def _insert(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + random.randbytes(random.choice((1, 2, 4, 30))) + data[at:]


def _delete(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + data[at + random.choice((1, 2, 8, 100, 1000)) :]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, random: Random) -> bytes:
    """A block many times over: a nesting, a long line, a thousand items."""
    at = _place(data, random)
    block = data[at : at + random.choice((1, 4, 12, 60, 700))]
    times = random.choice((2, 3, 50, 2000, 20_000))
    return data[:at] + block * min(times, _LIMIT // max(1, len(block))) + data[at + len(block) :]


def _splice(data: bytes, random: Random) -> bytes:
    other = _pick(random).data[:_LIMIT]
    start = random.randrange(len(other) + 1)
    return data[: random.randrange(len(data) + 1)] + other[start:]


def _graft(data: bytes, random: Random) -> bytes:
    """A piece of another file in the middle."""
    other = _pick(random).data[:_LIMIT]
    start, at = random.randrange(len(other) + 1), _place(data, random)
    return data[:at] + other[start : start + random.randrange(600)] + data[at:]


def _number(data: bytes, random: Random) -> bytes:
    found = list(_DIGITS.finditer(data[:100_000]))
    if not found or random.random() < 0.3:
        at = _place(data, random)
        return data[:at] + random.choice(_BINARY) + data[at + 4 :]
    match = random.choice(found)
    return data[: match.start()] + random.choice(_NUMBERS) + data[match.end() :]


def _word(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    word = random.choice(WORDS) * random.choice((1, 1, 1, 1, 30, 3000))
    return data[:at] + word + data[at + random.choice((0, 0, len(word))) :]


def _swap_word(data: bytes, random: Random) -> bytes:
    """Everything between two marks of one kind in place of something else between such marks."""
    mark = random.choice((b"<", b'"', b"\n", b",", b"\r\n", b">"))
    pieces = data[:200_000].split(mark)
    first, second = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[first] = pieces[second]
    return mark.join(pieces) + data[200_000:]


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _turn_bits, _insert, _delete, _truncate, _repeat, _splice, _graft, _number, _word, _swap_word,
)  # fmt: skip
