"""Services of others that a site may use: comments, analytics, a newsletter. Of themselves off."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Final, Literal, get_args
from urllib.parse import urlsplit

from msgspec import Struct

from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.site.keys import Form, Key, Reader, read_keys

CommentService = Literal["", "giscus", "utterances"]
AnalyticsService = Literal["", "plausible", "goatcounter", "umami"]
_REPOSITORY = regex(r"[\w.-]+/[\w.-]+")


def _service(services: tuple[str, ...]) -> Reader:
    known = tuple(filter(None, services))
    return lambda fields, key, default: fields.choice(key, known, default)


def _address(fields: Fields, key: str, default: str) -> str:
    written = fields.text(key, default)
    parts = urlsplit(written)
    if parts.scheme != "https" or not parts.hostname or set(written) & set(" ;,'\"<>"):
        fields.problem(
            f'"{written}" is no address that could be used', fields.place_of(key), "write https://…"
        )
        return default
    return written


def _repository(fields: Fields, key: str, default: str) -> str:
    written = fields.text(key, default)
    if not _REPOSITORY.fullmatch(written):
        hint = "write its owner and its name: ada/blog"
        fields.problem(f'"{written}" is no repository on GitHub', fields.place_of(key), hint)
        return default
    return written


class Comments(Struct, frozen=True):
    """Where readers answer."""

    service: Annotated[
        CommentService, Key("`giscus` or `utterances`", _service(get_args(CommentService)))
    ] = ""
    """What keeps the comments: discussions or issues of a repository on GitHub."""
    repo: Annotated[str, Key("owner/name", _repository)] = ""
    """That repository, which everybody can read."""
    repo_id: Annotated[str, Key("text", Fields.text)] = ""
    """Its id, for giscus; it tells it, and the next two, at https://giscus.app."""
    category: Annotated[str, Key("text", Fields.text)] = ""
    """The category of discussions."""
    category_id: Annotated[str, Key("text", Fields.text)] = ""
    """The id of that category."""


class Analytics(Struct, frozen=True):
    """What counts readers."""

    service: Annotated[
        AnalyticsService,
        Key("`plausible`, `goatcounter` or `umami`", _service(get_args(AnalyticsService))),
    ] = ""
    """Who counts the visits of the site."""
    site: Annotated[str, Key("text", Fields.text)] = ""
    """What the site is called there: for Plausible its domain, for GoatCounter its code, for Umami
    the website id."""
    host: Annotated[str, Key("address", _address)] = ""
    """Where the service runs, if that is a server of your own."""


class Newsletter(Struct, frozen=True):
    """A form that signs readers up."""

    action: Annotated[str, Key("address", _address)] = ""
    """Where the form is sent to, such as
    `https://buttondown.com/api/emails/embed-subscribe/ada`."""
    field: Annotated[str, Key("name", Fields.text)] = "email"
    """What the service calls the field of the address."""


NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "giscus": ("repo", "repo_id", "category", "category_id"),
    "utterances": ("repo",),
    **dict.fromkeys(("plausible", "goatcounter", "umami"), ("site",)),
}
"""What a service cannot do without."""


def read_comments(fields: Fields, key: str, default: Comments) -> Comments:
    """Read where readers answer."""
    return _read(Comments, fields, key, default)


def read_analytics(fields: Fields, key: str, default: Analytics) -> Analytics:
    """Read what counts readers."""
    return _read(Analytics, fields, key, default)


def read_newsletter(fields: Fields, key: str, default: Newsletter) -> Newsletter:
    """Read what signs readers up."""
    inside = fields.mapping(key)
    if inside is None:
        return default
    inside.require("action", "action: https://buttondown.com/api/emails/embed-subscribe/NAME")
    read = read_keys(Newsletter, inside)
    inside.finish()
    return read


