"""An ``exhibit`` block, read: what it says, and what is told of one that is wrong."""

import pytest
from msgspec import json

from generator.blocks.exhibit import ExhibitBlock, read_exhibit
from generator.blocks.reading import Names, Said
from generator.problems.fault import Fault
from tests.blocks.reading import contents

WHOLE = """module: lens.js
styles: [base.css, lens.css]
art: lens.svg
alt: A lens.
caption: Look.
props: {speed: 2, marks: [a, null, true]}
files: {weights: weights.bin, mountain: ../art/mountain.png}
data: {curve: loss.csv, all: rows}
width: wide
live: touch
"""
LEAST = "module: a.js\nart: a.svg\n"


def said(text: str) -> tuple[ExhibitBlock, Said]:
    made = read_exhibit(text, Names())
    assert isinstance(made.content, ExhibitBlock)
    return made.content, made


def test_all_that_a_block_says() -> None:
    read, made = said(WHOLE)
    assert (read.module, read.art, read.styles) == ("lens.js", "lens.svg", ("base.css", "lens.css"))
    assert json.decode(read.props) == {"speed": 2, "marks": ["a", None, True]}
    assert read.files == (("weights", "weights.bin"), ("mountain", "../art/mountain.png"))
    assert read.data == (("curve", "loss.csv"), ("all", "rows"))
    assert (made.options.size, made.options.live) == ("wide", "touch")


def test_one_name_and_lists_stand_for_themselves() -> None:
    read, _ = said(f"{LEAST}styles: a.css\nfiles: w.bin\ndata: [a.csv, b]\n")
    assert read.styles == ("a.css",)
    assert read.files == (("w.bin", "w.bin"),)
    assert read.data == (("a.csv", "a.csv"), ("b", "b"))


def test_the_files_of_a_block_with_their_places() -> None:
    told = [(each.name, str(each.place)) for each in contents("exhibit", WHOLE).files]
    assert told == [
        ("lens.js", "content/a.md:10:9"),
        ("base.css", "content/a.md:11:10"),
        ("lens.css", "content/a.md:11:20"),
        ("lens.svg", "content/a.md:12:6"),
        ("weights.bin", "content/a.md:16:18"),
        ("../art/mountain.png", "content/a.md:16:41"),
    ]


def test_a_chart_names_no_such_files() -> None:
    assert contents("chart", WHOLE).files == ()
    assert contents("exhibit", "module: [").files == ()


@pytest.mark.parametrize(
    ("text", "spot", "message", "hint"),
    [
        ("- a\n", (1, 1), "an exhibit needs keys such as module, art and alt", ""),
        ("art: a.svg\n", (1, 1), "an exhibit needs a module", "such as: module: lens.js"),
        (
            "module: a.js\n",
            (1, 1),
            "an exhibit needs art",
            "such as: art: lens.svg, which stands here without scripts",
        ),
        (f"{LEAST}modul: b.js", (3, 1), 'an exhibit has no "modul"', 'did you mean "module"?'),
        (f"{LEAST}size: wide", (3, 1), 'an exhibit has no "size"', 'did you mean "width"?'),
        (
            "module: a.ts\nart: a.svg",
            (1, 9),
            'module cannot be "a.ts"',
            "one that ends in .js or .mjs",
        ),
        (
            "module: a.js\nart: a.pdf",
            (2, 6),
            'art cannot be "a.pdf"',
            "one that ends in .svg, .png, .jpg, .jpeg or .webp",
        ),
        (
            "module: [a.js]\nart: a.svg",
            (1, 9),
            "module must be the name of a file",
            "such as: module: lens.js",
        ),
        (f"{LEAST}props: 3", (3, 8), "props must be a mapping", "such as: {speed: 2}"),
        (
            f"{LEAST}props: {{deep: [1, .nan]}}",
            (3, 19),
            "props must be JSON, which has no such number",
            "null stands for none",
        ),
        (
            f"{LEAST}props: {{files: 1}}",
            (3, 9),
            'props cannot hold "files"',
            "it is a key of its own, beside props: files: …",
        ),
        (
            f"{LEAST}files: {{w: [a]}}",
            (3, 12),
            "files must be names of files",
            "such as: files: {name: …}",
        ),
        (
            f"{LEAST}data: [{{a: 1}}]",
            (3, 8),
            "data must be names of datasets",
            "such as: data: {name: …}",
        ),
        (
            f"{LEAST}styles: {{a: b.css}}",
            (3, 9),
            "styles must be names of files",
            "such as: styles: lens.css",
        ),
        (
            f"{LEAST}width: wid",
            (3, 8),
            'width cannot be "wid"',
            'did you mean "wide"?',
        ),
    ],
)
def test_a_wrong_block(text: str, spot: tuple[int, int], message: str, hint: str) -> None:
    with pytest.raises(Fault) as raised:
        read_exhibit(text, Names())
    assert (raised.value.spot, raised.value.message, raised.value.hint) == (spot, message, hint)
