"""Posts in German, Swedish and Arabic with every kind of figure: no English word is left."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
import yaml

from generator.data.locales import ENGLISH, locale_of
from tests.small_sites import Small

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "themes" / "default" / "words"
POSTS = {"haushalt": "de", "hushall": "sv", "ahwal": "ar"}
HEARD = ("alt", "aria-label", "aria-description", "aria-roledescription", "title", "placeholder")
HIDDEN = "//script|//style|//code|//pre|//annotation|//math"
VEGA = (
    "Sum of",
    "Mean of",
    "Average of",
    "Count of",
    "Number of",
    "axis",
    "legend",
    "chart",
    "bar",
)
"""What Vega and Vega-Lite say of themselves."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Small:
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(ROOT / "tests" / "sites" / "languages", folder, dirs_exist_ok=True)
    made = Small(folder)
    report = made.build(future=True)
    assert [each for each in report.assembly.problems if each.severity == "error"] == []
    return made


def fragments(language: str) -> set[str]:
    """Return what stands between the placeholders of a language's words, in lower case."""
    read = yaml.safe_load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))
    texts = [
        text
        for entry in read.values()
        for text in (entry.values() if isinstance(entry, dict) else [entry])
    ]
    parts = (part for text in texts for part in re.split(r"\{\w+\}", str(text)))
    return {part.strip(" .,:;()").lower() for part in parts}


def english(language: str) -> set[str]:
    """Return English words and names of time that a page in another language must not have."""
    locale = locale_of(language)
    times = (*locale.months, *locale.months_alone, *locale.days)
    own = " ".join((*fragments(language), *times)).lower()
    names = {*ENGLISH.months, *ENGLISH.days}
    words = {each for each in fragments("en") if len(each) > 3 and each not in own}
    return (
        words
        | {name.lower() for name in names if name.lower() not in own}
        | {w.lower() for w in VEGA}
    )


def said(html: str) -> Iterator[str]:
    """Yield what is seen or heard on a page."""
    page = lxml.html.document_fromstring(html)
    for hidden in page.xpath(HIDDEN):
        hidden.drop_tree()
    yield from page.itertext()
    for name in HEARD:
        yield from page.xpath(f"//@{name}")


@pytest.mark.parametrize(("post", "language"), POSTS.items())
def test_no_english_word_is_left_on_the_page(site: Small, post: str, language: str) -> None:
    words = english(language)
    assert len(words) > 50
    told = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)))
    pages = sorted((site.root / "build").glob(f"**/posts/{post}/**/*.html"))
    assert len(pages) > 10
    found = {
        (path.parent.name, match[0], text.strip()[:80])
        for path in pages
        for text in said(path.read_text(encoding="utf-8"))
        if "https://" not in text
        for match in told.finditer(text.lower())
    }
    assert "\n".join(map(str, sorted(found))) == ""


@pytest.mark.parametrize(("post", "language"), POSTS.items())
def test_the_page_says_which_language_and_direction_it_has(
    site: Small, post: str, language: str
) -> None:
    head = site.text(f"posts/{post}/index.html")[:200]
    assert f'lang="{language}"' in head
    assert ('dir="rtl"' in head) == (language == "ar")


@pytest.mark.parametrize(
    ("post", "texts"),
    [
        ("haushalt", ["1.336,85\u00a0€", "1. Dezember 2025", ">1,0<", "Abbildung 1."]),
        ("hushall", ["1\u00a0394,19\u00a0kr", "1 december 2025", ">1,0<", "Figur 1."]),
        ("ahwal", ["1 ديسمبر 2025", "الشكل 1.", 'title="Drei Sprachen: خلاصة Atom"']),
    ],
)
def test_numbers_and_dates_are_in_the_language_of_the_post(
    site: Small, post: str, texts: list[str]
) -> None:
    page = site.text(f"posts/{post}/index.html")
    assert [text for text in texts if text not in page] == []


def test_what_the_site_says_of_itself_keeps_its_language_and_direction(site: Small) -> None:
    page = site.text("posts/ahwal/index.html")
    assert '<span lang="de" dir="ltr">Drei Sprachen</span>' in page
    assert '<p lang="de" dir="ltr">Ein Beitrag in jeder' in page
    assert "Atom-Feed" not in page
    assert "<span>Drei Sprachen</span>" in site.text("posts/haushalt/index.html")


@pytest.mark.parametrize(("post", "first"), [("haushalt", "24.00"), ("ahwal", "352.00")])
def test_panels_are_drawn_in_reading_direction(site: Small, post: str, first: str) -> None:
    drawing = site.text(f"figures/posts/{post}/ganzes.svg")
    assert re.findall(r'<svg x="([\d.]+)"', drawing)[0] == first
