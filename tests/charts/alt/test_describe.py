"""The alternative texts that are written where an author gave none."""

import re

import pytest
from msgspec import structs

from generator.charts.alt.phrases import ENGLISH, Phrases
from generator.charts.alt.voices import voice_of
from generator.data.words import Words
from tests.charts.drawing import drawn
from tests.spoken import spoken

VOTES = "year,party,share\n" + "".join(
    f"{year},{party},{share}\n"
    for year, shares in ((2014, (31, 23, 13)), (2018, (28, 20, 18)), (2022, (30, 19, 21)))
    for party, share in zip(("Social Democrats", "Moderates", "Greens"), shares, strict=True)
)
PRICES = "day,price\n2020-01-01,10\n2020-02-01,40\n2020-03-01,5\n2020-04-01,20\n"
POINTS = "a,b\n" + "".join(f"{n},{2 * n + n % 3}\n" for n in range(20))
GROUPS = "g,v\n" + "".join(f"{g},{n}\n" for g, top in (("p", 9), ("q", 5)) for n in range(top))
TIED = "a,b\nx,7\ny,7\nz,1\nu,2\nv,3\nw,4\nt,5\n"
EMPTY_NAME = "a,b\nx,3\n,1\n"
FILES = {"votes.csv": VOTES, "prices.csv": PRICES, "points.csv": POINTS, "groups.csv": GROUPS,
         "tied.csv": TIED, "hole.csv": EMPTY_NAME}  # fmt: skip

TEXTS = [
    ("prices.csv\nmark: line\nx: day\ny: price",
     ("Line chart of price over time. It goes from 10 in January 2020 to 20 in April 2020,"
     " with a high of 40 in February 2020 and a low of 5 in March 2020.")),
    (('prices.csv\nmark: area\nx: day\ny: {field: price, format: "$.2f"}\n'
     "transform: [{filter: datum.price > 9}]"),
     ("Area chart of price over time. It goes from $10.00 in January 2020 to $20.00 in April 2020,"
     " with a high of $40.00 in February 2020.")),
    ("votes.csv\nmark: line\nx: year\ny: share\ncolor: party",
     ("Line chart of share by year, a line for each party (Greens, Moderates, Social Democrats)."
     " Greens rises from 13 in 2014 to 21 in 2022. Moderates falls from 23 in 2014 to 19 in 2022."
     " Social Democrats goes from 31 in 2014 to 30 in 2022.")),
    ("votes.csv\nmark: bar\nx: mean(share)\ny: party",
     "Bar chart of mean share by party. Social Democrats: 29.7; Moderates: 20.7; Greens: 17.3."),
    ("votes.csv\nmark: bar\nx: year\ny: share\ncolor: party",
     ("Bar chart of share by year, by party (Greens, Moderates, Social Democrats)."
     " Of 9 values the highest is 31 (Social Democrats, 2014), the lowest 13 (Greens, 2014).")),
    ("votes.csv\nmark: bar\nx: year\ny: {field: share, stack: normalize}\ncolor: party",
     "Bar chart of share by year, by party (Greens, Moderates, Social Democrats)."),
    ("tied.csv\nmark: bar\nx: a\ny: b",
     "Bar chart of b by a. Of 7 values the highest is 7 (2 of them), the lowest 1 (z)."),
    ("hole.csv\nmark: bar\nx: a\ny: b", "Bar chart of b by a. X: 3; (nothing): 1."),
    ("votes.csv\nmark: pie\ntheta: sum(share)\ncolor: party",
     ("Pie chart of sum of share by party."
     " Social Democrats: 89 (44%); Moderates: 62 (31%); Greens: 52 (26%).")),
    ("votes.csv\nmark: heatmap\nx: year\ny: party\ncolor: share",
     ("Heat map of share by party and year. Of 9 values the highest is 31"
     " (Social Democrats, 2014), the lowest 13 (Greens, 2014).")),
    ("groups.csv\nmark: boxplot\nx: g\ny: v",
     "Box plot of v by g. The medians lie between 2 (q) and 4 (p)."),
    ("points.csv\nmark: point\nx: a\ny: b",
     ("Scatter plot of b against a. 20 points, from 0 to 19 on the x axis and from 0 to 39"
     " on the y axis; the two mostly rise together.")),
    ("points.csv\nmark: bar\nx: bin(a)\ny: count()",
     "Histogram of a. The largest group, 2 of 20, lies between 0 and 2."),
    ("votes.csv\nmark: line\nx: year\ny: share\nfacet: party",
     "Line chart of share by year, a panel for each party. The values lie between 13 and 31."),
    (("votes.csv\nlayer:\n"
      "  - {mark: line, x: year, y: mean(share)}\n  - {mark: point, x: year, y: share}"),
     ("Line chart of mean share by year, with points."
     " It goes from 22.3 in 2014 to 23.3 in 2022, with a low of 22 in 2018.")),
]  # fmt: skip


