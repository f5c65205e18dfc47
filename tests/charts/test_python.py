import sys
from pathlib import Path

import pytest

from generator.problems import Place
from tests.charts.drawing import CHART, ran

FEES = "fee,value\nlow,1\nhigh,2\n"
CARS = '[{"Name": "a", "Year": "1970-01-01"}, {"Name": "b", "Year": "1971-01-01"}]'


def test_blocks_of_a_post_share_what_they_define() -> None:
    done = ran(
        "rows = fees[fees.value > 1]\ndef broken():\n    return rows.nothing\n"
        "alt.Chart(rows).mark_bar().encode(x='value:Q')",
        "rows = pd.concat([rows, rows])\nalt.Chart(rows).mark_bar().encode(x='value:Q')",
        "x = 1\nbroken()",
        tables={"fees": FEES},
    )
    assert done.rows(0) == [{"fee": "high", "value": 2}]
    assert done.rows(1) == done.rows(0) * 2
    (told,) = done.told
    assert told.message == "AttributeError: 'DataFrame' object has no attribute 'nothing'"
    assert told.place == Place("<block 0>", 3, 12)


def test_what_follows_from_an_earlier_failure_is_not_told_twice() -> None:
    done = ran("frame = fees.nothing\nframe", "alt.Chart(frame)", "alt.Chart(fame)", tables={
        "fees": FEES
    })  # fmt: skip
    assert [(told.place and told.place.path, told.message) for told in done.told] == [
        ("<block 0>", "AttributeError: 'DataFrame' object has no attribute 'nothing'"),
        ("<block 2>", "NameError: name 'fame' is not defined"),
    ]


REFUSED = [
    ("open('/etc/passwd')", 'this block reads "/etc/passwd", which is not declared',
     "#| data: passwd"),
    ("import os; os.listdir('/home')", 'this block lists the folder "/home"', "#| data: a.csv"),
    ("import glob; glob.glob('/home/*')", 'this block lists the folder "/home"', ""),
    ("open('/tmp/out.csv', 'w')", 'this block writes "/tmp/out.csv"', "downloads"),
    ("pd.DataFrame().to_csv('/tmp/o.csv')", 'this block writes "/tmp/o.csv"', ""),
    ("import os; os.remove('/tmp/x')", 'this block writes "/tmp/x"', ""),
    ("import sqlite3; sqlite3.connect('/tmp/x.db')", 'this block writes "/tmp/x.db"', ""),
    ("pd.read_csv('https://example.org/a.csv')",
     'this block opens "https://example.org/a.csv", and a build opens no connection', "loader"),
    ("import socket; socket.create_connection(('127.0.0.1', 9))",
     'this block connects to "127.0.0.1", and a build opens no connection', "loader"),
    ("import subprocess; subprocess.run(['true'])", "this block starts true", "loader"),
    ("import os; os.system('true')", "this block starts true", "loader"),
    ("import os; os.fork()", "this block starts a program", "loader"),
    ("pd.read_csv('missing.csv')", 'there is no "missing.csv" for this block',
     "#| data: missing.csv"),
]  # fmt: skip


def test_what_a_block_may_not_do_is_refused_with_a_way_out() -> None:
    codes = [f"\n{code}{CHART}" for code, _, _ in REFUSED]
    done = ran(*codes)
    told = [(one.message, one.place.line) for one in done.told if one.place]
    assert told == [(message, 2) for _, message, _ in REFUSED]
    for one, (_, _, hint) in zip(done.told, REFUSED, strict=True):
        assert hint in one.hint
    assert not any(outcome.spec for outcome in done.outcomes)


