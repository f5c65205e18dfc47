"""Values that nobody could draw, told before anybody tries."""

import pytest

from tests.charts.drawing import drawn

HEAD = "data: fees.csv\nalt: x\nmark: bar\nx: fee:N\n"
BAR = f"{HEAD}y: value:Q\n"
MARK = "data: fees.csv\nalt: x\nx: fee:N\ny: value:Q\nmark: "
MISTAKES = {
    BAR + "color: {value: notacolor}": ("15:16", 'no colour "notacolor"'),
    BAR + "color: {field: fee, scale: {range: [red, nope]}}": ("15:42", 'no colour "nope"'),
    MARK + "{type: bar, fill: nope}": ("14:25", 'no colour "nope"'),
    MARK + '{type: text, font: "x\\"/><b>"}\ntext: fee': ("14:26", 'font cannot have " in it'),
    MARK + "{type: text, fontSize: 100000}\ntext: fee": (
        "14:30", "fontSize cannot be 100000"),
    MARK + '{type: point, shape: "M0,0L1e308,1"}': ("14:28", "shape leads out of every drawing"),
    BAR + "facet: fee\ncolumns: -1": ("16:10", "columns cannot be -1"),
    BAR + "facet: fee\ncolumns: 1.5": ("16:10", "columns cannot be 1.5"),
    HEAD + "y: {field: value, scale: {domain: [1]}}": ("14:35", "a scale needs two ends"),
    HEAD + "y: {field: value, type: quantitative, scale: {domain: [x, y]}}": (
        "14:55", 'a scale of numbers cannot begin or end with "x"'),
    HEAD + "y: {field: value, scale: {domain: [0, .inf]}}": ("14:39", "domain cannot be inf"),
    HEAD + "y: ''": ("14:4", "a column is missing here"),
    HEAD + "y: {field: ':Q'}": ("14:12", "a column is missing here"),
    BAR + "params: {p: {slider: [0, 10, 0]}}": ("15:30", "a slider cannot go by 0"),
    BAR + "params: {p: {slider: [9, 2]}}": (
        "15:22", "a slider from 9 to 2 has nowhere to go"),
    BAR + "params: {p: {slider: [0, 9], value: 12}}": ("15:37", "value cannot be 12"),
    BAR + "params: {p: {menu: [a, b], value: c}}": ("15:35", 'value cannot be "c"'),
    BAR + "params: {datum: {slider: [0, 9]}}": ("15:10", 'no param can be called "datum"'),
    "alt: x\ndata: {sequence: {start: 0, stop: 1.0e+9, as: a}}\nmark: bar\nx: a\ny: a": (
        "11:18", "sequence makes 1,000,000,000 rows, too many to draw"),
    BAR + "transform: [{calculate: 'sequence(0, 1e9)', as: q}]": (
        "15:25", "sequence makes 1,000,000,000 numbers, too many to draw"),
    BAR + "transform: [{calculate: \"pad('a', 1e9)\", as: q}]": (
        "15:25", "pad makes a text of 1,000,000,000 letters"),
    BAR + "transform: [{filter: \"test(regexp('(a+)+$'), datum.fee)\"}]": (
        "15:22", "this regular expression may never end"),
    BAR + f"notes: [{{x: low, y: 2, text: {'word ' * 500}}}]": (
        "15:9", "text has 2,499 letters, more than a chart can show"),
    HEAD + "y: {field: value, axis: 5, format: d}": ("14:25", "axis must be a mapping"),
    HEAD + "y: {field: [1]}": ("14:12", "field must be a column"),
    HEAD + "y: false": ("14:4", "y needs a column"),
    HEAD + "y: {field: value, format: ',.25f'}": ("14:27", 'format cannot be ",.25f"'),
    HEAD + "y: {field: value, axis: {tickCount: 1000000000}}": (
        "14:37", "tickCount cannot be 1e+09"),
    "data: fees.csv\nalt: x\nmark: bar\nx: {field: value, bin: {step: 1.0e-6}}\ny: count()": (
        "13:31", "this step makes 10,000,000 bins"),
    BAR + f"title: {'x' * 2_001}": ("15:8", "title has 2,001 letters, more than a chart can show"),
}  # fmt: skip
FINE = [
    BAR + "color: {value: 'rgb(10 20 30 / 50%)'}",
    BAR + "color: {value: 'var(--chart-2)'}\ntitle: {text: a, color: transparent}",
    BAR + "color: {field: fee, scale: {range: ['#abc', steelblue]}}\nresolve: {scale: {x: shared}}",
    MARK + "{type: text, font: \"'Fira Sans', serif\"}\ntext: fee",
    HEAD + "y: {field: value, scale: {domain: ['50', '200']}}",
    HEAD + "y: {field: value, scale: {domain: [0, 200]}}\nparams: {p: {slider: [0, 9, 3]}}",
    BAR + "transform: [{filter: \"test(regexp('^(low|high)+$'), datum.fee)\"}]",
    BAR + 'transform: [{calculate: "length(sequence(0, 10, 2))", as: q}]',
]


