"""Whether processes are still there."""

import os
import time
from pathlib import Path


def gone(process: int) -> bool:
    """Tell whether a process ends within a while; one that only waits to be counted has ended."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False
