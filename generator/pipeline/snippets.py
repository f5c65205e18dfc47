"""SNIPPETS: what Markdown calls by name, rendered and put where each call stands."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from generator.data.prose.calls import called_name, is_computed
from generator.data.prose.expression import FUNCTIONS
from generator.data.prose.values import WrittenValue
from generator.data.words import Languages, direction_of
from generator.engine import Blob, Engine, Made, Step
from generator.markup.parts import Expression, Link
from generator.pages.addresses import href, whole
from generator.pages.body import Drawn
from generator.pages.inserts import Inserted, SnippetCall
from generator.pages.layouts import Uncompiled
from generator.pages.makers import COMPILE, RENDER_SNIPPET
from generator.pages.values import PageValue, SiteValue, TemplateSet
from generator.pipeline.step_problems import problems_of
from generator.problems import Problem, suggestion
from generator.problems.fault import Fault, Spot, fault_of, spot_at
from generator.site.folders import SNIPPETS
from generator.site.makers import READ_SNIPPET
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.snippets import ENDING, IN_FEEDS, Snippet, SnippetSource
from generator.site.theme import Theme


class Called(Struct, frozen=True):
    """A call among the values of a page's prose and captions, by its index, and that of its end."""

    index: int
    expression: Expression
    end: int = -1
    text: str = ""
    """The call with the arguments that were computed; empty where it is whole as it is written."""

    @property
    def whole(self) -> str:
        """Return the call as its template is given it."""
        return self.text or self.expression.text

    def problem(self, fault: Fault) -> Problem:
        """Return a fault of the call in its file; one that was computed is known as a whole."""
        return self.expression.problem(fault.moved((1, 1)) if self.text else fault)


class Snippets(Struct, frozen=True):
    """The snippets of a site by name, and the compiled template of each file of one."""

    by_name: Mapping[str, Snippet]
    templates: Mapping[str, tuple[str, str, Blob]]


class SnippetSite(Struct, frozen=True):
    """What all calls of a site share; ``values`` are the site's facts by language."""

    settings: Settings
    values: Mapping[str, SiteValue]
    languages: Languages


class FilledSnippets(Struct, frozen=True):
    """What was drawn for each page, with its snippets, the anchors in them, and the problems."""

    drawn: Mapping[str, Drawn]
    problems: tuple[Problem, ...] = ()
    anchors: Mapping[str, tuple[str, ...]] = {}


def read_snippets(engine: Engine, theme: Theme) -> tuple[Snippets, tuple[Problem, ...]]:
    """Read every snippet of the site and its theme, and compile its template."""
    sources = [
        SnippetSource(name.removesuffix(ENDING), path, blob)
        for name, (path, blob) in theme.snippets.items()
        if name.endswith(ENDING)
    ]
    made = engine.run("snippet heads", [Step(READ_SNIPPET, source) for source in sources])
    read = {each.value.name: each.value for each in made if each.value is not None}
    steps = [Step(COMPILE, Uncompiled(n, s.path, s.template, False)) for n, s in read.items()]
    compiled = engine.run("compile", steps, few=0)
    templates = {
        name: (name, snippet.path, each.value)
        for (name, snippet), each in zip(read.items(), compiled, strict=True)
        if each.value is not None
    }
    whole_ones = {name: read[name] for name in templates if not name.endswith(IN_FEEDS)}
    return Snippets(whole_ones, templates), (*problems_of(made), *problems_of(compiled))


def fill_snippets(
    engine: Engine,
    pages: Mapping[str, Page],
    drawn: Mapping[str, Drawn],
    theme: Theme,
    site: SnippetSite,
) -> FilledSnippets:
    """Render every call of every page."""
    recall = engine.recall
    calls = recall.for_each(_calls, (pages, drawn))
    if not theme.snippets and not any(calls.values()):
        return FilledSnippets(drawn)
    snippets, problems = read_snippets(engine, theme)
    snippets, site = recall.same("snippets", snippets), recall.same("snippet site", site)
    named = recall.same("names of snippets", tuple(snippets.by_name))
    known = recall.for_each(_known, (calls,), named)
    steps = recall.for_each(_steps, (pages, known), snippets, site)
    made = engine.run_each("snippets", steps, few=0)
    wrong = recall.same("wrong snippets", tuple(theme.snippets))
    unknown = recall.gathered(_unknown, (calls,), named, wrong)
    filled = recall.for_each(_filled, (drawn, known, made))
    told = recall.gathered(_all, (recall.for_each(_told, (known, made, pages)),))
    anchors = recall.for_each(_anchors, (made,))
    return FilledSnippets(filled, (*problems, *unknown, *told), anchors)


def _calls(page: Page, drawn: Drawn) -> tuple[Called, ...]:
    values = page.document.markup.values
    every = (*values, *(v for figure in drawn.whole for v in figure.frame.caption.values))
    computed = [each.text for each in drawn.every_value] or [""] * len(every)
    ends = {each.closes: index for index, each in enumerate(values) if each.closes >= 0}
    return tuple(
        [
            Called(index, each, ends.get(index, -1) if index < len(values) else -1, computed[index])
            for index, each in enumerate(every)
            if called_name(each.text)
        ]
    )