@pytest.mark.parametrize("text", MISTAKES)
def test_a_value_that_cannot_be_drawn_has_a_place(text: str) -> None:
    ((place, message, _), *_) = drawn("chart", text).told
    assert (place.removeprefix("content/a.md:"), message) == MISTAKES[text]


@pytest.mark.parametrize("text", FINE)
def test_what_can_be_drawn_is_left_alone(text: str) -> None:
    assert not [each for each in drawn("chart", text).made.problems if each.severity == "error"]


def pasted(values: str, more: str = "") -> str:
    encoding = '"encoding": {"x": {"field": "a", "type": "nominal"}}'
    return f'#| alt: x\n{{"mark": "bar", "data": {{"values": [{values}]}}, {more}{encoding}}}'


TALL = '{"mark": "bar", "data": {"values": [{"a": 1}]}, "width": 600, "height": 9000}'
PASTED = {
    pasted(
        f'{{"a": "{"x" * 50_000}"}}'
    ): '"a" holds a text of 50,000 letters, too long for a chart',
    pasted('{"a": 1}', '"width": 1e9, '): "width cannot be 1e+09",
    pasted('{"a": 1}', '"width": {"step": 1e9}, '): "step cannot be 1e+09",
    pasted('{"a": 1}', '"padding": 1e9, '): "padding cannot be 1e+09",
    f'#| alt: x\n{{"vconcat": [{", ".join([TALL] * 3)}]}}': (
        "this chart would be 610 by 27,050 pixels"
    ),
    '#| alt: x\n{"mark": "geoshape", "data": {"graticule": {"step": [0.001, 0.001]}}}': (
        "graticule makes 77,760,000 points, too many to draw"
    ),
}


@pytest.mark.parametrize("text", PASTED)
def test_so_is_what_is_pasted(text: str) -> None:
    ((place, message, _), *_) = drawn("vega-lite", text).told
    assert message == PASTED[text]
    assert place.startswith("content/a.md:11:")


def test_whole_numbers_of_many_digits_are_drawn() -> None:
    assert drawn("vega-lite", pasted('{"a": 9999999999999999999999999}')).told == []


@pytest.mark.parametrize("cell", ['"b\\0"', '"b\\ud800"', '"b\\ufffe"', "10**400"])
def test_cells_that_python_makes_and_nobody_can_write_have_a_place(cell: str) -> None:
    frame = f'pd.DataFrame({{"a": [{cell}]}}, dtype=object)'
    code = f'alt.Chart({frame}).mark_point().encode(x="a:N")'
    ((place, _, _),) = drawn("altair", f"#| alt: x\n{code}").told
    assert place.startswith("content/a.md:")


def test_what_vega_says_on_standard_error_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    text = f"{BAR}transform: [{{filter: \"test(regexp('('), datum.fee)\"}}]"
    ((_, message, _),) = drawn("chart", text).told
    assert message.startswith("Vega: SyntaxError: Invalid regular expression")
    assert capfd.readouterr().err == ""
