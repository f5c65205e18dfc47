"""Regular expressions that are compiled when they are first used.

Most of those in the house are for what few documents hold, and all at once take longer to compile
than a page takes to make.
"""

import re
from typing import Any, AnyStr, cast


class _Regex:
    """Stands for a pattern: its methods are put in place as they are asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what is used as ``re.compile(pattern, flags)`` would be, and compiles it then."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
