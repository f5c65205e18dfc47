"""What Pelican's Markdown has of its own: references, and code that names its language."""

import posixpath
import re
from urllib.parse import quote, unquote

from generator.importers.found import SOURCE
from generator.importers.texts import fenced
from generator.site.slug import slugify

REFERENCE = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>filename|attach|static)(?:\}|%7D|\|)(?P<path>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
GATHERED = re.compile(
    r"(?:\{|%7B|\|)(?P<kind>tag|category|author|index)(?:\}|%7D|\|)(?P<name>[^\s)\"'>#?]*)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"^(?P<indent>[ ]{4,}|\t)(?::::|#!)(?P<word>[\w+#-]+)[ \t]*$")


def to_source(match: re.Match[str], source: str) -> str:
    """Return the address of a source that a reference names."""
    path = unquote(match["path"])
    top = source.split("/", maxsplit=1)[0]
    base = top if path.startswith("/") else posixpath.dirname(source)
    return SOURCE + quote(posixpath.normpath(posixpath.join(base, path.lstrip("/"))))


def to_list(match: re.Match[str]) -> str:
    """Return the address of the list that a reference names; ours are of tags alone."""
    if match["kind"].lower() in ("tag", "category") and match["name"]:
        return f"/tags/{slugify(unquote(match['name']))}/"
    return "/"


def coloured(body: str) -> str:
    """Turn indented code that names its language into fences."""
    lines, at = body.split("\n"), 0
    made: list[str] = []
    while at < len(lines):
        match = LANGUAGE.match(lines[at])
        if match is None or (made and made[-1].strip()):
            made.append(lines[at])
            at += 1
            continue
        code, at = _indented(lines, at + 1, match["indent"])
        made.append(fenced(code, match["word"]).strip("\n"))
        made.append("")
    return "\n".join(made)


def _indented(lines: list[str], at: int, indent: str) -> tuple[str, int]:
    code = []
    while at < len(lines) and (lines[at].startswith(indent) or not lines[at].strip()):
        code.append(lines[at].removeprefix(indent))
        at += 1
    return "\n".join(code).rstrip(), at
