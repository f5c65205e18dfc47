"""What the galleries share: a site of pasted examples, built, opened in Chromium, compared.

Run by hand with a checkout as argument (``vega_lite_gallery.py``, ``altair_gallery.py``): the
galleries stay out of the repository.
"""

import io
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from msgspec import Struct, structs
from PIL import Image, ImageChops
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, sync_playwright

from generator.pipeline.build import build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import open_workspace
from generator.problems import Problem
from tests.fixtures import CHROMIUM_FLAGS, find_chromium
from tests.serving import STRICT_HEADERS, serve_folder_over_http

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
SETTINGS = "title: Gallery\nbase_url: https://gallery.example/\ntheme: default\n"
_SVG = "{http://www.w3.org/2000/svg}"
_DIFFERS = 32
"""By how many levels of 256 a pixel must differ to be seen to differ."""

SEEN = 0.02
"""The share of pixels that may differ between a drawing and the live chart in its place."""

MOVED = 0.1
"""Pixels by which what stands below a figure may move when it comes alive."""

Marks = tuple[tuple[str, int], ...]
"""How many shapes a drawing has of each kind of mark: the same chart has the same.

Not by group, since a look with round corners has Vega-Lite put each stack into a group."""


class Example(Struct, frozen=True):
    """An example to paste; ``name`` may be an id in a page."""

    name: str
    kind: str
    text: str
    front: str = ""
    """Front matter for the post that it stands in."""
    marks: Marks | None = None
    """Those of a drawing without us."""


class Result(Struct, frozen=True):
    """What became of an example: built with these problems, and how it came alive."""

    name: str
    built: bool
    told: tuple[str, ...] = ()
    state: str = ""
    said: tuple[str, ...] = ()
    difference: float = -1.0
    grown: float = 0.0
    """By how many pixels the live chart is higher than the drawing."""
    marks: Marks | None = None
    expected: Marks | None = None

    @property
    def is_same(self) -> bool:
        """Tell whether its marks are those of the drawing without us."""
        return self.marks == self.expected


def try_all(
    examples: Sequence[Example], site: Path, data: Path, *, jobs: int = 2, per_post: int = 6
) -> list[Result]:
    """Paste, build, open: what becomes of each example. ``data`` becomes content/data."""
    _lay_data(site, data)
    told = _built(examples, site, jobs, per_post)
    whole = [each for each in examples if not told[each.name].failed]
    results = {
        name: Result(name, not each.failed, each.lines)
        for name, each in ((one.name, told[one.name]) for one in examples)
    }
    if whole:
        results |= {seen.name: seen for seen in _visited(whole, results, site, per_post)}
    marks = {each.name: each.marks for each in examples}
    return [structs.replace(each, expected=marks[each.name]) for each in results.values()]


def _lay_data(site: Path, data: Path) -> None:
    content = site / "content"
    content.mkdir(parents=True, exist_ok=True)
    (site / "site.yaml").write_text(SETTINGS)
    if not (content / "data").exists():
        shutil.copytree(data, content / "data")


class Told(Struct, frozen=True):
    lines: tuple[str, ...] = ()
    failed: bool = False


def _built(examples: Sequence[Example], site: Path, jobs: int, per_post: int) -> dict[str, Told]:
    """Build them all; those with an error are taken out, so that the others are published."""
    report = _build(examples, site, jobs, per_post)
    told = _told(examples, report.assembly.problems, site, per_post)
    failed = {name for name, each in told.items() if each.failed}
    if failed:
        rest = [each for each in examples if each.name not in failed]
        report = _build(rest, site, jobs, per_post)
    if report.published is None:
        lines = [f"{each.place}: {each.message}" for each in report.assembly.problems]
        raise SystemExit("the rest was not published:\n" + "\n".join(lines))
    return told


def _build(examples: Sequence[Example], site: Path, jobs: int, per_post: int) -> Report:
    posts = site / "content" / "posts"
    shutil.rmtree(posts, ignore_errors=True)
    posts.mkdir()
    for slug, each in _posts(examples, per_post):
        (posts / f"{slug}.md").write_text(_post(slug, each), encoding="utf-8")
    request = Request(root=site, now=NOW, jobs=jobs)
    with open_workspace(request) as shop:
        return build(request, shop)


def _posts(examples: Sequence[Example], per_post: int) -> Iterator[tuple[str, Sequence[Example]]]:
    """Put so many into each post, those with the same front matter."""
    number = 0
    for front in dict.fromkeys(each.front for each in examples):
        alike = [each for each in examples if each.front == front]
        for start in range(0, len(alike), per_post):
            number += 1
            yield f"examples-{number:03}", alike[start : start + per_post]