def _read(form: type[Form], fields: Fields, key: str, default: Form) -> Form:
    inside = fields.mapping(key)
    if inside is None:
        return default
    inside.require("service", f"known are {', '.join(_known(form))}")
    read = read_keys(form, inside)
    service: str = getattr(read, "service")  # noqa: B009  mypy knows Form as any struct
    for needed in NEEDED.get(service, ()):
        inside.require(needed, f"{service} cannot do without it")
    inside.finish()
    return read


def _known(form: type[Struct]) -> Iterator[str]:
    services = CommentService if form is Comments else AnalyticsService
    yield from filter(None, get_args(services))


class ServiceScript(Struct, frozen=True):
    """A script of a service: its address, and the attributes of its element."""

    src: str
    attributes: tuple[tuple[str, str], ...]


def comments_script(comments: Comments, language: str) -> ServiceScript | None:
    """Return what shows comments; it is loaded when a reader asks for them."""
    repo = ("data-repo", comments.repo)
    if comments.service == "giscus":
        told = {
            "data-repo-id": comments.repo_id,
            "data-category": comments.category,
            "data-category-id": comments.category_id,
            "data-mapping": "pathname",
            "data-strict": "1",
            "data-reactions-enabled": "1",
            "data-emit-metadata": "0",
            "data-input-position": "top",
            "data-theme": "preferred_color_scheme",
            "data-lang": language,
        }
        return ServiceScript("https://giscus.app/client.js", (repo, *told.items()))
    if comments.service == "utterances":
        told = {"repo": comments.repo, "issue-term": "pathname", "theme": "preferred-color-scheme"}
        return ServiceScript("https://utteranc.es/client.js", tuple(told.items()))
    return None


def comments_page(comments: Comments) -> str:
    """Return where comments are read without a script; empty where there are none."""
    kinds = {"giscus": "discussions", "utterances": "issues"}
    if comments.service not in kinds:
        return ""
    return f"https://github.com/{comments.repo}/{kinds[comments.service]}"


def _plausible(host: str, site: str) -> ServiceScript:
    return ServiceScript(f"{host or 'https://plausible.io'}/js/script.js", (("data-domain", site),))


def _goatcounter(host: str, site: str) -> ServiceScript:
    counter = f"{host or f'https://{site}.goatcounter.com'}/count"
    src = f"{host}/count.js" if host else "https://gc.zgo.at/count.js"
    return ServiceScript(src, (("data-goatcounter", counter),))


def _umami(host: str, site: str) -> ServiceScript:
    return ServiceScript(
        f"{host or 'https://cloud.umami.is'}/script.js", (("data-website-id", site),)
    )


_ANALYTICS: Mapping[str, Callable[[str, str], ServiceScript]] = {
    "plausible": _plausible,
    "goatcounter": _goatcounter,
    "umami": _umami,
}


def analytics_script(analytics: Analytics) -> ServiceScript | None:
    """Return what counts readers; every page loads it."""
    make = _ANALYTICS.get(analytics.service)
    return make(analytics.host.rstrip("/"), analytics.site) if make else None


def sources_of(
    comments: Comments, analytics: Analytics, newsletter: Newsletter
) -> Mapping[str, tuple[str, ...]]:
    """Return what a content security policy has to let through for them, by its directives."""
    found: dict[str, list[str]] = {}
    for directive, address in _needed(comments, analytics, newsletter):
        origin = _origin(address)
        if origin not in found.setdefault(directive, []):
            found[directive].append(origin)
    return {directive: tuple(origins) for directive, origins in found.items()}


def _needed(
    comments: Comments, analytics: Analytics, newsletter: Newsletter
) -> Iterator[tuple[str, str]]:
    if script := comments_script(comments, ""):
        yield "script-src", script.src
        yield "frame-src", script.src
        if comments.service == "giscus":
            yield "style-src", script.src
    if script := analytics_script(analytics):
        yield "script-src", script.src
        counter = dict(script.attributes).get("data-goatcounter", "")
        yield "connect-src", counter or script.src
        if counter:
            yield "img-src", counter
        if analytics.service == "umami" and not analytics.host:
            yield "connect-src", "https://api-gateway.umami.dev/"
    if newsletter.action:
        yield "form-action", newsletter.action


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
