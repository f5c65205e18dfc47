"""The Python of posts, from sources to figures."""

import sys
from pathlib import Path

import pytest

from generator.pipeline.build import build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW, Small, small_site, source

FEES = "fee,value\nlow,1\nhigh,2\n"
TEA = "fee,value\ntea,3\n"
BAR = ".mark_bar().encode(x='sum(value):Q', y='fee:N')"


def block(code: str, name: str) -> str:
    return f"```altair {{#{name}}}\n#| alt: A chart.\n{code}\n```\n"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    return small_site(tmp_path, {"content/data/tea.csv": TEA})


def executed(report: Report) -> int:
    return report.tallies["execute"].made


def told(report: Report) -> list[tuple[str, str]]:
    return [(str(each.place), each.message) for each in report.assembly.problems]


NAMES = """
```data {#fees}
fee,value
low,1
high,2
```

""" + block(
    f"frame = fees[fees.value > 1]\nalt.Chart(frame){BAR}", "one"
) + "Prose.\n\n" + block(
    f"rows = pd.concat([frame, named, pd.read_csv('tea.csv')])\nalt.Chart(rows){BAR}", "two"
) + block(f"alt.Chart('data/tea.csv'){BAR}", "three")  # fmt: skip


def test_a_post_has_its_blocks_its_names_and_its_files(site: Small) -> None:
    site.write("content/posts/a.md", source(NAMES, data={"named": "../data/tea.csv"}))
    report = site.made()
    assert executed(report) == 1
    page = site.text("posts/a/index.html")
    assert page.count("<svg") == 3
    assert ">high<" in page
    assert ">tea<" in page
    assert ">low<" not in page


def test_only_the_post_that_changed_is_run_again(site: Small) -> None:
    posts = {name: block(f"rows = pd.read_csv('tea.csv')\nalt.Chart(rows){BAR}", "c")
             for name in ("a", "b")}  # fmt: skip
    for name, body in posts.items():
        site.write(f"content/posts/{name}.md", source(body))
    assert executed(site.made()) == 1  # both say the same
    site.write("content/posts/a.md", source(f"Some prose moves it.\n\n{posts['a']}"))
    assert executed(site.made()) == 0
    site.write("content/posts/a.md", source(posts["a"].replace("rows", "frame")))
    assert executed(site.made()) == 1
    site.write("content/data/tea.csv", FEES)
    report = site.made()
    assert executed(report) == 2
    assert ">high<" in site.text("posts/b/index.html")


def test_nothing_reaches_another_post(site: Small) -> None:
    first = (
        "import builtins\nbuiltins.left = 'behind'\nalt.left = 'behind'\nleft = 'behind'\n"
        "alt.theme.enable('dark')\n"
        "alt.data_transformers.enable('default', max_rows=1)\n"
        f"alt.Chart(pd.read_csv('tea.csv')){BAR}"
    )
    second = (
        "found = [hasattr(alt, 'left'), 'left' in globals(), 'left' in dir(__builtins__),"
        " alt.theme.active]\n"
        f"alt.Chart(pd.read_csv('tea.csv'), title=str(found)){BAR}"
    )
    site.write("content/posts/a.md", source(block(first, "a")))
    site.write("content/posts/b.md", source(block(second, "b")))
    report = site.build()
    assert [message for _, message in told(report)] == ["embedOptions.theme is not taken"]
    assert "[False, False, False, &#39;none&#39;]".replace("&#39;", "'") in site.text(
        "posts/b/index.html"
    ).replace("&#39;", "'").replace("&#x27;", "'")


def test_a_file_that_is_only_opened_need_not_be_rows(site: Small) -> None:
    code = (
        "text = open('notes.txt').read() + open('ragged.csv').read() + open('model.pkl').read()\n"
        f"alt.Chart(pd.read_csv('tea.csv'), title=text){BAR}"
    )
    body = block(f"#| data: model.pkl\n{code}", "a")
    site.write("content/posts/a/index.md", source(body))
    site.write("content/posts/a/notes.txt", "one")
    site.write("content/posts/a/ragged.csv", "a,b\n1\n")
    site.write("content/posts/a/model.pkl", "two")
    site.made()


def test_a_file_that_is_not_declared_is_refused_at_its_line(site: Small) -> None:
    site.write("content/posts/a.md", source(block(
        f"name = 'te' + 'a.csv'\nalt.Chart(pd.read_csv(name)){BAR}", "a"
    )))  # fmt: skip
    problem = site.problem()
    assert str(problem.place) == "content/posts/a.md:8:11"
    assert problem.source == f"alt.Chart(pd.read_csv(name)){BAR}"
    assert problem.message == 'there is no "tea.csv" for this block'
    assert '"#| data: tea.csv"' in problem.hint


def test_a_file_that_a_loader_writes_can_be_opened(site: Small) -> None:
    site.write("content/posts/a.md", source(block(
        f"alt.Chart(pd.read_csv('made.csv')){BAR}", "a"
    )))  # fmt: skip
    site.write("content/data/made.csv.py", f"print({FEES!r})")
    site.made()
    assert ">high<" in site.text("posts/a/index.html")


def test_all_that_is_wrong_is_told_at_once(site: Small) -> None:
    body = block("broken.one", "a") + block("alt.Chart('no.csv').mark_bar()", "b")
    site.write("content/posts/a.md", source(body + block("frame.two", "c")))
    site.write("content/posts/b.md", source("```altair\n#| data: no.csv\nno\n```\n"))
    assert told(site.build()) == [
        ("content/posts/b.md:6:10",
         'no dataset "no.csv": no block, no name in the front matter, no file'),
        ("content/posts/a.md:7:1", "NameError: name 'broken' is not defined"),
        ("content/posts/a.md:11:12", 'this chart is drawn from "no.csv", which is not declared'),
        ("content/posts/a.md:15:1", "NameError: name 'frame' is not defined"),
    ]  # fmt: skip


def test_a_crash_is_not_remembered(site: Small) -> None:
    site.write("content/posts/a.md", source(block("import os\nos._exit(0)", "a")))
    assert site.problem().message == "this block ended Python"
    assert executed(site.build()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells what a process holds")
def test_a_block_that_needs_too_much_memory_is_stopped(site: Small) -> None:
    site.write(
        "content/posts/a.md", source(block("import time\nx = b'x' * 10**9\ntime.sleep(9)", "a"))
    )
    problem = site.problem()
    assert problem.message == "the Python of this post needs more than 1000 MB of memory"
    assert problem.place is not None
    assert problem.place.path == "content/posts/a.md"


def test_what_a_block_prints_is_told_again_from_the_cache(site: Small) -> None:
    code = f"print('hello')\nalt.Chart(pd.read_csv('tea.csv')){BAR}"
    site.write("content/posts/a.md", source(block(code, "a")))
    first, second = site.build(), site.build()
    assert executed(second) == 0
    assert not second.assembly.failed
    assert told(first) == told(second) != []


def test_posts_are_run_side_by_side(site: Small) -> None:
    for name in ("a", "b"):
        code = f"alt.Chart(pd.read_csv('tea.csv'), title={name!r}){BAR}"
        site.write(f"content/posts/{name}.md", source(block(code, name)))
    request = Request(root=site.root, now=NOW, jobs=2)
    with open_workspace(request) as shop:
        report = build(request, shop)
        assert shop.workers.processes
    assert not report.assembly.failed
    assert {f"posts/{name}/index.html" for name in ("a", "b")} <= site.outputs()
