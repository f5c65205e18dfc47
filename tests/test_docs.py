"""The documents say what the code says: names, keys, links, and examples that build."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import Struct
from playwright.sync_api import Browser

from generator.blocks.options import OPTION_NAMES
from generator.charts.short.marks import MARK_ALIASES
from generator.charts.short.params import SELECTIONS
from generator.cli.main import main
from generator.pages import figure_value, values
from generator.pages.layouts import EMBED, FIGURE, LAYOUTS
from generator.site.front_matter import SYNONYMS, FrontMatter
from generator.site.look import Look
from tests.hosting.places import needed
from tests.serving import STRICT_POLICY, ServeFolder

ROOT = Path(__file__).parents[1]
DEFAULT = ROOT / "themes/default/templates"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "benchmarks/README.md"])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
ELSEWHERE = {"build/", ".postrock/", ".venv", "theme.yaml", "site.yaml"}
"""What is not in a fresh clone, or not at its root."""

FENCE = re.compile(r"^(`{3,})([\w-]*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
SPOKEN = re.compile(r"`([^`\n]+)`")
NAMED = re.compile(r"`([\w./-]+)`:\s*\Z")
IDENTIFIER = re.compile(r"_?[A-Za-z]\w*(?:\.[A-Za-z]\w*)?")
FILE = re.compile(r"/|\.(py|md|toml|yaml|html|lock)\Z")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SITE = "title: Tried\nbase_url: https://example.org/\ntimezone: Europe/Stockholm\n"
COVER = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
HIDDEN_VALUES = ("TemplateSet",)


class Example(NamedTuple):
    """A fenced block: the file that it is said to be, empty for a piece of one."""

    path: str
    language: str
    text: str


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(name: str) -> str:
    return FENCE.sub("", text_of(name))


def examples(name: str) -> Iterator[Example]:
    for fence in FENCE.finditer(text_of(name)):
        named = NAMED.search(text_of(name)[: fence.start()])
        yield Example(named[1] if named else "", fence[2], fence[3])


def files(name: str) -> dict[str, str]:
    """Put a document's examples together; pieces of Markdown go under the source before them."""
    found: dict[str, str] = {}
    last = ""
    for example in examples(name):
        if example.path:
            found[example.path] = example.text
            last = example.path if example.path.endswith(".md") else last
        elif example.language == "markdown":
            found[last] += "\n" + example.text
    return found


def write(folder: Path, contents: dict[str, str]) -> None:
    for path, text in contents.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def build(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Build a site as its author would; any problem fails, a warning too."""
    code = main(["--root", str(folder), "build", "--now", "2026-06-01"])
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    return shown.out


def page(folder: Path, url: str) -> str:
    return (folder / "build" / url / "index.html").read_text(encoding="utf-8")


def test_the_first_post_of_the_readme_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = files("README.md")
    assert list(contents) == ["site.yaml", "content/posts/coffee/index.md"]
    write(tmp_path, contents)
    assert build(tmp_path, capsys).startswith("1 post, 0 pages, 1 figure")
    assert ">Figure 1</a> shows" in page(tmp_path, "posts/coffee")
    assert "<svg" in page(tmp_path, "posts/coffee")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site of all that docs/writing.md shows."""
    folder = tmp_path_factory.mktemp("writing")
    write(folder, {"site.yaml": SITE, "content/posts/links/cover.svg": COVER})
    write(folder, files("docs/writing.md"))
    return folder


def test_what_the_guide_to_writing_shows_builds(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = build(written, capsys)
    assert "3 posts, 1 page, 16 figures" in out
    assert "content/posts/scheduled.md" in out or "Later" in out
    assert not (written / "build/posts/scheduled").exists()
    fees = page(written, "posts/fees")
    assert [fees.count(f'id="{name}"') for name in ("curves", "slider", "pasted", "python")] == [
        *[1] * 4
    ]
    assert 'data-module="/figures/posts/fees/yours.' in fees
    assert [*written.glob("build/figures/posts/fees/yours.*/left.js")]
    text = page(written, "posts/text")
    for sign in ("<math", '<small class="note"', "admonition", "<dl>", "checkbox", 'class="hll"'):
        assert sign in text
    links = page(written, "posts/links")
    assert ">All kinds of text</a>" in links
    assert '<img src="/posts/links/cover.svg"' in links
    assert (written / "build/posts/links/cover.svg").is_file()
    assert not (written / "build/data").exists()


def test_the_pages_of_ones_own_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"site.yaml": SITE, **files("docs/pages.md")})
    build(tmp_path, capsys)
    assert "I keep a log of every pot." in page(tmp_path, "")
    assert "The first pot" in page(tmp_path, "posts")
    assert "The second pot" in page(tmp_path, "places/uji")
    assert "A kettle that counts" in page(tmp_path, "tags/brewing")
    assert "Most of these <em>work</em>." in page(tmp_path, "projects")
    assert (tmp_path / "build/grades/ftgfop/feed.atom").is_file()
    assert "since 1843" in page(tmp_path, "authors/ada")
    assert 'rel="author">Ada Lovelace</a>' in page(tmp_path, "posts/first-pot")
    assert "<strong>minutes</strong>" in page(tmp_path, "tags/brewing")


