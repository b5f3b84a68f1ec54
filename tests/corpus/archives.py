"""Archives: WARC and WACZ, ZIP, TAR, gzip.

In: names and bytes of files, or `Article`s. Out: the bytes of an archive, after WARC 1.1 (by warcio), WACZ
1.1.1, APPNOTE 6.3.10 (ZIP), POSIX.1-2001 (TAR) and RFC 1952 (gzip). No file states when it was made.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.corpus.articles import Article
from tests.corpus.documents import MADE, page

_CAPTURED = "2031-12-01T08:00:00Z"


def warc(
    articles: Sequence[Article],
    *,
    gzipped: bool = False,
    encoding: str = "",
    others: bool = True,
    kind: str = "response",
) -> bytes:
    """A web archive with a record for each article's page; `encoding` "gzip" or "chunked" is that of HTTP;
    `others` are records that hold no report: the crawl's own notes, requests, a picture, an error page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped, warc_version="1.1")
    if others:
        made = writer.create_warcinfo_record(
            "pages.warc", {"software": "by hand", "format": "WARC File Format 1.1"}
        )
        _fix(made, "info")
        _write(writer, made)
    for article in articles:
        if others:
            _record(
                writer,
                article.address,
                "request",
                b"",
                "GET / HTTP/1.1",
                [("Host", "example")],
                "q" + article.key,
            )
        if kind == "response":
            body, more = _encoded(page(article), encoding)
            headers = [("Content-Type", "text/html; charset=utf-8"), *more]
            _record(writer, article.address, kind, body, "200 OK", headers, article.key)
        else:
            body = page(article) if kind == "resource" else article.text.encode()
            media = "text/html" if kind == "resource" else "text/plain"
            _bare(writer, article, kind, body, media)
    if others:
        picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
        _record(writer, "https://courier.example/a.png", "response", picture, "200 OK",
                [("Content-Type", "image/png")], "picture")  # fmt: skip
        _record(writer, "https://courier.example/gone", "response", b"<html><body><p>Not found</p></body></html>",
                "404 Not Found", [("Content-Type", "text/html")], "gone")  # fmt: skip
    return out.getvalue()


def _encoded(body: bytes, encoding: str) -> tuple[bytes, list[tuple[str, str]]]:
    if encoding == "gzip":
        return gzip.compress(body, mtime=0), [("Content-Encoding", "gzip")]
    if encoding == "chunked":
        middle = len(body) // 2
        pieces = (body[:middle], body[middle:], b"")
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        return chunks, [("Transfer-Encoding", "chunked")]
    return body, []


def _fix(record: Any, seed: str) -> None:
    """Gives a record an identity and a day that follow from `seed` alone."""
    headers = record.rec_headers
    headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}>")
    headers.replace_header("WARC-Date", _CAPTURED)


def _write(writer: WARCWriter, record: Any) -> None:
    """Writes a record and closes the copy of its payload that warcio made for the digest."""
    writer.write_record(record)
    record.raw_stream.close()


def _record(
    writer: WARCWriter,
    address: str,
    kind: str,
    body: bytes,
    status: str,
    headers: list[tuple[str, str]],
    seed: str,
) -> None:
    http = StatusAndHeaders(status, headers, protocol="" if kind == "request" else "HTTP/1.1")
    record = writer.create_warc_record(address, kind, payload=io.BytesIO(body), http_headers=http)
    _fix(record, seed)
    _write(writer, record)


def _bare(writer: WARCWriter, article: Article, kind: str, body: bytes, media: str) -> None:
    record = writer.create_warc_record(
        article.address, kind, payload=io.BytesIO(body), warc_content_type=media
    )
    _fix(record, article.key)
    _write(writer, record)


def wacz(
    articles: Sequence[Article],
    *,
    gzipped: bool = True,
    replaced: Mapping[str, bytes] | None = None,
    **how: str,
) -> bytes:
    """A WACZ: a WARC, a list of pages and a package with the digests of both. `replaced` entries differ
    from what the package says of them; an empty one is left out."""
    name = "archive/data.warc.gz" if gzipped else "archive/data.warc"
    pages = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    pages += [{"id": a.key, "url": a.address, "title": a.title, "ts": _CAPTURED} for a in articles]
    files = {
        name: warc(articles, gzipped=gzipped, **how),  # type: ignore[arg-type]
        "pages/pages.jsonl": "".join(json.dumps(x) + "\n" for x in pages).encode(),
        "indexes/index.cdx": b"",
    }
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "created": _CAPTURED,
        "resources": [
            {"name": k.rpartition("/")[2], "path": k, "bytes": len(v), "hash": f"sha256:{_digest(v)}"}
            for k, v in files.items()
        ],
    }
    files["datapackage.json"] = json.dumps(package, indent=2).encode()
    told = {"path": "datapackage.json", "hash": f"sha256:{_digest(files['datapackage.json'])}"}
    files["datapackage-digest.json"] = json.dumps(told).encode()
    files |= replaced or {}
    stored = {k: v for k, v in files.items() if v or k.startswith("indexes/")}
    return zipped(stored, stored=True)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped(files: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A ZIP archive of files, in the order in which they stand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def tarred(
    files: Mapping[str, bytes], compression: str = "", *, odd: Sequence[tarfile.TarInfo] = ()
) -> bytes:
    """A TAR archive, compressed by "gz", "bz2" or "xz"; `odd` entries (links, devices) come first."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info in odd:
            archive.addfile(info)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return compressed(out.getvalue(), compression)


def compressed(data: bytes, compression: str) -> bytes:
    """Bytes compressed by "gz", "bz2" or "xz", or as they are."""
    if compression == "gz":
        return gzip.compress(data, mtime=0)
    if compression == "bz2":
        return bz2.compress(data)
    return lzma.compress(data) if compression == "xz" else data
