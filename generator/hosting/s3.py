"""A bucket of S3, or of what speaks as it does, as a target.

Each file is put whole or not at all, with its type and how long it may be kept. The order is that
of rsync; the record knows what is underway before it begins.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from generator.hosting.changes import Delivery, TargetChanges
from generator.hosting.headers import cache_of, type_of
from generator.hosting.record import RECORD, Found, TargetRecord, found
from generator.hosting.target import Approach

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

SIDE_BY_SIDE: Final = 8
INSTALL: Final = 'install it: pip install "postrock[s3]"'
KEYS: Final = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
"""The variables of which one says who asks."""
WHO: Final = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where you publish"
REACH: Final = "look at s3, prefix, endpoint and region, and whether your keys may list and write"


class S3Target:
    """A bucket, or what begins with a prefix in one."""

    def __init__(self, approach: Approach) -> None:
        self._approach = approach
        if find_spec("obstore") is None:
            raise approach.refuse("publishing to S3 needs obstore, which is not here", INSTALL)
        if not any(os.environ.get(name) for name in KEYS):
            raise approach.refuse("nothing says who you are to S3", WHO)
        self._found = Found(TargetRecord())
        with self._refusing():
            self._store = self._opened()

    def look(self) -> Found:
        """Return what stands there."""
        import obstore

        with self._refusing():
            listed = obstore.list(self._store, chunk_size=1000)
            there = {each["path"]: each["size"] for chunk in listed for each in chunk}
        record = self.read(RECORD) if RECORD in there else None
        self._found = found(record, there)
        return self._found

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that stands there."""
        import obstore

        with self._refusing():
            return bytes(obstore.get(self._store, path).bytes())

    def publish(self, delivery: Delivery, changes: TargetChanges) -> str:
        """Put what differs in turns, and remove what is gone."""
        changed = [path for turn in changes.puts for path in turn]
        before = self._found.record.underway(changed).encoded()
        total, done = len(changed) + len(changes.go), 0
        with self._refusing(), ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
            self._put(RECORD, before)
            for turn in changes.puts:
                for _ in threads.map(self._send(delivery), turn):
                    done += 1
                    self._approach.progress("publish", done, total)
            for turn in (*changes.removals, changes.in_the_way):
                self._remove(turn)
            self._put(RECORD, delivery.record.encoded())
        return ""

    def _send(self, delivery: Delivery) -> Callable[[str], None]:
        return lambda path: self._put(path, delivery.content(path))

    def _put(self, path: str, content: bytes) -> None:
        import obstore

        said = {"Content-Type": type_of(path), "Cache-Control": cache_of(path)}
        obstore.put(self._store, path, content, attributes=said, use_multipart=False)

    def _remove(self, paths: Sequence[str]) -> None:
        import obstore

        if paths:
            obstore.delete(self._store, list(paths))

    def _opened(self) -> "S3Store":
        from obstore.store import S3Store

        target = self._approach.target
        config: S3Config = {"region": target.region or os.environ.get("AWS_REGION", "us-east-1")}
        if target.endpoint:
            config["endpoint"] = target.endpoint
        return S3Store(
            target.s3,
            prefix=target.prefix.strip("/") or None,
            config=config,
            client_options={"allow_http": target.endpoint.startswith("http://")},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
        )

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except BaseError as error:
            said = str(error).partition("\n\nDebug source:")[0].strip().splitlines()
            message = "\n".join(("S3 did not go through:", *said[:4]))
            raise self._approach.refuse(message, REACH) from error