def test_a_symbolic_link_leads_nowhere_either(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(FEES)
    done = ran(f"import os\nos.symlink({str(secret)!r}, 'a.csv')\npd.read_csv('a.csv'){CHART}")
    assert done.messages == [f'this block writes "{secret}"']


def test_declared_files_are_there_to_be_opened() -> None:
    code = (
        "rows = pd.concat([pd.read_csv('fees.csv'), pd.read_csv('../more/fees.csv')])\n"
        "alt.Chart(rows).mark_bar().encode(x='value:Q')"
    )
    done = ran(code, files={"fees.csv": FEES, "../more/fees.csv": "fee,value\nnew,3\n"})
    assert [row["value"] for row in done.rows()] == [1, 2, 3]


def test_a_folder_of_its_own_may_be_written() -> None:
    code = "import tempfile\nfrom pathlib import Path\nPath('a.txt').write_text('a')\n"
    assert not ran(f"{code}tempfile.TemporaryFile().write(b'a'){CHART}").told


def test_nothing_of_the_environment_or_the_folder_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_WORD", "hush")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "beside.py").write_text("word = 'here'\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    look = "import os\nalt.Chart(alt.Data(values=[{'a': str(dict(os.environ))}])).mark_bar()"
    done = ran(look, f"import beside{CHART}")
    assert "hush" not in str(done.spec(0))
    assert done.messages == ["ModuleNotFoundError: No module named 'beside'"]


def test_the_folder_of_declared_files_may_be_listed() -> None:
    code = "import glob\nfiles = sorted(glob.glob('*.csv'))\n"
    made = ran(f"{code}alt.Chart(title=files).mark_bar()", files={"a.csv": FEES, "b.csv": FEES})
    assert made.spec()["title"] == ["a.csv", "b.csv"]


def test_charts_that_are_shown_saved_or_displayed_are_taken() -> None:
    chart = "alt.Chart(alt.Data(values=[{'a': 1}]), title='%s').mark_bar()"
    done = ran(
        f"c = {chart % 'shown'}\nc.show()",
        f"{chart % 'displayed'}.display()",
        f"display({chart % 'in a notebook'})",
        f"{chart % 'saved'}.save('chart.html', scale_factor=2)",
        f"{chart % 'first'}\n{chart % 'last'}",
        f"alt.JupyterChart({chart % 'wrapped'}, debounce_wait=1)",
    )
    titles = [done.spec(index)["title"] for index in range(6)]
    assert titles == ["shown", "displayed", "in a notebook", "saved", "last", "wrapped"]
    assert not done.told


def test_what_is_printed_is_told() -> None:
    done = ran(f"print('first'); print('second'){CHART}")
    (told,) = done.told
    assert (told.severity, told.hint) == ("warning", "it printed:\nfirst\nsecond")
    assert done.spec()


WRONG = [
    ("", "the last line must be the chart itself", "such as: chart", (1, 1)),
    ("fees.head()", "the last line is not a chart", "must be an Altair chart", (1, 1)),
    ("é = 1; fees.vlaue", "AttributeError: 'DataFrame' object has no attribute 'vlaue'",
     'did you mean "value"?', (1, 8)),
    ("%matplotlib inline", "not Python: invalid syntax", "for notebooks", (1, 1)),
    ("import nosuch", "ModuleNotFoundError: No module named 'nosuch'", "installed", (1, 1)),
    ("alt.Chart(fees).mark_bar().encode(x=alt.X('fee', srot='y'))",
     'X has no "srot"', 'did you mean "sort"?', (1, 50)),
    ("raise KeyboardInterrupt", "KeyboardInterrupt", "", (1, 1)),
    ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded", "", (1, 10)),
    ("a\0b", "not Python: source code string cannot contain null bytes", "", (1, 1)),
    ("alt.Chart('http://a.org/b.csv').mark_bar()",
     '"http://a.org/b.csv" is on the web, and a build opens no connection', "loader", (1, 12)),
    ("url = 'da' + 'ta.csv'\nalt.Chart(url).mark_bar()",
     'this chart is drawn from "data.csv", which is not declared', "#| data: data.csv", (2, 1)),
]  # fmt: skip


def test_what_is_wrong_is_told_at_its_line() -> None:
    done = ran(*(code for code, _, _, _ in WRONG), tables={"fees": FEES})
    for index, (_, message, hint, spot) in enumerate(WRONG):
        (told,) = done.outcomes[index].problems
        assert message in told.message
        assert hint in told.hint
        assert told.place == Place(f"<block {index}>", *spot)


RANDOM = """
import random
import numpy as np
numbers = [random.random(), np.random.rand(), np.random.default_rng().normal()]
words = list({"a", "b", "c", "d", "e"})
alt.Chart(pd.DataFrame({"a": numbers, "b": words[:3]})).mark_bar().encode(x="a", y="b")
"""


def test_chance_is_the_same_in_every_build() -> None:
    one, other = ran(RANDOM, RANDOM), ran(RANDOM)
    assert one.rows(0) == one.rows(1) == other.rows(0)
    assert one.spec(0) == other.spec(0)


def test_a_block_that_takes_too_long_is_ended_where_it_stands() -> None:
    done = ran(f"import time{CHART}", f"x = 1\nwhile True:\n    x += 1{CHART}", CHART, time_limit=1)
    (told,) = done.told
    assert told.message == "the Python of this post takes longer than 1 seconds"
    assert "loader" in told.hint
    assert told.place in (Place("<block 1>", 2, 1), Place("<block 1>", 3, 1))
    assert not done.made.lasting
    assert not any(outcome.spec for outcome in done.outcomes)


@pytest.mark.parametrize(
    ("code", "message", "line"),
    [
        ("import os\nos._exit(0)", "this block ended Python", 0),
        ("import faulthandler\nfaulthandler._sigsegv()", "this block crashed Python (SIGSEGV)", 2),
    ],
)
def test_a_crash_is_a_problem_too(code: str, message: str, line: int) -> None:
    done = ran(CHART, code + CHART, CHART)
    place = Place("<block 1>", line, min(line, 1))
    assert [(one.place, one.message) for one in done.told] == [(place, message)]
    assert not done.made.lasting


def test_data_of_any_length_go_through_once() -> None:
    code = "frame = pd.DataFrame({'a': range(6000)})\nc = alt.Chart(frame).mark_point()\nc | c"
    assert len(ran(code).rows()) == 6000


def test_numbers_that_are_none_are_null() -> None:
    code = "alt.Chart(alt.Data(values=[{'a': float('nan')}])).mark_bar()"
    assert ran(code).spec()["data"] == {"values": [{"a": None}]}


SAMPLES = """
from altair.datasets import data
from vega_datasets import data as older
frame = data.cars()
frame = pd.concat([frame, older.cars()], ignore_index=True)
frame.loc[:1, "Name"] += pd.read_json(data.cars.url)["Name"]
alt.Chart(frame).mark_bar().encode(x="Year:T")
"""
BY_ADDRESS = """
from altair.datasets import data
alt.Chart(data.cars.url).mark_bar() | alt.Chart("data/cars.json").mark_bar()
"""


def test_sample_data_come_from_the_site() -> None:
    done = ran(SAMPLES, BY_ADDRESS, files={"data/cars.json": CARS})
    assert [row["Name"] for row in done.rows(0)] == ["aa", "bb", "a", "b"]
    assert str(done.rows(0)[0]["Year"]).startswith("1970-01-01T00:00")
    views = done.spec(1)["hconcat"]
    assert [view["data"]["url"] for view in views] == ["data/cars.json"] * 2
    assert done.outcomes[1].names == ("data/cars.json",)


def test_sample_data_that_are_not_there_are_asked_for() -> None:
    done = ran(
        "from altair.datasets import data\nalt.Chart(data.cars())",
        "alt.Chart(data.cars.url).mark_bar()",
        "from vega_datasets import data\nalt.Chart(data.iris())",
    )
    assert done.messages == [
        'there is no "content/data/cars.json"',
        'there is no "content/data/cars.json"',
        'there is no "content/data/iris.csv"',
    ]
    assert all("not fetched" in told.hint for told in done.told)