def _post(slug: str, examples: Sequence[Example]) -> str:
    head = f"---\ntitle: {slug}\ndate: 2024-01-01\n{examples[0].front}---\n\n"
    blocks = (f"`````{e.kind} {{#{e.name}}}\n{e.text.rstrip()}\n`````\n\n" for e in examples)
    return head + "".join(blocks)


def _told(
    examples: Sequence[Example], problems: Iterable[Problem], site: Path, per_post: int
) -> dict[str, Told]:
    """Give each example the problems that stand in its block, or in a data file that it names."""
    found: dict[str, Told] = {each.name: Told() for each in examples}
    owners = _owners(examples, per_post)
    for problem in problems:
        path, line = (problem.place.path, problem.place.line) if problem.place else ("", 0)
        text = f"{problem.severity}: {path}:{line}: {problem.message}; {problem.hint}"
        names = [name for name, where, lines in owners if where == path and line in lines]
        if not names and path.startswith("content/data/"):
            file = path.removeprefix("content/")
            names = [each.name for each in examples if file in each.text + each.front]
        if not names:
            print("of no example:", text)
        for name in names:
            old = found[name]
            found[name] = Told((*old.lines, text), old.failed or problem.severity == "error")
    return found


def _owners(examples: Sequence[Example], per_post: int) -> list[tuple[str, str, range]]:
    owners = []
    for slug, each in _posts(examples, per_post):
        line = _post(slug, each).partition("`````")[0].count("\n") + 1
        for one in each:
            count = one.text.rstrip().count("\n") + 4
            owners.append((one.name, f"content/posts/{slug}.md", range(line, line + count)))
            line += count
    return owners


def _visited(
    examples: Sequence[Example], results: Mapping[str, Result], site: Path, per_post: int
) -> Iterator[Result]:
    with (
        sync_playwright() as playwright,
        serve_folder_over_http(site / "build", "/", STRICT_HEADERS) as address,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        for slug, each in _posts(examples, per_post):
            url = f"{address}posts/{slug}/"
            still = _stills(browser, url, each)
            yield from _alive(browser, url, each, results, still, site.parent / "differing")
        browser.close()


class Shot(NamedTuple):
    picture: Image.Image
    height: float


def _stills(browser: Browser, url: str, examples: Sequence[Example]) -> dict[str, Shot]:
    page = _open(browser, url, scripts=False)
    found = {each.name: _shoot(page.locator(f"#{each.name}")) for each in examples}
    page.context.close()
    return found


def _open(browser: Browser, url: str, *, scripts: bool) -> Page:
    window = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": 1280, "height": 900},
        timezone_id="Asia/Tokyo",
    )
    page = window.new_page()
    if not scripts:
        page.goto(url)
    return page


def _shoot(figure: Locator) -> Shot:
    """Take a picture of a figure, put on whole pixels: else its edges blur in another way."""
    box = figure.locator(".figure-box")
    height: float = box.evaluate(
        """(box) => { const { top, height } = box.getBoundingClientRect();
        box.closest("figure").style.paddingTop = `${1 - ((top + scrollY) % 1)}px`;
        return height; }"""
    )
    shot = box.screenshot(animations="disabled")
    return Shot(Image.open(io.BytesIO(shot)).convert("RGB"), height)


def _alive(
    browser: Browser,
    url: str,
    examples: Sequence[Example],
    results: Mapping[str, Result],
    stills: Mapping[str, Shot],
    pictures: Path,
) -> Iterator[Result]:
    page = _open(browser, url, scripts=True)
    said: list[tuple[str, str]] = []
    now = ""
    page.on("console", lambda message: said.append((now, _line(message))))
    page.on("pageerror", lambda error: said.append((now, f"uncaught: {error}")))
    page.goto(url)
    found = []
    for each in examples:
        now = each.name
        figure = page.locator(f"#{each.name}")
        figure.locator(".figure-box").scroll_into_view_if_needed()
        state = _state(page, each.name)
        still, live = stills[each.name], _shoot(figure)
        difference = differing(still.picture, live.picture)
        if difference >= SEEN:
            _keep(pictures, each.name, still.picture, live.picture)
        made = structs.replace(
            results[each.name],
            state=state,
            difference=difference,
            grown=round(live.height - still.height, 2),
            marks=marks_of(_drawing(figure)) if state == "live" else None,
        )
        found.append(made)
    page.context.close()
    owners = [(_owner(line, name, examples), line) for name, line in said]
    for made in found:
        lines = tuple(line for name, line in owners if name == made.name)
        yield structs.replace(made, said=lines)


def _line(message: ConsoleMessage) -> str:
    where = message.location.get("url", "") if message.type == "error" else ""
    return f"{message.type}: {message.text} {where}".strip()


