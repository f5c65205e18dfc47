"""Whatever is changed, the preview shows what a fresh build would."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from msgspec import structs

from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import Workspace, open_workspace
from generator.preview import builder as module
from generator.preview.builder import SiteBuilder
from generator.preview.state import StateHolder
from generator.preview.watcher import Watcher
from tests.preview.running import wait_until
from tests.small_sites import Small, small_site, source

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CHART = "```chart\ndata: {data}\nmark: bar\nx: town\ny: people:Q\nalt: Two bars.\n```"
LOADER = "import json\nprint(json.dumps([{'town': 'A', 'people': NUMBER}]))\n"


class Live:
    """A preview in this process, without its server."""

    def __init__(
        self, site: Small, builder: SiteBuilder, holder: StateHolder, other: Workspace
    ) -> None:
        self.site, self.builder, self.holder = site, builder, holder
        self.other = other
        self.swaps = 0
        builder.changed = self._count

    def _count(self) -> None:
        self.swaps += 1

    def wait_for(self, change: Callable[[], object], name: str) -> None:
        """Make a change; wait until it shows what a build with a memory of its own makes of it."""
        before = self.holder.state.manifest
        change()
        wanted = assemble(request_for(self.site.root), self.other)[1].manifest
        assert before != wanted
        assert wanted
        wait_until(lambda: self.holder.state.manifest == wanted, lambda: f"{name} was lost")


def request_for(root: Path) -> Request:
    return Request(root, NOW, jobs=1)


@contextmanager
def previewed(site: Small, *, watched: bool = True) -> Iterator[Live]:
    request, holder, stopping = request_for(site.root), StateHolder(), Event()
    with (
        open_workspace(request) as shop,
        closing(Workspace(structs.replace(request, use_cache=False))) as other,
    ):
        builder = SiteBuilder(request, shop, holder, stopping)
        builder.build()
        watcher = Watcher(site.root, builder.changes, stopping)
        threads = [Thread(target=builder.watch), *(watcher.threads if watched else ())]
        for thread in threads:
            thread.start()
        try:
            yield Live(site, builder, holder, other)
        finally:
            stopping.set()
            builder.changes.add([""])
            for thread in threads:
                thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Small:
    art = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
    return small_site(
        tmp_path / "site",
        {
            "content/posts/one.md": source("One.\n\n![art](art.svg)", title="One"),
            "content/posts/art.svg": art,
            "content/posts/chart.md": source(CHART.format(data="towns.csv"), title="Chart"),
            "content/posts/towns.csv": "town,people\nA,1\nB,2\n",
            "content/posts/loaded/index.md": source(CHART.format(data="made.json"), title="Loaded"),
            "content/posts/loaded/made.json.py": LOADER.replace("NUMBER", "5"),
            "content/about.md": "---\ntitle: About\n---\n\nAbout.\n",
            "content/static/plain.txt": "plain",
        },
    )


def move_in_old(site: Small) -> None:
    site.write("../moved.md", source("An older text.", title="One"))
    os.utime(site.root.parent / "moved.md", (10**9, 10**9))
    (site.root.parent / "moved.md").replace(site.root / "content/posts/one.md")


def rename_folder(site: Small) -> None:
    (site.root / "content/posts").rename(site.root / "content/notes")


def link_in(site: Small) -> None:
    (site.root / "content/linked").symlink_to("posts/loaded")


def theme_comes_of_age(site: Small) -> None:
    text = (site.root / "themes/bare/templates/post.html").read_text()
    site.write("themes/bare/templates/post.html", f"changed\n{text}")


CHANGES: dict[str, Callable[[Small], object]] = {
    "body": lambda site: site.write(
        "content/posts/one.md", source("Two.\n\n![art](art.svg)", title="One")
    ),
    "front matter": lambda site: site.write(
        "content/posts/one.md", source("One.\n\n![art](art.svg)", title="Two")
    ),
    "data": lambda site: site.write("content/posts/towns.csv", "town,people\nA,7\n"),
    "loader": lambda site: site.write(
        "content/posts/loaded/made.json.py", LOADER.replace("NUMBER", "6")
    ),
    "art": lambda site: site.write("content/posts/art.svg", "<svg/>"),
    "static file": lambda site: site.write("content/static/plain.txt", "other"),
    "template": theme_comes_of_age,
    "style": lambda site: site.write("themes/bare/assets/css/one.css", "body { color: red }\n"),
    "theme.yaml": lambda site: site.write("themes/bare/theme.yaml", "name: bare\nstyles: []\n"),
    "site.yaml": lambda site: site.write(
        "site.yaml", "title: Coffee\nbase_url: https://tea.example/\ntheme: bare\n"
    ),
    "a new post": lambda site: site.write("content/posts/two.md", source("2", title="Two")),
    "moved in with an old date": move_in_old,
    "a link": link_in,
    "a link gone": lambda site: (site.root / "content/linked").unlink(),
    "a post gone": lambda site: (site.root / "content/posts/one.md").unlink(),
    "a folder renamed": rename_folder,
    "a folder gone": lambda site: shutil.rmtree(site.root / "content/notes"),
}


def test_each_change_shows_what_another_build_makes_of_it(site: Small) -> None:
    with previewed(site) as live:
        for name, change in CHANGES.items():
            live.wait_for(partial(change, site), name)


def test_a_branch_that_is_switched(site: Small) -> None:
    def git(*words: str) -> None:
        name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *name, *words], cwd=site.root, check=True, capture_output=True)

    git("init", "-b", "first")
    site.write(".gitignore", ".postrock/\n")
    git("add", ".")
    git("commit", "-m", "one")
    git("switch", "-c", "second")
    for name in ("front matter", "data", "template", "a new post", "art"):
        CHANGES[name](site)
    git("add", ".")
    git("commit", "-m", "two")
    with previewed(site) as live:
        for branch in ("first", "second", "first"):
            live.wait_for(partial(git, "switch", branch), branch)


def test_fifty_saves_in_a_second_are_a_handful_of_builds(site: Small) -> None:
    pause = Event()
    with previewed(site) as live:
        before = live.swaps
        for number in range(50):
            site.write("content/posts/one.md", source(f"Save {number}.", title="One"))
            pause.wait(0.02)
        live.wait_for(partial(CHANGES["body"], site), "the last save")
        assert live.swaps - before <= 10


def test_a_ring_that_is_lost_delays_a_change_and_hides_none(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT", 0.2)
    with previewed(site, watched=False) as live:
        live.wait_for(partial(CHANGES["body"], site), "the change")


def test_what_changes_nothing_builds_nothing(site: Small) -> None:
    built: list[object] = []
    with previewed(site) as live:
        wait_until(lambda: live.builder._is_confirmed, lambda: "never sure")
        live.builder.build = lambda *a: built.append(a)  # type: ignore[method-assign]
        (site.root / "content/posts/one.md").touch()
        wait_until(lambda: not live.builder._is_confirmed, lambda: "no change")
        wait_until(lambda: live.builder._is_confirmed, lambda: "never sure")
    assert built == []
