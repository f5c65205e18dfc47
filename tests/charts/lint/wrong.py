"""Wrong charts of all three kinds, and what their author is to be told of each."""

from typing import NamedTuple

from generator.problems import Severity
from tests.charts.drawing import FILES as FEES

CHART = """\
data: fees.csv
mark: line
x: year:Q
y: {field: value, type: quantitative, format: "$,.0f"}
color: fee:N
alt: z
"""
BARS = """\
data: fees.csv
mark: bar
x: fee
y: {field: value, aggregate: sum, format: ",.0f"}
alt: z
"""
PASTE = """\
{"data": {"url": "fees.csv"},
 "mark": "line",
 "encoding": {"x": {"field": "year", "type": "quantitative"},
              "y": {"field": "value", "type": "quantitative"}}}
"""
_ROWS = "".join(
    f"n{n},{n},{5 - n},,2020-01-{n + 1:02},{'x' if n == 3 else n},January {n + 1} 2000\n"
    for n in range(12)
)
FILES = {**FEES, "mixed.csv": f"name,zero,loss,gap,day,part,when\n{_ROWS}"}


class Case(NamedTuple):
    """A wrong block; its first line is line 10 of the file."""

    kind: str
    text: str
    where: str
    message: str
    hint: str
    severity: Severity = "error"


class Wrong(NamedTuple):
    kind: str
    text: str


Told = tuple[Wrong, str, str, str]
"""A wrong block, and the place, the message and the hint that it gets."""


def chart(old: str, new: str, base: str = CHART) -> Wrong:
    assert old in base
    return Wrong("chart", base.replace(old, new, 1))


def more(line: str) -> Wrong:
    return Wrong("chart", f"{CHART}{line}\n")


def bars(old: str, new: str) -> Wrong:
    return chart(old, new, BARS)


def mixed(text: str) -> Wrong:
    return Wrong("chart", f"data: mixed.csv\n{text}alt: z\n")


def paste(old: str, new: str, options: str = "#| alt: z\n") -> Wrong:
    assert old in PASTE
    return Wrong("vega-lite", options + PASTE.replace(old, new, 1))


def option(line: str) -> Wrong:
    return Wrong("vega-lite", f"#| alt: z\n{line}\n{PASTE}")


def script(code: str, options: str = "") -> Wrong:
    return Wrong("altair", f"#| data: fees.csv, mixed.csv\n#| alt: z\n{options}{code}")


