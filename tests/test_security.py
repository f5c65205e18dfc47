"""The promises of docs/security.md: each sentence, and the tests that try to break it."""

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from msgspec import msgpack
from playwright.sync_api import Browser

from generator.cli.main import main
from generator.engine.seal import KEY, SIGNATURE, Seal
from generator.markup.addresses import addresses_in, refused
from generator.markup.tags import HtmlTag, tags
from tests.hostile import SECRET, SITES, Lair, lair, write_workbook
from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small, small_site, source, tree

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "security.md"
PLANTED = "Wolkenbruch-0815"
"""What stands in the environment of each build."""
PERSON = "zaphod-beeblebrox"

SENTENCES = {
    "With `--no-exec` nothing of the site's runs": "test_nothing_of_the_sites_runs",
    "No module that lies in the site's folder": "test_no_module_of_the_site_is_imported",
    "Templates of a theme and snippets see the values": "test_no_template_reaches_out",
    "Templates of art see their rows": "test_everything_refused_is_told",
    "What a template would make huge": "test_no_template_reaches_out",
    "YAML makes texts": "test_everything_refused_is_told",
    "A build reads `site.yaml`": "test_nothing_outside_is_read",
    "A symbolic link that leads out": "test_links_bring_nothing_from_outside",
    "A query in an `sql` block": "test_queries_learn_nothing",
    "Of the environment a build takes": "test_the_environment_stays_outside",
    "Cells of spreadsheets are values": "test_cells_are_values",
    "With `--no-exec` a build opens no connection": "test_nothing_is_asked_for",
    "A build writes into `build/`": "test_nothing_outside_is_written",
    "What a site brings along in `.postrock/`": "test_no_record_of_a_stranger_is_believed",
    "`publish` alone goes anywhere": "test_publishing_is_tested_where_it_stands",
    "No address that runs a script": "test_no_page_has_a_script_but_ours",
    "Titles, tags, captions, cells": "test_no_page_has_a_script_but_ours",
    "SVG files are published without scripts": "test_no_drawing_has_a_script",
    "Under the [recommended policy]": "test_nothing_of_theirs_runs_in_a_browser",
    "No output and no message tells where": "test_nothing_tells_of_the_machine",
    "The preview answers pages of its own": "test_the_preview_is_tested_where_it_stands",
}


def test_each_sentence_has_a_test() -> None:
    promised = DOCUMENT.read_text(encoding="utf-8").partition("## What is not promised")[0]
    bullets = re.findall(r"^- (.*)", promised, re.MULTILINE)
    tested = [next((key for key in SENTENCES if line.startswith(key)), "") for line in bullets]
    assert tested == list(SENTENCES)
    assert all(name in globals() for name in SENTENCES.values())


