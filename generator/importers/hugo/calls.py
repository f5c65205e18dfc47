"""What shortcodes are in Markdown, by their names."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.importers.hugo.fences import our_options
from generator.importers.markdown import fenced, figure, link, picture_with, words_of
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
    """What is to be told of it."""

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


def _to(site: str, words: str) -> Callable[[ShortcodeCall], str]:
    def made(call: ShortcodeCall) -> str:
        name = call.get("id", "url")
        return link(words, name if name.startswith("http") else site + name) if name else ""

    return made


def _gist(call: ShortcodeCall) -> str:
    return link("Gist", f"https://gist.github.com/{'/'.join(call.words[:2])}") if call.words else ""


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
    poster = f' poster="{call.named["poster"]}"' if call.named.get("poster") else ""
    film = f'<video controls src="{address}"{poster}></video>'
    return f"\n\n{figure(film, call.named.get('caption', ''))}\n\n"


ALERTS = {
    **dict.fromkeys(("note", "info", "abstract", "question", "quote", "example"), "NOTE"),
    **dict.fromkeys(("tip", "success"), "TIP"),
    **dict.fromkeys(("warning", "caution"), "WARNING"),
    **dict.fromkeys(("danger", "bug", "failure", "error"), "CAUTION"),
    "important": "IMPORTANT",
}
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
    "gist": _gist,
    **dict.fromkeys(("tweet", "twitter", "x", "twitter_simple"), _tweet),
    **dict.fromkeys(("youtube", "yt"), _to("https://www.youtube.com/watch?v=", "Video")),
    **dict.fromkeys(("vimeo", "vimeo_simple"), _to("https://vimeo.com/", "Video")),
    **dict.fromkeys(
        ("instagram", "instagram_simple"), _to("https://www.instagram.com/p/", "Picture")
    ),
    "mermaid": lambda call: fenced(call.inner or "", "mermaid"),
    "toc": lambda call: "",
}
