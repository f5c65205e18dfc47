"""Five thousand malformed requests: no byte that is not theirs, and the preview lives on."""

import random
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.preview.running import Preview, running, wait_until
from tests.preview.trial import leaks, load, with_secrets

REQUESTS = 5000
AT_ONCE = 8
ROUNDS = 5
MORE = 2000
"""Another portion, to see what the first left behind: tornado keeps a thousand header names."""
PATIENCE = 0.03
"""Seconds to wait for an answer that may never come."""

Kind = Callable[[random.Random, int], bytes]


def good(port: int, target: bytes = b"/posts/one/", end: bytes = b"\r\n") -> bytes:
    lines = (b"GET " + target + b" HTTP/1.1", b"Host: 127.0.0.1:%d" % port, b"Accept: */*")
    return end.join((*lines, b"", b""))


def noise(chance: random.Random, port: int) -> bytes:
    return chance.randbytes(chance.choice((1, 7, 80, 2000, 20000))) + b"\r\n\r\n"


def bruised(chance: random.Random, port: int) -> bytes:
    """Change, drop or double some bytes of a good request."""
    request = bytearray(good(port))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(request))
        request[at : at + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
    return bytes(request)


def half(chance: random.Random, port: int) -> bytes:
    request = good(port)
    return request[: chance.randrange(len(request))]


def huge(chance: random.Random, port: int) -> bytes:
    start = b"GET /" + b"a" * chance.choice((1, 10_000, 100_000)) + b" HTTP/1.1\r\n"
    many = b"".join(b"X-%d: y\r\n" % number for number in range(chance.choice((0, 500, 9000))))
    long = b"Cookie: " + b"c" * chance.choice((1, 70_000, 300_000)) + b"\r\n"
    return start + b"Host: 127.0.0.1:%d\r\n" % port + many + long + b"\r\n"


def chunks(chance: random.Random, port: int) -> bytes:
    sizes = (b"5", b"-5", b"FFFFFFFFFFFFFFFFF", b"0x5", b"5;x=y", b"", b" 5", b"5_0", b"\xff", b"0")
    body = b"".join(
        chance.choice(sizes) + b"\r\n" + chance.choice((b"hello", b"", b"x" * 99)) + b"\r\n"
        for _ in range(chance.randint(1, 4))
    )
    codings = (b"chunked", b"chunked, chunked", b"gzip, chunked", b"\x0bchunked", b"identity")
    head = good(port)[:-2] + b"Transfer-Encoding: " + chance.choice(codings) + b"\r\n"
    length = chance.choice((b"", b"Content-Length: 5\r\n"))
    return head.replace(b"GET", chance.choice((b"GET", b"POST"))) + length + b"\r\n" + body


def lengths(chance: random.Random, port: int) -> bytes:
    values = (b"-1", b"9" * 30, b"5, 6", b"+5", b"0x5", b"5 5", b"", b"1e3", b"100000000", b"5\x00")
    lines = b"".join(
        b"Content-Length: " + chance.choice(values) + b"\r\n" for _ in range(chance.randint(1, 2))
    )
    return good(port)[:-2] + lines + b"\r\nhello"


def words(chance: random.Random, port: int) -> bytes:
    """Write the first line as no client would."""
    methods = (b"BREW", b"get", b"", b"CONNECT", b"TRACE", b"PRI", b"G\x00T", b"GET" * 999, b"PUT")
    targets = (
        b"*",
        b"",
        b"/\x00",
        b"/ /",
        b"http://[",
        b"//",
        b"\xff\xfe",
        b"/%",
        b"/?" + b"&" * 999,
    )
    versions = (b"HTTP/2.0", b"HTTP/0.9", b"HTTP/1.10", b"http/1.1", b"", b"HTTP/1.1 x", b"ICY")
    blank = chance.choice((b" ", b"  ", b"\t", b"\x0b", b""))
    line = blank.join((chance.choice(methods), chance.choice(targets), chance.choice(versions)))
    return line + b"\r\n" + good(port).partition(b"\r\n")[2]


def lines(chance: random.Random, port: int) -> bytes:
    strange = (b": empty", b"no colon", b" folded: x", b"A\x00B: c", b"A: \x00", b"A: b\rC: d",
               b"Host : evil.example", b"\xff: \xff", b"Host:\r\n\tevil.example",
               b"A:" * 99)  # fmt: skip
    end = chance.choice((b"\r\n", b"\n", b"\r", b"\n\r"))
    return good(port, end=end).replace(b"Accept: */*", chance.choice(strange))


def pipeline(chance: random.Random, port: int) -> bytes:
    """Ask for good things and bad ones in one breath."""
    others = (noise, bruised, half, chunks, lengths, words, lines)
    parts = [good(port, chance.choice((b"/", b"/../secret.txt", b"/nowhere"))) for _ in range(5)]
    parts.insert(chance.randrange(len(parts)), chance.choice(others)(chance, port))
    return b"".join(parts)


def frames(chance: random.Random, port: int) -> bytes:
    """Open the socket, and go on with what are no frames."""
    upgrade = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
    version = chance.choice((b"13", b"13", b"8", b"-1", b"x"))
    key = chance.choice((b"dGhlIHNhbXBsZSBub25jZQ==", b"", b"\xff"))
    head = good(port, b"/.preview/0-0/livereload")[:-2] + upgrade + version
    return head + b"\r\nSec-WebSocket-Key: " + key + b"\r\n\r\n" + chance.randbytes(40)


KINDS: tuple[Kind, ...] = (
    *(noise, bruised, bruised, half, huge, chunks, lengths, words, lines, pipeline, frames),
)


def requests(port: int, count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for number in range(count):
        yield KINDS[number % len(KINDS)](chance, port)


def send(port: int, request: bytes) -> bytes:
    """Send a request and return what comes back within a moment; then hang up."""
    answer = bytearray()
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(PATIENCE)
        connection.sendall(request)
        while received := connection.recv(65536):
            answer += received
    return bytes(answer)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_malformed_requests_get_nothing_and_break_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = with_secrets(tmp_path_factory.mktemp("malformed"))
    with running(site) as preview, ThreadPoolExecutor(AT_ONCE) as pool:
        told = preview.told()
        loads = []
        for seed in range(ROUNDS):
            each = requests(preview.port, REQUESTS // ROUNDS, seed)
            assert _leaking(preview, pool, each) == []
            loads.append(load(preview))
        # Garbage is let go now and then: what counts is how high it rises before.
        warm = max(loads, key=lambda each: each.memory)
        assert preview.get("/posts/one/").status == 200
        assert _leaking(preview, pool, requests(preview.port, MORE, seed=ROUNDS)) == []
        assert preview.get("/posts/one/").status == 200
        wait_until(lambda: load(preview).files <= warm.files, preview.told)
        last = load(preview)
        assert last.memory < warm.memory * 1.1, (warm, last)
        assert (last.threads, last.processes) == (warm.threads, warm.processes)
        assert preview.told() == told
        assert preview.end() == 130


def _leaking(preview: Preview, pool: ThreadPoolExecutor, every: Iterable[bytes]) -> list[bytes]:
    def leaking(request: bytes) -> bool:
        return leaks(send(preview.port, request), preview)

    asked = list(every)
    return [request for request, wrong in zip(asked, pool.map(leaking, asked)) if wrong]
