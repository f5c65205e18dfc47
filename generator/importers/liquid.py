"""Liquid in texts: what has a plain equivalent becomes Markdown, the rest a comment."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator.importers.files import text_of
from generator.importers.markdown import (
    HIDDEN,
    SEEN,
    arguments_of,
    behind_text,
    embedded,
    fenced,
    film,
    image,
    in_prose,
    leave_out,
    link,
    picture_with,
    shown,
    unknown,
    words_of,
)
from generator.importers.old_site import SOURCE

PATHS = ("src", "url", "file", "path", "image", "image_path", "img", "name")
CAPTIONS = ("caption", "description", "title")
"""The arguments that include a picture, and what they say of it."""
OPTION = re.compile(r"(?:lang|cells|start|end|range):?")
FILM = re.compile(r"\.(?:mp4|webm|og[gv]|mov)$")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", re.IGNORECASE)

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
CODE = re.compile(
    r"^(?P<indent>[ \t]*)\{%-?\s*(?P<tag>highlight|codeblock)\s*(?P<args>[^%]*?)-?%\}"
    r"(?P<code>.*?)\{%-?\s*end(?P=tag)\s*-?%\}",
    re.DOTALL | re.MULTILINE,
)
QUOTE = re.compile(
    r"\{%-?\s*blockquote\s*(?P<who>[^%]*?)-?%\}(?P<said>.*?)\{%-?\s*endblockquote\s*-?%\}",
    re.DOTALL,
)
TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<args>(?:[^%]|%(?!\}))*?)\s*-?%\}")
OUTPUT = re.compile(r"\{\{-?\s*(?P<inner>(?:(?!\}\}|\{\{).)*?)\s*-?\}\}", re.DOTALL)
ADDRESS = re.compile(
    r"""^["'](?P<path>[^"']*)["']\s*\|\s*(?:relative_url|absolute_url|prepend:.*|escape)"""
)
LINKS_ONLY = ("notebook", "include_code")
"""Tags that show what another file holds."""
Tags = Mapping[str, Callable[[str], str]]
NONE: Tags = {}
HOME = ("site.baseurl", "site.url", "site.github.url", "site.base_url")


def _post_url(args: str) -> str:
    return f"{SOURCE}_posts/{args.strip()}"


def _link(args: str) -> str:
    return SOURCE + args.strip().strip("\"'").lstrip("/")


def _include(args: str) -> str:
    given = arguments_of(args)
    name = next(iter(args.split()), "")
    if "youtube" in name and given.get("id"):
        return embedded("youtube", given["id"])
    path = next((given[key] for key in PATHS if PICTURE.search(given.get(key, ""))), "")
    caption = next((given[key] for key in CAPTIONS if given.get(key)), "")
    picture = picture_with(path, given.get("alt") or words_of(caption), caption)
    return f"\n\n{picture}\n\n" if path else ""


def _img(args: str) -> str:
    words = re.findall(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""", args)
    at = next((i for i, each in enumerate(words) if re.match(r"https?:|/|\S*\.\w{3,4}$", each)), -1)
    if at < 0:
        return ""
    titles = [each.strip("\"'") for each in words[at + 1 :] if not each.isdigit()]
    title = titles[0] if titles else ""
    return image(words[at], titles[1] if len(titles) > 1 else title)


def _video(args: str) -> str:
    words = [word.strip("\"'") for word in args.split()]
    address = next(filter(FILM.search, words), "")
    return f"\n\n{film(address, next(filter(PICTURE.search, words), ''))}\n\n" if address else ""


def _to_file(folder: str) -> Callable[[str], str]:
    def made(args: str) -> str:
        words = [word for word in args.split() if not OPTION.match(word)]
        if not words:
            return ""
        path = words[0].strip("\"'").lstrip("/")
        return link(" ".join(words[1:]).strip("\"'") or path.rpartition("/")[2], f"/{folder}{path}")

    return made


def _to_host(name: str) -> Callable[[str], str]:
    return lambda args: embedded(name, next(iter(args.split()), "").strip("\"'"))


