"""Shortcodes: what has a plain equivalent becomes Markdown, the rest stays as text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator.importers.foreign import text_of
from generator.importers.found import SOURCE
from generator.importers.texts import CODE, fenced, image, link, shown

ESCAPED = re.compile(r"\{\{(?P<open>[<%])/\*(?P<inner>.*?)\*/(?P<close>[>%])\}\}", re.DOTALL)
OPENING = re.compile(
    r"\{\{(?P<mark>[<%])\s*(?P<name>[\w./-]+)(?P<args>(?:\s(?:[^\"`>%]|\"(?:\\.|[^\"\\])*\"|`[^`]*`|[>%](?!\}\}))*?)?)"
    r"\s*(?P<single>/)?\s*[>%]\}\}",
    re.DOTALL,
)
CLOSING = r"\{\{[<%]\s*/\s*NAME\s*[>%]\}\}"
ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:\\.|[^"\\])*)"|`(?P<raw>[^`]*)`|(?P<bare>[^\s"`=]+))"""
)
HIDDEN = str.maketrans({"{": "\ue000", "}": "\ue001"})
SEEN = str.maketrans({"\ue000": "{", "\ue001": "}"})
KEPT = re.compile("\ue002(\\d+)\ue003")
DEEPEST = 20


class Call(Struct, frozen=True):
    """A shortcode as it was called."""

    name: str
    named: Mapping[str, str]
    words: tuple[str, ...]
    inner: str | None
    """None where it does not enclose anything."""

    def get(self, *keys: str) -> str:
        """Return the first of some arguments that is given, or the first word."""
        found = next((self.named[key] for key in keys if self.named.get(key)), "")
        return found or (self.words[0] if self.words else "")


