"""Refuses what an author's Python may not do: read undeclared files, write, connect, start others.

It keeps builds honest and mistakes small. It is no prison: whoever builds a stranger's site
should use ``--no-exec``.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SYSTEM = ("/usr/share", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64",
           "/etc/localtime", "/etc/mime.types", "/etc/fonts", "/etc/ld.so.cache",
           "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/self/status",
           "/proc/self/maps", "/proc/self/cgroup", "/proc/self/mountinfo",
           "/sys/devices/system/cpu", "/sys/fs/cgroup",
           "/dev/null", "/dev/urandom", "/dev/random", "/dev/zero",
           "/System/Library", "/Library/Fonts")  # fmt: skip
"""What comes with the machine, and packages look into."""
_MODULES = (".py", ".pyc", ".so", ".pyd", ".dll", ".dylib", ".typed", ".pth")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

DECLARE = 'put it beside the post and say so at the head of the block: "#| data: {name}"'
FETCH = "keep a copy beside the post, or write a loader that prints it: {name}.py"
_WRITE = "a block makes a chart and nothing else; the downloads under a figure come by themselves"
_FETCH = FETCH.format(name="fees.csv")
_START = "a loader may start programs: fees.csv.py prints what becomes fees.csv"

Check = Callable[[tuple[Any, ...]], None]


class Refused(Exception):
    """What the author's code tried and may not do, and what it can do instead.

    It is no fault: it is raised within that code, which may catch it, and knows no place.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class NotPermitted(Refused, PermissionError):
    """A refusal that packages can live with, when they only try."""


class Guard:
    """An audit hook that can be put to sleep; none can be taken away again."""

    def __init__(self, folder: str, programs: Mapping[str, str] | None = None) -> None:
        """Let the folder be read and written, Python's own files be read, and programs be run.

        These are paths by names.
        """
        self._folder = folder
        self._programs = programs or {}
        self._installed = tuple(map(os.path.realpath, (*_installation(), *_SYSTEM)))
        self._modules = tuple(os.path.realpath(entry) for entry in sys.path if entry)
        self._awake = False
        self._checks = self._all_checks()
        sys.addaudithook(self._hear)

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Refuse, until the block is left."""
        self._awake = True
        try:
            yield
        finally:
            self._awake = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._awake and event in self._checks:
            self._checks[event](arguments)

    def _all_checks(self) -> dict[str, Check]:
        changes: dict[str, Check] = dict.fromkeys(
            ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
             "os.truncate", "os.chmod", "os.chown", "os.utime", "sqlite3.connect"),
            self._change,
        )  # fmt: skip
        connections: dict[str, Check] = dict.fromkeys(
            ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
             "socket.gethostbyname", "socket.gethostbyaddr", "webbrowser.open"),
            _connect,
        )  # fmt: skip
        programs: dict[str, Check] = dict.fromkeys(
            ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
             "os.forkpty", "os.startfile", "pty.spawn", "os.kill", "os.killpg"),
            self._start,
        )  # fmt: skip
        lists: dict[str, Check] = dict.fromkeys(("os.listdir", "os.scandir"), self._list)
        return {"open": self._open} | lists | changes | connections | programs

    def _start(self, arguments: tuple[Any, ...]) -> None:
        first = arguments[0] if arguments else ""
        name = os.fsdecode(first) if isinstance(first, str | bytes) and first else "a program"
        if name not in self._programs and name not in self._programs.values():
            raise NotPermitted(f"this block starts {name}", _START)

    def _open(self, arguments: tuple[Any, ...]) -> None:
        path, mode, flags = arguments
        if _is_path(path):
            writes = set(mode or "") & set("wax+") or (flags or 0) & _WRITES
            self._write(path) if writes else self._read(path)

    def _list(self, arguments: tuple[Any, ...]) -> None:
        path = "." if arguments[0] is None else arguments[0]
        if _is_path(path) and not self._may_read(path, listed=True):
            raise Refused(
                f'this block lists the folder "{os.fsdecode(path)}"',
                "name each file that it reads at the head of the block, as in "
                '"#| data: a.csv, b.csv"',
            )

    def _read(self, path: Any) -> None:
        if not self._may_read(path):
            name = os.fsdecode(path)
            hint = DECLARE.format(name=os.path.basename(name))
            raise NotPermitted(f'this block reads "{name}", which is not declared', hint)

    def _may_read(self, path: Any, *, listed: bool = False) -> bool:
        real = os.path.realpath(os.fsdecode(path))
        if _is_under(real, (self._folder, *self._installed)):
            return True
        # A package that is worked on may stand anywhere: only its code is read there.
        return (listed or real.endswith(_MODULES)) and _is_under(real, self._modules)

    def _change(self, arguments: tuple[Any, ...]) -> None:
        for path in arguments:
            if isinstance(path, str | bytes | os.PathLike) and path not in (":memory:", ""):
                self._write(path)

    def _write(self, path: Any) -> None:
        name = os.fsdecode(path)
        real = os.path.realpath(name)
        if real != os.devnull and not _is_under(real, (self._folder,)):
            raise NotPermitted(f'this block writes "{name}"', _WRITE)


def _is_path(path: Any) -> bool:
    """Tell a path from the number of a file that is open already."""
    return isinstance(path, str | bytes | os.PathLike)


def _is_under(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(os.path.join(folder, "")) for folder in folders)


def _installation() -> Iterator[str]:
    """Give the folders of Python and of its packages."""
    yield from {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    yield str(Path(__file__).parents[2])
    yield from (entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages")))


def _connect(arguments: tuple[Any, ...]) -> None:
    words = [part for part in arguments if isinstance(part, str | tuple)]
    to = words[0][0] if words and isinstance(words[0], tuple) else (words or ["the network"])[0]
    raise NotPermitted(f'this block connects to "{to}", and a build opens no connection', _FETCH)
