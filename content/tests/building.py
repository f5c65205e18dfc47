"""Build a site as an author does, and read what was built."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from justhtml import Element, JustHTML, Node, Text

ROOT = Path(__file__).parents[2]
UNIVERSITY = "posts/university-is-what-you-make-of-it/index.html"
MUSIC = "posts/generating-music-with-deep-learning/index.html"
MILA = "posts/is-it-mila/index.html"
DIG_THE_DATA = "posts/dig-the-data-storegrader/index.html"
FUNDS = "posts/a-year-of-stock-and-fund-trading/index.html"
ALL_POSTS = (UNIVERSITY, MUSIC, MILA, DIG_THE_DATA, FUNDS)
# Some of them are still being written.
POSTS = tuple(
    page for page in ALL_POSTS if (ROOT / "content" / page).with_name("index.md").is_file()
)
CHART = re.compile(
    r"^```(?:chart|vega-lite|altair|infographic) \{#([\w-]+)(.*?)^```$", re.MULTILINE | re.DOTALL
)
BLOCKS = frozenset("p li dt dd td th h1 h2 h3 h4 div figcaption small".split())


def charts_of(post: str) -> tuple[str, ...]:
    """Return the ids of a post's live charts, from its source."""
    source = (ROOT / "content" / post).with_name("index.md").read_text(encoding="utf-8")
    return tuple(name for name, block in CHART.findall(source) if "live: never" not in block)


def build(site: Path, output: Path, base_url: str = "") -> dict[str, Any]:
    """Build a site by the command; return what it says of it."""
    command = [sys.executable, "-m", "generator", "--root", str(site), "build", "--json"]
    command += ["--output", str(output)]
    if base_url:
        command += ["--base-url", base_url]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said: dict[str, Any] = json.loads(ended.stdout)
    return said


class Blog:
    """A built site: its folder, the address that it was built for, its pages parsed once."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.folder = folder
        self.base_url = base_url

    @property
    def base(self) -> str:
        return urlsplit(self.base_url).path

    @cached_property
    def files(self) -> frozenset[str]:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in paths)

    def names(self, *endings: str) -> list[str]:
        return sorted(name for name in self.files if name.endswith(endings))

    @cached_property
    def pages(self) -> dict[str, JustHTML]:
        return {name: parsed(self.text(name)) for name in self.names(".html")}

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def address(self, name: str) -> str:
        """Return the address of a file; that of a folder for its index.html."""
        return self.base_url + name.removesuffix("index.html")

    def file_of(self, address: str) -> str | None:
        """Return the file that a static host answers with, if there is one."""
        if not address.startswith(self.base_url):
            return None
        path = unquote(urlsplit(address.removeprefix(self.base_url)).path)
        name = f"{path}index.html" if not path or path.endswith("/") else path
        return name if name in self.files else None


def parsed(html: str, fragment: bool = False) -> JustHTML:
    """Parse as a browser does, keep all errors, change nothing."""
    return JustHTML(
        html, sanitize=False, collect_errors=True, track_node_locations=True, fragment=fragment
    )


def elements(root: Any) -> Iterator[Element]:
    """Yield all elements in document order."""
    for child in root.children or ():
        if isinstance(child, Element):
            yield child
            yield from elements(child)


def value(element: Node, name: str) -> str | None:
    """Return an attribute; empty where it stands without a value, None where it is missing."""
    attributes = element.attrs or {}
    return (attributes[name] or "") if name in attributes else None


def plain(text: str) -> str:
    """Return a text with every kind of white space as one space."""
    return " ".join(text.split())


def prose(root: Any) -> str:
    """Return the text of a page's prose, of tables and captions too, without that of drawings."""
    return plain("".join(_texts(root)))


def _texts(root: Any) -> Iterator[str]:
    for child in root.children or ():
        if isinstance(child, Text):
            yield child.data or ""
        elif isinstance(child, Element) and _is_prose(child):
            yield from _texts(child)
            if child.name in BLOCKS:
                yield "\n"


def _is_prose(element: Element) -> bool:
    """Tell whether a reader reads it: numbers that follow a slider, but not the slider's own."""
    if element.name == "output":
        return "data-format" in element.attrs
    return element.name not in {"svg", "script", "input"}


def labels(root: Any) -> list[str]:
    """Return the words in a drawing, a line or label each."""
    texts = (element for element in elements(root) if element.name == "text")
    lines = ([e for e in elements(text) if e.name == "tspan"] or [text] for text in texts)
    return [plain(line.to_text()) for label in lines for line in label]