def test_the_theme_of_the_guide_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    front = "---\ntitle: {}\ndate: 2026-01-01\nextra: {{mood: calm}}\n{}---\n"
    chart = (
        "```chart\ndata: [{a: 1, b: 2}, {a: 2, b: 3}]\nmark: bar\nx: a:O\ny: b:Q\nalt: Bars.\n```\n"
    )
    write(
        tmp_path,
        {
            "site.yaml": SITE + "theme: mine\n",
            "content/posts/one.md": front.format("One", "") + chart,
            "content/posts/two.md": front.format("Two", "layout: essay\n") + "Prose.\n",
            **files("docs/themes.md"),
        },
    )
    build(tmp_path, capsys)
    one, two = page(tmp_path, "posts/one"), page(tmp_path, "posts/two")
    assert "Written in a calm mood." in one
    assert "url=https%3A//example.org/posts/one/" in one
    assert "/assets/css/mine." in one
    assert "/assets/css/mine." in two
    assert "01.01.2026, 1 minutes" in two
    assert "<li>Ada counts, Mint costs 3.5</li>" in page(tmp_path, "team")
    assert re.search(r'<svg[^>]* height="2[78]\d', one)


def test_the_guide_to_data_pages_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"site.yaml": SITE, **files("docs/data-pages.md")})
    assert build(tmp_path, capsys).startswith("0 posts, 4 pages, 3 figures")
    assert "94,393 people live in Lund, where July has 17.2 degrees" in page(
        tmp_path, "cities/lund"
    )


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """Write what the page on extending shows."""
    needed("dot")
    write(tmp_path, {"site.yaml": SITE, **files("docs/extending.md")})
    return tmp_path


