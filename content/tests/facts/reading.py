"""What a reader finds in a post: sentences, sums, percentages, tables, words in drawings."""

import re

from justhtml import JustHTML

from content.tests.building import Blog, elements, labels, plain, prose, value

DOLLARS = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d+)?k?")
PERCENT = re.compile(r"[+−-]?\d[\d,.]* %")


def text(blog: Blog, name: str) -> str:
    """Return what a reader reads, with all apostrophes alike."""
    return prose(blog.pages[name].query("main")[0]).replace("'", "’")


def rows(page: JustHTML, heading: str) -> list[list[str]]:
    """Return the rows of the table with this first heading."""
    for table in page.query("table"):
        lines = [
            [plain(cell.to_text()) for cell in elements(row) if cell.name in {"td", "th"}]
            for row in elements(table)
            if row.name == "tr"
        ]
        if lines[0][0] == heading:
            return lines[1:]
    return []


def drawing(blog: Blog, name: str, figure: str) -> tuple[list[str], str]:
    """Return the labels of a figure's static drawing, and its words for those who cannot see it."""
    (svg,) = blog.pages[name].query(f"#{figure} .figure-box > svg")
    return labels(svg), plain(value(svg, "aria-label") or "")
