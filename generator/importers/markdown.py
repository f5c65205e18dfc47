"""Markdown as importers read and write it: what is prose in it, and its forms of other things."""

import re
from collections.abc import Callable, Iterable, Mapping
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
MARK = "<!--more-->"
"""What ends the part of a post that lists quote."""
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

ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
ALERTS: Mapping[str, str] = {
    **dict.fromkeys(("note", "info", "abstract", "question", "quote", "example"), "NOTE"),
    **dict.fromkeys(("tip", "success"), "TIP"),
    **dict.fromkeys(("warning", "caution"), "WARNING"),
    **dict.fromkeys(("danger", "bug", "failure", "error"), "CAUTION"),
    "important": "IMPORTANT",
}
"""Our kinds of alerts, by what others call them."""
HOSTS: Mapping[str, tuple[str, str]] = {
    "youtube": ("Video", "https://www.youtube.com/watch?v="),
    "vimeo": ("Video", "https://vimeo.com/"),
    "gist": ("Gist", "https://gist.github.com/"),
    "instagram": ("Picture", "https://www.instagram.com/p/"),
}
"""What a link to something on another site says, and what its address begins with."""
HIDDEN = str.maketrans({"{": "\ue000", "}": "\ue001"})
SEEN = str.maketrans({"\ue000": "{", "\ue001": "}"})
"""Braces that are text, while others are looked for."""


class TextStash:
    """Parts of a text put aside, where nothing changes them, until they are put back."""

    def __init__(self, marks: str) -> None:
        self._marks = marks
        self._kept: list[str] = []
        self.pattern = re.compile("{}(\\d+){}".format(*marks))

    def keep(self, part: str) -> str:
        """Put a part aside, and return what stands for it."""
        self._kept.append(self.restore(part))
        return f"{self._marks[0]}{len(self._kept) - 1}{self._marks[1]}"

    def restore(self, text: str) -> str:
        """Put all parts back; marks that a text had already stay."""
        return self.pattern.sub(self._part, text)

    def _part(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self._kept[number] if number < len(self._kept) else match[0]


def in_prose(text: str, change: Callable[[str], str]) -> str:
    """Change what is no code in a Markdown text."""
    return _between(CODE.finditer(text), text, change)


def outside_blocks(text: str, change: Callable[[str], str]) -> str:
    """Change what stands neither in a fence nor in raw HTML, with the code in its lines."""
    blocks = (match for match in BLOCKS.finditer(text) if match["fence"] or match["raw"])
    return _between(blocks, text, change)


def _between(found: Iterable[re.Match[str]], text: str, change: Callable[[str], str]) -> str:
    parts, last = [], 0
    for match in found:
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

    Where no comment can stand, in a tag or an address, it goes into ``changes``.
    """
    one_line = " ".join(written.split())
    if IN_VALUE.search(before[-2000:]):
        changes.append(f"left out of an address: {one_line}")
        return ""
    if IN_TAG.search(before[-2000:]):
        changes.append(f"left out of a tag: {one_line}")
        return ""
    return f"<!-- {UNKNOWN}{one_line.replace('-->', '-- >')} -->"


def leave_out(
    pattern: re.Pattern[str], text: str, changes: list[str], why: Callable[[re.Match[str]], str]
) -> str:
    """Leave out what a pattern finds, and say why."""
    changes += map(why, pattern.finditer(text))
    return pattern.sub("", text)


def behind_text(text: str) -> str:
    """Put our comments behind the text of a line, which would be HTML if one began it."""
    return LEADING.sub(
        lambda match: f"{match['lead']}{match['text']} {match['ours'].strip()}", text
    )


def image(address: str, alt: str = "", caption: str = "") -> str:
    """Return a Markdown image; its title is its caption."""
    title = " ".join(caption.split()).replace('"', "&quot;")
    words = re.sub(r"([\[\]])", r"\\\1", " ".join(alt.split()))
    shown_title = f' "{title}"' if title else ""
    return f"![{words}]({_target(address)}{shown_title})"


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
    return f"[{words}]({_target(address)})"


def _target(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def embedded(host: str, name: str) -> str:
    """Return a link to something on another site, by its name there or its whole address."""
    words, site = HOSTS[host]
    return link(words, name if name.startswith("http") else site + name) if name else ""


def film(address: str, poster: str = "") -> str:
    """Return a video, with the picture that stands for it."""
    picture = f' poster="{poster}"' if poster else ""
    return f'<video controls src="{address}"{picture}></video>'


def arguments_of(written: str) -> dict[str, str]:
    """Return the arguments that are named in a tag, names in lower case."""
    return {name.lower(): a or b or c for name, a, b, c in ARGUMENT.findall(written)}
