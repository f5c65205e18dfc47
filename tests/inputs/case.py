"""A case: files that are laid over a small site, which is then built."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

SITE = "title: T\nbase_url: https://example.org/\nauthor: A\n"
POST = "content/posts/a.md"
FRONT = "---\ntitle: A\ndate: 2025-01-01\n---\n\n"
ROWS = "```data {#d}\na,b,t\n1,2,x\n3,4,y\n```\n\n"

BASE = {
    "site.yaml": SITE,
    POST: "---\ntitle: A\ndate: 2025-01-01\ntags: [x]\n---\n\nHello [b](b.md). {{ d.a.sum() }}\n\n"
    "```data {#d}\na,b\n1,2\n3,4\n```\n\n"
    "```chart {#c}\ndata: d\nmark: line\nx: a:Q\ny: b:Q\nalt: A line.\n```\n",
    "content/posts/b.md": "---\ntitle: B\ndate: 2025-01-02\n---\n\nPlain.\n",
    "content/about.md": "---\ntitle: About\n---\n\nHi.\n",
    "content/data/nums.csv": "x,y,z\n1,2,a\n2,3,b\n3,4,c\n",
}

Files = Mapping[str, str | bytes | None]
"""Text, bytes, or None for a file that is taken away."""


class Case(NamedTuple):
    """Files to be laid over the base; ``kind`` and ``name`` together are its own alone."""

    kind: str
    name: str
    files: Files

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.name}"


def post(body: str, front: str = "") -> Files:
    """Return the base's first post with another body, and more in its front matter."""
    head = FRONT if not front else f"---\ntitle: A\ndate: 2025-01-01\n{front}\n---\n\n"
    return {POST: head + body}


def keyed(kind: str, named: Iterable[tuple[str, Files]]) -> Iterator[Case]:
    """Make cases of one kind."""
    return (Case(kind, name, files) for name, files in named)