TAGS: Mapping[str, Callable[[str], str]] = {
    "post_url": _post_url,
    "link": _link,
    "include": _include,
    "include_relative": _include,
    "img": _img,
    "video": _video,
    "notebook": _to_file(""),
    "include_code": _to_file("downloads/code/"),
    **{name: _to_host(name) for name in ("youtube", "vimeo", "gist")},
}


class LiquidContext(Struct, frozen=True):
    """What Liquid sees in a post."""

    site: Mapping[str, Any]
    values: Mapping[str, Any]


def from_liquid(text: str, page: LiquidContext) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without Liquid, and what was changed."""
    if "{%" not in text and "{{" not in text:
        return text, ()
    changes: list[str] = []
    text = RAW.sub(lambda match: match[1].translate(HIDDEN), text)
    text = leave_out(COMMENT, text, changes, lambda _: "a Liquid comment is left out")
    text = CODE.sub(lambda match: _code(match).translate(HIDDEN), text)
    text = QUOTE.sub(_quoted, text)
    text = in_prose(text, lambda prose: _prose(prose, page, changes))
    return behind_text(text.translate(SEEN)), tuple(dict.fromkeys(changes))


def from_tags(text: str, own: Tags) -> tuple[str, tuple[str, ...]]:
    """Do so with tags alone, where double braces are nothing but text; some are a site's own."""
    if "{%" not in text:
        return text, ()
    changes: list[str] = []
    text = RAW.sub(lambda match: match[1].translate(HIDDEN), text)
    text = CODE.sub(lambda match: _code(match).translate(HIDDEN), text)
    text = in_prose(text, lambda prose: TAG.sub(lambda match: _tag(match, changes, own), prose))
    return behind_text(text.translate(SEEN)), tuple(dict.fromkeys(changes))


def _prose(text: str, page: LiquidContext, changes: list[str]) -> str:
    text = OUTPUT.sub(lambda match: _output(match, page, changes), text)
    return TAG.sub(lambda match: _tag(match, changes), text)


def _code(match: re.Match[str]) -> str:
    words = match["args"].split()
    language = next((each.partition(":")[2] for each in words if each.startswith("lang:")), "")
    if not language and words and match["tag"] == "highlight":
        language = words[0]
    options = "linenums" if any(each.startswith("linenos") for each in words) else ""
    code = match["code"]
    if indent := match["indent"]:
        code = "\n".join(line.removeprefix(indent) for line in code.split("\n"))
    block = fenced(code, language, options)
    return "\n".join(f"{indent}{line}" if line else line for line in block.split("\n"))


def _quoted(match: re.Match[str]) -> str:
    said = "\n".join(f"> {line}" for line in match["said"].strip().split("\n"))
    return f"\n{said}\n" + (f">\n> — {match['who'].strip()}\n" if match["who"].strip() else "")


def _output(match: re.Match[str], page: LiquidContext, changes: list[str]) -> str:
    inner = match["inner"]
    if inner in HOME:
        return ""
    if found := ADDRESS.match(inner):
        return found["path"]
    if value := _value(inner.partition("|")[0].strip(), page):
        changes.append(f"{{{{ {inner} }}}} became its value")
        return value
    return _kept(match, changes)


def _value(name: str, page: LiquidContext) -> str:
    if not re.fullmatch(r"(?:site|page)\.[\w-]+", name):
        return ""
    where, _, key = name.partition(".")
    return text_of((page.site if where == "site" else page.values).get(key))


def _tag(match: re.Match[str], changes: list[str], own: Tags = NONE) -> str:
    if brought := own[match["name"]](match["args"]) if match["name"] in own else "":
        return brought
    if match["name"] == "literal":
        return shown(f"{{% {match['args']} %}}").translate(HIDDEN)
    known = TAGS.get(match["name"])
    made = known(match["args"]) if known else ""
    if made:
        if match["name"] in LINKS_ONLY:
            changes.append(f"of {match[0]} only a link stays: its text is not here")
        elif match["name"] not in ("post_url", "link"):
            changes.append(f"{{% {match['name']} %}} became Markdown")
        return made
    return _kept(match, changes)


def _kept(match: re.Match[str], changes: list[str]) -> str:
    """Keep what cannot be mapped where readers do not see it."""
    return unknown(match[0], match.string[: match.start()], changes).translate(HIDDEN)
