import pytest

from generator.blocks.altair import names_in
from generator.data.dataset import sample_at, sample_files
from tests.blocks.reading import contents

ALTAIR = "from altair.datasets import data"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pd.read_csv('fees.csv')", {"fees.csv"}),
        ("alt.Chart('data/fee curves.json')", {"data/fee curves.json"}),
        ("alt.topo_feature('../maps/world.topojson', 'land')", {"../maps/world.topojson"}),
        ("url = 'a.parquet'", {"a.parquet"}),
        ("'''See fees.csv: it has\nrows.csv'''", set()),
        ("'https://example.org/a.csv', '.csv', f'{alt}.csv', 'a.b'", set()),
        ("'https://cdn.jsdelivr.net/npm/vega-datasets@v3.2.1/data/cars.json'", {"data/cars.json"}),
        ("'https://vega.github.io/vega-datasets/data/us-10m.json'", {"data/us-10m.json"}),
        (f"{ALTAIR}\ndata.cars()", {"data/cars.json"}),
        (f"{ALTAIR} as d\nd.london_boroughs.url", {"data/londonBoroughs.json"}),
        ("from altair.datasets import load\nload('us-10m')", {"data/us-10m.json"}),
        ("import altair.datasets as d\nd.data.cars.url", {"data/cars.json"}),
        ("from vega_datasets import data, local_data\nlocal_data.stocks()", {"data/stocks.csv"}),
        (
            "from vega_datasets import data\ndata.iris()",
            {"data/iris.csv", "data/iris.json", "data/iris.tsv"},
        ),
        ("data = pd.DataFrame()\ndata.cars", set()),
        ("fees[fees.value > 1]", {"fees"}),
        ("fees = 1\nfees", set()),
        ("import numpy as np\nnp.log(len([a for a in range(3)]))", set()),
        ("def f(x): return x + y\nclass C: pass\nf(C)", {"y"}),
        ("x = (", set()),
    ],
)
def test_what_code_may_mean_is_noticed(code: str, expected: set[str]) -> None:
    assert {name for name, _ in names_in(code)} == expected


def test_what_is_noticed_has_its_place() -> None:
    assert list(names_in("é = 1\n('é', 'a.csv')")) == [("a.csv", (2, 7))]


def test_a_script_leaves_its_options_out_but_keeps_its_lines() -> None:
    text = "#| data: fees.csv, model.pkl\n\nalt.Chart(fees)\n"
    assert contents("chart", "mark: bar").script is None
    script = contents("altair", text, 20).script
    assert script
    assert script.text == "\n\nalt.Chart(fees)\n"
    assert [(each.name, str(each.place)) for each in script.noticed] == [
        ("model.pkl", "content/a.md:20:20"),
        ("fees", "content/a.md:22:11"),
    ]


def test_the_address_of_sample_data_is_a_file_of_the_site() -> None:
    assert sample_at("https://vega.github.io/editor/data/cars.json") == "data/cars.json"
    assert sample_at("https://example.org/data/cars.json") == ""
    assert list(sample_files("us_10m")) == ["data/us-10m.json"]
