"""Markdown in HTML: ``<div markdown="1">``, for text that was written for Python-Markdown.

What CommonMark takes for HTML up to the next blank line is to be Markdown here. So the tag, and
the one that closes it, are disguised as HTML of one line; no character is added or lost, and the
tree is made from what was written.
"""

import re

ASKED = "markdown="
_TAG = re.compile(
    r"^(?P<before>[ \t>]*)(?P<tag><(?P<name>[a-zA-Z][\w-]*)(?=\s)[^<>\n]*\smarkdown=[^<>\n]*>)"
    r"(?P<rest>[^\n]*)$",
    re.MULTILINE,
)


def disguise(text: str) -> str:
    """Disguise the tags of elements that are to hold Markdown."""
    if ASKED not in text:
        return text
    parts: list[str] = []
    end = 0
    edits: dict[int, tuple[int, str]] = {}
    for match in _TAG.finditer(text):
        start, stop = match.span("tag")
        closing = _closing(text, match["name"], stop)
        alone = not match["rest"].strip()
        edits[start] = (stop, _line(match["tag"]) if alone else _other(match["tag"], 1))
        if closing is not None:
            written = closing[0]
            alone = not text[closing.end() : _line_end(text, closing.end())].strip() and (
                not text[text.rfind("\n", 0, closing.start()) + 1 : closing.start()].strip(" \t>")
            )
            edits[closing.start()] = (
                closing.end(),
                _line(written) if alone else _other(written, 2),
            )
    for start, (stop, written) in sorted(edits.items()):
        if start >= end:
            parts += (text[end:start], written)
            end = stop
    return "".join([*parts, text[end:]])


def _closing(text: str, name: str, at: int) -> re.Match[str] | None:
    """Find the tag that closes an element, behind those of its kind within."""
    depth = 1
    for match in re.compile(rf"<(/?){name}(?=[\s>])[^<>]*>", re.IGNORECASE).finditer(text, at):
        depth += -1 if match[1] else 1
        if not depth:
            return match
    return None


def _line(tag: str) -> str:
    """Write a tag as a declaration, which is HTML up to the end of its line."""
    return f"<!a{tag[3:]}"


def _other(tag: str, at: int) -> str:
    """Write a tag as that of an element that begins no block."""
    return f"{tag[:at]}x{tag[at + 1 :]}"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