def _known(calls: tuple[Called, ...], names: tuple[str, ...]) -> tuple[Called, ...]:
    found = [each for each in calls if called_name(each.expression.text) in names]
    # What could not be computed is told where that was tried.
    return tuple([each for each in found if each.text or not is_computed(each.expression.text)])


def _unknown(
    calls: tuple[Called, ...], names: tuple[str, ...], files: tuple[str, ...]
) -> Iterator[Problem]:
    for each in calls:
        text = each.expression.text
        name = called_name(text)
        # What is wrong with a snippet is told at its own line.
        if name not in names and name + ENDING not in files:
            hint = f"there are {', '.join(FUNCTIONS)}; {SNIPPETS}/{name}.html would be one"
            hint = suggestion(name, (*names, *FUNCTIONS), hint)
            spot = spot_at(text, text.find(name))
            yield each.expression.problem(Fault(f'no function or snippet "{name}"', spot, hint))


def _steps(
    page: Page, calls: tuple[Called, ...], known: Snippets, site: SnippetSite
) -> tuple[Step, ...]:
    return tuple([Step(RENDER_SNIPPET, _call(page, each, known, site)) for each in calls])


def _call(page: Page, called: Called, known: Snippets, site: SnippetSite) -> SnippetCall:
    expression = called.expression
    name = called_name(expression.text)
    words = site.languages[page.language].blob

    def templates(file: str) -> TemplateSet:
        return TemplateSet((known.templates[file],), False, page.language, words)

    in_feeds = name + IN_FEEDS
    return SnippetCall(
        called.whole,
        known.by_name[name],
        templates(name),
        templates(in_feeds if in_feeds in known.templates else name),
        site.values[page.language],
        _page_value(page, site.settings),
        site.settings.origin,
        called.end >= 0,
        expression.inline,
    )


def _page_value(page: Page, settings: Settings) -> PageValue:
    url = href(settings, page.url)
    return PageValue(
        title=page.title,
        url=url,
        canonical=whole(settings, url),
        description="",
        kind=page.kind,
        language=page.language,
        direction=direction_of(page.language),
    )


def _all(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return problems


def _anchors(made: tuple[Made[Inserted], ...]) -> tuple[str, ...]:
    return tuple([anchor for each in made if each.value for anchor in each.value.anchors])


def _told(
    calls: tuple[Called, ...], made: tuple[Made[Inserted], ...], page: Page
) -> tuple[Problem, ...]:
    return (*_misplaced(calls, made, page), *_as_called(calls, made))


def _misplaced(
    calls: tuple[Called, ...], made: tuple[Made[Inserted], ...], page: Page
) -> Iterator[Problem]:
    """Tell of ids that stand in a page twice."""
    seen = set(page.document.markup.anchors)
    for called, each in zip(calls, made, strict=True):
        for anchor in each.value.anchors if each.value else ():
            if anchor in seen:
                message = f'another thing on this page is called "{anchor}" already'
                hint = "an id stands once in a page: let the snippet take one as an argument"
                yield called.expression.problem(Fault(message, (1, 1), hint))
            seen.add(anchor)


def _as_called(calls: tuple[Called, ...], made: tuple[Made[Inserted], ...]) -> Iterator[Problem]:
    """Give problems of a call its place, and tell of each other one which call met it."""
    for called, each in zip(calls, made, strict=True):
        for problem in each.problems:
            if problem.place is not None and problem.place.path:
                place = called.expression.place
                message = f"{problem.message} (called in {place.path}:{place.line})"
                yield structs.replace(problem, message=message)
            else:
                yield called.problem(fault_of(problem))


def _filled(drawn: Drawn, calls: tuple[Called, ...], made: tuple[Made[Inserted], ...]) -> Drawn:
    """Put what calls became among the values of a page."""
    if not calls:
        return drawn
    counts = [len(drawn.values), *map(len, drawn.captions)]
    values = list(drawn.every_value)
    for called, each in zip(calls, made, strict=True):
        if each.value is not None and called.index < len(values):
            first, last = _written(called, each.value)
            values[called.index] = first
            if called.end >= 0:
                values[called.end] = last
    parted = []
    for count in counts:
        parted.append(tuple(values[:count]))
        values = values[count:]
    return structs.replace(drawn, values=parted[0], captions=tuple(parted[1:]))


def _written(call: Called, made: Inserted) -> tuple[WrittenValue, WrittenValue]:
    """Return what stands for a call, and for the end of its content."""
    links = tuple([_link(call, path, spot) for path, spot in made.paths])
    first = WrittenValue(made.text, None, made.before, made.feed_before, links)
    return first, WrittenValue("", None, made.after, made.feed_after, links)


def _link(call: Called, path: str, spot: Spot) -> Link:
    at = call.problem(Fault("", spot))
    return Link(path, at.place or call.expression.place, at.source, "shown")