def _owner(line: str, now: str, examples: Sequence[Example]) -> str:
    """Tell of which example a line speaks; what comes late is heard while the next one wakes."""
    file = line.rpartition("/")[2] if "://" in line else ""
    named = (e.name for e in examples if f'"{e.name}"' in line or (file and file in e.text))
    return next(named, now)


def _keep(folder: Path, name: str, still: Image.Image, live: Image.Image) -> None:
    folder.mkdir(exist_ok=True)
    still.save(folder / f"{name}-still.png")
    live.save(folder / f"{name}-live.png")


def _state(page: Page, name: str) -> str:
    """Wait until a figure has come alive, or has failed to."""
    done = f"#{name}[data-state=live], #{name}[data-state=still]"
    try:
        page.wait_for_selector(done, timeout=20_000, state="attached")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")
    except Error as error:
        return f"no state: {str(error).splitlines()[0]}"
    state: str = page.evaluate(f"document.getElementById('{name}').dataset.state")
    return state


def _drawing(figure: Locator) -> str:
    drawing = figure.locator(".figure-box svg")
    if not drawing.count():
        return "<svg/>"
    text: str = drawing.last.evaluate("(svg) => new XMLSerializer().serializeToString(svg)")
    return text


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ visibly."""
    if one.size != other.size:
        other = other.resize(one.size)
    levels = ImageChops.difference(one, other).convert("L").histogram()
    return sum(levels[_DIFFERS:]) / sum(levels)


def marks_of(svg: str) -> Marks:
    """Count the drawn shapes of each kind of mark in a drawing of Vega's."""
    groups = (g for g in ET.fromstring(svg).iter(f"{_SVG}g") if _is_mark(g))
    counted: Counter[str] = Counter()
    for group in groups:
        counted[_kind(group)] += sum(map(_is_drawn, group))
    return tuple(sorted((kind, count) for kind, count in counted.items() if count))


def _is_mark(group: ET.Element) -> bool:
    words = group.get("class", "").split()
    return "role-mark" in words and "mark-group" not in words


def _kind(group: ET.Element) -> str:
    return group.get("class", "").split()[0]


def _is_drawn(shape: ET.Element) -> bool:
    inner = shape[0] if shape.tag == f"{_SVG}a" and len(shape) else shape
    if inner.tag == f"{_SVG}path":
        return inner.get("d", "") not in ("", "M0,0h0v0h0Z", "M0,0")
    return inner.tag != f"{_SVG}text" or bool("".join(inner.itertext()).strip())


def report(results: Sequence[Result], file: Path | None = None) -> None:
    """Say how many are built, alive and the same, and which are not."""
    count = len(results)
    built = [each for each in results if each.built]
    alive = [each for each in built if each.state == "live" and not _errors(each)]
    lists: dict[str, list[tuple[str, ...]]] = {
        "not built": [(e.name, *e.told) for e in results if not e.built],
        "not alive": [(e.name, e.state, *e.said) for e in built if e not in alive],
        "other marks": [
            (e.name, f"{_less(e.marks, e.expected)} for {_less(e.expected, e.marks)}")
            for e in alive
            if e.expected is not None and not e.is_same
        ],
        "another height": [(e.name, f"{e.grown:+} px") for e in alive if abs(e.grown) > MOVED],
        "other pixels": [(e.name, f"{e.difference:.1%}") for e in alive if e.difference >= SEEN],
        "said": [(e.name, *e.said) for e in alive if e.said],
        "warned": [(e.name, *_warnings(e)) for e in built if _warnings(e)],
    }
    for title, lines in lists.items():
        print(f"\n== {title}: {len(lines)}")
        for line in lines:
            print("  " + "\n      ".join(line))
    compared = [each for each in alive if each.expected is not None]
    same = sum(each.is_same for each in compared)
    calm = sum(each.difference < SEEN for each in alive)
    print(
        f"\nbuilt {_share(len(built), count)}; alive without an error {_share(len(alive), count)}"
    )
    print(f"of those, the same marks {_share(same, len(compared))}; ", end="")
    print(f"under 2 % of pixels differ {_share(calm, len(alive))}")
    if file:
        file.write_text(json.dumps([structs.asdict(each) for each in results], indent=1))


def _errors(result: Result) -> list[str]:
    return [line for line in result.said if line.startswith(("error", "uncaught"))]


def _warnings(result: Result) -> list[str]:
    return [line for line in result.told if "has no alt text" not in line]


def _less(one: Marks | None, other: Marks | None) -> str:
    rest = list(one or ())
    for mark in other or ():
        if mark in rest:
            rest.remove(mark)
    return ", ".join(f"{kind} {count}" for kind, count in rest[:6]) or "nothing"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"
