"""Small sites, written into a folder of a test and built from there."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, json

from generator.engine import Engine
from generator.pipeline.assembly import Assembly
from generator.pipeline.build import assemble, build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import open_workspace
from generator.problems import Problem

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)

# A theme that prints values as plain lines, so that a test can say what it expects to the letter.
BARE = {
    "theme.yaml": "name: bare\nstyles: [css/one.css]\n",
    "assets/css/one.css": "body { color: black }\n",
    "templates/home.html": (
        "page {{ pager.page }} of {{ pager.pages }}\n"
        "newer: {{ pager.newer }}\nolder: {{ pager.older }}\n"
        '{% include "_posts.html" %}'
    ),
    "templates/_posts.html": (
        "{% for post in posts %}\n- {{ post.title }} {{ post.url }}\n{% endfor %}"
    ),
    "templates/post.html": (
        "# {{ post.title }}\n"
        "canonical: {{ page.canonical }}\n"
        "minutes: {{ post.minutes }}\n"
        "previous: {{ post.previous.title if post.previous else '' }}\n"
        "next: {{ post.next.title if post.next else '' }}\n"
        "related: {{ post.related | map(attribute='title') | join(', ') }}\n"
        "series: {% if post.series %}{{ post.series.part }} of {{ post.series.parts | length }}"
        " {{ post.series.parts | map(attribute='title') | join(', ') }}"
        " {{ post.series.url }}{% endif +%}\n"
        "toc: {% for each in post.toc %}{{ each.html | safe }}; {% endfor %}\n"
        "tags: {% for tag in post.tags %}{{ tag.title }} {{ tag.url }} {% endfor %}\n"
        "{{ body | safe }}\n"
    ),
    "templates/page.html": "# {{ post.title }}\n{{ body | safe }}\n",
    "templates/tags.html": (
        "{% for tag in tags %}\n- {{ tag.name }} {{ tag.count }} {{ tag.url }}\n{% endfor %}"
    ),
    "templates/tag.html": (
        "tag {{ tag.name }} {{ tag.count }} {{ tag.feed }}\n"
        'newer: {{ pager.newer }}\nolder: {{ pager.older }}\n{% include "_posts.html" %}'
    ),
    "templates/series.html": 'series {{ name }}\n{% include "_posts.html" %}',
    "templates/archive.html": (
        "{% for year in years %}\n{{ year.year }}\n{% with posts = year.posts %}"
        '{% include "_posts.html" %}{% endwith %}\n{% endfor %}'
    ),
    "templates/404.html": "not found, noindex {{ page.noindex }}\n",
    "templates/redirect.html": "to {{ target }} canonical {{ canonical }}\n",
    "templates/figure.html": '<figure id="{{ figure.id }}">{{ figure.svg | safe }}</figure>',
}


class Small(Struct, frozen=True):
    """A small site in a folder of its own."""

    root: Path

    def write(self, path: str, text: str | bytes) -> None:
        """Write one file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(self, **request: Any) -> Report:
        """Build it in this process; the cache is kept between two builds."""
        whole = Request(**{"root": self.root, "now": NOW, "jobs": 1, **request})
        with open_workspace(whole) as shop:
            return build(whole, shop)

    def assembled(self) -> tuple[Engine, Assembly]:
        """Assemble it as a build does that publishes nothing."""
        request = Request(self.root, NOW, jobs=1)
        with open_workspace(request) as shop:
            return assemble(request, shop)

    def made(self, **request: Any) -> Report:
        """Build it, and expect that nothing is wrong."""
        report = self.build(**request)
        told = [f"{each.place}: {each.message}" for each in report.assembly.problems]
        assert not told, told
        return report

    def problem(self, **request: Any) -> Problem:
        """Build it, and expect that one thing is wrong."""
        report = self.build(**request)
        assert report.published is None or report.published.refused
        told = dict.fromkeys(report.assembly.problems)
        errors = [each for each in told if each.severity == "error"]
        (problem,) = errors or told  # a warning beside an error often follows from it
        return problem

    def text(self, path: str) -> str:
        """Return what was published at a path."""
        return (self.root / "build" / path).read_text(encoding="utf-8")

    def outputs(self) -> set[str]:
        """Return the paths of everything that was published."""
        return set(tree(self.root / "build"))


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def small_site(
    root: Path, files: Mapping[str, str | bytes] | None = None, settings: str = ""
) -> Small:
    """Write a site with the bare theme; ``files`` come on top, ``settings`` under site.yaml."""
    site = Small(root)
    site.write("site.yaml", f"title: Tea\nbase_url: https://tea.example/\ntheme: bare\n{settings}")
    of_theme = {f"themes/bare/{path}": text for path, text in BARE.items()}
    for path, text in {**of_theme, **(files or {})}.items():
        site.write(path, text)
    return site


def source(body: str = "", **front: Any) -> str:
    """Return a source with front matter; ``title`` and ``date`` have defaults."""
    whole = {"title": "Untitled", "date": "2024-01-01", **front}
    lines = [f"{key}: {json.encode(value).decode()}" for key, value in whole.items()]
    return "\n".join(["---", *lines, "---", body, ""])
