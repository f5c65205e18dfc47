"""Markdown as importers read and write it: what is prose in it, and its forms of other things."""

import re
from collections.abc import Callable
from html import escape

# A fence, or a code span that does not go beyond its paragraph.
CODE = re.compile(
    r"(?P<fence>^(?P<indent>[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*)(?P<mark>`{3,}|~{3,})[^\n]*\n"
    r"(?:.*?^[ \t>]*(?P=mark)[`~]*[ \t]*$|.*\Z))"
    r"|(?P<span>(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`))",
    re.DOTALL | re.MULTILINE,
)
BLOCKS = re.compile(
    rf"{CODE.pattern}|<(?P<raw>pre|script|style|textarea|svg)\b.*?(?:</(?P=raw)|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
UNKNOWN = "not imported: "
OURS = rf"<!-- {UNKNOWN}[^\n]*? -->"
COMMENT = re.compile(rf"<!-- {UNKNOWN}(?P<written>.*?) -->")
LINKED = re.compile(r"!?\[([^\]\[]*)\]\([^)\s]*(?:\s[^)]*)?\)")
MARKED = re.compile(rf"{LINKED.pattern}|[*`]|(?<!\w)_\S|<[A-Za-z/]|https?:")
IN_TAG = re.compile(r"<[A-Za-z/][^<>]*\Z")
IN_VALUE = re.compile(
    r"<[A-Za-z][^<>]*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>]*)\Z"
    r"|\]\([^)\s]*\Z|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S*\Z|<(?:https?|mailto):[^>\s]*\Z",
    re.MULTILINE,
)
LEADING = re.compile(
    rf"^(?P<lead>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<ours>{OURS}(?:[ \t]*{OURS})*)[ \t]*"
    r"(?P<text>[^\s<][^\n]*)$",
    re.MULTILINE,
)


def in_prose(text: str, change: Callable[[str], str]) -> str:
    """Change what is no code in a Markdown text."""
    parts, last = [], 0
    for match in CODE.finditer(text):
        parts += [change(text[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*parts, change(text[last:])])


def outside_blocks(text: str, change: Callable[[str], str]) -> str:
    """Change what stands neither in a fence nor in raw HTML, with the code in its lines."""
    parts, last = [], 0
    for match in BLOCKS.finditer(text):
        if match["fence"] or match["raw"]:
            parts += [change(text[last : match.start()]), match[0]]
            last = match.end()
    return "".join([*parts, change(text[last:])])


def fenced(code: str, language: str = "", options: str = "") -> str:
    """Return a fenced block of code that stands by itself."""
    ticks = max((len(run) for run in re.findall("`{3,}", code)), default=2) + 1
    mark = "`" * max(ticks, 3)
    info = f"{language} {options}".strip()
    return f"\n\n{mark}{info}\n{code.strip(chr(10)).rstrip()}\n{mark}\n\n"


def shown(written: str) -> str:
    """Return something that cannot be mapped as readable text: a span of code."""
    one_line = " ".join(written.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", one_line)), default=0) + 1)
    padding = " " if one_line.startswith("`") or one_line.endswith("`") else ""
    return f"{ticks}{padding}{one_line}{padding}{ticks}"


def unknown(written: str, before: str, changes: list[str]) -> str:
    """Return what nobody here knows as a comment: readers do not see it, and the report tells it.

    Where no comment can stand, in a tag or an address, it is told here.
    """
    one_line = " ".join(written.split())
    if IN_VALUE.search(before[-2000:]):
        changes.append(f"left out of an address: {one_line}")
        return ""
    if IN_TAG.search(before[-2000:]):
        changes.append(f"left out of a tag: {one_line}")
        return ""
    return f"<!-- {UNKNOWN}{one_line.replace('-->', '-- >')} -->"


def behind_text(text: str) -> str:
    """Put our comments behind the text of a line, which would be HTML if one began it."""
    return LEADING.sub(
        lambda match: f"{match['lead']}{match['text']} {match['ours'].strip()}", text
    )


def image(address: str, alt: str = "", caption: str = "") -> str:
    """Return a Markdown image; its title is its caption."""
    target = f"<{address}>" if re.search(r"[\s()]", address) else address
    title = " ".join(caption.split()).replace('"', "&quot;")
    words = re.sub(r"([\[\]])", r"\\\1", " ".join(alt.split()))
    shown_title = f' "{title}"' if title else ""
    return f"![{words}]({target}{shown_title})"


def figure(shown: str, caption: str) -> str:
    """Return something with a caption that is Markdown itself, which no title of an image is."""
    words = f"\n<figcaption>\n\n{caption.strip()}\n\n</figcaption>" if caption else ""
    return f"<figure>\n{shown}{words}\n</figure>" if caption else shown


def picture_with(address: str, alt: str, caption: str, target: str = "") -> str:
    """Return a picture with a caption that may have links, and that may be a link."""
    if not has_marks(caption):
        picture = image(address, alt, caption)
        return f"[{picture}]({target})" if target and target != address else picture
    picture = f'<img src="{escape(address)}" alt="{escape(words_of(alt))}">'
    linked = (
        f'<a href="{escape(target)}">{picture}</a>' if target and target != address else picture
    )
    return figure(linked, caption)


def has_marks(text: str) -> bool:
    """Tell whether a text says something by marks of Markdown or tags."""
    return MARKED.search(text) is not None


def words_of(text: str) -> str:
    """Return Markdown of a line without its links and marks."""
    return re.sub(r"</?[A-Za-z][^>]*>|[*`]|(?<!\w)_|_(?!\w)", "", LINKED.sub(r"\1", text))


def link(words: str, address: str) -> str:
    """Return a Markdown link."""
    target = f"<{address}>" if re.search(r"[\s()]", address) else address
    return f"[{words}]({target})"
