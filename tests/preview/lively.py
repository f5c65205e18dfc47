"""A site with something of everything that a page can have set by its reader."""

from pathlib import Path

ROWS = "year,amount\n" + "".join(f"{2000 + n},{n % 7 + 1}\n" for n in range(12))
CHART = """```chart {#slider}
data: rows.csv
params:
  least: {slider: [0, 8, 1], value: 0, label: At least}
transform:
  - {filter: datum.amount >= least}
mark: column
x: year:O
y: amount:Q
caption: Move the slider.
alt: Columns of several heights.
```"""
OTHER = """```chart {#other}
data: rows.csv
mark: line
x: year:O
y: amount:Q
caption: A line.
alt: A line that goes up and down.
live: never
```"""
SHEETS = "tokens base layout prose notes code figures infographics embed lists print"
STYLE = "body { --seen: one; }\n"


def paragraphs(first: int, count: int) -> str:
    return "\n\n".join(
        f"Paragraph {n}. " + "Words that fill a line. " * 12 for n in range(first, count)
    )


def lively_body(top: str = "", chart: str = CHART, other: str = OTHER, end: str = "") -> str:
    picture = "![A square](square.svg)"
    parts = (top, paragraphs(0, 5), chart, paragraphs(5, 9), picture, other, paragraphs(9, 30), end)
    return "\n\n".join(part for part in parts if part)


def write_lively_post(site: Path, body: str, **front: str) -> None:
    whole = {"title": "Lively", "date": "2026-01-02", **front}
    lines = "\n".join(f"{key}: {value}" for key, value in whole.items())
    put(site, "content/posts/lively/index.md", f"---\n{lines}\n---\n\n{body}\n")


def square(color: str, width: int = 40) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="40">'
        f'<rect width="40" height="40" fill="{color}"/></svg>\n'
    )


def put(site: Path, path: str, text: str) -> None:
    place = site / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def write_lively_site(site: Path) -> Path:
    put(site, "site.yaml", "title: Lively\nbase_url: https://example.org/\ntheme: mine\n")
    styles = ", ".join(f"css/{name}.css" for name in SHEETS.split())
    theme = f"name: mine\nparent: default\nstyles: [{styles}, css/mine.css]\n"
    put(site, "themes/mine/theme.yaml", theme)
    put(site, "themes/mine/assets/css/mine.css", STYLE)
    put(site, "content/posts/lively/rows.csv", ROWS)
    put(site, "content/posts/lively/square.svg", square("teal"))
    put(
        site, "content/posts/quiet.md", "---\ntitle: Quiet\ndate: 2026-01-01\n---\n\nQuiet words.\n"
    )
    write_lively_post(site, lively_body())
    return site