def from_shortcodes(text: str, values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without shortcodes, and what was changed; ``values`` are parameters."""
    if "{{" not in text:
        return text, ()
    told: list[str] = []
    text = ESCAPED.sub(
        lambda m: f"{{{{{m['open']}{m['inner']}{m['close']}}}}}".translate(HIDDEN), text
    )
    codes: list[str] = []
    text = CODE.sub(lambda match: _keep(match[0], codes), text)
    text = _convert(text, values, told, 0)
    text = KEPT.sub(lambda match: codes[int(match[1])], text)
    return text.translate(SEEN), tuple(dict.fromkeys(told))


def _keep(code: str, codes: list[str]) -> str:
    codes.append(code)
    return f"\ue002{len(codes) - 1}\ue003"


def _convert(text: str, values: Mapping[str, Any], told: list[str], depth: int) -> str:
    parts, at = [], 0
    while match := OPENING.search(text, at):
        inner, end = _inner(text, match)
        if (
            inner is not None
            and depth < DEEPEST
            and not match["name"].startswith(("highlight", "high"))
        ):
            inner = _convert(inner, values, told, depth + 1)
        parts += [text[at : match.start()], _made(match, inner, values, told)]
        at = end
    return "".join([*parts, text[at:]])


def _inner(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """Return what a shortcode encloses, if it does, and where it ends."""
    closing = re.compile(CLOSING.replace("NAME", re.escape(match["name"])))
    if match["single"]:
        return None, match.end()
    at, depth = match.end(), 1
    while end := closing.search(text, at):
        again = [
            one for one in OPENING.finditer(text, at, end.start()) if one["name"] == match["name"]
        ]
        depth += len(again) - 1
        if depth == 0:
            return text[match.end() : end.start()], end.end()
        at = end.end()
    return None, match.end()


def _made(
    match: re.Match[str], inner: str | None, values: Mapping[str, Any], told: list[str]
) -> str:
    call = _call(match, inner)
    name = call.name.lower()
    if name == "param":
        return text_of(values.get(call.get().lower()))
    made = _known(name, call)
    if made:
        if name not in ("ref", "relref", "highlight"):
            told.append(f"{{{{< {call.name} >}}}} became Markdown")
        return made
    if inner is not None:
        told.append(f"{{{{< {call.name} >}}}} is gone, what it enclosed stays")
        return inner
    told.append(f"kept as text: {' '.join(match[0].split())}")
    before = match.string[: match.start()].rstrip(" ")[-1:]
    text = match[0] if before and before in "\"'(=/<" else shown(match[0])
    return text.translate(HIDDEN)


def _call(match: re.Match[str], inner: str | None) -> Call:
    named: dict[str, str] = {}
    words: list[str] = []
    for found in ARGUMENT.finditer(match["args"] or ""):
        value = next(
            each for each in (found["double"], found["raw"], found["bare"]) if each is not None
        )
        value = value.replace('\\"', '"')
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            words.append(value)
    return Call(match["name"], named, tuple(words), inner)


def _known(name: str, call: Call) -> str:
    if name in CALLS:
        return CALLS[name](call)
    if call.inner is not None and name.startswith(("code", "high")):
        language = call.words[0] if call.words else name.partition("-")[2]
        return _fence(call.inner, language, call)
    return ""


def _fence(inner: str, language: str, call: Call) -> str:
    options = " ".join(word.strip(",") for word in call.words[1:])
    options += " ".join(f'{key}="{value}"' for key, value in call.named.items())
    marked = re.search(r"hl_lines=\[?[\"']?([\d\s,-]+)", options)
    numbered = re.search(r"linenos=(?!false)", options)
    kept = [f'hl_lines="{marked[1].strip()}"'] if marked else []
    return fenced(inner, language, " ".join([*kept, *(["linenums"] if numbered else [])]))


def _highlight(call: Call) -> str:
    return _fence(call.inner or "", call.get("lang"), call) if call.inner is not None else ""


def _figure(call: Call) -> str:
    address = call.get("src", "path", "url", "link")
    words = call.words[1:] if call.words else ()
    caption = call.named.get("caption") or call.named.get("title") or ""
    alt = call.named.get("alt") or (words[0] if words else "")
    if not address:
        return ""
    picture = image(address, alt or caption, caption)
    target = call.named.get("link", "")
    return f"\n\n{f'[{picture}]({target})' if target and target != address else picture}\n\n"


def _to(site: str, words: str) -> Callable[[Call], str]:
    def made(call: Call) -> str:
        name = call.get("id", "url")
        return link(words, name if name.startswith("http") else site + name) if name else ""

    return made


def _gist(call: Call) -> str:
    return link("Gist", f"https://gist.github.com/{'/'.join(call.words[:2])}") if call.words else ""


def _tweet(call: Call) -> str:
    user, number = call.named.get("user", "i"), call.get("id")
    if call.words[1:]:
        user, number = call.words[0], call.words[1]
    return link("Tweet", f"https://twitter.com/{user}/status/{number}") if number else ""


def _ref(call: Call) -> str:
    return SOURCE + re.sub(r"^(?:\.?/)+", "", call.get("path"))


def _alert(call: Call) -> str:
    kind = ALERTS.get(call.get("type", "kind").lower(), ALERTS.get(call.name.lower(), "NOTE"))
    title = call.named.get("title") or (call.words[1] if call.words[1:] else "")
    lines = (call.inner or "").strip().split("\n")
    return (
        "\n\n"
        + "\n".join([f"> [!{kind}] {title}".rstrip(), *(f"> {line}".rstrip() for line in lines)])
        + "\n\n"
    )


def _details(call: Call) -> str:
    words = call.get("summary", "title") or "Details"
    inner = (call.inner or "").strip()
    return f'\n\n<details markdown="1">\n<summary>{words}</summary>\n\n{inner}\n\n</details>\n\n'


def _link(call: Call) -> str:
    address = call.get("href", "url")
    words = call.named.get("content") or (call.words[1] if call.words[1:] else address)
    return link(words, address) if address else ""


ALERTS = {
    **dict.fromkeys(("note", "info", "abstract", "question", "quote", "example"), "NOTE"),
    **dict.fromkeys(("tip", "success"), "TIP"),
    **dict.fromkeys(("warning", "caution"), "WARNING"),
    **dict.fromkeys(("danger", "bug", "failure", "error"), "CAUTION"),
    "important": "IMPORTANT",
}
CALLS: Mapping[str, Callable[[Call], str]] = {
    "highlight": _highlight,
    **dict.fromkeys(("figure", "img", "image", "photo", "fig", "picture"), _figure),
    **dict.fromkeys(("ref", "relref"), _ref),
    **dict.fromkeys(
        ("admonition", "notice", "callout", "alert", "hint", "note", "tip", "warning"), _alert
    ),
    **dict.fromkeys(("details", "expand", "collapse", "spoiler"), _details),
    "link": _link,
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
