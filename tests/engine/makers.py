"""Makers for the engine's tests: top-level functions, as a worker needs them."""

import errno
import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, get_args, get_type_hints

from msgspec import Struct

from generator.engine import Blob, Made, Maker, Read, Step, keep
from generator.problems import Place, Problem

Function = Callable[[Any, Read], Made[Any]]


class Order(Struct, frozen=True):
    """A value with everything that a frozen value may hold."""

    text: str = ""
    number: int = 0
    share: float = 0.0
    flag: bool = False
    raw: bytes = b""
    nothing: None = None
    parts: tuple[str, ...] = ()
    source: Blob | None = None
    inner: "Order | None" = None


class Spoken(Struct, frozen=True):
    """A result."""

    text: str
    words: tuple[str, ...] = ()
    page: Blob | None = None


def named(function: Function) -> Maker:
    """Return the maker that a function of a module is."""
    name = f"{function.__module__}:{function.__qualname__}"
    return Maker(name, *get_args(get_type_hints(function)["return"]))


def step_of(function: Function, value: object) -> Step:
    """Return the step of such a function."""
    return Step(named(function), value)


def shout(value: Order, read: Read) -> Made[Spoken]:
    """Make a result with a blob of its own."""
    page, raw = keep(f"<p>{value.text}</p>")
    return Made(Spoken(value.text.upper(), value.parts, page), blobs=(raw,))


def whisper(value: Order, read: Read) -> Made[Spoken]:
    """Make another result of the same value."""
    return Made(Spoken(value.text.lower()))


def warn(value: Order, read: Read) -> Made[str]:
    """Make a result that comes with a warning."""
    place = Place("post.md", 3, 7)
    problem = Problem("doubtful", place, "be sure", value.text, severity="warning")
    return Made(value.text, (problem,))


def refuse(value: Order, read: Read) -> Made[str]:
    """Make problems alone."""
    return Made(None, (Problem("wrong", Place("post.md", value.number)),))


def quote(value: Order, read: Read) -> Made[bytes]:
    """Give back the bytes of the blob that the value holds."""
    assert value.source is not None
    return Made(read(value.source))


def pry(value: Order, read: Read) -> Made[bytes]:
    """Ask for a blob that the value does not hold."""
    return Made(read(Blob("0" * 32)))


def crash(value: Order, read: Read) -> Made[str]:
    """Raise where the value says so."""
    if value.flag:
        raise ValueError(f"crashed over {value.text}")
    return Made(value.text)


class ForeignPanic(BaseException):
    """What foreign code may raise; it does not even survive being sent to another process."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def panic(value: Order, read: Read) -> Made[str]:
    """Raise what is no Exception."""
    raise ForeignPanic("no", "way")


def leave(value: Order, read: Read) -> Made[str]:
    """Call exit, as foreign code may."""
    raise SystemExit(3)


def die(value: Order, read: Read) -> Made[str]:
    """Take the whole process down, as a segmentation fault does."""
    os._exit(9)


def be_killed(value: Order, read: Read) -> Made[str]:
    """Stand for a person, or a system that has no memory left, who kills the worker."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Made("")


def compute_for_ever(value: Order, read: Read) -> Made[str]:
    """Never end, and catch whatever can be caught."""
    while True:
        with suppress(Exception):
            sum(range(1000))


def wait_for_ever(value: Order, read: Read) -> Made[str]:
    """Never end, and compute nothing."""
    lock = Lock()
    lock.acquire()
    lock.acquire()
    raise AssertionError


def compute_a_while(value: Order, read: Read) -> Made[str]:
    """Use more of a processor than a second."""
    until = time.process_time() + 1.5
    while time.process_time() < until:
        sum(range(1000))
    return Made("")


def compute_for_ever_at_first(value: Order, read: Read) -> Made[str]:
    """Never end the first time: no pure function, as on a machine that stands still."""
    try:
        Path(value.text).touch(exist_ok=False)
    except FileExistsError:
        return Made("made")
    return compute_for_ever(value, read)


def match_for_ever(value: Order, read: Read) -> Made[str]:
    """Never end, in a call of foreign code."""
    return Made(str(re.match(r"(a+)+$", "a" * 60 + "b")))


def eat(value: Order, read: Read) -> Made[str]:
    """Need ever more memory."""
    eaten = []
    while True:
        eaten.append(b"x" * 10_000_000)
        time.sleep(0.005)


def find_no_room(value: Order, read: Read) -> Made[str]:
    """Meet a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/desk")


def do_not_begin(*given: object) -> None:
    """Be a worker that ends at once."""
    os._exit(4)


def fail_this_time(value: Order, read: Read) -> Made[str]:
    """Leave a mark in a folder, and fail in a way that may be over the next time."""
    sign(value, read)
    return Made(None, (Problem("nobody answered"),), lasting=False)


def interrupt(value: Order, read: Read) -> Made[str]:
    """Stand for Ctrl-C while a step is made."""
    raise KeyboardInterrupt


def tell_process(value: Order, read: Read) -> Made[int]:
    """Tell in which process this was made."""
    return Made(os.getpid())


def sign(value: Order, read: Read) -> Made[str]:
    """Leave a mark in a folder: an impure maker, to see how often it is called."""
    folder = Path(value.text)
    (folder / f"{value.number}-{len(list(folder.iterdir()))}").touch()
    return Made(value.text)


def sign_slowly(value: Order, read: Read) -> Made[str]:
    """Leave a mark, and take some time for it."""
    time.sleep(0.005)
    return sign(value, read)


def mutable(value: list[str], read: Read) -> Made[str]:
    """Take a value that is not frozen."""
    return Made("".join(value))
