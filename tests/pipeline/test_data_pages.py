"""Data pages: a page for each row, made again alone, and what an author gets wrong."""

from pathlib import Path

import pytest

from generator.problems import Place
from tests.small_sites import Small, small_site

CITIES = "name,people,founded\nLund,94393,1990-01-01\nMalmö,351749,1275-05-01\nUlm,126790,\n"
WARM = "city,month,degrees\nLund,1,-1\nLund,7,17\nMalmö,1,0\nMalmö,7,18\nUlm,1,1\nUlm,7,19\n"
SOURCE = """---
title: "{{ row.name }}"
summary: 'Of {{ row.people | number }} people'
pages: {data: cities.csv, path: "/cities/{name}/"}
data:
  here: {file: warm.csv, where: {city: row.name}}
---
July has {{ here.at(month=7).degrees }}, and [Ulm](cities.md?name=ulm) is [](/cities/ulm/).

```chart {#year}
data: here
mark: line
x: month:O
y: degrees:Q
alt: A line.
```
"""


def cities(root: Path, **files: str) -> Small:
    return small_site(
        root,
        {
            "content/data/cities.csv": CITIES,
            "content/data/warm.csv": WARM,
            "content/cities.md": SOURCE,
            **files,
        },
    )


def test_each_row_is_a_page_with_its_own_texts_and_data(tmp_path: Path) -> None:
    site = cities(tmp_path)
    site.made()
    page = site.text("cities/malmö/index.html")
    assert "# Malmö\n" in page
    assert "<p>July has 18, and" in page
    assert '<a href="/cities/ulm/">Ulm</a> is <a href="/cities/ulm/">Ulm</a>' in page
    assert "/cities/malm%C3%B6/" in site.text("sitemap.xml")
    assert '"degrees":18' in site.text("figures/cities/malmö/year.data.json")
    assert '"degrees":17' not in site.text("figures/cities/malmö/year.data.json")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [("cities.csv", "94393", "94394"), ("warm.csv", "Lund,7,17", "Lund,7,16")],
)
def test_a_changed_row_makes_one_page_again(
    tmp_path: Path, path: str, before: str, after: str
) -> None:
    site = cities(tmp_path)
    site.made()
    text = (tmp_path / f"content/data/{path}").read_text(encoding="utf-8")
    site.write(f"content/data/{path}", text.replace(before, after))
    tallies = site.made().tallies
    assert tallies["values"].made <= 1
    assert tallies.get("draw") is None or tallies["draw"].made <= 1
    # The page, and where the figure is another the page of the figure and its card.
    assert 1 <= tallies["compose"].made <= 4
    assert sum(tally.made for tally in site.made().tallies.values()) == 0


def test_a_row_above_the_others_makes_its_own_page_alone(tmp_path: Path) -> None:
    site = cities(tmp_path)
    site.made()
    site.write("content/data/cities.csv", CITIES.replace("\nLund", "\nÅre,1532,\nLund"))
    site.write("content/data/warm.csv", WARM.replace("\nLund,1", "\nÅre,1,-8\nÅre,7,14\nLund,1"))
    tallies = site.made().tallies
    assert (tallies["values"].made, tallies["draw"].made) == (1, 1)
    assert site.text("cities/åre/index.html")


def test_what_is_missing_may_have_other_words(tmp_path: Path) -> None:
    source = SOURCE.replace("summary: 'Of", 'summary: \'From {{ row.founded | date or "?" }}, of')
    more = '\n{{ row.founded | date("%Y") or "long ago" }} {{ here.at(month=9).degrees or "" }}.\n'
    site = cities(tmp_path, **{"content/cities.md": source + more})
    site.made()
    assert "<p>1990 .</p>" in site.text("cities/lund/index.html")
    assert "<p>long ago .</p>" in site.text("cities/ulm/index.html")


def test_templates_see_the_row(tmp_path: Path) -> None:
    layout = "{{ post.row.people + 1 }} {{ post.row.founded }}"
    source = SOURCE.replace("pages:", "layout: city\npages:")
    files = {"themes/bare/templates/city.html": layout, "content/cities.md": source}
    site = cities(tmp_path, **files)
    site.made()
    assert site.text("cities/lund/index.html") == "94394 1990-01-01"


