"""An edit of a template, of its data or of a panel is seen in the next build."""

from pathlib import Path

from tests.small_sites import Small, small_site, source, tree

BLOCK = """
```infographic {#piles}
data: fees.csv
alt: Piles.
panels:
  - art: piles.svg.jinja
  - {span: 6, select: fee, chart: {mark: bar, x: "fee:N", y: left}}
```
"""
ART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><title>Piles</title>'
    '{% for row in fees %}<text x="{{ 20 + 140 * loop.index0 }}" y="60" font-size="22"'
    ' fill="var(--text)">{{ row.left | money }}</text>{% endfor %}</svg>'
)
FILES = {
    "content/posts/a/index.md": source(BLOCK),
    "content/posts/a/piles.svg.jinja": ART,
    "content/posts/a/fees.csv": "fee,left\n0.2,95\n1,78\n",
    "content/posts/b.md": source("Nothing."),
}
EDITS = (
    ("content/posts/a/piles.svg.jinja", ART.replace("money", "number(2)"), ">95.00<"),
    ("content/posts/a/fees.csv", "fee,left\n0.2,94\n1,78\n", ">94.00<"),
    ("content/posts/a/index.md", source(BLOCK.replace("span: 6", "span: 5")), "span-5"),
    ("content/posts/a/index.md", source(BLOCK.replace("select: fee, ", "")), '"panel-box"'),
)


def page(site: Small) -> str:
    return site.text("posts/a/index.html")


def test_every_edit_is_seen_and_leaves_what_a_clean_build_does(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", FILES)
    site.made()
    assert ">$95<" in page(site)
    whole = dict(FILES)
    for number, (path, text, shown) in enumerate(EDITS):
        assert shown not in page(site) or number == len(EDITS) - 1
        site.write(path, text)
        whole[path] = text
        site.made()
        assert shown in page(site)
    clean = small_site(tmp_path / "clean", whole)
    clean.made()
    assert tree(site.root / "build") == tree(clean.root / "build")
    assert "data-select" not in page(site)


def test_a_template_is_not_published(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    site.made()
    assert not any("jinja" in path for path in site.outputs())
    assert "figures/posts/a/piles.png" in site.outputs()