_ERRORS: list[Told] = [
    (chart("fees.csv", "fee.csv"), "10:7", 'no dataset "fee.csv"',
     "put its file beside the post"),
    (chart("fees.csv", "https://a.org/b.csv"),
     "10:7", 'no dataset "https://a.org/b.csv"', "fetch it once and keep the file beside the post"),
    (chart("data: fees.csv\n", ""), "10:7", "this chart has no data", "name it with data:"),
    (chart("data: fees.csv", "data: 3"),
     "10:7", "data must name a dataset or be a list of rows", "such as: data: fees.csv"),
    (chart("mark: line", "mark: lnie"), "11:7", 'no mark "lnie"', 'did you mean "line"?'),
    (chart("mark: line", "mark: {type: lnie}"), "11:14", 'no mark "lnie"', 'did you mean "line"?'),
    (chart("mark: line", "mrak: line"), "11:1", 'a chart has no "mrak"', 'did you mean "mark"?'),
    (chart("mark: line\n", ""), "10:1", "a chart needs a mark", "such as: mark: line"),
    (chart("mark: line", "mark: {type: line, strokewidth: 2}"),
     "11:20", 'Vega-Lite knows no "strokewidth" here', 'did you mean "strokeWidth"?'),
    (chart("year:Q", "yaer:Q"), "12:4", 'no column "yaer" in fees.csv', 'did you mean "year"?'),
    (chart("year:Q", "year:W"), "12:4", 'no type "W"', "one of Q, T, N, O"),
    (chart("year:Q", "maen(year)"),
     "12:4", 'no aggregate or time unit "maen"', 'did you mean "mean"?'),
    (chart("year:Q", "null"), "12:4", "x needs a column", "such as: x: year:Q"),
    (chart("year:Q", "{field: year, sort: -vlaue}"),
     "12:24", 'nothing to sort by named "vlaue"', 'did you mean "value"?'),
    (chart("field: value", "field: vlaue"),
     "13:12", 'no column "vlaue" in fees.csv', 'did you mean "value"?'),
    (chart("field: value", "field: value, stack: normalise"),
     "13:26", 'stack cannot be "normalise"', 'did you mean "normalize"?'),
    (chart("field: value", "field: value, scale: {domin: [0, 1]}"),
     "13:27", 'Vega-Lite knows no "domin" here', 'did you mean "domain"?'),
    (chart("field: value", "field: value, scale: lgo"),
     "13:26", 'no type "lgo"', 'did you mean "log"?'),
    (chart("quantitative", "quantitativ"),
     "13:25", 'no type "quantitativ"', 'did you mean "quantitative"?'),
    (chart("format:", "formt:"), "13:39", 'y has no "formt"', 'did you mean "format"?'),
    (chart('"$,.0f"', '"$,.0ff"'),
     "13:47", 'format cannot be "$,.0ff"', "a number's is such as ,.0f or $,.2f or .1%"),
    (chart('"$,.0f"', '"%Y"'),
     "13:47", 'format cannot be "%Y"', 'this is for dates: is the column "type: temporal"?'),
    (chart("year:Q", '{field: day, format: ",.0f"}'),
     "12:25", 'format ",.0f" would write every date alike', "a date's is such as %Y or %d %b %Y"),
    (chart("color: fee", "colour: fee"),
     "14:1", 'a chart has no "colour"', 'did you mean "color"?'),
    (chart("color: fee", "color: fe"), "14:8", 'no column "fe" in fees.csv', 'did you mean "fee"?'),
    (chart("color: fee:N", "color: {field: fee, scale: {scheme: categry10}}"),
     "14:37", 'no scheme "categry10"', 'did you mean "category10"?'),
    (chart("alt: z", "atl: z"), "15:1", 'a chart has no "atl"', 'did you mean "alt"?'),
    (more("live: tuoch"), "16:7", 'live cannot be "tuoch"', 'did you mean "touch"?'),
    (more("width: wied"), "16:8", 'width cannot be "wied"', 'did you mean "wide"?'),
    (more("height: tall"), "16:9", 'height cannot be "tall"', "a number of pixels, such as 300"),
    (more("caption: [a]"),
     "16:10", "caption must be a text", "a text with a colon in it needs quotes"),
    (more("source: {nam: Eurostat}"), "16:10", 'a source has no "nam"', 'did you mean "name"?'),
    (more("source: {url: https://a.org}"),
     "16:9", "a source needs a name", "such as: {name: Eurostat, url: …}"),
    (more("as_of: 2026-13"),
     "16:8", 'as_of cannot be "2026-13"', "such as 2026-03-01, 2026-03 or 2026"),
    (more("as_of: last May"),
     "16:8", 'as_of cannot be "last May"', "such as 2026-03-01, 2026-03 or 2026"),
    (more("download: [csv, sgv]"), "16:17", 'no download "sgv"', 'did you mean "svg"?'),
    (more("table: maybe"), "16:8", 'table cannot be "maybe"', "true or false"),
    (more("link: perhaps"), "16:7", 'link cannot be "perhaps"', "true or false"),
    (more("cornerRadius: 2"),
     "16:1", 'a chart has no "cornerRadius"',
     "it belongs to the mark: {type: line, cornerRadius: …}"),
    (more("stack: zero"),
     "16:1", 'a chart has no "stack"', "it belongs to a channel: y: {field: value, stack: …}"),
    (more("labels: true"), "16:9", "labels are for bars and pies",
     "lines have labels: end; for others use a layer with mark: text"),
    (more("transform: [{filter: datum.vlaue > 1}]"),
     "16:22", 'no column "vlaue" in fees.csv', 'did you mean "value"?'),
    (more("transform: [{filter: datum.value > 999}]"),
     "10:7", "nothing to draw: no row is left for this chart",
     "is a filter too strict, or a column empty?"),
    (more("transform: [{filter: datum.value > lest}]\nparams: {least: {slider: [0, 1]}}"),
     "16:22", 'no param "lest"', 'did you mean "least"?'),
    (more("opacity: {condition: {param: pik, value: 1}, value: 0.2}\n"
          "params: {pick: {select: legend}}"),
     "16:30", 'no param "pik"', 'did you mean "pick"?'),
    (more("params: {a: {slidr: [0, 1]}}"),
     "16:14", 'a param has no "slidr"', 'did you mean "slider"?'),
    (more("params: {a: {slider: 3}}"),
     "16:22", "a slider needs its least and its most", "such as [0, 3, 0.1]"),
    (more("params: {a: {menu: []}}"),
     "16:20", "a menu needs a list of choices", "such as [low, high]"),
    (more("params: {a: {select: legnd}}"),
     "16:22", 'no selection "legnd"', 'did you mean "legend"?'),
    (more("params: 3"), "16:9", "params must be names with their sliders or menus",
     "such as: {year: {slider: [2001, 2026]}}"),
    (more("layer: 3"), "16:8", "layer must be a list of views", 'each begins with "- mark: …"'),
    (more("lines: 3"), "16:8", "lines must be a list", 'each begins with "- y: …" or "- x: …"'),
    (more("lines: [{y: 100, lable: a}]"),
     "16:18", 'a line has no "lable"', 'did you mean "label"?'),
    (more("lines: [{label: a}]"), "16:9", "a line stands at x or at y", "such as: {y: 100}"),
    (more("lines: [{y: low}]"), "16:13", '"low" is not a number', "y is an axis of numbers"),
    (more("lines: [{y: [1, 2, 3]}]"), "16:13", "a band needs two ends", "such as: [2008, 2009]"),
    (more("lines: [{y: 1, anchor: strat}]"),
     "16:24", 'anchor cannot be "strat"', 'did you mean "start"?'),
    (chart("year:Q", "day:T\nlines: [{x: soon}]"),
     "13:13", '"soon" is not a date', "such as 2026-03-01"),
    (more("notes: {x: 1}"),
     "16:8", "notes must be a list", "such as: - {x: 2008, y: 97, text: What happened}"),
    (more("notes: [{x: 2001, y: 3, txt: a}]"),
     "16:25", 'a note has no "txt"', 'did you mean "text"?'),
    (more("notes: [{x: 2001, text: a}]"),
     "16:9", "a note needs y", "such as: {x: 2008, y: 97, text: What happened}"),
    (more("notes: [{x: 2001, y: 3, text: a, anchor: abov}]"),
     "16:42", 'anchor cannot be "abov"', 'did you mean "above"?'),
    (mixed("mark: point\nx: name:Q\ny: zero\n"),
     "12:4", '"name" is text, not numbers',
     'its first value is "n0"; such a column is "type: nominal"'),
    (mixed("mark: point\nx: name:T\ny: zero\n"),
     "12:4", '"name" holds no dates', 'its first value is "n0"; such a column is "type: nominal"'),
    (mixed("mark: point\nx: gap\ny: zero\n"),
     "12:4", 'the column "gap" is empty', "show another, or fill it"),
    (mixed("mark: line\nx: day\ny: {field: zero, scale: log}\n"),
     "13:25", 'a log scale cannot show 0, which is in "zero"',
     'use "type: symlog", or filter such rows away'),
    (mixed("mark: pie\ntheta: loss\n"),
     "12:8", 'a slice cannot be negative, and "loss" goes down to -6',
     "bars can show it: mark: bar"),
    (mixed("mark: pie\ncolor: name\n"),
     "11:7", "a pie needs theta: how large each slice is", "such as: theta: sum(value)"),
    (mixed("mark: heatmap\nx: name\ny: day\n"),
     "11:7", "a heatmap needs color: what each cell shows", "such as: color: mean(value)"),
    (mixed("mark: boxplot\ncolor: name\n"),
     "11:7", "a boxplot needs y: the numbers that it sums up", "such as: y: value:Q"),
    (paste("fees.csv", "fee.csv"), "11:18", 'no dataset "fee.csv"',
     "put its file beside the post"),
    (paste('"line",', '"line"'),
     "13:2", "not JSON: expecting ',' delimiter", "is a comma missing before this?"),
    (paste('"line"', '"lien"'), "12:10", 'no mark "lien"', 'did you mean "line"?'),
    (paste('"mark"', '"mrak"'), "12:2", 'Vega-Lite knows no "mrak" here', 'did you mean "mark"?'),
    (paste('"mark": "line"', '"name": "line"'),
     "11:1", 'this chart has no "mark"',
     "it needs one of mark, layer, facet, hconcat, vconcat, concat, repeat"),
    (paste('"encoding"', '"encodng"'),
     "13:2", 'Vega-Lite knows no "encodng" here', 'did you mean "encoding"?'),
    (paste('"x":', '"xx":'), "13:15", 'Vega-Lite knows no "xx" here', 'did you mean "x"?'),
    (paste('"year"', '"yaer"'), "13:30", 'no column "yaer" in fees.csv', 'did you mean "year"?'),
    (paste('"type": "q', '"typ": "q'),
     "13:38", 'Vega-Lite knows no "typ" here', 'did you mean "type"?'),
    (paste('"quantitative"', '"qantitative"'),
     "13:46", 'no type "qantitative"', 'did you mean "quantitative"?'),
    (paste('"value"', '"fee"'),
     "14:45", '"fee" is text, not numbers',
     'its first value is "low"; such a column is "type: nominal"'),
    (paste('"year", "type": "quantitative"', '"fee", "type": "temporal"'),
     "13:45", '"fee" holds no dates', 'its first value is "low"; such a column is "type: nominal"'),
    (paste('"year",', '"year", "axis": {"format": ",.0ff"},'),
     "13:57", 'format cannot be ",.0ff"', "a number's is such as ,.0f or $,.2f or .1%"),
    (paste('"year",', '"year", "scale": {"type": "lgo"},'),
     "13:56", 'no type "lgo"', 'did you mean "log"?'),
    (paste('"mark"', '"params": [{"name": "pick", "select": "point"}],\n'
                    ' "transform": [{"filter": {"param": "pik"}}], "mark"'),
     "13:37", 'no param "pik"', 'did you mean "pick"?'),
    (paste('"mark"', '"transform": [{"calculate": "datum.vlaue * 2", "as": "twice"}], "mark"'),
     "12:30", 'no column "vlaue" in fees.csv', 'did you mean "value"?'),
    (paste('"mark"', '"transform": [{"filter": "datum.value > 999"}], "mark"'),
     "11:10", "nothing to draw: no row is left for this chart",
     "is a filter too strict, or a column empty?"),
    (option("#| captoin: a"), "11:4", 'no option "captoin"', 'did you mean "caption"?'),
    (option("#| caption"), "11:1", "this option has no value", "such as: #| alt: A line."),
    (option("#| as_of: May"),
     "11:11", 'as_of cannot be "May"', "such as 2026-03-01, 2026-03 or 2026"),
    (option("#| download: csv, pgn"), "11:19", 'no download "pgn"', 'did you mean "png"?'),
    (option("#| source: {name: a, licnce: b}"),
     "11:22", 'a source has no "licnce"', 'did you mean "licence"?'),
    (option("#| live: vissible"), "11:10", 'live cannot be "vissible"', 'did you mean "visible"?'),
    (script("alt.Chart(fees).mark_lin()"),
     "12:1", "AttributeError: 'Chart' object has no attribute 'mark_lin'",
     'did you mean "mark_line"?'),
    (script("alt.Chart(fee)"),
     "12:11", "NameError: name 'fee' is not defined", 'did you mean "fees"?'),
    (script("def f():\n    raise KeyError('x')\n\nf()"), "13:5", "KeyError: 'x'", ""),
    (script("raise SystemExit(3)\nfees"), "12:1", "SystemExit: 3", ""),
    (script("x = (\n"), "12:5", "not Python: '(' was never closed", ""),
    (script("x = 1"), "12:1", "the last line must be the chart itself", "such as: x"),
    (script("x = 1\nx"),
     "13:1", "the last line is not a chart", "its last expression must be an Altair chart"),
    (script("alt.Chart(fees).mark_bar().encode(x='yaer:Q')"),
     "12:38", 'no column "yaer" in the data', 'did you mean "year"?'),
    (script("alt.Chart(fees[fees.value > 999]).mark_bar().encode(x='year:Q')"),
     "12:1", "nothing to draw: no row is left for this chart",
     "is a filter too strict, or a column empty?"),
    (script("alt.Chart(fees).mark_bar(colr='red').encode(x='fee')"),
     "12:26", 'MarkDef has no "colr"', 'did you mean "color"?'),
    (script("alt.Chart(fees).mark_bar().encode(x='fee', yy='value')"),
     "12:44", 'no channel "yy"', 'did you mean "y"?'),
    (script("alt.Chart(fees).mark_bar().encode(x='fee', y='maen(value)')"),
     "12:47", 'no aggregate or time unit "maen"', 'did you mean "mean"?'),
    (script("alt.Chart(fees).mark_bar().encode(alt.Y('value').scale(domin=[0, 1]))"),
     "12:56", 'Scale has no "domin"', 'did you mean "domain"?'),
    (script("alt.Chart(fees).mark_bar().encode(alt.Y('value').scale(type='lgo'))"),
     "12:62", 'no type "lgo"', 'did you mean "log"?'),
    (script("alt.Chart(fees).mark_bar().encode(y='value').properties(widht=300)"),
     "12:57", 'Chart has no "widht"', 'did you mean "width"?'),
    (script("alt.Chart(fees).mark_bar().encode(y='value').transform_filter('datum.vlaue > 3')"),
     "12:64", 'no column "vlaue" in the data', 'did you mean "value"?'),
    (script("alt.Chart(fees).mark_bar().encode(alt.Y('value').axis(format='%Y'))"),
     "12:63", 'format cannot be "%Y"', 'this is for dates: is the column "type: temporal"?'),
    (script("alt.Chart(mixed).mark_point().encode(x='name:Q', y='zero')"),
     "12:41", '"name" is text, not numbers',
     'its first value is "n0"; such a column is "type: nominal"'),
    (script("alt.Chart(mixed).mark_point().encode(x='name:T', y='zero')"),
     "12:41", '"name" holds no dates', 'its first value is "n0"; such a column is "type: nominal"'),
    (script("alt.Chart(mixed).mark_point().encode(x='gap:Q', y='zero')"),
     "12:41", 'the column "gap" is empty', "show another, or fill it"),
    (script("alt.Chart(mixed).mark_line().encode(x='day', y=alt.Y('zero').scale(type='log'))"),
     "12:74", 'a log scale cannot show 0, which is in "zero"',
     'use "type: symlog", or filter such rows away'),
    (script("alt.Chart(mixed).mark_arc().encode(theta='loss:Q')"),
     "12:43", 'a slice cannot be negative, and "loss" goes down to -6',
     "bars can show it: mark: bar"),
    (script("alt.Chart(fees).mark_tick().encode(x='value')", "#| captoin: a\n"),
     "12:4", 'no option "captoin"', 'did you mean "caption"?'),
    (script("alt.Chart(fees).mark_tick().encode(x='value')", "#| as_of: soon\n"),
     "12:11", 'as_of cannot be "soon"', "such as 2026-03-01, 2026-03 or 2026"),
]  # fmt: skip
_WARNINGS: list[Told] = [
    (bars(", format", ", scale: {domain: [100, 300]}, format"),
     "13:51", "the bars do not start at zero, so their lengths mislead",
     'leave "domain" out, or draw points'),
    (bars(", format", ", scale: {domainMin: 50}, format"),
     "13:54", "the bars do not start at zero, so their lengths mislead",
     'leave "domainMin" out, or draw points'),
    (bars(", format", ", scale: log, format"),
     "13:42", "the bars cannot be seen: a log scale has no zero that they begin at",
     "draw points, or take a scale that has one: symlog"),
    (bars(", format", ", scale: {zero: false}, format"),
     "13:49", "the bars do not start at zero, so their lengths mislead",
     'leave "zero" out, or draw points'),
    (chart("mark: line", "mark: area",
           CHART.replace("format", "stack: none, scale: {zero: false}, format")),
     "13:66", "the areas do not start at zero, so their heights mislead",
     'leave "zero" out, or draw a line'),
    (bars("mark: bar", 'mark: {type: bar, color: "#fffbe0"}'),
     "11:26", '"#fffbe0" is hard to see on the light page: contrast 1.0, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (chart("color: fee:N", "color: {value: navy}"),
     "14:16", '"navy" is hard to see on the dark page: contrast 1.1, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (chart("color: fee:N", 'color: {field: fee, scale: {range: ["#17737a", "#101820"]}}'),
     "14:48", '"#101820" is hard to see on the dark page: contrast 1.0, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (mixed('mark: text\nx: zero\ny: loss\ntext: name\ncolor: {value: "#888"}\n'),
     "15:16", '"#888" is hard to see on the light page: contrast 3.2, and 4.5 is needed',
     "without a colour it takes the theme's, which suits both"),
    (mixed("mark: point\nx: zero\ny: loss\ncolor: name\n"),
     "14:8", '"name" has 12 values, more hues than anyone can tell apart',
     "keep the most important, or set them side by side: facet"),
    (mixed("mark: point\nx: zero\ny: part:Q\n"),
     "13:4",
     '"part" is not all numbers: 1 of its 12 values is not, such as "x" (content/mixed.csv:5:20)',
     ('they are left out; leave such a cell empty, or say that these are texts: '
     'types: {part: "text"}, beside file: mixed.csv in the front matter')),
    (mixed("mark: line\nx: when:N\ny: zero\n"),
     "12:4", 'the dates of "when" are drawn as 12 names', 'make it temporal: "T"'),
    (more('lines: [{y: 100, color: "#ffeb99"}]'),
     "16:25", '"#ffeb99" is hard to see on the light page: contrast 1.1, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (paste('"mark": "line"', '"mark": {"type": "bar", "color": "whitesmoke"}'),
     "12:35", '"whitesmoke" is hard to see on the light page: contrast 1.0, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (paste('"mark"', '"datasets": {"a": [{"b": 1}]}, "mark"'),
     "12:15", 'nothing uses the dataset "a"', 'a view uses it with "data": {"name": "a"}'),
    (paste('"mark"', '"mark"', ""),
     "9", "this figure has no alt text",
     "it now reads: Line chart of value by year. The values lie between 100 and 110."),
    (script("alt.Chart(mixed).mark_point().encode(x='zero', y='loss', color='name')"),
     "12:65", '"name" has 12 values, more hues than anyone can tell apart',
     "keep the most important, or set them side by side: facet"),
    (script("alt.Chart(fees).mark_bar(color='ivory').encode(x='fee', y='sum(value)')"),
     "12:33", '"ivory" is hard to see on the light page: contrast 1.1, and 3 is needed',
     "a variable of the theme, such as var(--chart-2), suits both"),
    (script("alt.Chart(fees).mark_bar().encode(x='fee',"
            " y=alt.Y('sum(value)').scale(domain=[100, 300]))"),
     "12:57", "the bars do not start at zero, so their lengths mislead",
     'leave "domain" out, or draw points'),
]  # fmt: skip


def _cases(rows: list[Told], severity: Severity) -> list[Case]:
    return [Case(*wrong, where, message, hint, severity) for wrong, where, message, hint in rows]


CASES = [*_cases(_ERRORS, "error"), *_cases(_WARNINGS, "warning")]
