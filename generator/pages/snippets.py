"""SNIPPETS: render a call of a snippet with the arguments that were checked against its head."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import structs

from generator.data.prose.calls import Argument, Given, WrittenCall, parse_call
from generator.data.prose.values import path_hole
from generator.engine import Made, Read
from generator.markup.addresses import addresses_in
from generator.markup.tags import anchors_in, block_in, tags, unpaired
from generator.pages.inserts import Inserted, SnippetCall
from generator.pages.render import of_site
from generator.pages.templates import TemplateFailed, render, texts_of
from generator.pages.values import SiteValue, TemplateSet
from generator.problems import Problem, suggestion
from generator.problems.fault import Fault, Passage, Spot, spot_at
from generator.site.snippets import Parameter, Snippet

CONTENT = "\x02content\x03"
_LOADED = frozenset(("href", "poster", "src", "srcset"))
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:)[^\s/?#\x02]", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>|\x02[^\x03]*\x03")


class _Checked(NamedTuple):
    """Arguments by name as a template sees them, and the files among them."""

    values: dict[str, Any]
    paths: tuple[tuple[str, Spot], ...]


def render_snippet(value: SnippetCall, read: Read) -> Made[Inserted]:
    """Render a snippet for its page and for feeds.

    A problem of the call has no path: its place is in the call's own text.
    """
    try:
        given = _bound(value.snippet, parse_call(value.text), value.text)
        page = _parts(value, value.templates, given.values, value.site, read)
        feed = _parts(value, value.in_feeds, given.values, _in_feed(value), read)
    except Fault as fault:
        return Made(None, (Passage("", value.text).problem(fault),))
    except TemplateFailed as failed:
        return Made(None, (failed.problem,))
    text = "" if block_in(page[0]) else unescape(_MARKUP.sub("", "".join(page)))
    anchors = tuple(anchors_in("".join(page)))
    made = Inserted(*page, *feed, " ".join(text.split()), given.paths, anchors)
    return Made(made, tuple(_adrift(value, "".join(page), given.values)))


def _adrift(value: SnippetCall, html: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell of addresses that begin nowhere: what they name is not published for them."""
    called, path = Passage("", value.text), value.snippet.path
    named = (
        address
        for tag in tags(html)
        for each in tag.attributes
        if each.name.lower() in _LOADED
        for address in addresses_in(each.name.lower(), each.value or "")
    )
    for address in dict.fromkeys(each for each in named if _RELATIVE.match(each)):
        argument = next((name for name, each in given.items() if each == address), "")
        hint = f'in {path} write asset("…"), or an address that begins with / or https://'
        if argument:
            hint = f'"{argument}: path" in the head of {path} has it found and published'
        at = max(value.text.find(address), 0)
        message = f'"{address}" is the address of nothing: {value.snippet.name} prints it as it is'
        yield called.problem(Fault(message, spot_at(value.text, at), hint, "warning"))


def _bound(snippet: Snippet, call: WrittenCall, text: str) -> _Checked:
    """Check a call against what its snippet declares. Raises Fault."""
    known = {each.name: each for each in snippet.parameters}
    given: dict[str, Argument] = {}
    for index, argument in enumerate(call.arguments):
        name = argument.name or _by_place(snippet, index, argument, text)
        if name not in known:
            hint = suggestion(name, known, _takes(snippet))
            raise Fault(f"{snippet.name} takes no {name}", spot_at(text, argument.at), hint)
        if name in given:
            raise Fault(f"{name} is given twice", spot_at(text, argument.at))
        given[name] = argument
    for each in known.values():
        if each.start is None and each.name not in given:
            raise Fault(
                f"{snippet.name} needs {each.name}", spot_at(text, call.at), _takes(snippet)
            )
    paths: list[tuple[str, Spot]] = []
    values = {name: _value(each, given.get(name), text, paths) for name, each in known.items()}
    return _Checked(values, tuple(paths))


