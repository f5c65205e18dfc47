"""JSON-LD: what search engines read of posts, of the data of their figures, and of the site."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from msgspec import json

from tests.small_sites import Small, source

CHART = """
```chart {#cups}
data: [{year: 2024, price: 6300}, {year: 2025, price: 7800}]
mark: bar
x: year:O
y: price
caption: What I paid for coffee. It rises.
alt: Two bars, of which that of 2025 is the higher one by far.
%s
```
"""
SETTINGS = "title: Tea </script>\nbase_url: https://tea.example/blog/\nauthor: Ada\n"


def written(root: Path, body: str = "Hot.", settings: str = SETTINGS, **front: Any) -> Small:
    site = Small(root)
    site.write("site.yaml", settings)
    site.write("content/posts/tea.md", source(body, **front))
    site.made(drafts=True)
    return site


def told(site: Small, path: str) -> list[dict[str, Any]]:
    (script,) = html.document_fromstring(site.text(path)).xpath(
        "//script[@type='application/ld+json']/text()"
    )
    graph: list[dict[str, Any]] = json.decode(str(script))["@graph"]
    return graph


def test_a_post_tells_what_it_is(tmp_path: Path) -> None:
    front: dict[str, Any] = {
        "title": "Tea & <b>",
        "tags": ["leaf"],
        "updated": "2024-02-03",
        "summary": "Warm.",
    }
    article, way = told(written(tmp_path, **front), "posts/tea/index.html")
    ada = {"@type": "Person", "name": "Ada", "url": "https://tea.example/blog/"}
    address = "https://tea.example/blog/posts/tea/"
    assert article == {
        "@type": "BlogPosting",
        "headline": "Tea & <b>",
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": "2024-01-01T00:00:00+00:00",
        "dateModified": "2024-02-03T00:00:00+00:00",
        "inLanguage": "en",
        "isPartOf": {
            "@type": "WebSite",
            "name": "Tea </script>",
            "url": "https://tea.example/blog/",
        },
        "description": "Warm.",
        "author": ada,
        "keywords": ["leaf"],
    }
    names = [(step["name"], step.get("item")) for step in way["itemListElement"]]
    assert names == [("leaf", "https://tea.example/blog/tags/leaf/"), ("Tea & <b>", None)]


def test_the_way_to_a_part_leads_through_its_series(tmp_path: Path) -> None:
    way = told(written(tmp_path, series="Cups", tags=["leaf"]), "posts/tea/index.html")[1]
    assert way["itemListElement"][0]["item"] == "https://tea.example/blog/series/cups/"


def test_a_figure_that_offers_its_data_is_a_dataset(tmp_path: Path) -> None:
    data = told(written(tmp_path, CHART % ""), "posts/tea/index.html")[-1]
    assert data["@type"] == "Dataset"
    assert data["name"] == "What I paid for coffee"
    assert data["description"].startswith("What I paid for coffee. It rises. Two bars, of which")
    files = {file["encodingFormat"]: file["contentUrl"] for file in data["distribution"]}
    folder = "https://tea.example/blog/figures/posts/tea/"
    assert files == {
        "text/csv": f"{folder}cups.csv",
        "application/json": f"{folder}cups.data.json",
    }


@pytest.mark.parametrize("option", ["download: false", "download: [png]"])
def test_a_figure_that_offers_none_is_not(tmp_path: Path, option: str) -> None:
    kinds = [n["@type"] for n in told(written(tmp_path, CHART % option), "posts/tea/index.html")]
    assert kinds == ["BlogPosting"]


def test_the_home_page_tells_the_name_of_the_site(tmp_path: Path) -> None:
    (site,) = told(written(tmp_path), "index.html")
    assert (site["@type"], site["name"]) == ("WebSite", "Tea </script>")


def test_a_draft_and_a_list_tell_nothing(tmp_path: Path) -> None:
    site = written(tmp_path, draft=True)
    for path in ("posts/tea/index.html", "archive/index.html", "404.html"):
        assert "ld+json" not in site.text(path)


def test_nobody_is_named_where_the_site_names_nobody(tmp_path: Path) -> None:
    (article,) = told(written(tmp_path, settings="title: Tea\n"), "posts/tea/index.html")
    assert "author" not in article
    assert "h-card" not in (tmp_path / "build/posts/tea/index.html").read_text()
