import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from generator.charts.chart import load
from generator.engine import Blob, Made
from generator.site.look import Look
from tests.charts.drawing import drawn

LINE = "data: fees.csv\nmark: line\nx: year:T\ny: value\ncolor: fee\nalt: z\n"
BAR = "data: fees.csv\nmark: bar\nx: fee\ny: sum(value)\nalt: z\n"


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        BAR,
        (
            "data: fees.csv\nalt: z\nlayer:\n  - {mark: line, x: year, y: value, color: fee}\n"
            "  - {mark: rule, y: 105}\n"
        ),
    ],
)
def test_a_short_chart_is_drawn(text: str) -> None:
    result = drawn("chart", text)
    assert not result.made.problems
    root = ET.fromstring(result.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "z"
    assert result.store[result.figure.png.digest].startswith(b"\x89PNG")
    assert json.loads(result.spec)["$schema"].endswith("/vega/v6.json")


def test_a_chart_fills_its_box() -> None:
    figure = drawn("chart", LINE).figure
    assert (figure.width, figure.height) == (680, 300)
    wide = drawn("chart", LINE + "width: wide\nheight: 200\n").figure
    assert (wide.width, wide.height, wide.frame.options.size) == (968, 200, "wide")
    contained = '{"width": "container", "height": 90, "data": {"url": "fees.csv"}, "mark": "bar"'
    assert drawn("vega-lite", contained + "}").figure.width == 680


def test_colours_and_fonts_stay_css_variables() -> None:
    result = drawn("chart", LINE)
    assert 'stroke="var(--chart-1)"' in result.svg
    assert 'fill="var(--text-muted)"' in result.svg
    assert 'font-family="var(--font-chart)"' in result.svg
    assert b'"var(--chart-1)"' in result.spec
    assert b'"var(--font-chart)"' in result.spec
    assert "Liberation" not in result.svg
    assert b"Liberation" not in result.spec


def test_the_svg_suits_a_strict_policy_and_a_shared_page() -> None:
    text = LINE.replace("mark: line", "mark: {type: line, clip: true}")
    svg = drawn("chart", text, "fees").svg
    assert not re.search(r" style=|xlink|<\?xml| class=", svg)
    ids = re.findall(r' id="([^"]+)"', svg)
    assert ids
    assert all(each.startswith("fees-") for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


def test_what_clips_is_kept_although_it_is_not_painted() -> None:
    paste = (
        '{"data": {"url": "fees.csv"}, "mark": {"type": "bar", "cornerRadiusEnd": 2},'
        ' "encoding": {"x": {"field": "value", "type": "quantitative", "stack": "zero"},'
        ' "y": {"field": "fee", "type": "nominal"}}}'
    )
    svg = drawn("vega-lite", f"#| alt: c\n{paste}").svg
    assert "<clipPath" in svg
    assert not re.search(r"<clipPath[^>]*(?:/>|></clipPath>)", svg)


def test_columns_that_nothing_uses_stay_at_home() -> None:
    assert b"2020-01-15" not in drawn("chart", LINE).spec


def test_a_chart_that_stays_still_has_no_live_part() -> None:
    figure = drawn("chart", LINE + "live: never\nparams: {a: {slider: [0, 1]}}\n").figure
    assert figure.spec is None
    assert figure.controls == ""


def test_options_stand_before_pasted_specifications() -> None:
    paste = '{"data": {"url": "fees.csv"}, "mark": "bar", "encoding": {"x": {"field": "fee"}}}'
    result = drawn("vega-lite", f'#| caption: "A: b"\n#| alt: c\n#| live: touch\n{paste}')
    figure = result.figure
    assert (figure.frame.caption.html, figure.alt, figure.frame.options.live) == (
        "A: b",
        "c",
        "touch",
    )
    assert not result.made.problems


def test_an_altair_block_sees_its_datasets() -> None:
    code = (
        "#| data: fees.csv\n#| alt: z\n#| echo: true\n"
        "last = fees.groupby('fee', as_index=False).value.max()\n"
        "alt.Chart(last).mark_bar().encode(x='value', y='fee')\n"
    )
    result = drawn("altair", code)
    assert not result.made.problems
    assert result.figure.frame.echo.startswith("last = ")
    assert "#|" not in result.figure.frame.echo
    assert result.svg.count('fill="var(--chart-1)"') == 2


def test_a_year_is_a_year_and_a_day_its_own() -> None:
    svg = drawn("chart", LINE).svg
    assert ">2001<" in svg
    assert ">2002<" in svg
    assert ">1970<" not in svg


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_the_drawing_is_the_same_in_every_time_zone(zone: str) -> None:
    code = (
        "from tests.charts.drawing import drawn; import hashlib; "
        "t='data: fees.csv\\nmark: bar\\nx: yearmonthdate(day)\\ny: value\\nalt: z\\n'; "
        "print(hashlib.sha256(drawn('chart', t).svg.encode()).hexdigest())"
    )

    def in_zone(name: str) -> str:
        command = [sys.executable, "-c", code]
        environment = {**os.environ, "TZ": name, "PYTHONPATH": "."}
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=environment
        ).stdout

    assert in_zone(zone) == in_zone("UTC")


FEES = """\
height: 300
params:
  - name: saving
    value: 100
    bind: {input: range, min: 10, max: 1000, step: 10, name: Saving, format: "$,.0f"}
  - {name: yearly, value: 7, bind: {input: range, min: 0, max: 12, step: 0.1, name: Return}}
  - {name: years, value: 25, bind: {input: range, min: 1, max: 40, step: 1, name: Years}}
data: {sequence: {start: 0, stop: 481, as: month}}
transform:
  - {filter: "datum.month <= years * 12"}
  - {calculate: "[0, 0.2, 1, 2]", as: fee}
  - {flatten: [fee]}
  - {calculate: "(yearly - datum.fee) / 1200", as: rate}
  - {calculate: "saving * (pow(1 + datum.rate, datum.month) - 1) / datum.rate", as: value}
encoding:
  x: {field: month, type: quantitative}
  y: {field: value, type: quantitative}
layer:
  - {mark: line, encoding: {color: {field: fee, type: nominal}}}
  - transform:
      - {filter: "datum.month == years * 12"}
      - {calculate: "format(datum.value, '$,.0f')", as: label}
    mark: {type: text, align: left}
    encoding: {text: {field: label}}
"""


def test_the_fee_curves_end_where_they_should() -> None:
    result = drawn("vega-lite", f"#| alt: z\n{FEES}", "fees")
    (told,) = result.told
    assert told[1].startswith('#fees: "$81,007" and "$78,490", ')  # they end close to each other
    ends = re.findall(r">(\$\d+,\d{3})</text>", result.svg)
    assert ends[-4:] == ["$81,007", "$78,490", "$69,299", "$59,551"]
    curves = re.findall(r'<path d="([^"]{900,})"[^>]*stroke="var\(--chart-\d\)"', result.svg)
    assert len(curves) == 4
    for curve in curves:
        heights = [float(y) for y in re.findall(r",(-?[\d.]+)", curve)]
        assert all(above <= below for below, above in pairwise(heights))


def test_the_sliders_stand_in_the_page() -> None:
    figure = drawn("vega-lite", f"#| alt: z\n{FEES}", "fees").figure
    assert figure.controls.count('type="range"') == 3
    assert '<output data-format="$,.0f">$100</output>' in figure.controls
    assert "style" not in figure.controls


def test_what_is_loaded_for_a_first_chart_has_drawn_one() -> None:
    def no_blob(blob: Blob) -> bytes:
        raise KeyError(blob.digest)

    assert load(Look(), no_blob) == Made(value=True)


TIMES = '[{at: "2024-01-01T20:00:00+00:00", v: 1}, {at: "2024-01-02T20:00:00+00:00", v: 2}]'
WITH_TIMES = {
    "chart": f"data: {TIMES}\nlabels: false\nmark: line\nx: at\ny: v\n",
    "layers": f"chart|layer:\n  - data: {TIMES}\n    mark: line\n    x: at\n    y: v\n",
    "vega-lite": f"data: {{values: {TIMES}}}\nmark: line\nencoding: "
    "{x: {field: at, type: temporal}, y: {field: v, type: quantitative}}\n",
    "infographic": f"panels:\n  - chart: {{data: {TIMES}, mark: line, x: at, y: v}}\n",
}


@pytest.mark.parametrize("kind", WITH_TIMES)
def test_times_that_stand_in_a_block_are_shown_by_the_clocks_of_the_site(kind: str) -> None:
    named, _, text = WITH_TIMES[kind].rpartition("|")
    figure = drawn(named or kind, text, timezone="Asia/Tokyo")
    assert b"2024-01-02T05:00:00" in figure.spec
    assert b"20:00" not in figure.spec
