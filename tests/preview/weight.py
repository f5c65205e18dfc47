"""What a running preview takes of the machine, by Linux's /proc."""

import os
import re
from pathlib import Path

from msgspec import Struct

from tests.preview.running import Preview


class Load(Struct, frozen=True):
    """What a preview takes of the machine."""

    memory: int
    threads: int
    processes: int
    files: int
    disk: int


def load(preview: Preview) -> Load:
    """Weigh the process of a preview and all that it started: they have its group."""
    pids = [
        pid for pid in os.listdir("/proc") if pid.isdigit() and _group(pid) == preview.process.pid
    ]
    status = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
    disk = (path.stat().st_size for path in (preview.site / ".postrock").iterdir())
    return Load(
        memory=sum(_number("VmRSS", text) for text in status),
        threads=sum(_number("Threads", text) for text in status),
        processes=len(pids),
        files=sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids),
        disk=sum(disk),
    )


def _number(name: str, status: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) if found else 0


def _group(pid: str) -> int:
    try:
        return os.getpgid(int(pid))
    except ProcessLookupError:
        return 0
