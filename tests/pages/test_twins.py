"""Markdown twins: every page once more for programs that read, and what lists them."""

from pathlib import Path

from tests.small_sites import Small, source

BODY = """
Coffee *costs* {{ cups.price.max() | number(0) }}[^1], as [](#cups) shows; see [about](/about.md).

[^1]: In a year, by [the shop](https://shop.example/).

```chart {#cups}
data: prices.csv
mark: line
x: year:Q
y: price
caption: What I **paid**.
alt: A line that rises.
source: "[Shop](https://shop.example/)"
as_of: 2026-03
```

$$x^2$$

## Code {#code}

See [there](#code).

```python
a = 1 < 2
```
"""
ROWS = "year,price\n" + "".join(f"{year},{year * 2}\n" for year in range(1990, 2020))
EXPECTED = """\
# What coffee costs

> Four cups \\* 5.

Ada · 2024-01-01 · <https://tea.example/blog/posts/coffee/>

Coffee *costs* 4,038[^1], as [Figure 1](https://tea.example/blog/posts/coffee/#cups) shows; see \
[about](https://tea.example/blog/about/).

**Figure 1.** What I **paid**.

![A line that rises.](https://tea.example/blog/figures/posts/coffee/cups.png)

Source: [Shop](https://shop.example/), as of 2026-03

| year | price |
| --- | --- |
"""
END = """\

the first 20 of 30 rows: <https://tea.example/blog/figures/posts/coffee/cups.csv>

$$
x^2
$$

## Code

See [there](https://tea.example/blog/posts/coffee/#code).

```python
a = 1 < 2
```

[^1]: In a year, by [the shop](https://shop.example/).
"""


def written(root: Path, settings: str = "llms: true\n") -> Small:
    site = Small(root)
    head = "title: Tea\nbase_url: https://tea.example/blog/\nauthor: Ada\ndescription: On cups.\n"
    site.write("site.yaml", head + settings)
    front = {
        "title": "What coffee costs",
        "summary": "Four cups * 5.",
        "data": {"cups": "prices.csv"},
    }
    site.write("content/posts/coffee/index.md", source(BODY, **front))
    site.write("content/posts/coffee/prices.csv", ROWS)
    site.write("content/about.md", source("Me.", title="About"))
    site.write("content/posts/draft.md", source(draft=True))
    site.made(drafts=True)
    return site


def test_a_twin_says_all_that_its_page_says(tmp_path: Path) -> None:
    site = written(tmp_path)
    text = site.text("posts/coffee/index.md")
    rows = "".join(f"| {year} | {year * 2} |\n" for year in range(1990, 2010))
    assert text == EXPECTED + rows + END
    link = '<link rel="alternate" type="text/markdown" href="/blog/posts/coffee/index.md">'
    assert link in site.text("posts/coffee/index.html")


def test_a_list_leads_to_all_of_them(tmp_path: Path) -> None:
    assert written(tmp_path).text("llms.txt") == (
        "# Tea\n\n> On cups.\n\n## Posts\n\n"
        "- [What coffee costs](https://tea.example/blog/posts/coffee/index.md): Four cups \\* 5."
        "\n\n"
        "## Pages\n\n- [About](https://tea.example/blog/about/index.md): Me.\n"
    )


def test_of_itself_there_is_none(tmp_path: Path) -> None:
    site = written(tmp_path, "")
    assert not [path for path in site.outputs() if path.endswith(".md") or path == "llms.txt"]
    assert "text/markdown" not in site.text("posts/coffee/index.html")


def test_a_second_build_makes_none(tmp_path: Path) -> None:
    site = written(tmp_path)
    assert not any(tally.made for tally in site.made(drafts=True).tallies.values())


def test_a_twin_has_what_snippets_and_lists_write(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nllms: true\n")
    site.write("snippets/key.html", "---\nname: text\n---\n<kbd>{{ name }}</kbd>\n")
    site.write("content/posts/a.md", source('Press {{ key("Esc") }}.\n\n```list\nnumber: 1\n```\n'))
    site.write("content/posts/b.md", source("Other.", title="The other"))
    site.made()
    twin = site.text("posts/a/index.md")
    assert "Press Esc." in twin.replace("`", "")
    assert "The other" in twin
