"""What Hugo says of a block of code, in the words that we have for it."""

import re

from generator.importers.markdown import CODE

OPENING = re.compile(
    r"(?P<lead>[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3,}|~{3,})[ \t]*)"
    r"(?P<language>[^\s{`]*)[ \t]*\{(?P<options>[^}\n]*)\}[ \t]*$"
)
OPTION = re.compile(
    r"""(?P<key>[A-Za-z][\w-]*)[ \t]*=[ \t]*(?:\[(?P<list>[^\]\n]*)\]"""
    r"""|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<lines>\d[\d \t-]*)(?![^\s,])"""
    r"""|(?P<bare>[^\s,]+))|[.#](?P<class>[^\s,}]+)"""
)
TITLES = ("title", "name", "file", "filename")
NO = ("false", "0", "no")
# How the colours are made, which is a theme's affair here.
SILENT = ("style", "noclasses", "guesssyntax", "tabwidth", "hl_inline", "anchorlinenos")


def our_options(written: str) -> tuple[str, tuple[str, ...]]:
    """Return options of Hugo's as ours, and what we have no word for."""
    ours: list[str] = []
    changes: list[str] = []
    for option in OPTION.finditer(written):
        key, value = (option["key"] or "").lower(), _value(option)
        if key == "hl_lines":
            ours.append(f'hl_lines="{" ".join(re.findall(r"[0-9]+(?:-[0-9]+)?", value))}"')
        elif key in ("linenos", "linenums"):
            ours += [] if value.lower() in NO else ["linenums"]
        elif key in TITLES and '"' not in value:
            ours.append(f'title="{value}"')
        elif key == "linenostart":
            changes += _start(value)
        elif key not in SILENT:
            changes.append(f"{option[0].strip()} of a block of code is left out")
    return " ".join(dict.fromkeys(ours)), tuple(changes)


def _value(option: re.Match[str]) -> str:
    groups = (option[each] for each in ("list", "double", "single", "lines", "bare"))
    return next((each for each in groups if each is not None), "").strip()


def _start(value: str) -> tuple[str, ...]:
    if value == "1":
        return ()
    return (f"the lines of a block of code were counted from {value}, and are from 1 now",)


def from_fences(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown whose fences say what they say in our words, and what was changed."""
    changes: list[str] = []

    def changed(match: re.Match[str]) -> str:
        line, end, rest = match[0].partition("\n")
        opening = OPENING.match(line) if match["fence"] else None
        if opening is None:
            return match[0]
        options, lost = our_options(opening["options"])
        changes.extend(lost)
        info = f"{opening['language'] or ('text' if options else '')} {options}".strip()
        return f"{opening['lead']}{info}{end}{rest}"

    return CODE.sub(changed, text), tuple(dict.fromkeys(changes))
