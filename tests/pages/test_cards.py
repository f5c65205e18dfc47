"""The picture of a page where its address is shared: its own, its figure, its title, the site's."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from lxml import html
from PIL import Image

from generator.problems import Place
from tests.small_sites import Small, source

SETTINGS = "title: Tea\nbase_url: https://tea.example/blog/\ndescription: On cups.\n"
CHART = """
```chart {#cups}
data: [{year: 2024, price: 6300}, {year: 2025, price: 7800}]
mark: bar
x: year:O
y: price
alt: Two bars.
```
"""
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect fill="{}" {}/></svg>'
Files = Mapping[str, str | bytes]
HOME = "https://tea.example/blog/cards/"


def drawing(width: int = 300, height: int = 100, fill: str = "#ff0000") -> str:
    return DRAWN.format(width, height, fill, f'width="{width}" height="{height}"')


def photo(width: int, height: int, form: str = "JPEG", orientation: int = 1) -> bytes:
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height), "#00ff00").save(written, form, exif=exif)
    return written.getvalue()


def tea(root: Path, files: Files, settings: str = "") -> Small:
    site = Small(root)
    site.write("site.yaml", SETTINGS + settings)
    for path, text in files.items():
        site.write(f"content/{path}", text)
    return site


def metas(site: Small, path: str) -> dict[str, str]:
    found = html.document_fromstring(site.text(path)).xpath("//meta[@property or @name]")
    return {each.get("property") or each.get("name"): each.get("content") for each in found}


def card(site: Small, path: str) -> Image.Image:
    """Return the card that a page names, which has to be there."""
    head = metas(site, path)
    assert head["og:image"].startswith(HOME), head["og:image"]
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["twitter:card"] == "summary_large_image"
    file = site.root / "build/cards" / head["og:image"].removeprefix(HOME)
    picture = Image.open(io.BytesIO(file.read_bytes()))
    assert picture.size == (1200, 630)
    return picture.convert("RGB")


def colors(picture: Image.Image) -> int:
    return len(picture.getcolors(1200 * 630) or ())


def green(picture: Image.Image, at: tuple[int, int]) -> bool:
    red, green, blue = cast("tuple[int, int, int]", picture.getpixel(at))
    return green > 200 and red < 60 and blue < 60


def test_a_post_without_a_picture_has_its_first_figure_below_its_title(tmp_path: Path) -> None:
    site = tea(tmp_path, {"posts/tea.md": source(CHART)})
    site.made()
    drawn = card(site, "posts/tea/index.html")
    assert metas(site, "posts/tea/index.html")["og:image:alt"] == "Two bars."
    assert colors(drawn) > 20
    other = site.root / "build/figures/posts/tea/cups/card.png"
    assert other.read_bytes() != (site.root / "build/cards/posts/tea.png").read_bytes()


@pytest.mark.parametrize(
    ("size", "orientation", "corner", "top"),
    [((1200, 700), 1, True, True), ((2000, 600), 1, False, False), ((700, 1200), 6, True, True)],
)
def test_a_photograph_is_cut_or_stands_whole(
    tmp_path: Path, size: tuple[int, int], orientation: int, corner: bool, top: bool
) -> None:
    picture = photo(*size, orientation=orientation)
    front = source(image="cup.jpg", image_alt="A cup.")
    site = tea(tmp_path, {"posts/tea/index.md": front, "posts/tea/cup.jpg": picture})
    site.made()
    drawn = card(site, "posts/tea/index.html")
    assert metas(site, "posts/tea/index.html")["og:image"].endswith(".jpg")
    assert green(drawn, (600, 315))
    assert [green(drawn, (2, 2)), green(drawn, (600, 2))] == [corner, top]


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "AVIF"])
def test_other_photographs_are_read(tmp_path: Path, form: str) -> None:
    name = f"cup.{form.lower()}"
    files: Files = {
        "posts/tea/index.md": source(image=name, image_alt="Tea."),
        f"posts/tea/{name}": photo(120, 63, form),
    }
    site = tea(tmp_path, files)
    site.made()
    assert green(card(site, "posts/tea/index.html"), (2, 2))


def test_a_drawing_stands_whole(tmp_path: Path) -> None:
    files: Files = {
        "posts/tea/index.md": source(image="a.svg", image_alt="Tea."),
        "posts/tea/a.svg": drawing(),
    }
    site = tea(tmp_path, files)
    site.made()
    drawn = card(site, "posts/tea/index.html")
    assert drawn.getpixel((5, 315)) == (255, 0, 0)
    assert drawn.getpixel((600, 20)) != (255, 0, 0)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cup.jpg", b"no picture", '"content/posts/tea/cup.jpg" cannot be read'),
        ("cup.jpg", photo(900, 600)[:700], "cannot be read"),
        ("a.svg", DRAWN.format(9, 9, "red", 'filter="url(http://x.example/#a)"'), "refers to"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "its size is unknown"),
    ],
)
def test_a_picture_that_cannot_be_read_has_the_card_of_the_title(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    files: Files = {
        "posts/tea/index.md": source(image=name, image_alt="Tea."),
        f"posts/tea/{name}": content,
    }
    site = tea(tmp_path, files)
    report = site.build()
    found = [each for each in report.assembly.problems if "the card shows" in each.message]
    (problem,) = found
    assert told in problem.message
    assert (problem.severity, problem.place) == (
        "warning",
        Place("content/posts/tea/index.md", 4, 8),
    )
    assert problem.source == f'image: "{name}"'
    assert colors(card(site, "posts/tea/index.html")) > 5


def test_a_title_is_drawn_where_all_have_cards(tmp_path: Path) -> None:
    files: Files = {
        "posts/tea.md": source("Hot."),
        "about.md": source("I.", title="About"),
    }
    site = tea(tmp_path, files, "cards: all\n")
    site.made()
    paths = ("posts/tea/index.html", "about/index.html", "index.html")
    drawn = [card(site, path).tobytes() for path in paths]
    assert len(set(drawn)) == len(paths)
    alts = [metas(site, path)["og:image:alt"] for path in paths]
    assert alts == ["Untitled", "About", "Tea"]
    assert metas(site, "404.html")["og:image"] == metas(site, "index.html")["og:image"]


def test_of_itself_no_title_is_drawn(tmp_path: Path) -> None:
    site = tea(tmp_path, {"posts/tea.md": source("Hot.")})
    site.made()
    assert not [path for path in site.outputs() if path.startswith("cards/")]
    assert metas(site, "posts/tea/index.html")["twitter:card"] == "summary"


@pytest.mark.parametrize("cards", ["pictures", "all", "none"])
def test_the_picture_of_the_site_stands_for_lists(tmp_path: Path, cards: str) -> None:
    files: Files = {
        "posts/tea.md": source("Hot."),
        "static/cup.jpg": photo(1200, 630),
    }
    settings = f"image: static/cup.jpg\nimage_alt: A cup.\ncards: {cards}\n"
    site = tea(tmp_path, files, settings)
    site.made()
    home = metas(site, "index.html")
    assert home["og:image:alt"] == "A cup."
    post = metas(site, "posts/tea/index.html")
    assert (post["og:image"] == home["og:image"]) == (cards != "all")
    if cards == "none":
        assert home["og:image"] == "https://tea.example/blog/cup.jpg"
    else:
        assert green(card(site, "index.html"), (600, 300))


def test_a_picture_of_the_site_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    site = tea(tmp_path, {"static/cup.jpg": photo(9, 9)}, "image: static/cop.jpg\n")
    problem = site.problem()
    assert problem.place == Place("site.yaml", 4, 8)
    assert "cup.jpg" in problem.hint


def test_without_cards_a_picture_is_named_as_it_is(tmp_path: Path) -> None:
    front = source(CHART, image="cup.jpg", image_alt="Tea.")
    files: Files = {
        "posts/tea/index.md": front,
        "posts/tea/cup.jpg": photo(90, 60),
    }
    site = tea(tmp_path, files, "cards: none\nimages: false\n")
    site.made()
    head = metas(site, "posts/tea/index.html")
    assert head["og:image"] == "https://tea.example/blog/posts/tea/cup.jpg"
    assert head["og:image:width"] == "90"


def test_cards_of_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    site = tea(tmp_path, {"posts/tea.md": source(title="茶")}, "cards: all\n")
    (problem,) = site.build().assembly.problems
    assert "no font at hand has CJK letters: its card shows empty boxes" in problem.message
    assert problem.place == Place("content/posts/tea.md", 2, 8)


def test_what_is_unchanged_is_not_drawn_again(tmp_path: Path) -> None:
    files: Files = {
        "posts/tea/index.md": source(image="a.svg", image_alt="Tea."),
        "posts/tea/a.svg": drawing(),
    }
    site = tea(tmp_path, files, "cards: all\n")
    site.made()
    before = card(site, "posts/tea/index.html").tobytes()
    assert not any(tally.made for tally in site.made().tallies.values())
    site.write("content/posts/tea/a.svg", drawing(fill="#0000ff"))
    site.made()
    assert card(site, "posts/tea/index.html").tobytes() != before
