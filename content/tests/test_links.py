"""Every address in the build leads to a file of the build; nothing comes from elsewhere."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from justhtml import Element
from lxml import etree

from content.tests.building import FUNDS, MILA, POSTS, Blog, charts_of, elements, parsed, value

ADDRESSES = ("href", "src", "poster", "action", "cite", "data", "data-spec", "data-runtime")
LINKED_META = ("og:url", "og:image", "twitter:image")
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")
JS_ADDRESS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
FIGURES = "figures/"
UNLISTED = ("404.html", "search/index.html")
"""What is for no search engine."""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(element: Element) -> Iterator[str]:
    """Yield all addresses that an element names."""
    for name in ADDRESSES:
        found = value(element, name)
        if found is not None and not (element.name == "use" and found.startswith("#")):
            yield found
    for name in ("srcset", "imagesrcset"):
        for candidate in (value(element, name) or "").split(","):
            yield from candidate.split()[:1]
    if element.name == "meta":
        named = value(element, "property") or value(element, "name")
        if named in LINKED_META:
            yield value(element, "content") or ""
    if element.name == "style":
        yield from in_css(element.to_text())


def in_css(text: str) -> list[str]:
    return [first or second for first, second in CSS_ADDRESS.findall(text)]


def is_link_out(element: Element, address: str) -> bool:
    """Tell whether a reader has to click before another host is asked."""
    return element.name == "a" and urlsplit(address).scheme in {"http", "https", "mailto"}


def named_in_pages(blog: Blog) -> Iterator[tuple[str, Element, str]]:
    for name, page in blog.pages.items():
        for element in elements(page.root):
            for address in addresses(element):
                yield name, element, urljoin(blog.address(name), address)


def test_every_address_in_a_page_leads_to_a_file(blog: Blog) -> None:
    seen = list(named_in_pages(blog))
    broken = {
        (name, element.name, address)
        for name, element, address in seen
        if blog.file_of(address) is None
        and (address.startswith(blog.base_url) or not is_link_out(element, address))
    }
    assert broken == set()
    assert len(seen) > 200


def test_only_plain_links_lead_out(blog: Blog) -> None:
    outside = {
        (element.name, address)
        for _, element, address in named_in_pages(blog)
        if not address.startswith(blog.base_url)
    }
    assert {name for name, _ in outside} <= {"a"}
    assert ("a", "https://keras.io/") in outside


def test_every_fragment_exists(blog: Blog) -> None:
    checked, missing = set(), set()
    ids = {
        name: {value(element, "id") for element in elements(page.root)}
        for name, page in blog.pages.items()
    }
    for name, _, address in named_in_pages(blog):
        target, fragment = urldefrag(address)
        file = blog.file_of(target)
        if fragment and file in ids:
            checked.add((file, fragment))
            if unquote(fragment) not in ids[file]:
                missing.add((name, address))
    assert missing == set()
    assert (MILA, "the-trouble-with-the-goat") in checked


def test_style_sheets_name_files_of_the_build(blog: Blog) -> None:
    sheets = blog.names(".css")
    assert sheets
    for name in sheets:
        for address in in_css(blog.text(name)):
            whole = urljoin(blog.address(name), address)
            assert address.startswith("data:") or blog.file_of(whole), f"{name}: {address}"


def test_scripts_import_files_of_the_build(blog: Blog) -> None:
    found = [
        urljoin(blog.address(name), address)
        for name in blog.names("figure.js", "chart.js", "controls.js", "tooltip.js")
        for address in JS_ADDRESS.findall(blog.text(name))
    ]
    assert len(found) >= 3
    assert [address for address in found if blog.file_of(address) is None] == []


def test_art_is_well_formed_and_asks_for_nothing(blog: Blog) -> None:
    art = blog.names(".svg")
    assert len(art) > 8
    for name in art:
        root = etree.fromstring((blog.folder / name).read_bytes())
        named = [v for e in root.iter(etree.Element) for k, v in e.attrib.items() if "href" in k]
        named += in_css(blog.text(name))
        assert [address for address in named if not address.startswith("#")] == [], name
        assert not [e for e in root.iter(etree.Element) if etree.QName(e).localname == "script"]


def test_canonical_addresses_are_the_pages_own(blog: Blog) -> None:
    for name, page in blog.pages.items():
        if name not in UNLISTED and not name.startswith(FIGURES):
            (canonical,) = page.query("link[rel=canonical]")
            assert value(canonical, "href") == blog.address(name)


def test_a_figures_own_page_is_its_posts_to_search_engines(blog: Blog) -> None:
    figures = [name for name in blog.pages if name.startswith(FIGURES)]
    assert len(figures) >= sum(len(charts_of(post)) for post in POSTS) > 0
    for name in figures:
        (canonical,) = blog.pages[name].query("link[rel=canonical]")
        post = name.removeprefix(FIGURES).rpartition("/")[0].rpartition("/")[0]
        assert value(canonical, "href") == f"{blog.base_url}{post}/"


def test_a_figures_own_page_tells_where_its_answer_to_oembed_is(blog: Blog) -> None:
    for name in (name for name in blog.pages if name.startswith(FIGURES)):
        (link,) = blog.pages[name].query('link[type="application/json+oembed"]')
        file = blog.file_of(value(link, "href") or "")
        assert file
        answer = json.loads(blog.text(file))
        assert blog.file_of(answer["thumbnail_url"])
        (frame,) = elements(parsed(answer["html"], fragment=True).root)
        assert value(frame, "src") == blog.address(name)


def test_sitemap_lists_each_page_once(blog: Blog) -> None:
    root = etree.fromstring((blog.folder / "sitemap.xml").read_bytes())
    listed = [loc.text or "" for loc in root.iter(SITEMAP)]
    posts = (name for name in blog.pages if not name.startswith(FIGURES))
    pages = {blog.address(name) for name in posts if name not in UNLISTED}
    assert len(listed) == len(set(listed))
    assert set(listed) == pages
    assert f"Sitemap: {blog.base_url}sitemap.xml" in blog.text("robots.txt").splitlines()


@pytest.mark.parametrize("name", [FUNDS, MILA, "index.html", "tags/data/index.html"])
def test_pages_name_their_feeds(blog: Blog, name: str) -> None:
    links = blog.pages[name].query("link[rel=alternate]")
    kinds = {value(link, "type"): value(link, "href") for link in links}
    assert set(kinds) >= {"application/atom+xml", "application/rss+xml", "application/feed+json"}
    titles = [value(link, "title") for link in links]
    assert len(titles) == len(set(titles))


def test_the_address_it_was_built_for_alone_differs(blogs: dict[str, Blog]) -> None:
    first, second = blogs.values()
    assert first.files == second.files
