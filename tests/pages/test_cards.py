"""The picture of a page where its address is shared."""

from pathlib import Path

from lxml import html

from tests.small_sites import Small, source

CHART = """
```chart {#cups}
data: [{year: 2024, price: 6300}, {year: 2025, price: 7800}]
mark: bar
x: year:O
y: price
alt: Two bars.
```
"""


def metas(site: Small, path: str) -> dict[str, str]:
    found = html.document_fromstring(site.text(path)).xpath("//meta[@property or @name]")
    return {each.get("property") or each.get("name"): each.get("content") for each in found}


def test_a_post_without_a_picture_has_the_card_of_its_first_figure(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/blog/\n")
    site.write("content/posts/tea.md", source(CHART))
    site.made()
    head = metas(site, "posts/tea/index.html")
    assert head["og:image"] == "https://tea.example/blog/figures/posts/tea/cups/card.png"
    assert head["og:image:alt"] == "Two bars."
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["twitter:card"] == "summary_large_image"
    assert "figures/posts/tea/cups/card.png" in site.outputs()
