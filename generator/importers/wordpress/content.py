"""The body of a WordPress post: blocks, shortcodes, paragraphs; then Markdown."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from msgspec import Struct

from generator.importers.files import plain_lines
from generator.importers.markdown import MARK, TextStash, arguments_of, behind_text, unknown

BLOCK = re.compile(r"<!--\s*/?wp:(?P<name>[\w/-]+)(?P<more>.*?)/?-->", re.DOTALL)
DYNAMIC = re.compile(r"<!--\s*wp:(?P<name>[\w/-]+)(?:\s+\{(?:(?!-->).)*\})?\s*/-->", re.DOTALL)
SPACERS = frozenset({"spacer", "separator", "more", "nextpage"})
LANGUAGES = (
    "actionscript3 arduino bash c clojure coldfusion cpp csharp css delphi diff erlang fsharp go"
    " groovy haskell html java javafx javascript js kotlin latex matlab objc pascal perl php"
    " powershell py python r rails ruby rust scala shell sql swift vb xml yaml"
)
"""Shortcodes that name the language of the code that they enclose."""
CODE = re.compile(
    r"\[(?P<tag>code|sourcecode|source|highlight|language|lang|"
    rf"{LANGUAGES.replace(' ', '|')})(?P<args>(?:[\s=][^\]]*)?)\](?P<code>.*?)\[/(?P=tag)\]",
    re.DOTALL,
)
PRE = re.compile(r"<(pre|script|style|textarea|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
NESTED = re.compile(r"(?!\A)</?pre\b[^>]*>(?!\Z)", re.IGNORECASE)
SHORTCODE = re.compile(
    r"(?<!\[)\[(?P<name>[a-z][\w-]*)(?P<args>(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+)|\s+(?:\"[^\"]*\"|[^\s\]\[=]+))*)\s*/?\]"
    r"(?:(?P<inner>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\])?",
    re.DOTALL,
)
BLOCKS = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|"
    "main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|video|audio|script|style|object|embed|center|fieldset"
)
STARTS_BLOCK = re.compile(rf"</?(?:{BLOCKS})\b", re.IGNORECASE)
BREAK = re.compile(rf"\s*(</?(?:{BLOCKS})\b[^>]*>)\s*", re.IGNORECASE)
LATEX = re.compile(r"\$latex\s+(?P<tex>[^$]+?)\s*\$")
OWN = "of this post"
"""Where a gallery names no pictures it shows those that were uploaded to its post."""


class ConvertedBody(Struct, frozen=True):
    """A body as Markdown, what was changed in it, and whether it has formulas."""

    text: str
    changes: tuple[str, ...]
    has_math: bool


class Attachment(Struct, frozen=True):
    """An attachment that shows something."""

    address: str
    alt: str = ""
    caption: str = ""
    parent: str = ""
    """The id of the post that it was uploaded to."""


class _Conversion:
    """What the conversion of a body puts aside, and what it changed.

    ``markup`` has its paragraphs already; no HTML that is read keeps ``comments``.
    """

    def __init__(self) -> None:
        self.changes: list[str] = []
        self.markup = TextStash("\ue005\ue006")
        self.comments = TextStash("\ue00a\ue00b")

    def comment(self, written: str, before: str) -> str:
        """Put aside what becomes a comment."""
        made = unknown(unescape(written), before, self.changes)
        return self.comments.keep(made) if made.startswith("<!--") else made


def body_of(html: str, pictures: Mapping[str, Attachment], number: str = "") -> ConvertedBody:
    """Turn the content of a post into Markdown; ``pictures`` are attachments by their ids."""
    own = {OWN: ",".join(each for each, one in pictures.items() if one.parent == number and number)}
    # Its package may not be there, and takes long to load.
    from generator.importers.html import markdown_of

    conversion = _Conversion()
    changes, hold = conversion.changes, conversion.markup.keep
    html = plain_lines(html)
    has_blocks = "<!-- wp:" in html
    mark = f"\n\n<p>{conversion.comments.keep(MARK)}</p>\n\n"
    html = _without_blocks(html, mark, changes)
    html = CODE.sub(lambda match: hold(_code(match)), html)
    # Code within what is kept keeps only the outer tag.
    kept = conversion.markup.restore
    html = PRE.sub(lambda match: hold(NESTED.sub("", kept(match[0]))), html)
    html = SHORTCODE.sub(lambda match: _shortcode(match, pictures, own, conversion), html)
    has_math = bool(LATEX.search(html)) or "\\(" in html or "\\[" in html
    html = LATEX.sub(lambda match: hold(f"<code>\ue007{match['tex']}\ue007</code>"), html)
    html = conversion.markup.restore(html if has_blocks else paragraphs(html, conversion.markup))
    text = behind_text(conversion.comments.restore(markdown_of(html)))
    text = re.sub(
        "`+ ?\ue007(.*?)\ue007 ?`+", lambda match: f"${unescape(match[1])}$", text, flags=re.DOTALL
    )
    return ConvertedBody(text, tuple(dict.fromkeys(changes)), has_math)


def _without_blocks(html: str, mark: str, changes: list[str]) -> str:
    """Take the comments of the block editor out; report those that the server fills."""

    def dynamic(match: re.Match[str]) -> str:
        if match["name"] not in SPACERS:
            why = "WordPress filled it on each visit"
            changes.append(f"the block {match['name']} is left out: {why}")
        return ""

    html = DYNAMIC.sub(dynamic, html)
    html = re.sub(r"<!--\s*noteaser\b.*?-->", "", html)
    html = re.sub(r"<!--\s*more\b.*?-->", lambda _: mark, html)
    if "<!--nextpage-->" in html:
        changes.append("its pages became one")
    return BLOCK.sub("", html.replace("<!--nextpage-->", "\n\n"))


def _code(match: re.Match[str]) -> str:
    given = arguments_of(match["args"])
    own = match["tag"] if match["tag"] in LANGUAGES.split() else ""
    language = own or given.get("language") or given.get("lang") or ""
    code = match["code"]
    if "&lt;" not in code and "&gt;" not in code:
        code = escape(code, quote=False)
    name = f' class="language-{escape(language)}"' if language else ""
    return f"<pre{name}>{code.strip(chr(10))}</pre>"


def _shortcode(
    match: re.Match[str],
    pictures: Mapping[str, Attachment],
    own: Mapping[str, str],
    conversion: _Conversion,
) -> str:
    written = arguments_of(match["args"])
    inner, given = match["inner"], {**own, **written}
    known = SHORTCODES.get(match["name"])
    if known is not None:
        made = known(given, inner or "", match["args"], pictures)
        if made:
            conversion.changes.append(f"[{match['name']}] became Markdown")
            return made
    elif inner is None and not written:
        return match[0]
    opening = match[0] if inner is None else match[0][: match.start("inner") - match.start()]
    return conversion.comment(opening, match.string[: match.start()]) + (inner or "")


def _caption(given: Mapping[str, str], inner: str, _: str, __: Mapping[str, Attachment]) -> str:
    found = re.match(r"\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)(.*)", inner, re.DOTALL)
    if found is None:
        return ""
    words = given.get("caption") or found[2].strip()
    return f"\n\n<figure>{found[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(given: Mapping[str, str], _: str, __: str, pictures: Mapping[str, Attachment]) -> str:
    ids = (given.get("ids") or given.get("include") or given[OWN]).split(",")
    shown_ones = (pictures[each.strip()] for each in ids if each.strip() in pictures)
    return "\n\n".join(
        f'<figure><img src="{escape(one.address)}" alt="{escape(one.alt)}">'
        f"<figcaption>{escape(one.caption)}</figcaption></figure>"
        for one in shown_ones
    )


def _link(words: str) -> "ShortcodeConverter":
    def made(given: Mapping[str, str], inner: str, args: str, _: Mapping[str, Attachment]) -> str:
        bare = re.search(r"https?://[^\s\"'\]]+", f"{inner} {args}")
        media = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "webm", "ogv", "url")
        found = bare[0] if bare else ""
        address = next((given[key] for key in media if given.get(key)), found)
        return f'<p><a href="{escape(unescape(address))}">{words}</a></p>' if address else ""

    return made


ShortcodeConverter = Callable[[Mapping[str, str], str, str, Mapping[str, Attachment]], str]
SHORTCODES: Mapping[str, ShortcodeConverter] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "embed": _link("Embedded"),
    "youtube": _link("Video"),
    "vimeo": _link("Video"),
    "video": _link("Video"),
    "audio": _link("Audio"),
}


def paragraphs(html: str, kept: TextStash) -> str:
    """Make paragraphs of blank lines and breaks of others, as WordPress does on each visit."""
    html = BREAK.sub(r"\n\n\1\n\n", html)
    made = []
    for part in re.split(r"\n[ \t]*\n+", html):
        text = part.strip()
        if not text:
            continue
        is_block = STARTS_BLOCK.match(text) or kept.pattern.fullmatch(text)
        made.append(text if is_block else f"<p>{text.replace(chr(10), '<br>' + chr(10))}</p>")
    return "\n".join(made)
