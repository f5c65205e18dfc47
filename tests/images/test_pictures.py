"""Pictures in a site: in pages, lists, cards and feeds, and what is told of them."""

import json
import re
from pathlib import Path

import pytest

from generator.pipeline.request import Report
from tests.images.photos import camera, photo, written
from tests.small_sites import Small, small_site, source

POST = """
![A field](field.jpg "A field.")

![A field](field.jpg){.wide} and <img src="plain.jpg" alt="" width="200">
"""
BODY = "{{ post.image }} {{ post.image_width }}\n{{ body | safe }}"
LIST = """{% for post in posts %}{{ post.image_mean }};{% for source in post.image_sources %}
{{ source.type }} {{ source.srcset }}{% endfor %}{% endfor %}"""
FIELD = written(photo(2000, 1500), exif=camera())


def site_of(root: Path, post: str = POST, settings: str = "", **files: bytes) -> Small:
    beside = {f"content/posts/trip/{name.replace('_', '.')}": each for name, each in files.items()}
    return small_site(
        root,
        {
            "content/posts/trip/index.md": source(
                post, title="Trip", image="field.jpg", image_alt="Tea."
            ),
            "content/posts/trip/field.jpg": FIELD,
            "content/posts/trip/plain.jpg": written(photo(800, 600)),
            "themes/bare/templates/post.html": BODY,
            "themes/bare/templates/_posts.html": LIST,
            **beside,
        },
        settings,
    )


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Small:
    # At this quality the AVIF of its grain is smaller than the WebP.
    site = site_of(tmp_path_factory.mktemp("trip"), settings="images: {quality: 40}\n")
    site.made()
    return site


def test_a_plain_image_becomes_a_picture(trip: Small) -> None:
    page = trip.text("posts/trip/index.html")
    assert page.count("<picture") == page.count("</picture>") == 3
    first = page[page.index("<figure") : page.index("</figure>")]
    assert '<source type="image/avif" srcset="/assets/images/field-1360.' in first
    assert 'sizes="(min-width: 728px) 680px, calc(100vw - 48px)"' in first
    assert 'width="2000" height="1500"' in first
    assert 'class="mean r' in first
    assert "loading" not in first
    assert 'loading="lazy"' in page[page.index("</figure>") :]
    assert 'sizes="200px"' in page
    assert 'src="/posts/trip/plain.jpg" alt="" width="200"' in page


def test_nothing_tells_of_the_camera(trip: Small) -> None:
    assert "posts/trip/field.jpg" not in trip.outputs()
    for path in trip.outputs():
        assert b"SECRETCAM" not in (trip.root / "build" / path).read_bytes(), path


def test_every_file_that_is_named_is_published(trip: Small) -> None:
    page = trip.text("posts/trip/index.html") + trip.text("index.html")
    named = set(re.findall(r"/(assets/images/[^ \",]+)", page))
    made = {path for path in trip.outputs() if path.startswith("assets/images/")}
    assert len(made) > 10
    assert named == made


def test_lists_cards_and_feeds(trip: Small) -> None:
    listed = trip.text("index.html")
    assert "mean r" in listed
    assert "image/avif /assets/images/field-1936." in listed
    (entry,) = json.loads(trip.text("feed.json"))["items"]
    assert entry["image"].startswith("https://tea.example/assets/images/field-1360.")
    assert entry["image"].endswith(".jpg")
    assert "<picture" not in entry["content_html"]
    assert 'src="https://tea.example/assets/images/field-1360.' in entry["content_html"]
    assert 'width="1360" height="1020"' in entry["content_html"]
    assert trip.text("posts/trip/index.html").startswith("/assets/images/field-1360.")


def test_unchanged_makes_nothing_and_a_sentence_makes_no_picture(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    first = site.made()
    assert first.tallies["encode"].made > 10
    again = site.made()
    assert sum(each.made for each in again.tallies.values()) == 0
    site.write(
        "content/posts/trip/index.md", source(POST + "\nMore.", image="field.jpg", image_alt="Tea.")
    )
    edited = site.made()
    assert (edited.tallies["encode"].made, edited.tallies["measure"].made) == (0, 0)


def test_the_preview_shows_files_as_they_are(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    report = site.made(encodes=False)
    assert report.tallies.get("encode") is None or report.tallies["encode"].made == 0
    page = site.text("posts/trip/index.html")
    assert "<picture" not in page
    assert '<img src="/posts/trip/field.jpg" width="2000" height="1500"' in page


@pytest.mark.parametrize("settings", ["images: false", "images: []"])
def test_all_may_stay_as_they_are(tmp_path: Path, settings: str) -> None:
    site = site_of(tmp_path, settings=settings)
    site.made()
    assert "<picture" not in site.text("posts/trip/index.html")
    assert "posts/trip/field.jpg" in site.outputs()


def test_one_may_and_formats_may_be_left_out(tmp_path: Path) -> None:
    post = "![A field](field.jpg){.original}\n\n![Plain](plain.jpg)"
    site = site_of(tmp_path, post, "images: {formats: [webp], quality: 60}")
    site.made()
    page = site.text("posts/trip/index.html")
    assert '<img src="/posts/trip/field.jpg" width="2000"' in page
    assert page.count("<picture") == 1
    assert "image/avif" not in page


def test_what_an_author_says_in_html_stays(tmp_path: Path) -> None:
    post = (
        '<picture><source srcset="plain.jpg" media="print"><img src="plain.jpg" alt="P"></picture>'
        '\n\n<img srcset="plain.jpg 800w" src="plain.jpg" alt="P">'
    )
    site = site_of(tmp_path, post)
    site.made()
    page = site.text("posts/trip/index.html")
    assert page.count("<picture") == 1
    assert "assets/images/plain" not in page


def told(report: Report) -> list[str]:
    return [each.message for each in report.assembly.problems]


def test_what_is_wrong_is_told_at_its_place(tmp_path: Path) -> None:
    post = "\n\n".join(f"![x]({name})" for name in ("torn.jpg", "fake.png", "notes.txt"))
    torn, fake = written(photo(800, 600))[:20_000], b"<html>" * 900
    site = site_of(tmp_path, post, torn_jpg=torn, fake_png=fake, notes_txt=b"Notes.")
    report = site.build()
    messages = told(report)
    assert [each.split(" is ")[0] for each in messages] == ["torn.jpg", "fake.png", "notes.txt"]
    assert all(each.severity == "warning" for each in report.assembly.problems)
    places = [each.place for each in report.assembly.problems]
    assert all(place and place.path.endswith("index.md") and place.line for place in places)


def test_heavy_files_are_told_once(tmp_path: Path) -> None:
    heavy = FIELD + bytes(2_500_000)
    post = "![a](a.jpg)\n\n![b](b.jpg)\n\n![c](c.gif)"
    gif = written(photo(90, 60), "GIF", save_all=True, append_images=[photo(90, 60, "L")])
    site = site_of(tmp_path, post, a_jpg=heavy, b_jpg=heavy + b"x", c_gif=gif + bytes(2_500_000))
    messages = told(site.build())
    assert len(messages) == 2
    assert "2 pictures have more than 2 MB each, 5 MB in all" in "".join(messages)
    assert "c.gif has 2.5 MB, and readers load all of it" in messages