@pytest.mark.parametrize(("chart", "text"), TEXTS)
def test_what_is_said_of_a_chart(chart: str, text: str) -> None:
    assert drawn("chart", f"data: {chart}\n", files=FILES).figure.alt == text


def test_reference_lines_and_notes_are_not_what_a_chart_is_of() -> None:
    plain = "data: prices.csv\nmark: line\nx: day\ny: price\n"
    lines = "lines: [{y: 30}, {x: [2020-02, 2020-03]}]\n"
    aided = f"{plain}{lines}notes: [{{x: 2020-02, y: 9, text: a}}]\n"
    assert (
        drawn("chart", aided, files=FILES).figure.alt
        == drawn("chart", plain, files=FILES).figure.alt
    )


def test_two_charts_beside_each_other_are_not_mixed_up() -> None:
    def half(name: str) -> str:
        return (
            f'{{"transform": [{{"filter": "datum.party == \'{name}\'"}}], "mark": "bar",'
            ' "encoding": {"x": {"field": "year", "type": "ordinal"},'
            ' "y": {"field": "share", "type": "quantitative"}}}'
        )

    both = f'{{"data": {{"url": "votes.csv"}}, "hconcat": [{half("Greens")}, {half("Moderates")}]}}'
    alt = drawn("vega-lite", both, files=FILES).figure.alt
    assert alt == "2 charts. Bar chart of share by year. Bar chart of share by year."


COLUMNS = "data: [{a: 1, b: 2, c: x}, {a: 2, b: 9, c: y}, {a: 3, b: 4, c: x}]\n"
IN_GERMAN = [
    ("data: votes.csv\nmark: line\nx: year\ny: share\ncolor: party",
     ("Liniendiagramm: share nach year, je eine Linie nach party (Greens, Moderates, Social"
      " Democrats). Bei Greens steigen die Werte von 13 (2014) auf 21 (2022). Bei Moderates fallen"
      " die Werte von 23 (2014) auf 19 (2022). Bei Social Democrats verlaufen die Werte von 31"
      " (2014) bis 30 (2022).")),
    ("data: votes.csv\nmark: heatmap\nx: year\ny: party\ncolor: share",
     ("Heatmap: share nach party und year. Von 9 Werten ist der höchste 31 (Social Democrats,"
      " 2014), der niedrigste 13 (Greens, 2014).")),
    (f"{COLUMNS}layer: [{{mark: area, x: a, y: b}}, {{mark: point, x: a, y: b}}]",
     ("Flächendiagramm: b nach a, mit Punkten. Die Werte verlaufen von 2 (1) bis 4 (3),"
      " mit einem Höchstwert von 9 (2).")),
]  # fmt: skip
IN_SWEDISH = [
    ("data: votes.csv\nmark: line\nx: year\ny: share\ncolor: party",
     ("Linjediagram: share efter year, en linje för varje party (Greens, Moderates, Social"
      " Democrats). För Greens stiger värdena från 13 (2014) till 21 (2022). För Moderates faller"
      " värdena från 23 (2014) till 19 (2022). För Social Democrats går värdena från 31 (2014)"
      " till 30 (2022).")),
    ("data: votes.csv\nmark: heatmap\nx: year\ny: party\ncolor: share",
     ("Värmekarta: share efter party och year. Av 9 värden är det högsta 31 (Social Democrats,"
      " 2014) och det lägsta 13 (Greens, 2014).")),
    (f"{COLUMNS}layer: [{{mark: area, x: a, y: b}}, {{mark: point, x: a, y: b}}]",
     ("Ytdiagram: b efter a, med punkter. Värdena går från 2 (1) till 4 (3),"
      " med ett högsta värde på 9 (2).")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "chart", "text"),
    [("de", *each) for each in IN_GERMAN] + [("sv-FI", *each) for each in IN_SWEDISH],
)
def test_what_is_said_in_the_language_of_the_page(language: str, chart: str, text: str) -> None:
    assert drawn("chart", f"{chart}\n", files=FILES, language=language).figure.alt == text


