"""A figure's files and its own page: what is published, and what others are told of it."""

import json
from pathlib import Path

import pytest
from lxml import html

from generator.problems import Place
from tests.small_sites import Small, small_site, source

BOX = "data: [{a: 1, b: 2}, {a: 2, b: 3}]\nmark: bar\nx: a:O\ny: b\nalt: Two bars.\n"
EMBED = (
    "{{ page.title }}|{{ page.url }}|{{ page.canonical }}|{{ page.noindex }}|{{ page.image }}\n"
    "{{ post.title }}|{{ post.url }}|{{ oembed }}|{{ page.scripts | length }}\n"
    '{{ snippet | safe }}\n{% include "figure.html" %}\npage:{{ figure.page }}\n'
)
FIGURE = (
    '<figure id="{{ figure.id }}">{{ figure.svg | safe }}<p>{{ figure.caption | safe }}</p>'
    "<p>{{ figure.source | safe }}</p><p>{{ figure.as_of }}</p><p>{{ figure.page }}</p>"
    "{{ figure.table | safe }}{{ figure.rows }}"
    "{% for file in figure.downloads %}<a href='{{ file.url }}'>{{ file.title }}</a>{% endfor %}"
    "</figure>"
)


def chart(options: str = "", name: str = "fees") -> str:
    return f"```chart {{#{name}}}\n{BOX}{options}```\n"


def tea(root: Path, body: str, settings: str = "", embed: bool = True, **front: object) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(body, title="All about <tea>", **front),
        "themes/bare/templates/figure.html": FIGURE,
    }
    if embed:
        files["themes/bare/templates/embed.html"] = EMBED
    return small_site(root, files, settings)


def figures(site: Small) -> set[str]:
    return {path.removeprefix("figures/posts/") for path in site.outputs() if "figures/" in path}


