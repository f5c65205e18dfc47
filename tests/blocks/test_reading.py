"""What blocks name, and where: also in lines that are indented unlike their fence."""

import subprocess
import sys

import pytest

from generator.blocks.reading import read_block
from generator.blocks.tables import block_loading
from generator.data.dataset import is_web
from generator.data.decoding import load
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, MarkupSource
from tests.blocks.reading import contents


def asked(kind: str, text: str) -> list[tuple[str, str]]:
    read = contents(kind, text, 20, 2)
    return [(each.name, str(each.place)) for each in read.datasets]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("chart", "mark: line\ndata: fees.csv\n", [("fees.csv", "content/a.md:21:9")]),
        ("chart", "data: [{a: 1}]\n", []),
        ("chart", "data: [\n", []),
        ("chart", "data: a\nlayer:\n  - {data: b, mark: bar}\n  - {data: a}\n",
         [("a", "content/a.md:20:9"), ("b", "content/a.md:22:14")]),
        ("vega-lite", '{"data": {"url": "a.csv"}}', [("a.csv", "content/a.md:20:20")]),
        ("vega-lite", "#| alt: x\ndata: {name: fees}\n", [("fees", "content/a.md:21:16")]),
        ("vega-lite", "data: {name: fees, values: [1]}\n", []),
        ("vega-lite", "datasets: {a: [{b: 1}]}\ndata: {name: a}\n", []),
        ("vega-lite", ("layer:\n - data: {url: a.csv}\n - transform:\n"
         "   - {lookup: x, from: {data: {url: b.csv}, key: x}}\n"),
         [("a.csv", "content/a.md:21:18"), ("b.csv", "content/a.md:23:39")]),
        ("vega-lite", "data: {sequence: {start: 0, stop: 9}}\nname: url\n", []),
        ("vega-lite", '{"data": {"url": ', []),
        ("altair", "#| data: a.csv, b\nalt.Chart(a)\n",
         [("a.csv", "content/a.md:20:12"), ("b", "content/a.md:20:19")]),
        ("altair", "alt.Chart(a)\n", []),
        ("exhibit", "data: a.csv\n", [("a.csv", "content/a.md:20:9")]),
        ("exhibit", "data: [b, a.csv, b]\n",
         [("b", "content/a.md:20:10"), ("a.csv", "content/a.md:20:13")]),
        ("exhibit", "art: a.svg\ndata:\n  curve: loss.csv\n  no: [1]\n",
         [("loss.csv", "content/a.md:22:12")]),
        ("exhibit", "data: [\n", []),
    ],
)  # fmt: skip
def test_a_block_names_its_datasets(kind: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(kind, text) == expected


def test_a_reference_shows_its_line() -> None:
    (reference,) = contents("chart", "mark: bar\ndata: a.csv", 1, 3).datasets
    assert reference.source == "   data: a.csv"


@pytest.mark.parametrize("name", ["https://a.org/b.csv", "HTTP://a.org", "//a.org/b", "s3://b/c"])
def test_an_address_on_the_web_is_known(name: str) -> None:
    assert is_web(name)


@pytest.mark.parametrize("name", ["fees.csv", "data/fees.csv", "/data/fees.csv", "fees"])
def test_a_file_is_not_on_the_web(name: str) -> None:
    assert not is_web(name)


def test_reading_blocks_loads_no_heavy_package() -> None:
    code = (
        "import sys; import generator.blocks.reading, generator.blocks.altair, generator.charts; "
        "assert not {'pandas', 'altair', 'vl_convert'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("number", ["9" * 30, "-" + "9" * 30, "9" * 400])
def test_a_whole_number_of_any_length_is_kept_as_a_browser_reads_it(number: str) -> None:
    read = contents("vega-lite", f'{{"mark": "bar", "data": {{"values": [{{"a": {number}}}]}}}}')
    assert read.whole, read.problems


LIST = "- one\n\n   ```{kind}\n{lines}\n   ```\n"
QUOTED = "> ```{kind}\n{lines}\n> ```\n"


def block_of(kind: str, text: str) -> Block:
    markup = convert(MarkupSource("a.md", text)).value
    assert markup
    return (markup.data if kind == "data" else markup.figures)[0]


@pytest.mark.parametrize(("frame", "margins"), [(LIST, ("   ", "  ")), (QUOTED, (">", "> "))])
def test_a_dataset_and_a_link_stand_where_they_are_written(
    frame: str, margins: tuple[str, str]
) -> None:
    written = ("data: fees.csv", 'caption: "[a](gone.md)"')
    lines = [margin + line for margin, line in zip(margins, written, strict=True)]
    text = frame.format(kind="chart {#c}", lines="\n".join(lines))
    contents, _ = read_block(block_of("chart", text), Dialect())
    (dataset,), (link,) = contents.datasets, contents.frame.caption.links
    for found, word in ((dataset, "fees.csv"), (link, "gone.md")):
        line = text.split("\n")[found.place.line - 1]
        assert line[found.place.column - 1 :].startswith(word)
        assert found.source == line


def test_a_row_of_a_data_block_stands_where_it_is_written() -> None:
    text = LIST.format(kind="data {#d}", lines="   a,b\n  1,2\n     3,4,5")
    loading, raw = block_loading(block_of("data", text))
    (problem,) = load(loading, lambda _: raw).problems
    line = text.split("\n")
    assert problem.place
    assert problem.place.line == line.index("     3,4,5") + 1
    assert problem.source == "     3,4,5"
    assert problem.place.column >= 6