def places_of(phrases: Phrases) -> dict[str, set[str]]:
    """Return what is put into each sentence of a language."""
    said: dict[str, set[str]] = {}
    for name, phrase in structs.asdict(phrases).items():
        parts = phrase.items() if isinstance(phrase, dict) else [("", phrase)]
        said |= {f"{name} {key}": set(re.findall(r"{(\w+)}", str(part))) for key, part in parts}
    return said


@pytest.mark.parametrize("language", ["de", "sv"])
def test_each_sentence_of_a_language_takes_what_the_english_one_takes(language: str) -> None:
    own = voice_of(language, Words())
    assert not own.is_short
    assert places_of(own.phrases) == places_of(ENGLISH)


IN_SHORT = [
    ("fr", "prices.csv\nmark: line\nx: day\ny: price",
     "Courbe : day, price. day : de janvier 2020 à avril 2020. price : de 5 à 40."),
    ("fr-CA", "votes.csv\nmark: bar\nx: mean(share)\ny: party",
     "Graphique à barres : share, party. share : de 17,3 à 29,7."),
    ("ja", "prices.csv\nmark: area\nx: day\ny: price",
     "面グラフ：day、price。day：2020年1月～2020年4月。price：5～40。"),
    ("ja", "points.csv\nmark: bar\nx: bin(a)\ny: count()",
     "ヒストグラム：a、行数。a：0～20。行数：2。"),
    ("ar", "votes.csv\nmark: heatmap\nx: year\ny: party\ncolor: share",
     "خريطة حرارية: year، party، share. share: من 13 إلى 31."),
    ("pl", "votes.csv\nmark: pie\ntheta: sum(share)\ncolor: party",
     "Wykres kołowy: share, party."),
    ("nl", "votes.csv\nmark: point\nx: share\ny: share\nfacet: party",
     "Spreidingsdiagram: share, party. share: 13 tot 31."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "chart", "text"), IN_SHORT)
def test_languages_without_sentences_have_the_kind_the_axes_and_their_ends(
    language: str, chart: str, text: str
) -> None:
    assert drawn("chart", f"data: {chart}\n", files=FILES, language=language).figure.alt == text


def test_each_language_calls_each_kind_of_chart_by_a_name_of_its_own() -> None:
    english = spoken("en")[0].words.only("chart_kind_").texts
    for language in ("de", "sv", "fr", "es", "it", "nl", "da", "no", "fi", "pl", "pt", "ja", "ar"):
        words = spoken(language)[0].words.only("chart_kind_").texts
        assert dict(words).keys() == dict(english).keys()
        assert dict(words)["chart_kind_line"] != dict(english)["chart_kind_line"]
