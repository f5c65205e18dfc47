"""A day in the life of a preview: hundreds of edits in a row, and nothing grows.

Run it with ``pytest tests/preview/test_day.py -rP``; the environment's EDITS may ask for more.
"""

import gc
import os
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event

import pytest

from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.preview.builder import SiteBuilder
from generator.preview.state import StateHolder
from tests.preview.lively import put
from tests.preview.running import Preview, run, running, wait_until, write_post
from tests.preview.trial import Load, load

EDITS = int(os.environ.get("EDITS", "500"))
WARM = EDITS // 10
GROWTH = 1.10
STEPS = 1.30
"""Memory is taken in a step or two of some 40 MB, which may come late: a leak takes many."""
LITTLE = 10_000
"""So many bytes may stay of a dozen edits."""

Edit = Callable[[int], None]

POST = """---
title: {title}
date: 2026-01-02
summary: {title} in short.
---

{body}

```chart
data: towns.csv
mark: bar
x: town:N
y: people
alt: Two bars.
```
"""
THEME = "name: own\nparent: default\nstyles: [css/own.css]\n"
FOOT = '{% extends "default/404.html" %}{% block main %}<p>EDIT</p>{% endblock %}'


class Day:
    """A site that is edited, one numbered edit after another, each seen on some page."""

    def __init__(self, site: Path) -> None:
        self.site = site
        put(self.site, "site.yaml", "title: Small\nbase_url: https://example.org/\ntheme: own\n")
        put(self.site, "themes/own/theme.yaml", THEME)
        for number, kind in enumerate(self.kinds(), 1):
            kind(-number)
        for number in range(5):
            write_post(site, f"post-{number}", "One of a few.")

    def kinds(self) -> list[Edit]:
        # While there is a problem nothing else is seen, so each is mended at once.
        return [
            *(self.body, self.front, self.data, self.body, self.style, self.template),
            *(self.problem, self.mend, self.come, self.go, self.figure_problem, self.body),
        ]

    def edit(self, number: int) -> None:
        kinds = self.kinds()
        kinds[number % len(kinds)](number)

    def body(self, number: int) -> None:
        put(self.site, "content/posts/chart.md", POST.format(title="A", body=f"Body {number}."))

    def front(self, number: int) -> None:
        put(self.site, "content/posts/chart.md", POST.format(title=f"Title {number}", body="Some."))

    def data(self, number: int) -> None:
        put(self.site, "content/posts/towns.csv", f"town,people\nA,{number}\nB,{number * 2 + 1}\n")

    def style(self, number: int) -> None:
        put(self.site, "themes/own/assets/css/own.css", f"body {{ --edit: {number} }}\n")

    def template(self, number: int) -> None:
        put(self.site, "themes/own/templates/404.html", FOOT.replace("EDIT", f"Edit {number}"))

    def problem(self, number: int) -> None:
        write_post(self.site, "post-0", f"[broken {number}](nowhere-{number}.md)")

    def figure_problem(self, number: int) -> None:
        broken = POST.format(title="A", body="Some.").replace("people", f"peopel{number}", 1)
        put(self.site, "content/posts/chart.md", broken)

    def mend(self, number: int) -> None:
        write_post(self.site, "post-0", f"Mended {number}.")

    def come(self, number: int) -> None:
        write_post(self.site, "passing", f"Only here for a while: {number}.")

    def go(self, number: int) -> None:
        (self.site / "content/posts/passing.md").unlink()


def see(preview: Preview, edit: Callable[[], None]) -> None:
    before = preview.version()
    edit()
    wait_until(lambda: preview.version() != before, preview.told)


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_nothing_grows_in_a_day_of_edits(tmp_path: Path) -> None:
    day = Day(tmp_path / "site")

    async def edit_all(preview: Preview) -> list[Load]:
        loads = []
        async with preview.connect(preview.version()) as talk:
            for number in range(EDITS):
                see(preview, partial(day.edit, number))
                if number % WARM == WARM - 1:
                    loads.append(load(preview))
                    tell(f"{number + 1} edits: {loads[-1]}")
            assert await talk.hear()
        return loads

    with running(day.site) as preview:
        loads = run(edit_all(preview))
        warm, last = loads[0], loads[-1]
        # Workers get warm, and the cache grows until it is swept: both take some hundred edits.
        half = loads[len(loads) // 2]
        assert last.memory < warm.memory * STEPS, loads
        assert last.disk < half.disk * GROWTH, loads
        assert (last.threads, last.processes) == (warm.threads, warm.processes), loads
        assert last.files <= warm.files + 2, loads
        assert preview.end() == 130
        # Python's own helper of worker processes ends a moment after them.
        wait_until(lambda: not preview.left_behind(), preview.told)
        assert "Traceback" not in preview.told()


def test_nothing_is_held_of_what_edits_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Count the bytes that Python holds: by a process's weight little leaks show much later."""
    # What is recalled is swept after every build, so that it comes to the same after each round.
    monkeypatch.setattr("generator.pipeline.workspace.CROWDED", 0)
    monkeypatch.setattr("generator.pipeline.workspace.SPARE", 0)
    day, held = Day(tmp_path / "site"), list[int]()
    request = Request(day.site, datetime(2026, 6, 1, tzinfo=UTC), jobs=1)
    with open_workspace(request) as shop:
        builder = SiteBuilder(request, shop, StateHolder(), Event())
        tracemalloc.start()
        for number in range(6 * len(day.kinds()) + 1):
            day.edit(number)
            builder.build()
            if number % len(day.kinds()) == 0:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    # Once in a while Python makes room for more of its own: a leak is seen in each round.
    assert median(map(int.__sub__, held[3:], held[2:])) < LITTLE, held
