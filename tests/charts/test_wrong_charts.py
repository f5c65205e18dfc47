"""Charts that are wrong, and what their author is told: nothing draws an empty chart."""

import pytest

from tests.charts.drawing import drawn

CHART = """\
data: fees.csv
mark: line
x: year:Q
y: {field: value, type: quantitative, format: "$,.0f"}
color: fee:N
alt: z
"""
PASTE = """\
{"data": {"url": "fees.csv"},
 "mark": "line",
 "encoding": {"x": {"field": "year", "type": "quantitative"},
              "y": {"field": "value", "type": "quantitative"}}}
"""
PYTHON = "#| data: fees.csv\n#| alt: z\n"

CHANGED = [
    ("fees.csv", "fee.csv", "10:7", 'no dataset "fee.csv"', ""),
    ("fees.csv", "https://a.org/b.csv", "10:7", 'no dataset "https://a.org/b.csv"',
     "fetch it once and keep the file beside the post"),
    ("mark: line", "mark: lnie", "11:7", 'no mark "lnie"', 'did you mean "line"?'),
    ("mark: line", "mrak: line", "11:1", 'a chart has no "mrak"', 'did you mean "mark"?'),
    ("mark: line\n", "", "10:1", "a chart needs a mark", "such as: mark: line"),
    ("mark: line", "mark: {type: line, strokewidth: 2}", "11:20",
     'Vega-Lite knows no "strokewidth" here', 'did you mean "strokeWidth"?'),
    ("year:Q", "yaer:Q", "12:4", 'no column "yaer" in fees.csv', 'did you mean "year"?'),
    ("year:Q", "year:W", "12:4", 'no type "W"', "one of Q, T, N, O"),
    ("year:Q", "maen(year)", "12:4", 'no aggregate or time unit "maen"', 'did you mean "mean"?'),
    ("year:Q", "null", "12:4", "x needs a column", "such as: x: year:Q"),
    ("field: value", "field: vlaue", "13:12", 'no column "vlaue" in fees.csv',
     'did you mean "value"?'),
    ("quantitative", "quantitativ", "13:25", 'no type "quantitativ"',
     'did you mean "quantitative"?'),
    ("format:", "formt:", "13:39", 'y has no "formt"', 'did you mean "format"?'),
    ("color: fee", "colour: fee", "14:1", 'a chart has no "colour"', 'did you mean "color"?'),
    ("color: fee", "color: fe", "14:8", 'no column "fe" in fees.csv', 'did you mean "fee"?'),
    ("alt: z", "atl: z", "15:1", 'a chart has no "atl"', 'did you mean "alt"?'),
    ("alt: z", "alt: z\nlive: tuoch", "16:7", 'live cannot be "tuoch"', 'did you mean "touch"?'),
    ("alt: z", "alt: z\nwidth: wied", "16:8", 'width cannot be "wied"', 'did you mean "wide"?'),
    ("alt: z", "alt: z\nheight: tall", "16:9", 'height cannot be "tall"',
     "a number of pixels, such as 300"),
    ("alt: z", "alt: z\ntransform: [{filter: datum.vlaue > 1}]", "16:22",
     'no column "vlaue" in fees.csv', 'did you mean "value"?'),
    ("alt: z", "alt: z\ntransform: [{filter: datum.value > 999}]", "10:7",
     "nothing to draw: no row is left for this chart",
     "is a filter too strict, or a column empty?"),
    ("alt: z", "alt: z\nparams: {a: {slidr: [0, 1]}}", "16:14", 'a param has no "slidr"',
     'did you mean "slider"?'),
    ("alt: z", "alt: z\nparams: {a: {slider: 3}}", "16:22",
     "a slider needs its least and its most", "such as [0, 3, 0.1]"),
    ("alt: z", "alt: z\nparams: {a: {select: legnd}}", "16:22", 'no selection "legnd"',
     'did you mean "legend"?'),
    ("data: fees.csv\n", "", "10:7", "this chart has no data", "name it with data:"),
    ("data: fees.csv", "data: 3", "10:7", "data must name a dataset or be a list of rows",
     "such as: data: fees.csv"),
    ("alt: z", "alt: z\nlayer: 3", "16:8", "layer must be a list of views",
     'each begins with "- mark: …"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "message", "hint"), CHANGED)
def test_a_wrong_chart(old: str, new: str, where: str, message: str, hint: str) -> None:
    assert old in CHART
    result = drawn("chart", CHART.replace(old, new, 1))
    assert result.made.value is None
    assert result.told == [(f"content/a.md:{where}", message, hint)]


PASTED = [
    ('"line"', '"lien"', "11:10", 'no mark "lien"', 'did you mean "line"?'),
    ('"encoding"', '"encodng"', "12:2", 'Vega-Lite knows no "encodng" here',
     'did you mean "encoding"?'),
    ('"x":', '"xx":', "12:15", 'Vega-Lite knows no "xx" here', 'did you mean "x"?'),
    ('"year"', '"yaer"', "12:30", 'no column "yaer" in fees.csv', 'did you mean "year"?'),
    ('"type": "q', '"typ": "q', "12:38", 'Vega-Lite knows no "typ" here', 'did you mean "type"?'),
    ('"quantitative"', '"qantitative"', "12:46", 'no type "qantitative"',
     'did you mean "quantitative"?'),
    ("fees.csv", "fee.csv", "10:18", 'no dataset "fee.csv"', ""),
    ('"line",', '"line"', "12:2", "not JSON: expecting ',' delimiter",
     "is a comma missing before this?"),
    ('"mark": "line"', '"name": "line"', "10:1", 'this chart has no "mark"',
     "it needs one of mark, layer, facet, hconcat, vconcat, concat, repeat"),
    ('"mark"', '"mrak"', "11:2", 'Vega-Lite knows no "mrak" here', 'did you mean "mark"?'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "message", "hint"), PASTED)
def test_a_wrong_paste(old: str, new: str, where: str, message: str, hint: str) -> None:
    assert old in PASTE
    result = drawn("vega-lite", PASTE.replace(old, new, 1))
    errors = [told for told in result.told if "alt" not in told[1]]
    assert result.made.value is None
    assert errors == [(f"content/a.md:{where}", message, hint)]


def test_a_misspelt_option_of_a_paste() -> None:
    result = drawn("vega-lite", "#| captoin: a\n" + PASTE)
    assert result.told == [
        ("content/a.md:10:4", 'no option "captoin"', 'did you mean "caption"?')
    ]  # fmt: skip


def test_an_exhibit_is_not_taken_for_a_chart() -> None:
    result = drawn("exhibit", "module: lens.js\n")
    hint = "charts are chart, vega-lite and altair"
    assert result.told == [("content/a.md:9", "exhibits cannot be shown yet", hint)]


SCRIPTS = [
    ("alt.Chart(fees).mark_lin()", "12:1",
     "AttributeError: 'Chart' object has no attribute 'mark_lin'", 'did you mean "mark_line"?'),
    ("alt.Chart(fee)", "12:11", "NameError: name 'fee' is not defined", 'did you mean "fees"?'),
    ("def f():\n    raise KeyError('x')\n\nf()", "13:5", "KeyError: 'x'", ""),
    ("raise SystemExit(3)\nfees", "12:1", "SystemExit: 3", ""),
    ("x = (\n", "12:5", "not Python: '(' was never closed", ""),
    ("x = 1", "12:1", "the last line must be the chart itself", "such as: chart"),
    ("x = 1\nx", "13:1", "the last line is not a chart",
     "its last expression must be an Altair chart"),
    ("alt.Chart(fees).mark_bar().encode(x='yaer:Q')", "12:38", 'no column "yaer" in the data',
     'did you mean "year"?'),
    ("alt.Chart(fees[fees.value > 999]).mark_bar().encode(x='year:Q')", "12:1",
     "nothing to draw: no row is left for this chart",
     "is a filter too strict, or a column empty?"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "where", "message", "hint"), SCRIPTS)
def test_a_wrong_script(code: str, where: str, message: str, hint: str) -> None:
    result = drawn("altair", PYTHON + code)
    assert result.made.value is None
    assert result.told == [(f"content/a.md:{where}", message, hint)]


def test_a_missing_alt_is_written_and_said() -> None:
    result = drawn("chart", CHART.replace("alt: z", ""))
    written = "Line chart of value by year, by fee. Value from 100 to 110; year from 2001 to 2002."
    assert result.figure.alt == written
    (problem,) = result.made.problems
    assert (problem.severity, str(problem.place)) == ("warning", "content/a.md:9")
    assert problem.source == "```chart {#c}"