def test_what_the_page_on_extending_shows_builds(
    extended: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(extended, capsys).startswith("2 posts, 0 pages, 1 figure")
    blocks, tmp_path = page(extended, "posts/blocks"), extended
    assert '#way">Figure 1</a>, after <a href="/posts/blocks/#knuth84">Knuth</a>' in blocks
    assert ">render</text>" in blocks
    assert 'stroke="currentColor"' in blocks
    assert (
        '<li id="knuth84">Donald E. Knuth. <cite>Literate Programming</cite>. The Computer Journal.'
        " 1984.</li>"
    ) in blocks
    extended_post = page(tmp_path, "posts/extended")
    assert "<summary>Play \u201cA song of 1987\u201d (YouTube)</summary>" in extended_post
    assert "<p>Press <kbd>Ctrl</kbd> and <kbd>C</kbd> to stop it.</p>" in extended_post
    assert '<aside class="box box-calm" id="top">' in extended_post
    assert "It was <mark>worth it</mark>." in extended_post
    feed = (tmp_path / "build/feed.atom").read_text(encoding="utf-8")
    assert "watch?v=dQw4w9WgXcQ" in feed
    assert "iframe" not in feed


@pytest.mark.browser
def test_the_film_asks_nobody_before_it_is_opened(
    extended: Path,
    capsys: pytest.CaptureFixture[str],
    browser: Browser,
    serve_folder: ServeFolder,
) -> None:
    build(extended, capsys)
    policy = STRICT_POLICY + "; frame-src https://www.youtube-nocookie.com"
    at = serve_folder(extended / "build", headers={"Content-Security-Policy": policy})
    asked: list[str] = []
    shown = browser.new_page()
    shown.on("request", lambda request: asked.append(request.url))
    shown.route("https://**", lambda route: route.abort())
    shown.goto(at + "posts/extended/")
    shown.wait_for_timeout(300)
    assert asked
    assert [url for url in asked if not url.startswith(at)] == []
    with shown.expect_request("https://www.youtube-nocookie.com/**"):
        shown.locator("summary", has_text="Play").click()
    shown.close()


def test_the_tutorial_makes_five_charts_of_its_messy_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs/messy-data/counters.csv").read_text(encoding="utf-8")
    post = "content/posts/counters"
    contents = {"site.yaml": SITE, f"{post}/counters.csv": text, **files("docs/messy-data.md")}
    write(tmp_path, contents)
    assert build(tmp_path, capsys).startswith("1 post, 0 pages, 5 figures")
    assert "```sql" not in contents[f"{post}/index.md"]
    assert "In all 2,019 days were counted from 1 January 2024 on" in page(
        tmp_path, "posts/counters"
    )


def test_the_tutorial_shows_the_answer_that_its_file_gets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs/messy-data/counters.csv").read_text(encoding="utf-8")
    post = "content/posts/counters"
    source = files("docs/messy-data.md")[f"{post}/index.md"].replace("    skip: 3\n", "")
    write(tmp_path, {"site.yaml": SITE, f"{post}/counters.csv": text, f"{post}/index.md": source})
    assert main(["--root", str(tmp_path), "build", "--now", "2026-06-01"]) == 1
    answer = capsys.readouterr().err.split("\n\n")[0]
    assert textwrap.indent(answer, "    ") in text_of("docs/messy-data.md")


def test_the_script_in_cells_of_the_guide_is_a_post(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fees = "---\ntitle: Fees\ndate: 2026-01-05\n---\nText.\n"
    contents = files("docs/notebooks.md")
    assert list(contents) == ["content/posts/walk.py"]
    write(tmp_path, {"site.yaml": SITE, "content/posts/fees.md": fees, **contents})
    assert build(tmp_path, capsys).startswith("2 posts, 0 pages, 1 figure")
    assert "<summary>Code</summary>" in page(tmp_path, "posts/walk")


def test_every_tag_of_a_cell_is_told() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "generator/notebooks").glob("*.py"))
    told = rows("docs/notebooks.md", "What readers see")
    tags = set(re.findall(r"\b(?:hide|remove|raises)-[a-z]+", source)) - {"hide-", "remove-"}
    assert tags <= set(told)


def spoken(name: str) -> list[str]:
    return [word for word in SPOKEN.findall(prose(name)) if " " not in word]


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_are_named_are_there(name: str) -> None:
    paths = [word for word in spoken(name) if FILE.search(word) and word not in ELSEWHERE]
    homes = (ROOT, ROOT / "generator")
    assert len(paths) > 10
    assert [path for path in paths if not any((home / path).exists() for home in homes)] == []


def test_files_that_a_room_names_are_there() -> None:
    rooms = sorted((ROOT / "generator").rglob("__init__.py"))
    named = [word for room in rooms for word in re.findall(r"``([^`]+)``", room.read_text("utf-8"))]
    paths = [word for word in named if FILE.search(word) and word not in ELSEWHERE]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / "generator" / path).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_names_of_the_code_are_in_the_code(name: str) -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    names = [word for word in spoken(name) if IDENTIFIER.fullmatch(word) and not FILE.search(word)]
    assert [name for name in names if not re.search(rf"\b{name.split('.')[-1]}\b", sources)] == []


