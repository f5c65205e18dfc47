"""The drawing for phones, pictures of many marks, files to take away, rows that are shared."""

import json
import random
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs
from PIL import Image, ImageColor

from generator.charts.figure import Narrow
from generator.charts.vega.convert import png_of
from tests.charts.drawing import FILES, LOOK, Drawn, drawn

LINE = "data: fees.csv\nmark: line\nx: year:T\ny: value\ncolor: fee\ncaption: Fees.\nalt: A & B\n"


def narrow_of(result: Drawn) -> Narrow:
    assert result.figure.narrow
    return result.figure.narrow


def narrow_svg(result: Drawn) -> str:
    return result.store[narrow_of(result).svg.digest].decode()


def ids(svg: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', svg))


def test_a_chart_is_drawn_a_second_time_for_phones() -> None:
    result = drawn("chart", LINE)
    narrow = narrow_of(result)
    assert (narrow.width, result.figure.width) == (342, 680)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', narrow_svg(result))]
    assert min(sizes) >= 11
    assert not ids(result.svg) & ids(narrow_svg(result))
    assert narrow.spec != result.figure.spec


def test_the_theme_says_how_narrow() -> None:
    assert narrow_of(drawn("chart", LINE, look=structs.replace(LOOK, narrow=300))).width == 300


def test_a_small_drawing_needs_no_second() -> None:
    small = '#| alt: z\n{"width": 200, "height": 90, "data": {"url": "fees.csv"}, "mark": "bar",'
    text = small + ' "encoding": {"x": {"field": "value"}, "y": {"field": "fee"}}}'
    assert drawn("vega-lite", text).figure.narrow is None


def test_the_legend_of_a_narrow_drawing_stands_above() -> None:
    result = drawn("chart", LINE)
    spec = json.loads(result.store[narrow_of(result).spec.digest])  # type: ignore[union-attr]
    (legend,) = spec["legends"]
    assert (legend["orient"], legend["direction"]) == ("top", "horizontal")


def test_views_side_by_side_are_put_below_each_other() -> None:
    places = '{"x": {"field": "fee"}, "y": {"field": "value"}}'
    view = f'{{"mark": "bar", "width": 300, "encoding": {places}}}'
    text = f'#| alt: z\n{{"data": {{"url": "fees.csv"}}, "hconcat": [{view}, {view}]}}'
    result = drawn("vega-lite", text)
    narrow = narrow_of(result)
    assert narrow.width <= 342 < result.figure.width
    assert narrow.height > 1.5 * result.figure.height


def test_a_repeat_of_columns_goes_down_with_its_brush() -> None:
    column = {"field": {"repeat": "column"}, "bin": True, "type": "quantitative"}
    light = {"condition": {"param": "brush", "value": 1}, "value": 0.5}
    encoding = {"x": column, "y": {"aggregate": "count"}, "opacity": light}
    views = [f"child__column_{name}_view_1" for name in ("year", "value")]
    text = json.dumps({
        "data": {"url": "fees.csv"},
        "repeat": {"column": ["year", "value"]},
        "spec": {"layer": [{"name": "view_1", "mark": "bar", "encoding": encoding}]},
        "params": [{"name": "brush", "select": "interval", "views": views}],
    })  # fmt: skip
    result = drawn("vega-lite", f"#| alt: z\n{text}")
    narrow = narrow_of(result)
    assert narrow.width <= 342
    assert narrow.height > 400 > result.figure.height


@pytest.mark.parametrize("channel", ["facet", "column"])
def test_small_multiples_stand_in_one_column(channel: str) -> None:
    text = f"data: fees.csv\nmark: bar\nx: year:O\ny: value\n{channel}: fee\nalt: z\n"
    result = drawn("chart", text)
    narrow = narrow_of(result)
    assert narrow.width <= 342
    assert narrow.height > result.figure.height
    columns = json.loads(result.store[narrow.spec.digest])["layout"]["columns"]  # type: ignore[union-attr]
    assert columns == 1


def test_a_long_title_is_broken() -> None:
    title = "A title that is much too long to stand in one line above a chart on a phone"
    svg = narrow_svg(drawn("chart", f"title: {title}\n{LINE}"))
    assert title not in svg
    assert "A title that is much" in svg


def dots(count: int) -> dict[str, str]:
    dice = random.Random(3)
    rows = "".join(f"{dice.gauss(0, 1)},{dice.gauss(0, 1)}\n" for _ in range(count))
    return {"dots.csv": f"a,b\n{rows}"}


DOTS = "data: dots.csv\nmark: point\nx: a\ny: b\nalt: z\n"


def test_many_marks_are_shown_as_a_picture_with_the_same_box() -> None:
    result = drawn("chart", DOTS, files=dots(1_200))
    figure = result.figure
    assert figure.raster
    assert figure.narrow
    assert figure.narrow.raster
    light, dark = (result.store[blob.digest] for blob in structs.astuple(figure.raster))
    for png, page in ((light, "#f5f5f1"), (dark, "#141a1b")):
        image = Image.open(BytesIO(png))
        assert image.size == (2 * figure.width, 2 * figure.height)
        assert image.convert("RGB").getpixel((1, 1)) == ImageColor.getrgb(page)
        assert len(png) < len(result.svg)


def test_a_picture_of_many_marks_is_drawn_once_for_pages_and_feeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawings: list[str] = []

    def png(svg: str, scale: float) -> bytes:
        drawings.append(svg)
        return png_of(svg, scale)

    monkeypatch.setattr("generator.charts.pictures.files.png_of", png)
    figure = drawn("chart", DOTS, files=dots(1_200)).figure
    assert figure.raster
    assert figure.png == figure.raster.light
    assert len(set(drawings)) == len(drawings) == 4  # wide and narrow, light and dark


def test_few_marks_stay_svg() -> None:
    assert drawn("chart", DOTS, files=dots(900)).figure.raster is None


def test_a_line_of_very_many_points_weighs_as_many_marks() -> None:
    dice = random.Random(3)
    rows = "".join(f"{n},{dice.random()}\n" for n in range(12_000))
    text = "data: long.csv\nmark: line\nx: a\ny: b\nalt: z\n"
    assert drawn("chart", text, files={"long.csv": f"a,b\n{rows}"}).figure.raster


def test_the_svg_file_stands_alone() -> None:
    result = drawn("chart", LINE)
    assert result.figure.download
    text = result.store[result.figure.download.digest].decode()
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert [root.findtext(f"{space}{tag}") for tag in ("title", "desc")] == ["Fees.", "A & B"]
    assert "var(" not in text
    assert "#17737a" in text
    assert "sans-serif" in text


def shared_dots(text: str, shared: tuple[str, ...] = ("dots.csv",)) -> Drawn:
    return drawn("chart", text, files=dots(300), shared=shared)


def test_rows_that_several_figures_use_are_stored_once() -> None:
    one = shared_dots(DOTS)
    other = shared_dots(DOTS.replace("x: a\ny: b", "x: b\ny: a"))
    (name, rows), *rest = one.figure.shared
    assert (name, rest) == ("dots.csv", [])
    assert other.figure.shared == one.figure.shared
    assert len(json.loads(one.store[rows.digest])) == 300
    for result in (one, other):
        (data,) = [each for each in json.loads(result.spec)["data"] if each["name"] == name]
        assert data["url"] == f"{rows.digest}.json"
        assert "values" not in data


def test_no_reader_gets_a_column_that_no_figure_names() -> None:
    rows = "".join(f"{n},{n * 7 % 300},{n + 700_000}\n" for n in range(300))
    files = {"dots.csv": f"a,b,salary\n{rows}"}
    result = drawn("chart", DOTS, files=files, shared=("dots.csv",))
    ((_, kept),) = result.figure.shared
    assert json.loads(result.store[kept.digest])[0].keys() == {"a", "b"}
    assert not any(b"700001" in raw for raw in (result.spec, result.store[kept.digest]))


def test_rows_stay_inside_where_a_file_of_their_own_does_not_pay() -> None:
    assert shared_dots(DOTS, shared=()).figure.shared == ()
    assert drawn("chart", LINE, shared=tuple(FILES)).figure.shared == ()
    histogram = "data: dots.csv\nmark: bar\nx: {field: a, bin: true}\ny: count()\nalt: z\n"
    assert drawn("chart", histogram, files=dots(1_200), shared=("dots.csv",)).figure.shared == ()
