"""Which word of an author's Altair does not know, and the nearest that it does."""

import inspect
import re

from msgspec import Struct

from generator.problems.nearest import suggestion

_PARAMETER = re.compile(r"`(\w+)` has no parameter named '(\w+)'")
_VALUE = re.compile(r"'([^'\n]+)' is an invalid value for `(\w+)`")
_KEYWORD = re.compile(r"\.encode\(\) got an unexpected keyword argument '(\w+)'")
_TYPELESS = re.compile(r'Unable to determine data type for the field "(([a-z]+)\(.*\))"')
_LISTED = ("Existing parameter names are:", "Valid values are")


class Misspelt(Struct, frozen=True):
    """A word that Altair refused, as the author wrote it."""

    word: str
    message: str
    hint: str = ""
    is_keyword: bool = False

    def place(self, text: str, first: int) -> tuple[int, int] | None:
        """Return the line and column of the word in a block, from a line of it on."""
        word = re.escape(self.word)
        pattern = rf"\b({word})\s*=" if self.is_keyword else rf"[\"']({word})[:\"']"
        lines = text.split("\n")
        for number, line in enumerate(lines[first - 1 :], first):
            if match := re.search(pattern, line):
                return number, match.start(1) + 1
        return None


def misspelt(error: BaseException) -> Misspelt | None:
    """Read what Altair says of a word that it does not know; None if it says something else."""
    text = str(error)
    if match := _PARAMETER.search(text):
        return Misspelt(
            match[2], f'{match[1]} has no "{match[2]}"', suggestion(match[2], _words(text)), True
        )
    if match := _VALUE.search(text):
        return Misspelt(
            match[1], f'no {match[2]} "{match[1]}"', suggestion(match[1], _quoted(text))
        )
    if match := _KEYWORD.search(text):
        return Misspelt(
            match[1], f'no channel "{match[1]}"', suggestion(match[1], _channels()), True
        )
    if match := _TYPELESS.search(text):
        message = f'no aggregate or time unit "{match[2]}"'
        return Misspelt(match[1], message, suggestion(match[2], _calls()))
    return None


def _listed(text: str) -> str:
    return next((text.partition(head)[2] for head in _LISTED if head in text), "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _listed(text).partition("\n\n")[0])


def _quoted(text: str) -> list[str]:
    return re.findall(r"'([^'\n]+)'", _listed(text))


def _channels() -> list[str]:
    import altair as alt

    return list(inspect.signature(alt.Chart.encode).parameters)


def _calls() -> list[str]:
    from altair.utils import core

    return [*core.AGGREGATES, *core.TIMEUNITS]
