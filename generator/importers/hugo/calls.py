"""What Hugo's shortcodes, and its options of blocks of code, are in Markdown."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.importers.markdown import (
    ALERTS,
    CODE,
    embedded,
    fenced,
    figure,
    film,
    link,
    picture_with,
    words_of,
)
from generator.importers.old_site import SOURCE

FILM = re.compile(r"\.(?:mp4|m4v|webm|og[gv]|mov)(?:[?#]\S*)?$", re.IGNORECASE)


class ShortcodeCall(Struct, frozen=True):
    """A shortcode as it was called."""

    name: str
    named: Mapping[str, str]
    words: tuple[str, ...]
    inner: str | None
    """None where it does not enclose anything."""
    changes: list[str]
    """Lines for the report, which are added to."""

    def get(self, *keys: str) -> str:
        """Return the first of some arguments that is given, or the first word."""
        found = next((self.named[key] for key in keys if self.named.get(key)), "")
        return found or (self.words[0] if self.words else "")


def called(name: str, call: ShortcodeCall) -> str:
    """Return what a shortcode is in Markdown, or nothing."""
    if name in CALLS:
        return CALLS[name](call)
    if call.inner is not None and name.startswith(("code", "high")):
        language = call.words[0] if call.words else name.partition("-")[2]
        return _fence(call.inner, language, call)
    return ""


def _fence(inner: str, language: str, call: ShortcodeCall) -> str:
    written = [*call.words[1:], *(f'{key}="{value}"' for key, value in call.named.items())]
    options, lost = our_options(" ".join(written))
    call.changes.extend(lost)
    return fenced(inner, language or ("text" if options else ""), options)


def _highlight(call: ShortcodeCall) -> str:
    return _fence(call.inner or "", call.get("lang"), call) if call.inner is not None else ""


def _figure(call: ShortcodeCall) -> str:
    address = call.get("src", "path", "url", "link")
    words = call.words[1:] if call.words else ()
    caption = call.named.get("caption") or call.named.get("title") or ""
    alt = call.named.get("alt") or (words[0] if words else "")
    if not address:
        return ""
    target = call.named.get("link", "")
    picture = picture_with(address, alt or words_of(caption), caption, target)
    return f"\n\n{picture}\n\n"


def _to(host: str) -> Callable[[ShortcodeCall], str]:
    return lambda call: embedded(host, call.get("id", "url"))


def _tweet(call: ShortcodeCall) -> str:
    user, number = call.named.get("user", "i"), call.get("id")
    if call.words[1:]:
        user, number = call.words[0], call.words[1]
    return link("Tweet", f"https://twitter.com/{user}/status/{number}") if number else ""


def _ref(call: ShortcodeCall) -> str:
    return SOURCE + re.sub(r"^(?:\.?/)+", "", call.get("path"))


def _alert(call: ShortcodeCall) -> str:
    kind = ALERTS.get(call.get("type", "kind").lower(), ALERTS.get(call.name.lower(), "NOTE"))
    title = call.named.get("title") or (call.words[1] if call.words[1:] else "")
    lines = (call.inner or "").strip().split("\n")
    return (
        "\n\n"
        + "\n".join([f"> [!{kind}] {title}".rstrip(), *(f"> {line}".rstrip() for line in lines)])
        + "\n\n"
    )


def _details(call: ShortcodeCall) -> str:
    words = call.get("summary", "title") or "Details"
    inner = (call.inner or "").strip()
    return f'\n\n<details markdown="1">\n<summary>{words}</summary>\n\n{inner}\n\n</details>\n\n'


def _link(call: ShortcodeCall) -> str:
    address = call.get("href", "url")
    words = call.named.get("content") or (call.words[1] if call.words[1:] else address)
    return link(words, address) if address else ""


def _video(call: ShortcodeCall) -> str:
    address = call.get("src", "path", "url", "mp4", "file")
    if not FILM.search(address):
        return ""
    shown = film(address, call.named.get("poster", ""))
    return f"\n\n{figure(shown, call.named.get('caption', ''))}\n\n"


CALLS: Mapping[str, Callable[[ShortcodeCall], str]] = {
    "highlight": _highlight,
    **dict.fromkeys(("figure", "img", "image", "photo", "fig", "picture"), _figure),
    **dict.fromkeys(("ref", "relref"), _ref),
    **dict.fromkeys(
        ("admonition", "notice", "callout", "alert", "hint", "note", "tip", "warning"), _alert
    ),
    **dict.fromkeys(("details", "expand", "collapse", "spoiler"), _details),
    "link": _link,
    "video": _video,
    "gist": lambda call: embedded("gist", "/".join(call.words[:2])),
    **dict.fromkeys(("tweet", "twitter", "x", "twitter_simple"), _tweet),
    **dict.fromkeys(("youtube", "yt"), _to("youtube")),
    **dict.fromkeys(("vimeo", "vimeo_simple"), _to("vimeo")),
    **dict.fromkeys(("instagram", "instagram_simple"), _to("instagram")),
    "mermaid": lambda call: fenced(call.inner or "", "mermaid"),
    "toc": lambda call: "",
}


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
