"""A small object store on the loopback address, which speaks as much of S3's protocol as a client needs here."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@dataclass
class Store:
    """The objects by "bucket/key", and the methods and paths that were asked for."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)
    parts: dict[tuple[str, int], bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def uri(self, path: str) -> str:
        """The address under which a client finds a path of this store."""
        return (
            f"s3://key:secret@{path}?scheme=http&endpoint_override=127.0.0.1:{self.port}&region=here"
            "&allow_bucket_creation=false"
        )


@contextmanager
def serving() -> Iterator[Store]:
    """The store, while it runs."""
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"store": store}))
    store.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    store: Store
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None: ...

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        self.store.asked.append(f"{self.command} {parts.path}")
        query = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        return unquote(parts.path).removeprefix("/"), query

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline().partition(b";")[0], 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return _unchunked(data) if "aws-chunked" in (self.headers.get("Content-Encoding") or "") else data

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _object(self, name: str) -> None:
        data = self.store.objects.get(name)
        if data is None:
            self._answer(404, b"" if self.command == "HEAD" else b"<Error><Code>NoSuchKey</Code></Error>")
            return
        described = {
            "ETag": f'"{hashlib.md5(data).hexdigest()}"',
            "Last_Modified": "Sun, 04 May 2031 00:00:00 GMT",
        }
        asked = self.headers.get("Range")
        if self.command == "GET" and asked:
            start, _, end = asked.removeprefix("bytes=").partition("-")
            part = data[int(start) : int(end) + 1]
            described["Content_Range"] = f"bytes {start}-{int(start) + len(part) - 1}/{len(data)}"
            self._answer(206, part, **described)
        elif self.command == "HEAD":
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            for name_, value in described.items():
                self.send_header(name_.replace("_", "-"), value)
            self.end_headers()
        else:
            self._answer(200, data, **described)

    def _list(self, bucket: str, query: dict[str, str]) -> None:
        prefix, cut = query.get("prefix", ""), query.get("delimiter", "")
        keys = sorted(n.partition("/")[2] for n in self.store.objects if n.startswith(f"{bucket}/"))
        keys = [k for k in keys if k.startswith(prefix)]
        common = sorted(
            {
                prefix + k[len(prefix) :].partition(cut)[0] + cut
                for k in keys
                if cut and cut in k[len(prefix) :]
            }
        )
        plain = [k for k in keys if not (cut and cut in k[len(prefix) :])]
        contents = "".join(
            f"<Contents><Key>{escape(k)}</Key><Size>{len(self.store.objects[f'{bucket}/{k}'])}</Size>"
            "<LastModified>2031-05-04T00:00:00.000Z</LastModified></Contents>"
            for k in plain
        )
        contents += "".join(f"<CommonPrefixes><Prefix>{escape(p)}</Prefix></CommonPrefixes>" for p in common)
        body = (
            f"<ListBucketResult><Name>{bucket}</Name><IsTruncated>false</IsTruncated>"
            f"<KeyCount>{len(plain) + len(common)}</KeyCount>{contents}</ListBucketResult>"
        )
        self._answer(200, body.encode())

    def do_GET(self) -> None:
        name, query = self._asked()
        if "/" not in name.rstrip("/"):
            self._list(name.rstrip("/"), query)
        else:
            self._object(name)

    def do_HEAD(self) -> None:
        name, _ = self._asked()
        if "/" not in name.rstrip("/"):
            self._answer(200)
        else:
            self._object(name)

    def do_PUT(self) -> None:
        name, query = self._asked()
        data = self._body()
        if "uploadId" in query:
            self.store.parts[query["uploadId"], int(query["partNumber"])] = data
        else:
            self.store.objects[name] = data
        self._answer(200, ETag=f'"{hashlib.md5(data).hexdigest()}"')

    def do_POST(self) -> None:
        name, query = self._asked()
        data = self._body()
        if "uploads" in query:
            body = f"<InitiateMultipartUploadResult><UploadId>{escape(name)}</UploadId></InitiateMultipartUploadResult>"
            self._answer(200, body.encode())
        elif "delete" in query:
            name = name.rstrip("/")
            for key in data.decode().split("<Key>")[1:]:
                self.store.objects.pop(f"{name}/{key.partition('</Key>')[0]}", None)
            self._answer(200, b"<DeleteResult></DeleteResult>")
        else:
            upload = query["uploadId"]
            numbers = sorted(n for u, n in self.store.parts if u == upload)
            self.store.objects[name] = b"".join(self.store.parts.pop((upload, n)) for n in numbers)
            self._answer(
                200, b"<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"
            )

    def do_DELETE(self) -> None:
        name, _ = self._asked()
        self.store.objects.pop(name, None)
        self._answer(204)


def _unchunked(data: bytes) -> bytes:
    """A body sent in chunks: each its size in hexadecimal, perhaps with a signature, then its bytes."""
    found, at = b"", 0
    while at < len(data):
        line = data.index(b"\r\n", at)
        size = int(data[at:line].partition(b";")[0], 16)
        if size == 0:
            break
        found += data[line + 2 : line + 2 + size]
        at = line + 2 + size + 2
    return found
