"""A build: options, locks, sources that change in the middle, what is left alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from generator.charts.figure import Drawing, Figure, RuntimeParts
from generator.engine import Blob, Busy, Made, Read, Tally
from generator.engine.files import write_file
from generator.pages.bind import Bound
from generator.pages.bind import bind as bind_page
from generator.pipeline import assembly, figures, plan_input
from generator.pipeline import build as module
from generator.pipeline.request import Request
from generator.pipeline.workspace import CROWDED, open_workspace
from generator.problems import Place, Problem
from generator.site.placing import Page
from generator.site.snapshot import SourceChanged
from tests.engine.makers import named
from tests.small_sites import NOW, Small, small_site, source, tree

GARDEN = Path(__file__).parents[1] / "sites" / "garden"
HEAVY = {
    "altair",
    "pandas",
    "vl_convert",
    "markdown",
    "jinja2",
    "pygments",
    "numpy",
    "multiprocessing",
}


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source("One.", title="A", date="2024-01-01"),
        "content/posts/b.md": source("Two.", title="B", date="2024-02-01"),
        "content/static/plain.txt": "plain",
    }
    return small_site(tmp_path / "site", files)


def test_another_output_folder(site: Small, tmp_path: Path) -> None:
    site.made(output=tmp_path / "deep" / "out")
    assert "index.html" in tree(tmp_path / "deep" / "out")
    assert not (site.root / "build").exists()


def test_pages_of_a_first_build_are_written_while_others_are_made(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[str] = []

    def write_late(place: str, content: bytes, owner: tuple[int, int] | None) -> os.stat_result:
        late.append(place)
        return write_file(place, content, owner)

    monkeypatch.setattr("generator.engine.staging.write_file", write_late)
    site.made()
    assert [path for path in late if path.endswith("plain.txt")]
    assert [path for path in late if path.endswith(".html")] == []
    assert "posts/a/index.html" in tree(site.root / "build")


def test_two_output_folders_share_one_cache(site: Small, tmp_path: Path) -> None:
    site.made()
    report = site.made(output=tmp_path / "out")
    assert sum(tally.made for tally in report.tallies.values()) == 0
    assert tree(tmp_path / "out") == tree(site.root / "build")


def test_no_cache_makes_everything_anew_and_the_same(site: Small, tmp_path: Path) -> None:
    first = site.made()
    cache = tree(site.root / ".postrock")
    second = site.made(use_cache=False, output=tmp_path / "out")
    made = {wave: tally.made for wave, tally in second.tallies.items()}
    assert made == {wave: tally.made for wave, tally in first.tallies.items()}
    assert tree(tmp_path / "out") == tree(site.root / "build")
    assert tree(site.root / ".postrock")["cache.sqlite"] == cache["cache.sqlite"]


def test_a_second_site_of_a_user_finds_the_charts_runtime(
    site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    chart = "```chart\ndata: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\ncaption: C.\nalt: A.\n```\n"
    site.write("content/posts/a.md", source(chart, title="A", date="2024-01-01"))
    shutil.copytree(site.root, tmp_path / "other")
    other = Small(tmp_path / "other")
    tallies = [each.made().tallies["runtime"] for each in (site, other)]
    assert tallies == [Tally(made=1), Tally(reused=1)]
    assert tree(other.root / "build") == tree(site.root / "build")


def unbundled(value: RuntimeParts, read: Read) -> Made[Blob]:
    """Make no runtime, and say so."""
    return Made(None, (Problem("there is no runtime today"),))


def test_a_runtime_that_cannot_be_made_is_told(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "BUNDLE_RUNTIME", named(unbundled))
    chart = "```chart\ndata: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\nalt: A.\n```\n"
    site.write("content/posts/a.md", source(chart, title="A", date="2024-01-01"))
    assert site.problem().message == "there is no runtime today"


def test_how_texts_are_read_is_the_sites_and_then_the_posts(tmp_path: Path) -> None:
    block = "data: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\ncaption: Of $x$.\nalt: A."
    chart = f"\n\n```chart\n{block}\n```\n"
    sources = {
        f"content/posts/{name}.md": source(f"It is $x$.{chart}", **front)
        for name, front in (("silent", {}), ("own", {"math": True}))
    }
    figure = "<figcaption>{{ figure.caption | safe }}</figcaption>"
    site = small_site(tmp_path, {**sources, "themes/bare/templates/figure.html": figure})
    site.made()
    assert site.text("posts/silent/index.html").count("<math") == 2
    settings = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write("site.yaml", f"{settings}math: false\n")
    report = site.made()
    assert (report.tallies["read"].made, report.tallies["draw"].made) == (2, 1)
    assert site.text("posts/silent/index.html").count("$x$") == 2
    assert site.text("posts/own/index.html").count("<math") == 2


def test_an_overlay_lies_over_the_settings(site: Small) -> None:
    site.write("site.production.yaml", "title: In production\nbase_url: https://prod.example/\n")
    site.made()
    assert "https://tea.example/" in site.text("robots.txt")
    site.made(overlay="production")
    assert "https://prod.example/" in site.text("robots.txt")
    assert "<title>In production</title>" in site.text("feed.atom")


def test_an_overlay_that_is_not_there_is_a_problem(site: Small) -> None:
    problem = site.problem(overlay="prod")
    assert problem.message == "there is no site.prod.yaml"


def test_the_environment_lies_over_files_and_the_command_line_over_it(site: Small) -> None:
    environment = {"GENERATOR_BASE_URL": "https://env.example/"}
    site.write("site.production.yaml", "base_url: https://prod.example/\n")
    site.made(environment=environment, overlay="production")
    assert "https://env.example/" in site.text("robots.txt")
    site.made(environment=environment, base_url="https://line.example/x/")
    assert "https://line.example/x/" in site.text("robots.txt")


@pytest.mark.slow
def test_one_process_or_two_make_the_same(tmp_path: Path) -> None:
    garden = Small(tmp_path / "garden")
    shutil.copytree(GARDEN, garden.root)
    for number in range(20):
        body = f"Word {number}.\n\n```python\nprint({number})\n```\n"
        garden.write(f"content/posts/p{number}.md", source(body, title=f"P{number}"))
    one = garden.build(output=tmp_path / "one", jobs=1, use_cache=False)
    two = garden.build(output=tmp_path / "two", jobs=2, use_cache=False)
    assert not one.assembly.failed
    assert one.assembly.problems == two.assembly.problems
    assert one.tallies == two.tallies
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_one_build_at_a_time(site: Small) -> None:
    with open_workspace(Request(site.root, NOW)), pytest.raises(Busy):
        site.build()
    site.made()


def changing(
    monkeypatch: pytest.MonkeyPatch, room: object, name: str, change: Callable[[int], None]
) -> list[int]:
    """Call ``change`` with a count each time that a build comes to one of its functions."""
    real, calls = getattr(room, name), [0]

    def wrapped(*arguments: object, **options: object) -> object:
        calls[0] += 1
        change(calls[0])
        return real(*arguments, **options)

    monkeypatch.setattr(room, name, wrapped)
    return calls


def test_a_source_that_changes_while_it_is_read_is_read_again(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(count: int) -> None:
        if count == 1:
            site.write("content/posts/a.md", source("Changed in the middle.", title="A"))

    calls = changing(monkeypatch, assembly, "read_documents", change)
    site.made()
    assert calls == [2]
    assert "Changed in the middle." in site.text("posts/a/index.html")


def test_a_static_file_that_changes_before_it_is_published_is_read_again(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(count: int) -> None:
        if count == 1:
            site.write("content/static/plain.txt", "other")

    calls = changing(monkeypatch, module, "publish", change)
    site.made()
    assert calls == [2]
    assert site.text("plain.txt") == "other"


def test_a_source_that_goes_away_while_it_is_read_is_gone(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(count: int) -> None:
        if count == 1:
            (site.root / "content/posts/a.md").unlink()

    changing(monkeypatch, assembly, "read_documents", change)
    site.made()
    assert "posts/a/index.html" not in site.outputs()


def test_sources_that_never_hold_still_end_the_build(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.made()
    before = tree(site.root / "build")
    site.write("content/posts/a.md", source("Unread yet.", title="A"))

    def change(count: int) -> None:
        site.write("content/posts/a.md", source(f"Change {count}.", title="A"))

    calls = changing(monkeypatch, assembly, "read_documents", change)
    with pytest.raises(SourceChanged, match=r"a\.md"):
        site.build()
    assert calls == [module.TRIES]
    assert tree(site.root / "build") == before


def test_a_source_that_changes_after_it_was_read_waits_for_the_next_build(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(count: int) -> None:
        if count == 1:
            site.write("content/posts/a.md", source("Too late.", title="A"))

    changing(monkeypatch, assembly, "make_plan_input", change)
    site.made()
    assert "One." in site.text("posts/a/index.html")
    site.made()
    assert "Too late." in site.text("posts/a/index.html")


def test_files_that_no_build_wrote_stay(site: Small) -> None:
    site.write("build/mine.txt", "mine")
    report = site.made()
    assert report.published is not None
    assert report.published.foreign == ("mine.txt",)
    assert site.text("mine.txt") == "mine"


def test_a_file_in_the_way_is_a_problem_and_nothing_is_published(site: Small) -> None:
    site.write("build/index.html", "mine")
    problem = site.problem()
    assert problem.message == (
        "build/ holds what no build wrote and this one would overwrite: index.html"
    )
    assert "--output" in problem.hint
    assert site.outputs() == {"index.html"}
    assert site.text("index.html") == "mine"


def test_many_files_in_the_way_are_summed_up(site: Small) -> None:
    for path in ("index.html", "404.html", "feed.atom", "feed.rss", "feed.json"):
        site.write(f"build/{path}", "mine")
    assert site.problem().message.endswith(": 404.html, feed.atom, feed.json and 2 more")


def test_a_problem_leaves_the_last_good_build(site: Small) -> None:
    site.made()
    before = tree(site.root / "build")
    site.write("content/posts/a.md", source("See [it](nowhere.md)."))
    assert site.problem().place == Place("content/posts/a.md", 5, 10)
    assert tree(site.root / "build") == before


def test_no_settings_is_a_problem(tmp_path: Path) -> None:
    problem = Small(tmp_path).problem()
    assert problem.message == "there is no site.yaml"
    assert problem.place == Place("site.yaml", 1, 1)


def test_the_sweep_keeps_what_the_last_build_used(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.workspace.CROWDED", 0)
    monkeypatch.setattr("generator.pipeline.workspace.SPARE", 0)
    site.made()
    site.write("content/posts/a.md", source("Another.", title="Another"))
    report = site.made()
    with open_workspace(Request(site.root, NOW)) as shop:
        assert shop.cache.count() == sum(t.made + t.reused for t in report.tallies.values())
    before = tree(site.root / "build")
    again = site.made()
    assert sum(tally.made for tally in again.tallies.values()) == 0
    assert tree(site.root / "build") == before


def test_the_cache_keeps_older_results_while_it_is_not_crowded(site: Small) -> None:
    assert CROWDED > 1
    text = (site.root / "content/posts/a.md").read_text()
    site.made()
    site.write("content/posts/a.md", source("Another.", title="Another"))
    site.made()
    site.write("content/posts/a.md", text)
    assert sum(tally.made for tally in site.made().tallies.values()) == 0


def test_a_build_from_another_folder_writes_the_same(
    site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.made()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(site.root, elsewhere, ignore=shutil.ignore_patterns("build", ".postrock"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    Small(elsewhere).made()
    assert tree(elsewhere / "build") == tree(site.root / "build")


SECOND_BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from generator.cli.main import main
from tests.engine.makers import named
code = main(["--root", sys.argv[1], "build", "--quiet", "--now", "2025-06-01T12:00Z"])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.slow
def test_a_second_build_imports_nothing_heavy(tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "garden")

    def once() -> tuple[str, set[str]]:
        command = [sys.executable, "-c", SECOND_BUILD, str(tmp_path / "garden")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        code, *modules = done.stdout.split()
        return code, set(modules)

    first, second = once(), once()
    assert first[0] == second[0] == "0"
    assert {"yaml", "multiprocessing"} <= first[1]  # what draws and composes is in workers
    assert second[1] & HEAVY == set()


CODE = """
```altair {#dots}
alt.Chart(alt.Data(values=[{"a": 1, "b": 2}])).mark_point().encode(x="a:Q", y="b:Q")
```
"""


def coded(site: Small, extra: str = "") -> None:
    site.write("content/posts/a.md", source(CODE.replace("\n```\n", f"{extra}\n```\n")))


def never_drawn(value: Drawing, read: Read) -> Made[Figure]:
    pytest.fail("it was run")


def test_without_execution_the_authors_python_is_not_run(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded(site)
    monkeypatch.setattr(figures, "DRAW", named(never_drawn))
    problem = site.problem(execute=False)
    assert problem.message == (
        "--no-exec: this block's Python was not run, and its result is not in the cache"
    )
    assert problem.place == Place("content/posts/a.md", 6)
    assert problem.source == "```altair {#dots}"
    assert "without --no-exec" in problem.hint


def test_without_execution_other_figures_are_drawn(site: Small) -> None:
    body = "```chart\ndata: [{a: 1, b: 2}]\nmark: point\nx: a\ny: b\nalt: A dot.\n```\n"
    site.write("content/posts/a.md", source(body))
    assert site.made(execute=False).tallies["draw"].made == 1


@pytest.mark.slow
def test_without_execution_the_cache_is_used(site: Small) -> None:
    coded(site)
    first = site.build()
    assert not first.assembly.failed
    before = tree(site.root / "build")
    assert not site.build(execute=False).assembly.failed
    assert tree(site.root / "build") == before
    coded(site, ".properties(width=99)")
    assert site.build(execute=False).assembly.failed
    assert tree(site.root / "build") == before


def test_a_build_counts_what_it_made(site: Small) -> None:
    report = site.made()
    assert structs.asdict(report.assembly.counts) == {
        "posts": 2, "pages": 0, "figures": 0, "images": 0, "outputs": len(site.outputs()),
    }  # fmt: skip


def test_no_page_depends_on_the_editor(site: Small) -> None:
    site.made()
    settings = (site.root / "site.yaml").read_text()
    site.write("site.yaml", f"{settings}editor: zed\n")
    engine, assembly = site.assembled()
    assert {wave for wave, tally in engine.ran.tallies.items() if tally.made} == {"settings"}
    assert assembly.editor == "zed"


def test_a_title_binds_only_the_pages_that_say_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[str] = []

    def bind(page: Page, *given: Any) -> Bound:
        bound.append(page.path)
        return bind_page(page, *given)

    monkeypatch.setattr(plan_input, "bind", bind)
    texts = {"a": "## One", "b": "[](a.md)", "c": "[](a.md#one)", "d": "[a](a.md)", "e": "None."}
    site = small_site(tmp_path / "site", {})
    for name, text in texts.items():
        site.write(f"content/posts/{name}.md", source(text, title=name.upper()))
    request = Request(site.root, NOW, jobs=1)
    with open_workspace(request) as shop:
        module.assemble(request, shop)
        bound.clear()
        site.write("content/posts/a.md", source("## One", title="Another"))
        engine, assembly = module.assemble(request, shop)
        assert "Another" in engine.read(assembly.manifest["posts/b/index.html"]).decode()
    assert sorted(bound) == [f"content/posts/{name}.md" for name in "abcd"]


def test_what_a_sweep_took_away_is_made_again_and_not_recalled(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.workspace.CROWDED", 0)
    monkeypatch.setattr("generator.pipeline.workspace.SPARE", 0)
    request = Request(site.root, NOW, jobs=1)
    with open_workspace(request) as shop:
        for text in ("One.", "Another.", "One."):
            site.write("content/posts/a.md", source(text, title="A", date="2024-01-01"))
            engine, assembly = module.assemble(request, shop)
            page = engine.read(assembly.manifest["posts/a/index.html"])
            assert text in page.decode()
