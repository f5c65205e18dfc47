"""What Vega says on standard error while it draws: nobody else would notice it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2
_ERROR = "ERROR "


class Heard:
    """The errors that were told, one line each."""

    errors: tuple[str, ...] = ()


@contextmanager
def listening() -> Iterator[Heard]:
    """Take errors off standard error, and give all else back to it."""
    heard = Heard()
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # there is none: then nothing can be heard
        yield heard
        return
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), _STANDARD_ERROR)
        try:
            yield heard
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            file.seek(0)
            heard.errors, rest = _sorted(file.read().decode("utf-8", "replace"))
            os.write(_STANDARD_ERROR, rest.encode()) if rest else None


def _sorted(text: str) -> tuple[tuple[str, ...], str]:
    """Tell errors, which have the way to them below, from what others wrote."""
    errors, rest, is_way = [], [], False
    for line in text.splitlines(keepends=True):
        if line.startswith(_ERROR):
            errors.append(line.removeprefix(_ERROR).strip())
        elif not (is_way and line.startswith("    at ")):
            rest.append(line)
        is_way = line.startswith(_ERROR) or (is_way and line.startswith("    at "))
    return tuple(errors), "".join(rest)