def test_the_archetype_of_the_guide_begins_a_post(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"site.yaml": SITE + "theme: mine\n", **files("docs/themes.md")})
    assert main(["--root", str(tmp_path), "new", "post", "Tea", "--tags", "tea, money"]) == 0
    capsys.readouterr()
    post = (tmp_path / "content/posts/tea/index.md").read_text(encoding="utf-8")
    assert "tags: [tea, money]\nextra: {mood: calm}\n" in post
    assert main(["--root", str(tmp_path), "build", "--drafts", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert "Written in a calm mood." in page(tmp_path, "posts/tea")


def rows(name: str, heading: str) -> dict[str, list[str]]:
    """Return the rows of the tables under a heading by their first cell, without its ticks."""
    part = prose(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_every_key_of_front_matter_is_told_with_its_synonyms() -> None:
    told = rows("docs/writing.md", "Front matter")
    for key in set(FrontMatter.__struct_fields__) - {"place", "places"}:
        synonyms = {synonym for synonym, meant in SYNONYMS.items() if meant == key}
        assert set(SPOKEN.findall(told[key][0])) == synonyms, key


def test_the_page_of_settings_is_printed_from_their_table() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/settings.py"], capture_output=True, text=True, check=True
    )
    assert text_of("docs/settings.md") == done.stdout, "python docs/settings.py > docs/settings.md"


def layout_values() -> list[type[Struct]]:
    rooms = (values, figure_value)
    every = [each for room in rooms for each in vars(room).values() if isinstance(each, type)]
    own = [each for each in dict.fromkeys(every) if each.__module__ in {r.__name__ for r in rooms}]
    return [value for value in own if value.__name__ not in HIDDEN_VALUES]


@pytest.mark.parametrize("value", layout_values(), ids=lambda value: value.__name__)
def test_every_value_of_templates_is_told_with_its_fields(value: type[Struct]) -> None:
    told = SPOKEN.findall(rows("docs/themes.md", "Values")[value.__name__][0])
    assert sorted(told) == sorted(value.__struct_fields__)


def test_every_layout_and_key_of_a_look_is_told() -> None:
    layouts, keys = (" ".join(rows("docs/themes.md", head)) for head in ("Templates", "theme.yaml"))
    assert {*LAYOUTS, FIGURE, EMBED} <= set(re.findall(r"[\w.]+", layouts))
    # Fonts are no key: they are files in a folder of the theme.
    assert {*Look.__struct_fields__} - {"fonts"} <= set(re.findall(r"\w+", keys))


def test_every_block_and_part_of_the_default_theme_is_told() -> None:
    templates = {path.name: path.read_text("utf-8") for path in DEFAULT.glob("*.html")}
    blocks = {
        block: f"`{name}`"
        for name in ("figure.html", "post.html", "tag.html", "base.html")
        for block in re.findall(r"{% block (\w+)", templates[name])
    }
    parts = {name for name in templates if name.startswith("_")}
    told = rows("docs/themes.md", "Blocks and parts")
    assert {name: told[name][0] for name in told if name in blocks} == blocks
    assert {name for name in told if name.startswith("_")} == parts


def test_every_option_mark_and_kind_of_a_chart_is_told() -> None:
    assert set(OPTION_NAMES) <= set(rows("docs/writing.md", "Charts"))
    words = SPOKEN.findall(prose("docs/writing.md"))
    assert {*MARK_ALIASES, *SELECTIONS} <= {word.rpartition(" ")[2] for word in words}


def test_the_policy_to_deploy_with_is_the_one_that_browsers_are_tested_with() -> None:
    assert f"Content-Security-Policy: {STRICT_POLICY}\n" in text_of("docs/deploying.md")


@pytest.mark.parametrize("name", NAMES)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    links = LINK.findall(SPOKEN.sub("", prose(name)))
    paths = [link.partition("#")[0] for link in links if "://" not in link]
    assert [path for path in paths if not ((ROOT / name).parent / path).exists()] == []
