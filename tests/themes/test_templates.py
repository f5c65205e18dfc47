"""The default theme's templates: they render with any values, and say the right things."""

import re

import pytest
from lxml import html

from tests.themes.made_up import (
    BARE,
    DRAWING,
    LONG,
    PAGES,
    POSTS,
    figure,
    full_body,
    head,
    post,
    site,
    write,
)
from tests.themes.palette import DEFAULT


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_every_layout_is_rendered_here() -> None:
    layouts = {path.stem for path in (DEFAULT / "templates").glob("[!_]*.html")}
    assert layouts - {"base", "figure", "list"} <= {name.split("-")[0] for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_heading_and_unique_ids(name: str) -> None:
    page = parsed(PAGES[name]())
    ids = page.xpath("//@id")
    assert len(page.xpath("//h1")) == (0 if name == "redirect" else 1)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_inline_style_or_script(name: str) -> None:
    text = PAGES[name]()
    running = text.replace('<script type="application/ld+json">', "")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", running)


@pytest.mark.parametrize("name", PAGES)
def test_references_inside_a_page_lead_somewhere(name: str) -> None:
    page = parsed(PAGES[name]())
    ids = set(page.xpath("//@id"))
    wanted = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    wanted += page.xpath("//@for") + page.xpath("//@aria-labelledby")
    assert set(wanted) <= ids


def test_titles_are_escaped() -> None:
    text = PAGES["post"]()
    assert "<all>" not in text
    assert parsed(text).xpath("string(//h1)") == LONG


def test_head_describes_the_page() -> None:
    page = parsed(
        write(
            "post.html",
            page=head(kind="post", image="https://example.org/i.png", scripts=("/live.js",)),
            post=post(),
            body="",
        )
    )
    content = dict(zip(page.xpath("//meta/@property"), page.xpath("//meta[@property]/@content")))
    assert content["og:type"] == "article"
    assert content["og:image"] == "https://example.org/i.png"
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/a/"]
    assert page.xpath("//script[@type='module']/@src") == ["/live.js"]
    assert page.xpath("//link[@rel='alternate']/@type") == [
        "application/atom+xml",
        "application/feed+json",
    ]


def test_a_page_without_a_live_figure_has_no_script() -> None:
    assert '<script type="module"' not in PAGES["post"]()


def test_a_page_that_is_not_to_be_indexed_says_so() -> None:
    page = parsed(PAGES["404"]())
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")


def test_a_live_figure_names_its_specification() -> None:
    element = html.fragment_fromstring(write("figure.html", figure=figure(size="wide")))
    assert element.get("data-spec") == "/fees.json"
    assert element.get("data-live") == "visible"
    assert element.get("data-runtime") == "/vega.js"
    assert element.xpath("count(div[@class='figure-controls']//input[@data-signal])") == 1
    assert "figure-wide" in element.classes
    assert element.xpath("count(div[@class='figure-box']/svg)") == 1
    assert element.xpath("string(figcaption)").split("\n")[0] == "Figure 1. What a fee leaves."


def test_a_still_figure_has_nothing_to_run() -> None:
    text = write("figure.html", figure=figure(spec=""))
    assert "data-" not in text
    assert "figure-controls" not in text


def test_the_code_of_a_figure_is_shown_as_text() -> None:
    element = html.fragment_fromstring(write("figure.html", figure=figure(echo="a < b")))
    assert element.xpath("string(figcaption//code)") == "a < b"


def test_what_stands_around_a_figure_is_there_and_only_then() -> None:
    element = html.fragment_fromstring(write("figure.html", figure=figure()))
    assert element.xpath("string(.//p[@class='figure-source'])") == (
        "Source: Somebody, CC BY 4.0, as of March 2026"
    )
    assert element.xpath(".//time/@datetime") == ["2026-03"]
    assert element.xpath("string(.//details[@class='figure-data']/summary)") == "Data"
    assert element.xpath(".//details//table//th/@scope") == ["col", "col", "row", "row"]
    assert element.xpath(".//ul/li/a/text()") == ["CSV", "PNG", "Embed"]
    bare = figure(source="", as_of="", table="", downloads=(), page="")
    text = write("figure.html", figure=bare)
    assert not re.search("<details|<ul|<p>|<p |<time", text)
    assert "As of 1 March 2026" in html.fragment_fromstring(
        write("figure.html", figure=figure(source="", as_of="2026-03-01"))
    ).xpath("string(.)")


def test_an_exhibit_has_its_art_and_what_its_module_is_given() -> None:
    given = '{"styles":[],"props":{"word":"a < \\"b\\""},"files":{},"data":{}}'
    one = figure(svg="", spec="", controls="", art="/f/a.svg", module="/f/a.js", exhibit=given)
    element = html.fragment_fromstring(write("figure.html", figure=one))
    assert element.get("data-module") == "/f/a.js"
    assert element.get("data-exhibit") == given
    assert "data-spec" not in element.attrib
    (art,) = element.xpath(".//div[@class='figure-box']/*")
    assert (art.get("src"), art.get("alt"), art.get("width")) == ("/f/a.svg", "Curves", "680")
    still = figure(svg="", spec="", controls="", art="/f/a.svg", live="never")
    assert "data-" not in write("figure.html", figure=still).partition(">")[0]


def test_a_raster_follows_the_scheme_and_keeps_its_place() -> None:
    raster = figure(svg="", light="/f.light.png", dark="/f.dark.png")
    element = html.fragment_fromstring(write("figure.html", figure=raster))
    (picture,) = element.xpath("div[@class='figure-box']/picture")
    assert picture.xpath("source/@srcset") == ["/f.dark.png"]
    assert picture.xpath(".//img/@alt") == ["Curves"]
    assert picture.xpath(".//img/@width") == ["680"]


def test_the_drawing_for_phones_stands_beside_the_whole_one() -> None:
    narrow = figure(narrow=DRAWING.replace("680", "340"), narrow_width=340, narrow_height=300)
    element = html.fragment_fromstring(write("figure.html", figure=narrow))
    assert element.xpath("count(div[@class='figure-box']/svg)") == 1
    assert element.xpath("count(div[@class='figure-box']/div[@class='figure-narrow']/svg)") == 1


def test_a_figures_own_page_is_the_posts_to_search_engines_and_its_own_to_networks() -> None:
    page = parsed(PAGES["embed"]())
    content = dict(zip(page.xpath("//meta/@property"), page.xpath("//meta[@property]/@content")))
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/a/"]
    assert content["og:url"] == "https://example.org/a/"
    assert content["og:image"] == "https://example.org/card.png"
    (oembed,) = page.xpath("//link[@type='application/json+oembed']")
    assert oembed.get("href") == "https://example.org/figures/fees/oembed.json"
    assert page.xpath("//textarea/text()")[0].startswith('<iframe src="https://example.org/fig')
    assert page.xpath("//footer//a/@href") == ["/music/#fees"]
    assert not page.xpath("//nav|//header")


def test_three_figures_make_a_list() -> None:
    three = post()["figures"]
    links = parsed(write("post.html", post=post(toc=()), body=full_body())).xpath(
        "//nav[@class='toc']//ol//a/@href"
    )
    assert links == ["#f-text", "#f-wide", "#f-full"]
    assert "toc" not in write("post.html", post=post(toc=(), figures=three[:2]), body="")


def test_an_update_on_the_same_day_is_not_news() -> None:
    same = write("post.html", post=post(updated="2018-03-21T18:00:00+01:00"), body="")
    assert "updated" not in html.document_fromstring(same).xpath("string(//main)")


def test_a_short_text_needs_no_contents() -> None:
    assert "Contents" not in write(
        "post.html", post=post(toc=post()["toc"][:2], figures=()), body=""
    )


def test_a_page_has_no_date() -> None:
    assert "<time" not in write("page.html", post=post(**BARE), body="")


def test_the_current_part_of_a_series_is_no_link() -> None:
    parts = parsed(PAGES["post"]()).xpath("//aside[@class='series']//li")
    assert [bool(part.xpath("a")) for part in parts] == [True, False]


def test_menu_marks_the_current_page() -> None:
    assert parsed(PAGES["home"]()).xpath("string(//nav//a[@aria-current])") == "Posts"


def test_pager_offers_only_what_there_is() -> None:
    assert parsed(PAGES["home-2"]()).xpath("//nav[@class='pager']//a/@href") == ["/", "/page/3/"]
    assert "pager" not in PAGES["home"]()


@pytest.mark.parametrize("name", ["home-empty", "archive-empty"])
def test_a_list_of_nothing_says_so(name: str) -> None:
    page = parsed(PAGES[name]())
    assert page.xpath("string(//main//p[@class='quiet'])") == "Nothing here yet."
    assert not page.xpath("//main//ol")
    assert "Nothing here yet." not in PAGES[name.removesuffix("-empty")]()


def test_lists_quote_posts_in_their_order() -> None:
    links = parsed(PAGES["home"]()).xpath("//h2/a/@href")
    assert links == [post.url for post in POSTS]


def test_the_footer_is_a_parameter_of_the_site() -> None:
    text = write("404.html", site=site(params={"footer": "No advice & no cookies."}))
    assert parsed(text).xpath("string(//footer/p)") == "No advice & no cookies."
