"""Liquid in posts: what has a plain equivalent becomes Markdown, the rest a comment."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator.importers.foreign import text_of
from generator.importers.jekyll.tags import TAGS
from generator.importers.texts import behind_text, fenced, in_prose, shown, unknown

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
HIDDEN = str.maketrans({"{": "\ue000", "}": "\ue001"})
SEEN = str.maketrans({"\ue000": "{", "\ue001": "}"})
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
    text = COMMENT.sub(lambda _: _tell(changes, "a Liquid comment is left out"), text)
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


def _tell(changes: list[str], what: str) -> str:
    changes.append(what)
    return ""


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
    first = inner.partition("|")[0].strip()
    value = _value(first, page)
    if value:
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
