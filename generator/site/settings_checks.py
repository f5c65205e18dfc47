"""Settings whose texts have a form of their own."""

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from generator.problems import nearest, suggestion
from generator.problems.fields import Fields
from generator.site.editors import EDITORS, template_of
from generator.site.paths import wrong_path

PLACEHOLDERS: Final = ("slug", "year", "month", "day")

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_THEME = re.compile(r"[\w][\w.-]*")
_NOT_IN_BASE = re.compile(r"[\s\\\x00-\x1f]|[^:]//|/\.\.?(?:/|$)|%(?![\da-fA-F]{2})")
_HOST = re.compile(r"(?:\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?\.?)(?::\d+)?")


def base_url(fields: Fields, default: str) -> str:
    """Return the address of the site, with a slash at its end."""
    written = fields.text("base_url", default).strip()
    try:
        normal = _normal_url(written)
    except ValueError:
        normal = ""
    if not normal:
        hint = "write it as https://example.org/ or https://example.org/blog/"
        message = f'"{written}" is not the address of a site'
        fields.problem(message, fields.place_of("base_url"), hint)
    return normal or default


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


def language(fields: Fields, default: str) -> str:
    """Return a language tag such as ``en`` or ``pt-BR``."""
    written = fields.text("language", default)
    if _LANGUAGE.fullmatch(written):
        return written
    better = written.replace("_", "-")
    hint = f"write {better}" if _LANGUAGE.fullmatch(better) else "write it as en, de or pt-BR"
    fields.problem(f'"{written}" is not a language tag', fields.place_of("language"), hint)
    return default


def timezone(fields: Fields, default: str) -> str:
    """Return the name of a time zone that is known here."""
    written = fields.text("timezone", default)
    if is_timezone(written):
        return written
    hint = suggestion(written, sorted(available_timezones()), "write it as Europe/Berlin or UTC")
    message = f'there is no time zone "{written}"'
    fields.problem(message, fields.place_of("timezone"), hint)
    return default


def is_timezone(name: str) -> bool:
    """Tell whether a time zone is known."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder of zones is an OSError
        return False
    return True


def theme(fields: Fields, default: str) -> str:
    """Return the name of a theme's folder."""
    written = fields.text("theme", default)
    if _THEME.fullmatch(written):
        return written
    hint = "give the name of a folder in themes/"
    fields.problem(f'"{written}" cannot be a theme', fields.place_of("theme"), hint)
    return default


def permalink(fields: Fields, default: str) -> str:
    """Return the pattern of a post's address, with a slash at its start."""
    written = fields.text("permalink", default)
    if problem := _wrong_permalink(written):
        fields.problem(problem[0], fields.place_of("permalink"), problem[1])
        return default
    pattern = "/" + written.lstrip("/")
    return pattern if pattern.endswith(("/", ".html")) else pattern + "/"


def editor(fields: Fields) -> str:
    """Return an editor's name, or the form of the addresses that open it."""
    written = fields.text("editor").strip()
    if not written or template_of(written):
        return written
    hint = suggestion(written, EDITORS, f"known are {', '.join(EDITORS)}")
    if ":" in written:
        hint = f"write it as {EDITORS['vscode']}; it must not lead to the web"
    fields.problem(f'"{written}" is no editor', fields.place_of("editor"), hint)
    return ""


def _wrong_permalink(pattern: str) -> tuple[str, str] | None:
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
    if re.search(r"[\s?#%\\:]|//|(^|/)\.", pattern):
        return f'"{pattern}" is not the path of an address', "/posts/{slug}/"
    wrong = wrong_path(_PLACEHOLDER.sub("x", pattern))
    return (f"no file can be published here: {wrong}", "/posts/{slug}/") if wrong else None