class Answer:
    """What a build of a hostile site came to."""

    def __init__(self, lair: Lair, code: int, told: str) -> None:
        self.lair, self.code, self.told = lair, code, told

    @cached_property
    def problems(self) -> list[str]:
        """Every problem; what a terminal shows may leave some out."""
        report = self.lair.report()
        return [f"{each.place}  {each.message}" for each in report.assembly.problems]

    @property
    def made(self) -> dict[str, bytes]:
        """What the build wrote, the cache among it."""
        folders = (self.lair.root / "build", self.lair.root / ".postrock")
        files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(self.lair.root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSTILE_SECRET", PLANTED)
        patch.setenv("USER", PERSON)
        patch.setenv("LOGNAME", PERSON)
        yield


def built(lair: Lair, *more: str) -> Answer:
    command = [sys.executable, "-m", "generator", "--root", str(lair.root), "build", "--no-exec"]
    done = subprocess.run(
        [*command, "--now", "2026-01-01", *more],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return Answer(lair, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    with lair(tmp_path_factory.mktemp("refused"), "refused") as here:
        yield built(here)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    with lair(tmp_path_factory.mktemp("published"), "published") as here:
        write_workbook(here.root / "content/data/sheet.xlsx", here.server)
        yield built(here)


# What runs


def test_nothing_of_the_sites_runs(refusal: Answer, published: Answer) -> None:
    assert refusal.code == 1
    assert not refusal.lair.canary.exists()
    assert not published.lair.canary.exists()
    for what in ("made.csv.sh", "other.csv.py", "python.md", "block.md"):
        assert any(
            re.search(rf"{what}.*--no-exec: .* not run", line) for line in refusal.problems
        ), what


def test_the_mark_is_left_where_code_may_run(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    with lair(tmp_path, "refused") as here:
        for path in (here.root / "content/posts").rglob("*.md"):
            if path.name != "loaders.md":
                path.unlink()
        assert main(["--root", str(here.root), "build", "--jobs", "1"]) == 0
        assert here.canary.exists()


def test_no_module_of_the_site_is_imported(tmp_path: Path) -> None:
    with lair(tmp_path, "published") as here:
        write_workbook(here.root / "content/data/sheet.xlsx", here.server)
        for name in ("signal", "yaml", "jinja2", "json", "sqlite3", "msgspec", "sitecustomize"):
            module = here.root / f"{name}.py"
            module.write_text(f"open({str(here.canary)!r}, 'w')\nraise ImportError\n")
        done = subprocess.run(
            [sys.executable, "-m", "generator", "build", "--no-exec", "--now", "2026-01-01"],
            cwd=here.root,
            env={**os.environ, "PYTHONPATH": _packages(here.root)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, here.canary.exists()) == (0, False), done.stderr


def _packages(root: Path) -> str:
    found = [entry for entry in (str(ROOT), *sys.path) if entry and Path(entry) != root]
    return os.pathsep.join(found)


TEMPLATES = sorted((SITES / "templates").iterdir())


@pytest.mark.parametrize("template", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_no_template_reaches_out(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with lair(tmp_path, "templates") as here:
        (here.root / "site.yaml").write_text("title: T\ntheme: mine\n")
        theme = here.root / "themes/mine"
        (theme / "templates").mkdir(parents=True)
        (theme / "theme.yaml").write_text("name: mine\nparent: default\n")
        text = (here.root / template.name).read_text(encoding="utf-8")
        (theme / "templates/post.html").write_text(text, encoding="utf-8")
        (here.root / "content/posts").mkdir(parents=True)
        (here.root / "content/posts/a.md").write_text("---\ntitle: A\ndate: 2025-01-01\n---\n")
        code = main(["--root", str(here.root), "build", "--jobs", "1", "--no-exec"])
        told = capsys.readouterr().err
    assert code == 1
    assert re.match(r"\s*themes/mine/templates/post\.html:1(?::\d+)?  error: ", told), told
    assert not any(each in told for each in (SECRET, PLANTED))
    assert not here.canary.exists()


IN_SNIPPETS = ("attr", "builtins", "environment", "import", "include-up", "power", "subclasses")


@pytest.mark.parametrize("name", IN_SNIPPETS)
def test_no_snippet_reaches_out(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with lair(tmp_path, "templates") as here:
        (here.root / "site.yaml").write_text("title: T\n")
        text = (here.root / f"{name}.html").read_text(encoding="utf-8")
        (here.root / "snippets").mkdir()
        (here.root / "snippets/mine.html").write_text(text, encoding="utf-8")
        (here.root / "content/posts").mkdir(parents=True)
        post = "---\ntitle: A\ndate: 2025-01-01\n---\n{{ mine() }}\n"
        (here.root / "content/posts/a.md").write_text(post)
        code = main(["--root", str(here.root), "build", "--jobs", "1", "--no-exec"])
        told = capsys.readouterr().err
    assert code == 1
    assert re.match(r"\s*snippets/mine\.html:1(?::\d+)?  error: ", told), told
    assert not any(each in told for each in (SECRET, PLANTED))
    assert not here.canary.exists()


def test_everything_refused_is_told(refusal: Answer) -> None:
    sources = (path for path in refusal.lair.root.joinpath("content").rglob("*.jinja"))
    told = refusal.problems
    assert all(any(line.startswith(_shown(path, refusal)) for line in told) for path in sources)
    posts = (refusal.lair.root / "content/posts").rglob("*.md")
    untold = [_shown(path, refusal) for path in posts if not _is_told(_shown(path, refusal), told)]
    assert sorted(untold) == ["content/posts/art/index.md", "content/posts/loaders.md"]


def _shown(path: Path, answer: Answer) -> str:
    return path.relative_to(answer.lair.root).as_posix()


def _is_told(path: str, told: list[str]) -> bool:
    return any(line.startswith(path) for line in told)


# What is read


def test_nothing_outside_is_read(refusal: Answer, published: Answer) -> None:
    for answer in (refusal, published):
        cache = b"".join(
            path.read_bytes()
            for path in answer.lair.root.joinpath(".postrock").rglob("*")
            if path.is_file()
        )
        assert SECRET not in answer.told
        assert SECRET.encode() not in cache
        assert not any(SECRET.encode() in content for content in answer.lair.outputs().values())
    assert refusal.lair.outputs() == {}


def test_links_bring_nothing_from_outside(tmp_path: Path) -> None:
    with lair(tmp_path, "published") as here:
        write_workbook(here.root / "content/data/sheet.xlsx", here.server)
        for each in (".env", ".git/config", "content/.env", "content/data/server.key", "notes.txt"):
            (here.root / each).parent.mkdir(parents=True, exist_ok=True)
            (here.root / each).write_text(SECRET)
        targets: dict[str, str | Path] = {
            "a.txt": "../../.env",
            "b": "../../.git",
            "c.txt": "../.env",
            "d.txt": "../data/server.key",
            "e.txt": "../../notes.txt",
            "f": here.outside,
            "g.txt": here.outside / "secret.csv",
            "h": "/",
            "i.txt": "a.txt",
        }
        for name, target in targets.items():
            (here.root / "content/static" / name).symlink_to(target)
        for path in ("snippets/mine.html", "blocks/mine.py"):
            (here.root / path).parent.mkdir()
            (here.root / path).symlink_to(here.outside / "secret.js")
        answer = built(here)
        assert answer.code == 0
        assert not any(SECRET.encode() in content for content in here.outputs().values())
        assert not set(targets) & {path.partition("/")[0] for path in here.outputs()}
        told = answer.problems
        for name in targets:
            assert any(line.startswith(f"content/static/{name}  a symbolic link") for line in told)
        for path in ("snippets/mine.html", "blocks/mine.py"):
            assert any(line.startswith(f"{path}  a symbolic link that leads out") for line in told)


def test_queries_learn_nothing(refusal: Answer) -> None:
    """The text of each query is refused, or what it asks for is."""
    text = (refusal.lair.root / "content/posts/queries.md").read_text(encoding="utf-8")
    names = re.findall(r"^```sql \{#(\w+)", text, re.MULTILINE)
    told = [line for line in refusal.problems if line.startswith("content/posts/queries.md")]
    places = {int(found[1]) for line in told if (found := re.match(r"[^:]+:([0-9]+)", line))}
    lines = text.split("\n")
    for name in names:
        first = next(at for at, line in enumerate(lines, 1) if line.startswith(f"```sql {{#{name}"))
        assert places & {first, first + 1, first + 2}, name


def test_no_setting_of_a_query_tells_of_the_machine() -> None:
    from generator.data.sql.duck import open_duck

    with open_duck() as duck:
        settings = dict(duck.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    home = str(Path.home())
    assert not [name for name, value in settings.items() if value and home in str(value)]


def test_the_environment_stays_outside(refusal: Answer, published: Answer) -> None:
    assert published.code == 0
    outputs = published.lair.outputs()
    assert not any(PLANTED.encode() in content for content in outputs.values())
    assert b"Secret ${HOSTILE_SECRET}" in outputs["index.html"]
    assert PLANTED not in refusal.told + published.told


def test_cells_are_values(published: Answer) -> None:
    page = published.lair.outputs()["posts/sheet/index.html"].decode()
    assert "WEBSERVICE" not in page
    assert "kept" in page


# What is fetched


def test_nothing_is_asked_for(refusal: Answer, published: Answer) -> None:
    assert refusal.lair.asked == []
    assert published.lair.asked == []


def test_the_server_notes_what_it_is_asked(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    with lair(tmp_path, "templates") as here:
        with pytest.raises(HTTPError):
            urlopen(here.server)
        assert here.asked == ["a connection"]


# What is published


def written_to(site: Small) -> Path:
    """Return the record of a site, which it was built to have, and then is without."""
    site.made()
    (record,) = (site.root / ".postrock").glob("published-*.msgpack")
    shutil.rmtree(site.root / "build")
    shutil.rmtree(site.root / ".postrock")
    return record


def test_nothing_outside_is_written(tmp_path: Path) -> None:
    site, victim = small_site(tmp_path / "site"), tmp_path / "victim"
    record = written_to(site)
    (victim / "folder").mkdir(parents=True)
    (victim / "file").write_text("mine")
    (victim / "folder/file").write_text("mine")
    before = tree(tmp_path / "victim")
    record.parent.mkdir()
    for name, target in (
        ("", "file"), (".new", "file"), (".spare", "folder"), (".spare-record", "file"),
        (".spare-record.new", "file"),
    ):  # fmt: skip
        record.with_name(record.name + name).symlink_to(victim / target)
    (site.root / ".build.postrock-staged").symlink_to(victim / "folder")
    (site.root / ".build.postrock-staged.old").mkdir()
    (site.root / ".build.postrock-staged.old/index.html").write_text("a stranger's")
    (site.root / "build").symlink_to(victim)
    assert main(["--root", str(site.root), "build", "--no-exec"]) == 1
    (site.root / "build").unlink()
    for title in ("One", "Two", "Three"):
        site.write("content/posts/a.md", source(title=title))
        assert main(["--root", str(site.root), "build", "--no-exec"]) == 0
        assert title in site.text("posts/a/index.html")
    assert main(["--root", str(site.root), "clean"]) == 0
    assert tree(victim) == before
    assert not (site.root / "build").exists()


def test_no_record_of_a_stranger_is_believed(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", {"build/CNAME": "mine"})
    site.made()
    (record,) = (site.root / ".postrock").glob("published-*.msgpack")
    content = msgpack.decode(record.read_bytes()[SIGNATURE:])
    content["files"]["CNAME"] = next(iter(content["files"].values()))
    record.write_bytes(Seal(bytes(KEY)).sign(str(site.root / "build"), msgpack.encode(content)))
    site.write("content/posts/a.md", source())
    site.made()
    assert site.text("CNAME") == "mine"
    assert main(["--root", str(site.root), "clean"]) == 0
    assert site.text("CNAME") == "mine"


def test_no_page_has_a_script_but_ours(published: Answer) -> None:
    assert published.code == 0
    assert "html.md" in published.told
    pages = {path: text for path, text in _pages(published.lair) if "posts/html/" not in path}
    assert len(pages) > 15
    wrong = [
        (path, text[tag.start : tag.end])
        for path, text in pages.items()
        for tag in tags(text)
        if _runs(tag)
    ]
    assert wrong == []


def _pages(lair: Lair) -> Iterator[tuple[str, str]]:
    """Give every HTML that is published, that of feeds too."""
    for path, content in lair.outputs().items():
        if path.endswith(".html"):
            yield path, content.decode()
        if path.endswith("feed.json"):
            for item in json.loads(content)["items"]:
                if "html" not in item["url"]:
                    yield f"{path} {item['url']}", item["content_html"]


def _runs(tag: HtmlTag) -> bool:
    given = {each.name.lower(): each.value or "" for each in tag.attributes}
    if tag.kind == "open" and tag.name == "script":
        if given.get("type") == "application/ld+json":  # it is data, which nothing runs
            return False
        return not re.match(r"/assets/[\w./-]+\.js$", given.get("src", ""))
    if any(name.startswith("on") or name == "srcdoc" for name in given) or tag.name == "handler":
        return True
    every = (address for name in given for address in addresses_in(name, given[name]))
    return any(refused(address, shown=tag.name == "img") for address in every)


def test_the_look_for_scripts_finds_what_is_there(published: Answer) -> None:
    """Else the test above could not fail."""
    page = published.lair.outputs()["posts/html/index.html"].decode()
    found = [tag for tag in tags(page) if _runs(tag)]
    assert len(found) >= 6


def test_no_drawing_has_a_script(published: Answer) -> None:
    drawings = {
        path: content for path, content in published.lair.outputs().items() if path.endswith(".svg")
    }
    assert {"evil.svg", "posts/evil.svg"} <= set(drawings)
    for path, content in drawings.items():
        assert not [tag for tag in tags(content.decode()) if _runs(tag)], path


@pytest.mark.slow
def test_nothing_of_theirs_runs_in_a_browser(
    published: Answer, browser: Browser, serve_folder: ServeFolder
) -> None:
    address = serve_folder(published.lair.root / "build", headers=STRICT_HEADERS)
    ran: list[str] = []
    with browser.new_page() as page:
        page.expose_function("pwned", lambda *_: ran.append(page.url))
        outputs = [each for each in published.lair.outputs() if each.endswith((".html", ".svg"))]
        for path in outputs:
            page.goto(f"{address}{path}", wait_until="networkidle")
            for each in page.query_selector_all("[onclick], figure, a[href^='javascript']"):
                each.dispatch_event("click")
    assert len(outputs) > 15
    assert ran == []


@pytest.mark.parametrize("name", ["garden", "figures", "markdown", "tea"])
def test_nothing_tells_of_the_machine(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "somewhere-of-mine"
    shutil.copytree(ROOT / "tests/sites" / name, root)
    assert main(["--root", str(root), "build", "--jobs", "1", "--now", "2026-01-01"]) == 0
    _tells_nothing(root, capsys.readouterr())


def test_nor_does_a_hostile_site(published: Answer, refusal: Answer) -> None:
    for answer in (published, refusal):
        files = [
            path for path in answer.lair.root.joinpath(".postrock").rglob("*") if path.is_file()
        ]
        files += [path for path in answer.lair.root.joinpath("build").rglob("*") if path.is_file()]
        # What the site itself names is no secret of ours.
        place = str(answer.lair.root.parent / "site").encode()
        assert [path.name for path in files if place in path.read_bytes()] == []


def _tells_nothing(root: Path, told: object) -> None:
    every = (str(root), str(Path.home()), str(ROOT), PERSON, PLANTED, os.uname().nodename)
    # A short name is a word of many texts.
    names = [name for name in (*every, getpass.getuser()) if len(name) > len("/root")]
    places = [path for path in root.rglob("*") if path.is_file()]
    made = [path for path in places if {"build", ".postrock"} & set(path.relative_to(root).parts)]
    assert len(made) > 10
    for path in made:
        content = path.read_bytes()
        assert [name for name in names if name.encode() in content] == [], path
    assert not [name for name in names if name in str(told)]


# What is shown


def test_publishing_is_tested_where_it_stands() -> None:
    tested = (ROOT / "tests/hosting/test_targets.py").read_text(encoding="utf-8")
    assert "def test_what_would_be_an_option_is_refused" in tested


def test_the_preview_is_tested_where_it_stands() -> None:
    tests = ROOT / "tests/preview"
    for name, test in {
        "test_foreign.py": "test_a_page_is_framed_by_pages_of_the_preview_alone",
        "test_pages.py": "test_no_other_site_may_frame_what_is_shown",
        "test_traversal.py": "test_a_link_out_of_the_site_is_told_and_not_followed",
    }.items():
        assert f"def {test}(" in (tests / name).read_text(encoding="utf-8")