CAPTION = """caption: "**Two** cups & more. Not three."
source: 'From [the file](cups.csv)'
as_of: 2026-03
"""


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Build a post with two figures; only the first has a caption."""
    site = tea(tmp_path_factory.mktemp("cups"), chart(CAPTION) + chart("live: never\n", "two"))
    site.write("content/posts/cups.csv", "a\n1\n")
    site.made()
    return site


def feed(site: Small) -> html.HtmlElement:
    """Return the newest entry of the JSON feed."""
    entry = json.loads(site.text("feed.json"))["items"][0]
    return html.fragment_fromstring(entry["content_html"], create_parent=True)


def test_a_figure_is_published_with_all_that_readers_may_take_away(cups: Small) -> None:
    page = html.document_fromstring(cups.text("posts/tea/index.html"))
    (figure, _) = page.xpath("//figure")
    offered = figure.xpath("a")
    assert [link.text for link in offered] == ["CSV", "JSON", "SVG", "PNG"]
    assert all(link.get("href")[1:] in cups.outputs() for link in offered)
    assert figure.xpath("count(.//tbody/tr)") == 2
    assert cups.text("figures/posts/tea/fees.csv") == "a,b\n1,2\n2,3\n"
    assert json.loads(cups.text("figures/posts/tea/fees.data.json")) == [
        {"a": 1, "b": 2},
        {"a": 2, "b": 3},
    ]
    assert '"marks"' in cups.text("figures/posts/tea/fees.json")


def test_source_and_date_stand_under_a_figure_and_its_files_are_published(cups: Small) -> None:
    text = cups.text("posts/tea/index.html")
    assert 'From <a href="/posts/cups.csv">the file</a></p><p>2026-03</p>' in text
    assert "posts/cups.csv" in cups.outputs()
    address = feed(cups).xpath("//figcaption/a/@href")
    assert address == ["https://tea.example/posts/cups.csv"]


def test_a_feed_shows_the_picture_and_leads_to_the_figures_own_page(cups: Small) -> None:
    figure = feed(cups).xpath("figure")[0]
    (link,) = figure.xpath("a[img]")
    assert link.get("href") == "https://tea.example/figures/posts/tea/fees/"
    assert link[0].get("src") == "https://tea.example/figures/posts/tea/fees.png"
    assert (link[0].get("alt"), link[0].get("width")) == ("Two bars.", "680")
    assert figure.xpath("string(figcaption)") == (
        "Two cups & more. Not three.Source: From the file"
    )


def test_a_figures_own_page_leads_back_and_tells_how_to_embed_it(cups: Small) -> None:
    head, back, snippet, *rest = cups.text("figures/posts/tea/fees/index.html").splitlines()
    assert html.fromstring(f"<p>{head}</p>").text == (
        "Two cups & more|/figures/posts/tea/fees/|https://tea.example/posts/tea/|False"
        "|https://tea.example/figures/posts/tea/fees/card.png"
    )
    assert back.endswith("|/posts/tea/#fees|/figures/posts/tea/fees/oembed.json|1")
    frame = html.fragment_fromstring(snippet)
    assert frame.get("src") == "https://tea.example/figures/posts/tea/fees/"
    assert frame.get("title") == "Two cups & more"
    assert "<svg" in rest[0]
    assert rest[-1].endswith("</figure>page:")


def test_a_still_figures_page_has_no_script_though_its_post_has(cups: Small) -> None:
    back = cups.text("figures/posts/tea/two/index.html").splitlines()[1]
    assert back.endswith("/two/oembed.json|0")


def test_oembed_says_what_the_page_is(cups: Small) -> None:
    answer = json.loads(cups.text("figures/posts/tea/two/oembed.json"))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"] == "Figure 2 in All about <tea>"
    frame = html.fragment_fromstring(answer["html"])
    size = (frame.get("width"), frame.get("height"))
    assert size == (str(answer["width"]), str(answer["height"]))
    assert answer["width"] == 680 + 32
    assert answer["thumbnail_url"] == "https://tea.example/figures/posts/tea/two/card.png"


def test_figures_are_in_no_sitemap(cups: Small) -> None:
    assert "figures" not in cups.text("sitemap.xml")


def test_a_draft_is_not_to_be_indexed_by_its_figures_either(tmp_path: Path) -> None:
    site = tea(tmp_path, chart(), draft=True)
    site.made(drafts=True)
    assert "|True|" in site.text("figures/posts/tea/fees/index.html").splitlines()[0]


def test_a_theme_without_such_a_page_has_none_and_links_to_none(tmp_path: Path) -> None:
    site = tea(tmp_path, chart(), embed=False)
    site.made()
    assert not [path for path in figures(site) if path.startswith("tea/fees/")]
    assert "/figures/posts/tea/fees/" not in site.text("posts/tea/index.html")
    assert "/figures/posts/tea/fees/" not in site.text("feed.json")


def test_a_file_in_a_figures_place_collides(tmp_path: Path) -> None:
    site = tea(tmp_path, chart())
    site.write("content/static/figures/posts/tea/fees/index.html", "mine")
    problem = site.problem()
    assert "figures/posts/tea/fees/index.html" in problem.message


HEAVY = "data: [{0}]\nmark: bar\nx: a:O\ny: b\nalt: Bars.\n"


def test_a_page_above_its_budget_is_a_warning_at_its_heaviest_figure(tmp_path: Path) -> None:
    rows = ", ".join(f"{{a: {number}, b: {number % 7}}}" for number in range(300))
    heavy = f"```chart {{#heavy}}\n{HEAVY.format(rows)}```\n"
    site = tea(tmp_path, f"{chart()}\n{heavy}", "page_budget: 20\n")
    report = site.build()
    (problem,) = report.assembly.problems
    assert problem.severity == "warning"
    assert problem.place == Place("content/posts/tea.md", 13)
    assert problem.source == "```chart {#heavy}"
    assert "page_budget in site.yaml allows 20 KB" in problem.message
    assert "KB of it what live figures load" in problem.message
    assert "are this figure's" in problem.hint
    assert site.build().assembly.problems == (problem,)  # also from the cache


@pytest.mark.parametrize(("budget", "count"), [(0, 0), (1, 1), (500, 0)])
def test_a_page_without_figures_has_a_budget_too(tmp_path: Path, budget: int, count: int) -> None:
    site = tea(tmp_path, "many words " * 300, f"page_budget: {budget}\n")
    problems = site.build().assembly.problems
    assert [problem.place for problem in problems] == [Place("content/posts/tea.md")] * count


def test_data_that_waits_for_a_touch_is_not_counted(tmp_path: Path) -> None:
    rows = ", ".join(f"{{a: {number}, b: 1}}" for number in range(200))
    body = "```chart {#heavy}\n" + HEAVY.format(rows) + "table: false\nlive: %s\n```\n"
    for live, told in (("visible", True), ("touch", False)):
        site = tea(tmp_path / live, body % live, "page_budget: 1\n")
        (problem,) = site.build().assembly.problems
        assert ("live figures" in problem.message) == told


def test_a_post_lists_its_figures(tmp_path: Path) -> None:
    listed = (
        "{% for f in post.figures %}{{ f.number }} {{ f.anchor }} {{ f.title }}\n{% endfor %}"
        "{{ body | safe }}"
    )
    body = chart("caption: One *cup*. Two.\n", "one") + chart("", "two")
    site = tea(tmp_path, body)
    site.write("themes/bare/templates/post.html", listed)
    site.made()
    assert site.text("posts/tea/index.html").startswith("1 one One cup\n2 two Two bars\n<figure")
