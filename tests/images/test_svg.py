"""SVG files are published as pictures: nothing in them runs."""

import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from generator.engine import Blob, Made, digest
from generator.images.files import SvgFile
from generator.images.svg import clean_svg as look_through
from tests.small_sites import small_site, source

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PATH = "content/a.svg"


def looked_through(content: bytes) -> tuple[Made[Blob], bytes]:
    blob = Blob(digest(content))
    made = look_through(SvgFile(PATH, blob), lambda _: content)
    return made, (made.blobs[0] if made.blobs else content)


@pytest.mark.parametrize(
    ("inside", "left_out"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<script href='a.js'/>", "<script>"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'>x</s:script>", "<s:script>"),
        ("<g onclick='x()'/>", '"onclick"'),
        ("<g ONLOAD='x()'/>", '"ONLOAD"'),
        ("<a href='javascript:x()'><text>a</text></a>", '"href"'),
        ("<a xlink:href='java&#9;script:x()'><text>a</text></a>", '"xlink:href"'),
        ("<a xlink:href='data:text/html,x'><text>a</text></a>", '"xlink:href"'),
        ("<use href='data:image/svg+xml,&lt;svg/&gt;'/>", '"href"'),
        ("<set attributeName='href' to='javascript:x()'/>", '"to"'),
        ("<animate attributeName='href' values='#a;javascript:x()'/>", '"values"'),
        ("<handler type='text/javascript'>x()</handler>", "<handler>"),
        (
            "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
            "<iframe>",
        ),
        ("<foreignObject><b xmlns='http://www.w3.org/1999/xhtml' onclick='x'/></foreignObject>",
         '"onclick"'),
    ],
)  # fmt: skip
def test_what_would_run_is_left_out_and_told(inside: str, left_out: str) -> None:
    made, content = looked_through(f"{HEAD}\n<rect/>{inside}<circle r='1'/></svg>".encode())
    (problem,) = made.problems
    assert problem.message.startswith(f"{left_out} is left out")
    assert (problem.severity, str(problem.place)) == (
        "warning",
        problem.place and str(problem.place),
    )
    assert problem.place is not None
    assert problem.place.line == 2
    assert left_out.strip('<>"').lower() + "=" not in content.decode().lower()
    assert b"script" not in content.lower()
    assert b"<rect></rect>" in content
    assert b'<circle r="1"></circle>' in content
    again, _ = looked_through(content)
    assert again.problems == ()


def test_a_script_behind_an_entity_is_found() -> None:
    text = f"<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]>{HEAD}&x;<rect/></svg>"
    made, content = looked_through(text.encode())
    assert made.problems
    assert b"script" not in content
    assert b"ENTITY" not in content


def test_a_style_sheet_in_xsl_is_left_out() -> None:
    text = f"<?xml-stylesheet type='text/xsl' href='a.xsl'?>{HEAD}<rect/></svg>"
    made, content = looked_through(text.encode())
    assert made.problems
    assert b"xsl" not in content


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_an_encoding_hides_nothing(encoding: str) -> None:
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?>{HEAD}<script>x</script><text>ä</text></svg>"
    )
    made, content = looked_through(text.encode(encoding))
    assert made.problems
    assert "ä" in content.decode()
    assert b"script" not in content


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}<a href='https://tea.example/'><text>Tea &amp; on</text></a></svg>",
        f"{HEAD}<image href='data:image/svg+xml,%3Csvg/%3E'/><use href='#a'/></svg>",
        f"<?xml version='1.0'?>\n<!-- script --><!DOCTYPE svg>\n{HEAD}<style>a{{}}</style></svg>",
        f"{HEAD}<g><not closed></svg>",
        "no picture",
        "",
    ],
)
def test_a_picture_without_scripts_stays_byte_for_byte(text: str) -> None:
    made, content = looked_through(text.encode())
    assert made == Made(Blob(digest(text.encode())))
    assert content == text.encode()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}<script>alert(1)</script><not closed></svg>",
        f"{HEAD}<g onload='x()'/>",
        f"<?xml version='1.0' encoding='x-klingon'?>{HEAD}<script>x</script></svg>",
    ],
)
def test_what_cannot_be_read_and_would_run_is_refused(text: str) -> None:
    made, _ = looked_through(text.encode())
    assert made.value is None
    assert "cannot be read" in made.problems[0].message


def test_depth_and_amount_harm_nothing() -> None:
    deep = f"{HEAD}{'<g>' * 20_000}<script/>{'</g>' * 20_000}</svg>"
    made, content = looked_through(deep.encode())
    assert len(made.problems) == 1
    assert b"script" not in content
    made, _ = looked_through(f"{HEAD}{'<script/>' * 500}</svg>".encode())
    assert len(made.problems) == 20


def test_every_svg_of_a_site_is_looked_through(tmp_path: Path) -> None:
    evil = f"{HEAD[:-1]} viewBox='0 0 2 1' onload='x()'><script>x()</script><rect/></svg>"
    body = "![a](own.svg)\n\n```exhibit {#e}\nart: art.svg\nmodule: e.js\nalt: A.\n```"
    site = small_site(
        tmp_path,
        {
            "content/posts/a/index.md": source(body),
            "content/posts/a/own.svg": evil,
            "content/posts/a/art.svg": evil,
            "content/posts/a/e.js": "export function mount() {}",
            "content/static/deep/Static.SVG": evil,
            "themes/bare/assets/theme.svg": evil,
        },
    )
    report = site.build()
    assert all(each.severity == "warning" for each in report.assembly.problems)
    found = [path for path in (tmp_path / "build").rglob("*") if path.suffix.lower() == ".svg"]
    assert len(found) == 4
    assert all(b"x()" not in path.read_bytes() for path in found)
    places = {str(each.place).partition(":")[0] for each in report.assembly.problems}
    assert places == {
        "content/posts/a/index.md",
        "content/posts/a/own.svg",
        "content/static/deep/Static.SVG",
        "themes/bare/assets/theme.svg",
    }


@pytest.mark.parametrize("value", ["a", "<&>", "\"'", '"', "'", "a\nb\rc\td", ""])
def test_an_attribute_that_stays_is_written_as_xml_writes_it(value: str) -> None:
    text = f"{HEAD}<g id={quoteattr(value)} onclick='x()'/></svg>"
    _, left = looked_through(text.encode())
    assert f"<g id={quoteattr(value)}></g>" in left.decode()


def test_neither_pictures_nor_feeds_load_what_the_net_needs() -> None:
    code = (
        "import sys, generator.images.svg, generator.pages.feed_writers;"
        "assert not {'email.utils', 'http.client', 'ssl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
