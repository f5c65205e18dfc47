"""Forms of settings' texts: each returns a text as it is kept, or what is wrong and a hint."""

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from generator.problems import nearest, suggestion
from generator.problems.regex import regex
from generator.site.slug import wrong_path

Wrong = tuple[str, str]
PLACEHOLDERS: Final = ("slug", "year", "month", "day")

_LANGUAGE = regex(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLACEHOLDER = regex(r"\{([^{}]*)\}")
_NOT_IN_PATH = regex(r"[\s?#%\\:]|//|(^|/)\.")
_THEME = regex(r"[\w][\w.-]*")
_NOT_IN_BASE = regex(r"[\s\\\x00-\x1f]|[^:]//|/\.\.?(?:/|$)|%(?![\da-fA-F]{2})")
_HOST = regex(r"(?:\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?\.?)(?::\d+)?")


def base_url(written: str) -> str | Wrong:
    """Take the address of the site, with a slash at its end."""
    written = written.strip()
    try:
        normal = _normal_url(written)
    except ValueError:
        normal = ""
    hint = "write it as https://example.org/ or https://example.org/blog/"
    return normal or (f'"{written}" is not the address of a site', hint)


def _normal_url(written: str) -> str:
    parts = urlsplit(written)
    is_site = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not is_site or parts.query or parts.fragment or _NOT_IN_BASE.search(written):
        return ""
    path = quote(parts.path.rstrip("/") + "/", safe="/%:@!$&'()*+,;=~")
    host = _host(parts)
    return f"{parts.scheme}://{host}{path}" if _HOST.fullmatch(host) else ""


def _host(parts: SplitResult) -> str:
    port = "" if parts.port is None else f":{parts.port}"
    host = parts.hostname or ""
    return (f"[{host}]" if ":" in host else host.encode("idna").decode()) + port


def language(written: str) -> str | Wrong:
    """Take a language tag such as ``en`` or ``pt-BR``."""
    if _LANGUAGE.fullmatch(written):
        return written
    better = written.replace("_", "-")
    hint = f"write {better}" if _LANGUAGE.fullmatch(better) else "write it as en, de or pt-BR"
    return f'"{written}" is not a language tag', hint


def timezone(written: str) -> str | Wrong:
    """Take the name of a time zone that is known here."""
    try:
        return ZoneInfo(written).key
    except (KeyError, ValueError, OSError):  # a folder of zones is an OSError
        hint = suggestion(
            written, sorted(available_timezones()), "write it as Europe/Berlin or UTC"
        )
        return f'there is no time zone "{written}"', hint


def theme(written: str) -> str | Wrong:
    """Take the name of a theme's folder."""
    if _THEME.fullmatch(written):
        return written
    return f'"{written}" cannot be a theme', "give the name of a folder in themes/"


def permalink(written: str) -> str | Wrong:
    """Take the pattern of a post's address, with a slash at its start."""
    if wrong := _wrong_permalink(written):
        return wrong
    pattern = "/" + written.lstrip("/")
    return pattern if pattern.endswith(("/", ".html")) else pattern + "/"


def list_url(written: str) -> str | Wrong:
    """Take the address of a list, with a slash at both ends."""
    path = "/" + written.strip("/") + "/"
    hint = "write it as /posts/ or /blog/"
    if path == "//":
        return "the front page stands at / already", hint
    if _NOT_IN_PATH.search(path) or "{" in path:
        return f'"{written}" is not the path of an address', hint
    wrong = wrong_path(path)
    return (f"no file can be published here: {wrong}", hint) if wrong else path


def _wrong_permalink(pattern: str) -> Wrong | None:
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for name in _PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            near = nearest(name, PLACEHOLDERS)
            hint = f"did you mean {{{near}}}?" if near else f"known are {known}"
            return f"a permalink has no {{{name}}}", hint
    if re.search(r"[{}]", _PLACEHOLDER.sub("", pattern)):
        return "a brace in the permalink has no partner", f"known are {known}"
    if "{slug}" not in pattern:
        return "without {slug} all posts have one address", "/posts/{slug}/"
    if _NOT_IN_PATH.search(pattern):
        return f'"{pattern}" is not the path of an address', "/posts/{slug}/"
    wrong = wrong_path(_PLACEHOLDER.sub("x", pattern))
    return (f"no file can be published here: {wrong}", "/posts/{slug}/") if wrong else None
