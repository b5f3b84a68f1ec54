"""Broken containers: mailboxes, feeds, exports, tables and archives.

In: nothing. Out: `Broken` files: truncated, of a wrong structure, or made to do harm. Files that hold text for
a reader to save all the same name the articles that must come of it.
"""

from __future__ import annotations

import gzip
import struct
import tarfile
import zlib
from collections.abc import Iterator

from tests.corpus import agency, archives, documents, feeds, mail, messages, tables
from tests.corpus.articles import BRIEF, DAM, MINE, RAIL
from tests.corpus.files import Broken
from tests.corpus.hostile import BOMB, BOMB_SIZE, THEFT, broken, declaring


def mail_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    yield broken("no-body.eml", "email", mail.email(DAM, "empty"), "no words", outcome="problem or notice")
    picture = mail.email(DAM, "picture")
    yield broken("picture.eml", "email", picture, "a picture only", outcome="problem or notice")
    head = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    deep = head + "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3000)
    )
    yield broken(
        "deep.eml", "email", deep, "parts inside each other, 3,000 deep", outcome="problem or notice"
    )
    unclosed = head + 'Content-Type: multipart/mixed; boundary="never"\r\n\r\n'
    yield broken(
        "no-parts.eml", "email", unclosed, "a boundary that never comes", outcome="problem or notice"
    )
    junk = (
        head
        + "Content-Type: text/html; charset=x-none\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + "=?" * 40
    )
    yield broken("bad-base64.eml", "email", junk, "base64 that is none", outcome="problem or notice")
    good = mail.mbox([mail.email(DAM)])
    line = b"From a@b.example Mon Dec  1 08:00:00 2031\n"
    yield broken("half.mbox", "mbox", mail.mbox([picture]) + good, outcome="problem or notice",
                  why="a picture, then a letter", articles=(DAM,))  # fmt: skip
    empty = (line + b"From: a@b.example\nSubject: x\n\n\n") * 3
    yield broken("empty.mbox", "mbox", empty, "letters without words", outcome="problem or notice")
    yield broken(
        "deep.mbox",
        "mbox",
        line + deep.encode(),
        "parts inside each other, 3,000 deep",
        outcome="problem or notice",
    )
    cut = mail.mbox([mail.email(DAM, "html")])
    middle = cut.index(b"\n\n", 40) + 1
    yield broken("cut.mbox", "mbox", cut[:middle], "cut behind its headers", outcome="problem or notice")


