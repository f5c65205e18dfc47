"""Exhibits in builds: what is published for them, what a change makes anew, what is told."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.exhibit_sites import ART, BLOCK, DATA, FILES, exhibit_site
from tests.small_sites import Small, source

POST = "content/posts/lens/"
FOLDER = re.compile(r"figures/posts/lens/lens\.([0-9a-f]{10})/")


def marked(site: Small) -> str:
    """Return the digest in the name of the exhibit's folder."""
    marks = {match[1] for path in site.outputs() if (match := FOLDER.match(path))}
    (mark,) = marks
    return mark


def published(site: Small) -> dict[str, str]:
    folder = f"figures/posts/lens/lens.{marked(site)}/"
    paths = [path for path in site.outputs() if path.startswith(folder)]
    return {path.removeprefix(folder): site.text(path) for path in paths}


def test_everything_is_published_as_it_lies_to_one_another(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.write("content/posts/lens/unused.js", "")
    site.made()
    data = ("more.csv",)
    expected = {
        path.removeprefix("content/"): text
        for path, text in FILES.items()
        if not path.endswith(data)
    }
    assert published(site) == expected


def test_the_page_tells_the_loader_what_it_needs(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    page = site.text("posts/lens/index.html")
    folder = f"/figures/posts/lens/lens.{marked(site)}/posts/lens"
    assert f'data-module="{folder}/lens.js"' in page
    assert f'src="{folder}/lens.svg" alt="A glass over a grid." width="680" height="425"' in page
    told = page[page.index("data-exhibit") : page.index("data-live")].replace("&#34;", '"')
    assert f'"styles":["{folder}/lens.css"]' in told
    assert '"props":{"speed":2}' in told
    assert f'"files":{{"weights":"{folder}/weights.bin"}}' in told
    (rows,) = re.findall(r'"curve":"/(figures/data/[0-9a-f]+\.json)"', told)
    assert site.text(rows) == '[{"step":0,"loss":1.5},{"step":1,"loss":0.5}]'
    assert "<caption>curve: 2 rows</caption>" in page
    assert "<caption>more: 1 row</caption>" in page
    assert "A <strong>lens</strong> over 2 points." in page
    assert page.count('<script type="module"') == 1
    assert not any("/vega." in path for path in site.outputs())


def test_pictures_are_made_of_the_art(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    with Image.open(tmp_path / "build/figures/posts/lens/lens.png") as picture:
        assert picture.size == (1360, 850)
        assert picture.convert("RGB").getpixel((9, 9)) == (0xC2, 0x45, 0x2C)
    with Image.open(tmp_path / "build/figures/posts/lens/lens/card.png") as card:
        assert card.convert("RGB").getpixel((600, 300)) == (0xC2, 0x45, 0x2C)
    feed = site.text("feed.atom")
    assert "https://lens.example/figures/posts/lens/lens.png" in feed
    assert "data-module" not in feed


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_art_may_be_a_photograph(tmp_path: Path, form: str) -> None:
    block = BLOCK.replace("lens.svg", f"lens.{form.lower()}")
    site = exhibit_site(tmp_path, block=block)
    written = io.BytesIO()
    Image.new("RGB", (300, 200), (10, 200, 30)).save(written, form)
    site.write(f"{POST}lens.{form.lower()}", written.getvalue())
    site.made()
    assert 'width="300" height="200"' in site.text("posts/lens/index.html")
    with Image.open(tmp_path / "build/figures/posts/lens/lens.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (300, 200))


@pytest.mark.parametrize("path", [path for path in FILES if not path.endswith(".csv")])
def test_a_change_of_any_file_gives_the_folder_another_name(tmp_path: Path, path: str) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    before = marked(site)
    ending = " " if path.endswith((".bin", ".svg")) else "/* other */"
    site.write(path, FILES[path] + ending)
    report = site.made()
    assert marked(site) != before
    assert report.tallies["draw"].made == 1
    assert report.tallies["read"].made == 0


def test_a_change_of_the_data_is_seen(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    before = marked(site)
    site.write(f"{POST}more.csv", "a,b\n1,2\n3,4\n")
    site.made()
    assert marked(site) == before
    assert "<caption>more: 2 rows</caption>" in site.text("posts/lens/index.html")


def test_an_import_that_comes_later_is_published(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    site.write(f"{POST}parts/times.js", 'export * from "./deep/er.js";\n')
    site.write(f"{POST}parts/deep/er.js", "export const times = () => 1;\n")
    site.made()
    assert "posts/lens/parts/deep/er.js" in published(site)
    site.write(f"{POST}parts/times.js", FILES[f"{POST}parts/times.js"])
    site.made()
    assert "posts/lens/parts/deep/er.js" not in published(site)


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.made()
    again = site.made()
    assert sum(tally.made for tally in again.tallies.values()) == 0


def test_a_still_exhibit_is_art_alone(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path, live="never")
    site.made()
    page = site.text("posts/lens/index.html")
    assert "data-module" not in page
    assert '<script type="module"' not in page
    assert "lens.svg" in page


def test_two_exhibits_may_share_a_module(tmp_path: Path) -> None:
    other = BLOCK.replace("#lens", "#other").replace("speed: 2", "speed: 3")
    site = exhibit_site(tmp_path, block=BLOCK + other)
    site.made()
    modules = [path for path in site.outputs() if path.endswith("/lens.js")]
    assert len(modules) == 2
    assert "[](#other)" not in site.text("posts/lens/index.html")


@pytest.mark.parametrize(
    ("path", "content", "place", "message", "hint"),
    [
        (
            f"{POST}parts/times.js",
            'import "./tims.js";\n',
            f"{POST}parts/times.js:1:9",
            f'"./tims.js" leads nowhere: there is no {POST}parts/tims.js',
            'did you mean "./times.js"?',
        ),
        (
            f"{POST}lens.js",
            "export function mounted() {}\n",
            f"{POST}index.md:7:9",
            '"lens.js" exports no mount',
            "it needs: export function mount(element, props) { … }",
        ),
        (
            f"{POST}lens.svg",
            '<svg xmlns="http://www.w3.org/2000/svg"/>',
            f"{POST}index.md:9:6",
            f'the size of "{POST}lens.svg" is unknown',
            "an SVG needs a viewBox, or a width and a height",
        ),
        (
            f"{POST}lens.svg",
            ART.replace("<path", '<image href="https://a.example/b.png"/><path'),
            f"{POST}index.md:9:6",
            f'"{POST}lens.svg" shows "https://a.example/b.png"',
            "a browser shows no picture within a picture that is a file of its own",
        ),
        (
            f"{POST}lens.svg",
            "<!DOCTYPE svg>" + ART,
            f"{POST}index.md:9:6",
            f'"{POST}lens.svg" declares a document type',
            "an SVG in a page needs none",
        ),
    ],
)
def test_a_wrong_file_is_told(
    tmp_path: Path, path: str, content: str, place: str, message: str, hint: str
) -> None:
    site = exhibit_site(tmp_path)
    site.write(path, content)
    problem = site.problem()
    assert (str(problem.place), problem.message, problem.hint) == (place, message, hint)


def test_a_missing_alt_is_a_warning(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path, block=BLOCK.replace("alt: A glass over a grid.\n", ""))
    (problem,) = site.build().assembly.problems
    assert (problem.severity, problem.message) == ("warning", "this exhibit has no alt text")


def test_a_heavy_exhibit_is_over_the_budget(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    site.write("site.yaml", "title: Lens\nbase_url: https://lens.example/\npage_budget: 60\n")
    site.made()
    site.write(f"{POST}parts/late.js", 'export const late = "late";\n' + "// words\n" * 7_000)
    (problem,) = site.build().assembly.problems
    assert problem.severity == "warning"
    assert "KB of it what live figures load" in problem.message
    assert str(problem.place) == f"{POST}index.md:6"


def test_an_exhibit_in_a_post_without_a_folder(tmp_path: Path) -> None:
    site = exhibit_site(tmp_path)
    body = BLOCK.replace("lens.", "lens/lens.").replace("weights.bin", "lens/weights.bin")
    body = body.replace("more.csv", "lens/more.csv").replace("LIVE", "visible")
    site.write("content/posts/flat.md", source(body + DATA, title="Flat"))
    site.made()
    assert any(
        re.fullmatch(r"figures/posts/flat/lens\.[0-9a-f]{10}/posts/lens/lens\.js", path)
        for path in site.outputs()
    )