def test_a_row_is_a_dataset(tmp_path: Path) -> None:
    body = '```sql {#both}\nSELECT people * 2 AS twice FROM "row"\n```\n\n{{ both.at().twice }}'
    front = '---\ntitle: "{{ row.name }}"\npages: {data: cities.csv, path: "/{name}/"}\n---\n'
    site = cities(tmp_path, **{"content/cities.md": front + body})
    site.made()
    assert "188786" in site.text("lund/index.html").replace(",", "")


def test_rows_come_from_blocks_and_queries_too(tmp_path: Path) -> None:
    front = '---\ntitle: "{{ row.tea }}"\npages: {data: few, path: "/teas/{id}/"}\n---\n'
    body = "```data {#teas}\ntea,id\nMint,1\nSencha,2\n```\n"
    query = "```sql {#few}\nSELECT * FROM teas WHERE id > 1\n```\n"
    site = cities(tmp_path, **{"content/cities.md": front + body + query})
    site.made()
    assert "# Sencha" in site.text("teas/2/index.html")
    assert not (tmp_path / "build/teas/1").exists()


def test_posts_take_some_rows_of_a_file(tmp_path: Path) -> None:
    post = (
        "---\ntitle: Tea\ndate: 2025-01-01\ndata:\n"
        "  july: {file: warm.csv, where: {month: 7}}\n---\n{{ july.count() }}\n"
    )
    site = cities(tmp_path, **{"content/posts/tea.md": post})
    site.made()
    assert "<p>3</p>" in site.text("posts/tea/index.html")


def test_a_draft_asks_for_no_rows(tmp_path: Path) -> None:
    source = SOURCE.replace("pages:", "draft: true\npages:").replace("cities.csv", "none.csv")
    site = cities(tmp_path, **{"content/cities.md": source})
    report = site.made()
    assert [each.path for each in report.assembly.held] == ["content/cities.md"]


def test_what_many_rows_have_wrong_is_told_once(tmp_path: Path) -> None:
    source = SOURCE + "\n{{ row.founded | number }}\n"
    problems = cities(tmp_path, **{"content/cities.md": source}).build().assembly.problems
    told = [each.message for each in problems]
    assert told == [
        'number needs a number, and this is a date ("1990-01-01") (/cities/lund/)',
        'number needs a number, and this is a date ("1275-05-01") (/cities/malmö/)',
        "founded is missing in this row (/cities/ulm/)",
    ]


@pytest.mark.parametrize("before", ["summary: '", "---\nJuly"])
def test_what_all_rows_have_wrong_is_told_once_wherever_it_stands(
    tmp_path: Path, before: str
) -> None:
    source = SOURCE.replace(before, f"{before} {{{{ row.nam }}}} ")
    report = cities(tmp_path, **{"content/cities.md": source}).build()
    (told,) = [each.message for each in report.assembly.problems if "nam" in each.message]
    assert told == 'no column "nam" in row (/cities/lund/ and 2 more pages)'


def test_of_what_each_row_has_its_own_way_some_are_told(tmp_path: Path) -> None:
    rows = "".join(f"City {number},{number},1990-01-{number:02}\n" for number in range(1, 31))
    table = "name,people,founded\n" + rows
    source = SOURCE + "\n{{ row.founded | number }}\n"
    site = cities(tmp_path, **{"content/cities.md": source, "content/data/cities.csv": table})
    told = [each.message for each in site.build().assembly.problems]
    told = [each for each in told if "number needs" in each or "further" in each]
    assert len(told) == 11
    assert told[-1].startswith("further pages have something like that here (/cities/city-")
    assert told[-1].endswith(" and 19 more pages)")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("cities.csv", CITIES.replace("Malmö", "lund"), Place("content/data/cities.csv", 3, 1)),
        ("cities.csv", CITIES.replace("Ulm", "!"), Place("content/data/cities.csv", 4, 1)),
        (
            "cities.json",
            '[{"name": "Lund"},\n {"name": ""}]',
            Place("content/data/cities.json", 2, 11),
        ),
        ("cities.yaml", "- name: Lund\n- name: LUND\n", Place("content/data/cities.yaml", 2, 9)),
    ],
)
def test_what_is_wrong_with_a_row_has_its_place_in_the_table(
    tmp_path: Path, name: str, text: str, place: Place
) -> None:
    source = (
        f'---\ntitle: "{{{{ row.name }}}}"\npages: {{data: {name}, path: "/c/{{name}}/"}}\n---\n'
    )
    files = {"content/cities.md": source, f"content/data/{name}": text}
    (problem,) = cities(tmp_path, **files).build().assembly.problems
    assert problem.place == place