def feed_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = feeds.rss((DAM, RAIL)).decode()
    yield broken("cut.rss", "feed", whole[: len(whole) * 3 // 4], "cut inside its second item")
    yield broken("laughs.rss", "feed", declaring(whole, BOMB, behind="Second breach"),
                 "entities that grow without bound", articles=(RAIL,))  # fmt: skip
    yield broken("theft.atom", "feed", declaring(feeds.atom((DAM,)).decode().replace("&lt;p&gt;", "<p>", 1), THEFT),
                  "an entity that is a file")  # fmt: skip
    yield broken(
        "no-channel.rss", "feed", "<?xml version='1.0'?><rss version='2.0'>The dam broke.</rss>", "no channel"
    )
    bare = '<rss version="2.0"><channel><title>x</title><item><guid>1</guid></item></channel></rss>'
    yield broken("wordless.rss", "feed", bare, "an item without words")
    deep = '<feed xmlns="http://www.w3.org/2005/Atom">' + "<entry>" * 60_000
    yield broken("deep.atom", "feed", deep, "nested 60,000 deep")
    listed = agency.as_json(feeds.json_feed((DAM, RAIL)))
    yield broken("cut-feed.json", "jsonfeed", listed[:-900], "cut inside its second item")
    version = "https://jsonfeed.org/version/1.1"
    yield broken("no-items.json", "jsonfeed", agency.as_json({"version": version, "title": "x"}), "no items")
    odd = agency.as_json({"version": version, "items": [7, None, {"id": []}, {"id": "1", "content_html": 5}]})
    yield broken("odd-feed.json", "jsonfeed", odd, "items that are none")
    deep = f'{{"version": "{version}", "items": ' + "[" * 60_000
    yield broken("deep-feed.json", "jsonfeed", deep, "nested 60,000 deep")
    whole = feeds.opml((DAM, RAIL)).decode()
    yield broken("cut.opml", "opml", whole[:-60], "cut before its end")
    yield broken("laughs.opml", "opml", declaring(whole, BOMB).replace('text="', 'text="&l11;', 1), "grows")
    yield broken("empty.opml", "opml", '<?xml version="1.0"?><opml version="2.0"><body/></opml>', "no feeds")


def export_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    one = messages.channel((DAM, RAIL))
    whole = agency.as_json(one)
    yield broken("cut-export.json", "telegram", whole[:-1500], "cut inside a message")
    yield broken("no-list.json", "telegram", agency.as_json({**one, "messages": {"id": 1, "type": "message"}}),
                  "an object where a list should be")  # fmt: skip
    odd = {**one, "messages": [7, None, {"id": [], "type": "message", "date": 5, "text": [1, {"text": {}}]}]}
    yield broken("odd-export.json", "telegram", agency.as_json(odd), "messages that are none")
    silent = {**one, "messages": [m for m in one["messages"] if not m["text"]]}
    yield broken("silent.json", "telegram", agency.as_json(silent), "pictures only")
    deep = (
        '{"name": "x", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "text": '
    )
    yield broken("deep-export.json", "telegram", deep + "[" * 60_000, "nested 60,000 deep")


def table_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    first, second = tables.jsonl((DAM, RAIL)).splitlines(keepends=True)
    yield broken("bad-line.jsonl", "jsonl", first + b'{"text": "The dam\n' + second, "a line cut short",
                  articles=(DAM, RAIL))  # fmt: skip
    yield broken("cut.jsonl", "jsonl", first + second[:-30], "its last line cut short", articles=(DAM,))
    yield broken("wordless.jsonl", "jsonl", b'{"title": "x", "url": "y"}\n' * 20, "no text in any line")
    deep = b'{"text": ' + b"[" * 100_000 + b"\n"
    yield broken("deep.jsonl", "jsonl", first + deep + second, "a line nested 100,000 deep",
                  articles=(DAM, RAIL))  # fmt: skip
    odd = b'{"text": 7, "title": []}\n{"text": null}\n[1, 2]\n"words"\n'
    yield broken("odd.jsonl", "jsonl", first + odd, "lines that are no reports", articles=(DAM,))
    yield broken(
        "wordless.csv", "csv", "title,url,date\nThe dam,https://a.example,2031-05-04\n", "no column of texts"
    )
    whole = tables.table((DAM, RAIL))
    yield broken("unclosed.csv", "csv", whole.rstrip()[:-1] + b"\r\n" + b'a,"b,c\r\n' * 200,
                  "a quotation mark that never closes", outcome="problem or notice")  # fmt: skip
    yield broken("empty-rows.csv", "csv", "title,text\r\n" + ",\r\n" * 30 + "x,\r\n", "rows without words")
    yield broken("nul.csv", "csv", b"title,text\r\nThe dam,\x00\x00\x00\r\n" + b"\x00" * 500, "NULs",
                  outcome="problem or notice")  # fmt: skip
    wide = "title,text\n" + ",".join(["x"] * 200_000) + "\n"
    yield broken("wide.csv", "csv", wide, "a row of 200,000 fields", outcome="problem or notice")
    whole = tables.parquet((DAM, RAIL))
    yield broken("cut.parquet", "parquet", whole[: len(whole) // 2], "cut before its footer")
    yield broken("lying.parquet", "parquet", whole[:-8] + struct.pack("<I", 0x7FFFFFF0) + b"PAR1",
                  "a footer longer than the file")  # fmt: skip
    yield broken("wordless.parquet", "parquet", tables.parquet((DAM,), {"title": "title", "address": "url"}),
                  "no column of texts")  # fmt: skip
    middle = len(whole) // 3
    damaged = whole[:middle] + bytes(b ^ 0xFF for b in whole[middle : middle + 60]) + whole[middle + 60 :]
    yield broken("damaged.parquet", "parquet", damaged, "sixty bytes turned over")


def warc_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = archives.warc((DAM, RAIL), others=False)
    second = whole.index(b"WARC/1.1", 10)
    yield broken("cut.warc", "warc", whole[: second + 900], "cut inside its second record", articles=(DAM,))
    length = b"Content-Length: "
    at = whole.index(length) + len(length)
    lying = whole[:at] + b"99999999999" + whole[whole.index(b"\r\n", at) :]
    yield broken("lying.warc", "warc", lying, "a record longer than the file")
    negative = whole[:at] + b"-5" + whole[whole.index(b"\r\n", at) :]
    yield broken("negative.warc", "warc", negative, "a record of less than nothing")
    altered = whole.replace("“We had told them".encode(), "“We had sold them".encode(), 1)
    yield broken("digest.warc", "warc", altered, "words that are not those of the digest",
                  outcome="problem or notice", articles=(RAIL,))  # fmt: skip
    zipped = archives.warc((DAM, RAIL, BRIEF), gzipped=True, others=False)
    middle = zipped.index(b"\x1f\x8b\x08", 10) + 200
    damaged = zipped[:middle] + bytes(40) + zipped[middle + 40 :]
    yield broken("damaged.warc.gz", "warc", damaged, "forty bytes lost in its second record", articles=(DAM,))
    yield broken("head.warc", "warc", b"WARC/1.1\r\n" + bytes(range(256)) * 9, "a head and noise")
    bare = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    yield broken("bare.warc", "warc", bare, "a record without an address or a word")


def wacz_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = archives.wacz((DAM,))
    yield broken("cut.wacz", "wacz", whole[: len(whole) // 2], "cut before its directory")
    other = archives.warc((DAM, RAIL), gzipped=True)
    yield broken("digest.wacz", "wacz", archives.wacz((DAM,), replaced={"archive/data.warc.gz": other}),
                  "an archive that is not that of the digest", outcome="problem or notice")  # fmt: skip
    yield broken("no-archive.wacz", "wacz", archives.wacz((DAM,), replaced={"archive/data.warc.gz": b""}),
                  "no archive inside")  # fmt: skip
    half = archives.warc((DAM,), gzipped=True, others=False)
    yield broken("inner.wacz", "wacz", archives.wacz((DAM,), replaced={"archive/data.warc.gz": half[:600]}),
                  "an archive cut short")  # fmt: skip
    yield broken("package.wacz", "wacz", archives.wacz((BRIEF,), replaced={"datapackage.json": b'{"resources": [7'}),
                  "a package that is no JSON", outcome="problem or notice")  # fmt: skip


def zip_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    files = {"a.txt": documents.plain(DAM), "b.txt": documents.plain(MINE)}
    whole = archives.zipped(files)
    yield broken("cut.zip", "zip", whole[:-40], "cut inside its directory")
    yield broken(
        "bomb.zip", "zip", archives.zipped({"bomb.txt": bytes(BOMB_SIZE), **files}), "expands to 100 MB"
    )
    at = whole.index(b"a.txt") + 5
    damaged = whole[: at + 20] + bytes(10) + whole[at + 30 :]
    yield broken("damaged.zip", "zip", damaged, "ten bytes lost in its first file", articles=(MINE,))
    stored = archives.zipped(files, stored=True)
    altered = stored.replace(b"Sarrow", b"Barrow", 1)
    yield broken("sum.zip", "zip", altered, "words that are not those of the check sum", articles=(MINE,))
    locked = bytearray(archives.zipped(files))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield broken("locked.zip", "zip", bytes(locked), "a file behind a password", articles=(MINE,))
    paths = {
        "../../../tmp/crosswire-escaped.txt": files["a.txt"],
        "/etc/crosswire-escaped.txt": files["b.txt"],
    }
    yield broken("paths.zip", "zip", archives.zipped(paths), "names that lead out",
                  articles=(DAM, MINE))  # fmt: skip
    nested = documents.plain(BRIEF)
    for level in range(40):
        nested = archives.zipped({f"{level}.zip" if level else "a.txt": nested})
    yield broken("nested.zip", "zip", nested, "archives inside each other, 40 deep")
    yield broken("overlap.zip", "zip", _overlapping(), "a thousand names of one file",
                  outcome="problem or notice")  # fmt: skip


def tar_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    files = {"a.txt": documents.plain(DAM), "b.txt": documents.plain(MINE)}
    whole = archives.tarred(files)
    second = whole.index(b"b.txt")
    yield broken("cut.tar", "tar", whole[: second + 900], "cut inside its second file", articles=(DAM,))
    damaged = bytearray(whole)
    damaged[second + 100] ^= 0x15
    yield broken("header.tar", "tar", bytes(damaged), "a header whose check sum is wrong", articles=(DAM,))
    odd = []
    for name, kind, target in (
        ("link.txt", tarfile.SYMTYPE, "/etc/passwd"),
        ("hard.txt", tarfile.LNKTYPE, "../../etc/passwd"),
        ("null.txt", tarfile.CHRTYPE, ""),
        ("pipe.txt", tarfile.FIFOTYPE, ""),
    ):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.devmajor, info.devminor = kind, target, 1, 5
        odd.append(info)
    yield broken("links.tar", "tar", archives.tarred(files, odd=odd), "links and devices",
                  articles=(DAM, MINE))  # fmt: skip
    info = tarfile.TarInfo("a.txt")
    info.size = 1 << 40
    yield broken("lying.tar", "tar", info.tobuf() + documents.plain(DAM), "a file longer than the archive")
    packed = archives.tarred(files, "xz")
    yield broken("cut.tar.xz", "tar", packed[: len(packed) // 2], "cut in the middle")
    bomb = archives.tarred({"a.txt": bytes(BOMB_SIZE)}, "bz2")
    yield broken("bomb.tar.bz2", "tar", bomb, "expands to 100 MB")
    yield broken("noise.tar.bz2", "tar", b"BZh9" + bytes(range(256)) * 8, "a head and noise")


def gzip_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = gzip.compress(documents.plain(MINE), mtime=0)
    yield broken("cut.gz", "gzip", whole[:-200], "cut before its end", outcome="problem or notice")
    wrong = whole[:-8] + bytes(4) + whole[-4:]
    yield broken(
        "sum.gz", "gzip", wrong, "words that are not those of the check sum", outcome="problem or notice"
    )
    yield broken("bomb.gz", "gzip", gzip.compress(bytes(BOMB_SIZE), mtime=0), "expands to 100 MB")
    yield broken("noise.gz", "gzip", whole[:10] + bytes(range(256)) * 4, "a head and noise")
    nested = documents.plain(BRIEF)
    for _ in range(40):
        nested = gzip.compress(nested, mtime=0)
    yield broken("nested.gz", "gzip", nested, "gzip inside gzip, 40 deep")


def _overlapping() -> bytes:
    """A ZIP whose directory names one file of 20 MB a thousand times."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(20 << 20)
    data = body.compress(plain) + body.flush()
    check = zlib.crc32(plain)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, check, len(data), len(plain), 5, 0)
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, check, len(data), len(plain),
                    5, 0, 0, 0, 0, 0, 0) + b"%05d" % n
        for n in range(1000)
    )  # fmt: skip
    start = len(local) + 5 + len(data)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), start, 0)
    return local + b"00000" + data + entries + end
