"""How a package that is missing comes into the installation that we run in."""

import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import PurePath

from generator.problems.regex import regex

_ASKED = regex(r"pip install \"postrock\[(?P<extra>\w+)\]\"")
_TOOLS = {"pipx": "pipx install --force", "uv": "uv tool install"}
"""What installs us anew, with an extra, where these programs installed us."""


def fitted(hint: str) -> str:
    """Have a hint that says to install an extra say the way that works here.

    Hints are kept with results, whoever made these; so they say pip's way, which is fitted where
    they are shown.
    """
    return _ASKED.sub(_fitted, hint) if "pip install" in hint else hint


def _fitted(match: re.Match[str]) -> str:
    return f'{installer(sys.prefix, find_spec)} "postrock[{match["extra"]}]"'


def installer(prefix: str, find: Callable[[str], object | None]) -> str:
    """Return the command that installs packages where an environment lies."""
    parts = PurePath(prefix).parts
    for first, second in pairwise(parts):
        if (first, second) in (("pipx", "venvs"), ("uv", "tools")):
            return _TOOLS[first]
    return "pip install" if find("pip") else "uv pip install"
