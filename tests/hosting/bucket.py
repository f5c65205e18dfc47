"""A bucket that speaks as S3 does: keys, ETags, lists page by page, whole files or none."""

import hashlib
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

PAGE = 7
"""So many keys a page of a list holds."""
SPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


class StoredObject(NamedTuple):
    """The bytes of a key, and what is said with them."""

    content: bytes
    type: str = ""
    cache: str = ""

    @property
    def etag(self) -> str:
        return f'"{hashlib.md5(self.content).hexdigest()}"'


class Bucket:
    """One bucket and what it holds; it lives as long as its process."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.objects: dict[str, StoredObject] = {}
        self.delay = 0.0
        """For so many seconds each file is on its way."""

    def start(self) -> str:
        """Serve it, and return the address."""
        bucket = self

        class Handler(_Handler):
            def __init__(self, *args: object) -> None:
                self.bucket = bucket
                super().__init__(*args)  # type: ignore[arg-type]

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def do_GET(self) -> None:
        if (key := self._key()) is None:
            return
        if not key:
            self._answer(200, self._listed(), "application/xml")
        elif key in self.bucket.objects:
            stored = self.bucket.objects[key]
            self._answer(200, stored.content, stored.type, stored.etag)
        else:
            self._answer(
                404, f"<Error><Code>NoSuchKey</Code><Key>{escape(key)}</Key></Error>".encode()
            )

    do_HEAD = do_GET  # noqa: N815

    def do_PUT(self) -> None:
        key, length = self._key(), int(self.headers["Content-Length"])
        content = self.rfile.read(length)
        # What breaks off on the way leaves what was there before.
        if key is None or len(content) < length:
            return
        time.sleep(self.bucket.delay)
        said = (self.headers.get("Content-Type", ""), self.headers.get("Cache-Control", ""))
        self.bucket.objects[key] = StoredObject(content, *said)
        self._answer(200, b"", etag=self.bucket.objects[key].etag)

    def do_POST(self) -> None:
        """Remove several keys at once."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self._key() is None:
            return
        keys = re.findall(r"<Key>(.*?)</Key>", content.decode())
        for key in keys:
            self.bucket.objects.pop(unescape(key, {"&apos;": "'", "&quot;": '"'}), None)
        done = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f'<DeleteResult xmlns="{SPACE}">{done}</DeleteResult>'.encode())

    def _key(self) -> str | None:
        signed = self.headers.get("Authorization", "").startswith(
            "AWS4-HMAC-SHA256 Credential=ada/"
        )
        name, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        if signed and name == self.bucket.name:
            return key
        code = "NoSuchBucket" if signed else "AccessDenied"
        self._answer(404 if signed else 403, f"<Error><Code>{code}</Code></Error>".encode())
        return None

    def _listed(self) -> bytes:
        asked = parse_qs(urlsplit(self.path).query)
        prefix = asked.get("prefix", [""])[0]
        after = asked.get("continuation-token", asked.get("start-after", [""]))[0]
        keys = sorted(key for key in self.bucket.objects if key.startswith(prefix) and key > after)
        page = keys[:PAGE]
        rows = "".join(self._row(key) for key in page)
        more = len(keys) > PAGE
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        counted = f"<KeyCount>{len(page)}</KeyCount><IsTruncated>{str(more).lower()}</IsTruncated>"
        return (
            f'<ListBucketResult xmlns="{SPACE}">{counted}{token}{rows}</ListBucketResult>'.encode()
        )

    def _row(self, key: str) -> str:
        stored = self.bucket.objects[key]
        return (
            f"<Contents><Key>{escape(key)}</Key><Size>{len(stored.content)}</Size>"
            f"<ETag>{escape(stored.etag)}</ETag>"
            "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
        )

    def _answer(self, status: int, content: bytes, kind: str = "", etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind or "application/xml")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a test's output is its own."""