def _by_place(snippet: Snippet, index: int, argument: Argument, text: str) -> str:
    if index >= len(snippet.parameters):
        message = f"{snippet.name} is given more than it takes"
        raise Fault(message, spot_at(text, argument.at), _takes(snippet))
    return snippet.parameters[index].name


def _takes(snippet: Snippet) -> str:
    named = [each.name if each.start is None else f"{each.name}=…" for each in snippet.parameters]
    return f"it is called {snippet.name}({', '.join(named)})"


def _value(
    wanted: Parameter, argument: Argument | None, text: str, paths: list[tuple[str, Spot]]
) -> Any:
    """Return what a template sees of an argument. Raises Fault where it is of another type."""
    if argument is None:
        return _shown(wanted.start)
    given, spot = argument.value, spot_at(text, argument.value_at)
    types: Mapping[str, tuple[type, str]] = {
        "number": (float, "a number"),
        "boolean": (bool, "true or false"),
    }
    kind, what = types.get(wanted.kind, (str, "a text in quotes"))
    if not isinstance(given, kind):
        raise Fault(f'{wanted.name} must be {what}, not "{_written(given)}"', spot)
    if wanted.choices and given not in wanted.choices:
        hint = suggestion(str(given), wanted.choices, f"one of {', '.join(wanted.choices)}")
        raise Fault(f'{wanted.name} cannot be "{given}"', spot, hint)
    if wanted.kind == "path" and isinstance(given, str) and given:
        paths.append((given, spot))
        return path_hole(len(paths) - 1)
    return _shown(given)


def _shown(value: Given | None) -> Given | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _written(value: Given) -> str:
    return str(value).lower() if isinstance(value, bool) else str(_shown(value))


def _in_feed(value: SnippetCall) -> SiteValue:
    """Return the site as feeds see it, whose readers are elsewhere."""
    site, origin = value.site, value.origin
    return structs.replace(
        site,
        home=origin + site.home,
        archive=origin + site.archive,
        tags=origin + site.tags,
        assets=tuple((name, origin + address) for name, address in site.assets),
    )


def _parts(
    value: SnippetCall,
    templates: TemplateSet,
    given: Mapping[str, Any],
    site: SiteValue,
    read: Read,
) -> tuple[str, str]:
    """Render one version; return what stands before the content and after it. Raises Fault."""
    (name, path, _), *_ = templates.files
    seen = {
        **given,
        **of_site(site),
        "page": value.page,
        "content": Markup(CONTENT if value.has_content else ""),  # noqa: S704
    }
    html = render(templates, name, seen, read).strip()
    _check_call(value, html)
    _check_template(html, Passage(path, texts_of(templates, read)[name][1]))
    before, _, after = html.partition(CONTENT)
    return before, after


def _check_call(value: SnippetCall, html: str) -> None:
    """Check that what a snippet makes can stand where it is called. Raises Fault."""
    name = value.snippet.name
    at = spot_at(value.text, value.text.find(name))
    if value.has_content and CONTENT not in html:
        hint = "its template would print it where it has {{ content }}"
        raise Fault(f"{name} takes no content", at, hint)
    block = block_in(html)
    if value.inline and block:
        message = f"{name} makes a <{block}>, which cannot stand within a line"
        raise Fault(message, at, "give it a paragraph of its own, with a blank line on either side")


def _check_template(html: str, template: Passage) -> None:
    """Check what a snippet makes of itself. Raises TemplateFailed."""
    if html.count(CONTENT) > 1:
        message = "this snippet prints its content more than once"
        at = max(template.text.rfind("content"), 0)
        raise TemplateFailed(template.problem_at(at, message, "print {{ content }} in one place"))
    if name := unpaired(html):
        message = f"this snippet opens or closes a <{name}> without its other tag"
        at = max(template.text.find(f"<{name}"), template.text.find(f"</{name}"), 0)
        raise TemplateFailed(template.problem_at(at, message, "it would take in what follows it"))
