"""The commands as a person meets them: exit codes, streams, interrupts."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.engine import Blob, Engine, Made, Read
from generator.pages import list_pages
from generator.pages.outputs import PageRender
from generator.pipeline import assembly
from generator.pipeline.request import Request
from generator.pipeline.waves import Documents, read_documents
from generator.pipeline.workspace import open_workspace
from generator.site.settings import Settings
from tests.engine.makers import named
from tests.small_sites import NOW, Small, small_site, source, tree

ROOT = Path(__file__).parents[2]
SETTINGS = "title: T\nbase_url: https://example.org/\ntimezone: {}\n"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source("One.", title="A", date="2024-01-01"),
        "content/posts/b.md": source("Two.", title="B", date="2024-02-01"),
    }
    return small_site(tmp_path / "site", files)


def run(site: Small, *arguments: str) -> int:
    return main(["--root", str(site.root), *arguments])


def broken(site: Small) -> None:
    site.write("content/posts/a.md", source("See [it](nowhere.md)."))


def test_done(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, "build") == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    files = len(site.outputs())
    assert first == f"2 posts, 0 pages, 0 figures, 0 images → build/ ({files} files)"
    pattern = rf"\d+ steps made, 0 reused, {files} files written in \d+\.\d\d s"
    assert re.fullmatch(pattern, second)
    assert err == ""


def test_nothing_changed(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    run(site, "build")
    capsys.readouterr()
    assert run(site, "build") == 0
    second = capsys.readouterr().out.splitlines()[1]
    assert re.fullmatch(r"nothing changed, \d+ steps reused in \d+\.\d\d s", second)


HEAVY = (
    "PIL altair duckdb jinja2 latex2mathml markdown pandas pygments pyromark sqlalchemy tornado"
    " vl_convert yaml"
).split()
LOADED = """
import sys
from generator.cli.main import main
main(["--root", *sys.argv[1:]])
print(*sys.modules)
"""


def test_a_build_that_changes_nothing_loads_no_heavy_package(site: Small) -> None:
    command = [sys.executable, "-c", LOADED, str(site.root), "build"]
    done = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in "12"]
    first, second = (each.stdout.splitlines() for each in done)
    assert {"pyromark", "yaml"} <= set(first[-1].split())
    assert second[1].startswith("nothing changed")
    modules = set(second[-1].split())
    assert set(HEAVY) & modules == set()
    rooms = {name.split(".")[1] for name in modules if name.startswith("generator.")}
    assert rooms == {"cli", "engine", "pipeline", "problems", "site"}


READING = {"generator", "jinja2", "pyromark", "yaml"}
"""An edit needs them."""


def test_a_build_after_an_edit_loads_what_the_edit_asks_for(site: Small) -> None:
    """Its text is read and its page composed; all other packages are for what it does not hold."""
    site.write("site.yaml", SETTINGS.format("UTC"))  # templates of others are composed by a worker
    command = [sys.executable, "-c", LOADED, str(site.root), "build", "--jobs", "1"]
    subprocess.run(command, capture_output=True, check=True)
    with (site.root / "content/posts/a.md").open("a", encoding="utf-8") as file:
        file.write("\nAnother *sentence*, and `code`.\n")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert loaded >= READING
    others = {"asyncio", "babel", "email", "http", "multiprocessing", "pymdownx", "ssl"}
    assert loaded & ({*HEAVY, *others} - READING) == set()


def test_an_authors_problem(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    run(site, "build")
    before = tree(site.root / "build")
    capsys.readouterr()
    broken(site)
    assert run(site, "build") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "content/posts/a.md:5:10  error: " in err
    assert "\n   5 | See [it](nowhere.md)." in err
    assert err.endswith("1 problem to mend; build/ is as it was\n")
    assert "Traceback" not in err
    assert tree(site.root / "build") == before


def test_warnings_do_not_stop_a_build(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("content/posts/a.md", source("```nolanguage\nx\n```\n"))
    assert run(site, "build") == 0
    out, err = capsys.readouterr()
    assert "warning: " in err
    assert out.splitlines()[-1] == "1 warning, see above"
    assert run(site, "build") == 0
    assert capsys.readouterr().err == err


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["biuld"], ["build", "--nonsense"], ["build", "--jobs", "0"], ["build", "--jobs", "x"],
        ["build", "--now", "yesterday"], ["build", "--now", "0001-01-01"], ["why"],
        ["new"], ["new", "post"], ["new", "tale", "Title"], ["init"], ["completion", "sh"],
    ],
)  # fmt: skip
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m generator" in capsys.readouterr().err


def test_a_root_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path / "none"), "build"]) == 2
    assert capsys.readouterr().err == f"--root: there is no folder {tmp_path / 'none'}\n"


def test_no_site_here_or_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert capsys.readouterr().err.startswith("no site.yaml here or in any folder above")
    assert list(tmp_path.iterdir()) == []


def test_the_site_is_searched_upwards(site: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root / "content/posts")
    assert main(["build", "--quiet"]) == 0
    assert "index.html" in site.outputs()


def crash(value: PageRender, read: Read) -> Made[Blob]:
    raise LookupError("a maker broke its promise")


def test_our_bug(
    site: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(site, "build")
    before = tree(site.root / "build")
    capsys.readouterr()
    monkeypatch.setattr(list_pages, "RENDER_PAGE", named(crash))
    site.write("content/posts/a.md", source("Another.", title="Another"))
    assert run(site, "build", "--json") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" in err
    assert "LookupError: a maker broke its promise" in err
    assert err.endswith("This is a bug of the generator's, not of your site.\n")
    assert tree(site.root / "build") == before


def test_sources_that_keep_changing(
    site: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    count = iter(range(100))

    def changed_and_read(
        engine: Engine, files: Mapping[str, Blob], settings: Settings
    ) -> Documents:
        site.write("content/posts/a.md", source(f"Change {next(count)}."))
        return read_documents(engine, files, settings)

    monkeypatch.setattr(assembly, "read_documents", changed_and_read)
    assert run(site, "build") == 1
    assert "a.md keeps changing; build again when it holds still\n" in capsys.readouterr().err


def test_another_build_at_work(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    with open_workspace(Request(site.root, NOW)):
        assert run(site, "build") == 1
    assert capsys.readouterr().err.startswith("another build of this site is at work")


def test_json_is_one_object_and_nothing_else(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/posts/late.md", source(title="Late", date="2099-01-01"))
    site.write("content/posts/a.md", source("```nolanguage\nx\n```\n"))
    assert run(site, "build", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert (told["posts"], told["pages"], told["figures"], told["images"]) == (2, 0, 0, 0)
    assert told["outputs"] == told["written"] == len(site.outputs())
    assert (told["removed"], told["foreign"]) == (0, [])
    assert told["made"] == sum(wave["made"] for wave in told["waves"].values()) > 0
    assert told["held"] == [
        {"path": "content/posts/late.md", "title": "Late", "reason": "scheduled",
         "until": "2099-01-01T00:00:00+00:00"}
    ]  # fmt: skip
    (warning,) = told["problems"]
    assert warning["severity"] == "warning"
    assert warning["where"].startswith("content/posts/a.md:5")


def test_json_tells_of_problems_too(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    broken(site)
    assert run(site, "build", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["written"]) == (False, 0)
    assert [problem["where"] for problem in told["problems"]] == ["content/posts/a.md:5:10"]


def test_quiet_prints_nothing_but_problems(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, "build", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    broken(site)
    assert run(site, "build", "--quiet") == 1
    assert "error: " in capsys.readouterr().err


def test_options_arrive(site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("content/posts/rough.md", source(title="Rough", draft=True))
    site.write("content/posts/later.md", source(title="Later", date="2099-01-01"))
    site.write("site.production.yaml", "title: In production\n")
    monkeypatch.setenv("GENERATOR_DESCRIPTION", "From outside")
    out = tmp_path / "out"
    options = ["--output", str(out), "--base-url", "https://example.org/a/", "--env", "production"]
    assert run(site, "build", *options, "--drafts", "--future", "--jobs", "1", "--quiet") == 0
    feed = (out / "feed.atom").read_text()
    assert "<title>In production</title><subtitle>From outside</subtitle>" in feed
    assert "https://example.org/a/posts/rough/" in feed
    assert "https://example.org/a/posts/later/" in feed


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2030-01-01T09:59+01:00", False), ("2030-01-01T10:00+01:00", True), ("2030-01-02", True)],
)
def test_the_time_to_build_for(site: Small, moment: str, shown: bool) -> None:
    site.write("content/posts/later.md", source(title="Later", date="2030-01-01T09:00:00Z"))
    assert run(site, "build", "--quiet", "--now", moment) == 0
    assert ("posts/later/index.html" in site.outputs()) is shown


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def _machine_elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_machine_elsewhere")
def test_a_time_without_an_offset_is_that_of_the_sites_clocks(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("site.yaml", SETTINGS.format("Europe/Stockholm"))
    site.write("content/posts/c.md", source(title="C", date="2026-05-01 08:00"))
    for moment, shown in (("2026-05-01 07:59", False), ("2026-05-01 08:00", True)):
        assert run(site, "build", "--quiet", "--now", moment) == 0
        assert ("posts/c/index.html" in site.outputs()) is shown
        capsys.readouterr()
        assert run(site, "list", "posts", "--now", moment) == 0
        assert ("c.md" in capsys.readouterr().out) is shown


@pytest.mark.parametrize("timezone", ["Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("moment", ["0002-01-01", "9998-12-31"])
def test_a_time_at_the_ends_of_time(site: Small, timezone: str, moment: str) -> None:
    site.write("site.yaml", SETTINGS.format(timezone))
    assert run(site, "build", "--quiet", "--now", moment) == 0


def test_no_execution_on_the_command_line(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("content/posts/a.md", source("```altair\nalt.Chart()\n```\n"))
    assert run(site, "build", "--no-exec") == 1
    assert "--no-exec: this block's Python was not run" in capsys.readouterr().err


def test_why(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    run(site, "build", "--quiet")
    assert run(site, "why", "/posts/a/") == 0
    assert capsys.readouterr().out.startswith("posts/a/index.html\n")
    assert run(site, "why", "/posts/aa/") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "did you mean" in err


def test_clean_removes_what_builds_wrote(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(site.root)
    run(site, "build", "--quiet")
    count = len(site.outputs())
    assert run(site, "clean") == 0
    assert f"removed {count} files of build/ and the cache\n" in capsys.readouterr().out
    assert tree(site.root) == before
    assert not (site.root / ".postrock").exists()


def test_clean_keeps_what_no_build_wrote(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("build/mine/notes.txt", "mine")
    run(site, "build", "--quiet")
    assert run(site, "clean") == 0
    assert "kept, for no build wrote them: mine/notes.txt\n" in capsys.readouterr().out
    assert site.outputs() == {"mine/notes.txt"}


def test_a_folder_that_is_filled_in_place_is_told(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("build/.git/HEAD", "mine")
    (site.root / "build/.git/refs").mkdir()
    assert run(site, "build") == 0
    told = (
        "build/ was filled file by file, not exchanged in one step, for it holds a git repository;"
        " readers could see old and new pages side by side"
    )
    out, err = capsys.readouterr()
    assert (out.splitlines()[-1], err) == (told, "")
    assert "kept in build/, though no build wrote them: .git/HEAD, .git/refs/" in out
    assert run(site, "build") == 0
    assert told not in capsys.readouterr().out
    site.write("content/posts/a.md", source("Changed."))
    assert run(site, "build", "--json") == 0
    assert json.loads(capsys.readouterr().out)["in_place"] == "it holds a git repository"
    assert run(site, "clean") == 0
    assert "kept, for no build wrote them: .git/HEAD, .git/refs/\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "interrupted; "),
        (OSError(errno.ENOSPC, "full"), 1, "build  error: no space is left on the disk\n"),
    ],
)
def test_the_end_of_a_build_that_fills_in_place_is_told_as_that(
    site: Small, error: BaseException, code: int, told: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fail(*_: object) -> None:
        raise error

    site.write("build/.git/HEAD", "mine")
    monkeypatch.chdir(site.root)
    monkeypatch.setattr("generator.engine.in_place.write_file", fail)
    assert run(site, "build") == code
    err = capsys.readouterr().err
    assert err.startswith(told)
    note = "build/ holds old and new files side by side, for it holds a git repository; build again"
    assert err.endswith(f"{note}\n")


def test_without_the_cache_no_published_file_is_trusted(site: Small) -> None:
    run(site, "build", "--quiet")
    file = site.root / "build/posts/a/index.html"
    before, text = file.stat(), file.read_text()
    file.write_text(text.replace("One", "Two"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(site, "build", "--quiet", "--no-cache") == 0
    assert file.read_text() == text


def test_clean_of_one_folder_leaves_another_one_ours(site: Small, tmp_path: Path) -> None:
    run(site, "build", "--quiet")
    run(site, "build", "--quiet", "--output", str(tmp_path / "out"))
    assert run(site, "clean", "--output", str(tmp_path / "out")) == 0
    assert tree(tmp_path / "out") == {}
    site.write("content/posts/a.md", source("Changed.", title="A"))
    assert run(site, "build") == 0
    assert "Changed." in site.text("posts/a/index.html")


def test_clean_where_nothing_was_built(
    site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert run(site, "clean") == 0
    assert capsys.readouterr().out == "removed 0 files of build/ and the cache\n"


def test_clean_tells_of_what_all_sites_have_in_common(
    site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "postrock").mkdir()
    (tmp_path / "postrock/common.sqlite").touch()
    assert run(site, "clean") == 0
    told = f"kept, for the user's sites have it in common: {tmp_path}/postrock\n"
    assert told in capsys.readouterr().out
    assert (tmp_path / "postrock/common.sqlite").exists()


SLOW = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from generator.pipeline import waves
    from generator.cli.main import main
    from generator.engine import job, making

    real = job.make

    def make(given):
        if given.step.maker.name.endswith("read_document"):
            Path(sys.argv[1], "started").touch()
            time.sleep(0.2)
        return real(given)

    job.make = making.make = make
    sys.exit(main(["--root", sys.argv[1], "build", "--jobs", sys.argv[2]]))
    """
)


def children(pid: int) -> set[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return {int(line) for line in found.stdout.split()}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks ps for the children of a process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted(site: Small, jobs: str) -> None:
    run(site, "build", "--quiet")
    before = tree(site.root / "build")
    for number in range(40):
        site.write(f"content/posts/p{number}.md", source(title=f"P{number}"))
    command = [sys.executable, "-c", SLOW, str(site.root), jobs]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    limit = datetime.now(UTC) + timedelta(seconds=60)
    while not (site.root / "started").exists() and datetime.now(UTC) < limit:
        time.sleep(0.02)
    started = children(build.pid)
    build.send_signal(signal.SIGINT)
    out, err = build.communicate(timeout=60)
    assert (build.returncode, out, err) == (
        130,
        "",
        "interrupted; build/ holds the last whole site\n",
    )
    assert len(started) == (2 if jobs == "2" else 0)
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    assert tree(site.root / "build") == before
    assert {path.name for path in site.root.iterdir()} == {
        ".postrock", "build", "content", "site.yaml", "started", "themes",
    }  # fmt: skip
    assert run(site, "build", "--quiet") == 0
    assert "posts/p39/index.html" in site.outputs()
