"""Loaders: programs of the author's that write data files, in small sites of their own."""

import time
from pathlib import Path

import pytest

from generator.problems import Place, Problem
from tests.engine.honesty import honest_makers
from tests.small_sites import Small, small_site, source, tree

CHART = """```chart {#c}
data: fees.csv
mark: bar
x: fee:N
y: value:Q
alt: Bars.
```
"""
PRINTS = 'print("fee,value\\na,1\\nb,2")\n'
HERE = "content/posts/a/fees.csv.py"


def site_with(tmp_path: Path, loader: str, path: str = HERE, body: str = CHART) -> Small:
    return small_site(tmp_path, {"content/posts/a/index.md": source(body), path: loader})


def svg(site: Small) -> str:
    return site.text("posts/a/index.html")


def test_a_loader_beside_the_post_writes_its_data(tmp_path: Path) -> None:
    site = site_with(tmp_path, PRINTS)
    assert site.made().tallies["loaders"].made == 1
    assert "<svg" in svg(site)
    assert site.made().tallies["loaders"].made == 0


def test_makers_stay_honest_around_a_loader(tmp_path: Path) -> None:
    site = site_with(tmp_path, "# inputs: raw.txt\nprint(open('raw.txt').read())\n")
    site.write("content/posts/a/raw.txt", "fee,value\na,1\n")
    with honest_makers(site.root):
        site.made()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/data/fees.csv.py", PRINTS),
        ("content/posts/a/fees.csv.sh", "printf 'fee,value\\na,1\\n'\n"),
        (
            "content/posts/a/fees.csv.sh",
            "#!/bin/bash\nx=(fee value)\necho ${x[0]},value; echo a,1\n",
        ),
        ("content/posts/a/fees.csv.odd", "#!/usr/bin/env python3\nprint('fee,value\\na,1')\n"),
    ],
)
def test_programs_of_every_kind(tmp_path: Path, path: str, text: str) -> None:
    site = site_with(tmp_path, text, path)
    site.made()
    assert "<svg" in svg(site)


def test_a_loader_runs_again_when_it_or_its_inputs_change(tmp_path: Path) -> None:
    loader = "# inputs: raw/*.txt, ../b/other.txt\nprint(open('raw/x.txt').read())\n"
    site = site_with(tmp_path, loader)
    site.write("content/posts/a/raw/x.txt", "fee,value\na,1\n")
    site.write("content/posts/b/other.txt", "one")
    site.made()
    before = tree(site.root / "build")
    site.write("content/posts/b/other.txt", "two")
    assert site.made().tallies["loaders"].made == 1
    assert tree(site.root / "build") == before
    site.write("content/posts/a/raw/y.txt", "one more")
    assert site.made().tallies["loaders"].made == 1
    site.write("content/posts/a/raw/x.txt", "fee,value\na,9\n")
    site.made()
    assert tree(site.root / "build") != before
    site.write("content/posts/c/other.txt", "not declared")
    assert site.made().tallies["loaders"].made == 0


def test_inputs_may_stand_in_front_matter(tmp_path: Path) -> None:
    site = site_with(tmp_path, "print(open('raw.txt').read())\n")
    site.write("content/posts/a/raw.txt", "fee,value\na,1\n")
    file = {"file": "fees.csv", "inputs": ["raw.txt"], "types": {"fee": "text"}}
    body = CHART.replace("data: fees.csv", "data: fees")
    site.write("content/posts/a/index.md", source(body, data={"fees": file}))
    site.made()


def test_a_loader_finds_only_its_declared_files(tmp_path: Path) -> None:
    site = site_with(tmp_path, "import sys\nprint(open('raw.txt').read())\n")
    site.write("content/posts/a/raw.txt", "fee,value\na,1\n")
    problem = site.problem()
    assert problem.place == Place(HERE, 2, 1)
    assert problem.source == "print(open('raw.txt').read())"
    assert problem.message.splitlines()[0] == "this loader failed (exit 1)"
    assert "FileNotFoundError" in problem.message.splitlines()[-1]
    assert problem.hint.endswith('add a line "# inputs: raw.txt"')
    assert str(tmp_path) not in problem.message
    assert "/tmp" not in problem.message


def test_a_shell_loader_is_told_of_files_in_the_same_way(tmp_path: Path) -> None:
    site = site_with(tmp_path, "cat raw.txt\n", "content/posts/a/fees.csv.sh")
    problem = site.problem()
    assert problem.hint.endswith('add a line "# inputs: raw.txt"')


def test_a_module_beside_the_loader_is_an_input(tmp_path: Path) -> None:
    site = site_with(tmp_path, "import tables\ntables.show()\n")
    site.write("content/posts/a/tables.py", "def show():\n    " + PRINTS)
    assert 'add a line "# inputs: tables.py"' in site.problem().hint
    site.write(HERE, "# inputs: tables.py\nimport tables\ntables.show()\n")
    site.made()
    assert not list(site.root.rglob("__pycache__"))


def test_an_input_that_is_not_there_has_its_place(tmp_path: Path) -> None:
    site = site_with(tmp_path, "# inputs: raw.txt, more/*.csv\n" + PRINTS)
    site.write("content/posts/a/raw.tx", "")
    found = site.build().assembly.problems
    assert [(each.message, str(each.place), each.hint) for each in found] == [
        ('no file "raw.txt" to give to the loader', f"{HERE}:1:11", 'did you mean "raw.tx"?'),
        ('no file "more/*.csv" to give to the loader', f"{HERE}:1:20", ""),
    ]


def test_inputs_stand_in_the_site(tmp_path: Path) -> None:
    site = site_with(tmp_path, "# inputs: ../../../site.yaml\n" + PRINTS)
    assert site.problem().hint == "inputs stand under content/"


def test_a_failing_loader_says_its_last_words(tmp_path: Path) -> None:
    loader = "import sys\nfor n in range(9):\n    print('line', n, file=sys.stderr)\nsys.exit(3)\n"
    problem = site_with(tmp_path, loader).problem()
    assert problem.message == "this loader failed (exit 3)\nline 5\nline 6\nline 7\nline 8"
    assert problem.place == Place(HERE)


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    flag = tmp_path / "there"
    loader = f"import os, sys\nif not os.path.exists({str(flag)!r}): sys.exit('no')\n{PRINTS}"
    site = site_with(tmp_path / "site", loader)
    assert site.problem().message == "this loader failed (exit 1)\nno"
    flag.touch()
    site.made()


def test_a_loader_has_a_time_limit(tmp_path: Path) -> None:
    loader = "# time_limit: 1\nsleep 60 & sleep 60\n"
    site = site_with(tmp_path, loader, "content/posts/a/fees.csv.sh")
    started = time.monotonic()
    problem = site.problem()
    assert time.monotonic() - started < 20
    assert problem.message == "this loader was stopped: it took longer than 1 second"
    assert problem.hint == 'a line "# time_limit: 5" in it gives it longer'


def test_a_time_limit_is_a_number(tmp_path: Path) -> None:
    problem = site_with(tmp_path, f"# time_limit: long\n{PRINTS}").problem()
    assert (problem.message, str(problem.place)) == (
        'time_limit cannot be "long"', f"{HERE}:1:15",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("loader", "message"),
    [
        (
            "print('fee,value\\na,1,2')",
            "in line 2, column 5 of it: this row has 3 cells, the header 2\na,1,2",
        ),
        (
            "import sys; sys.stdout.buffer.write(b'fee,value\\na,\\xff\\n')",
            "in line 2, column 3 of it: not UTF-8 text\na,�",
        ),
    ],
)
def test_output_that_is_no_data_is_a_problem_of_the_loader(
    tmp_path: Path, loader: str, message: str
) -> None:
    problem = site_with(tmp_path, loader).problem()
    assert problem.message == f"what this loader writes cannot be read as csv {message}"
    assert problem.place == Place(HERE, 1)


def test_empty_output_is_a_problem(tmp_path: Path) -> None:
    problem = site_with(tmp_path, "").problem()
    assert problem.message == "this loader wrote nothing to its standard output"
    assert problem.place == Place(HERE)


def test_a_file_that_is_no_program_cannot_be_run(tmp_path: Path) -> None:
    problem = site_with(tmp_path, "only words\n", "content/posts/a/fees.csv.txt").problem()
    assert problem.message.startswith("this loader cannot be run: ")
    assert "#!" in problem.hint


def test_the_file_goes_before_its_loader_with_a_warning(tmp_path: Path) -> None:
    site = site_with(tmp_path, "raise SystemExit(1)\n")
    site.write("content/posts/a/fees.csv", "fee,value\na,1\n")
    (warning,) = site.build().assembly.problems
    assert warning.severity == "warning"
    assert warning.place == Place(HERE)
    assert warning.message == "this loader is not run: the file that it would write is there"
    assert "fees.csv" in warning.hint


def test_what_a_loader_wrote_can_be_linked_to(tmp_path: Path) -> None:
    site = site_with(tmp_path, PRINTS, body=f"{CHART}\n[All rows](fees.csv)\n")
    site.made()
    assert site.text("posts/a/fees.csv") == "fee,value\na,1\nb,2\n"
    site.made()
    site.write(HERE, PRINTS.replace("1", "3"))
    site.made()
    assert site.text("posts/a/fees.csv") == "fee,value\na,3\nb,2\n"


def test_a_loader_is_not_published(tmp_path: Path) -> None:
    site = site_with(tmp_path, f"# inputs: raw.txt\n{PRINTS}")
    site.write("content/posts/a/raw.txt", "secret")
    site.made()
    assert not [path for path in site.outputs() if "fees.csv" in path or "raw" in path]


def test_without_execution_loaders_come_from_the_cache_alone(tmp_path: Path) -> None:
    site = site_with(tmp_path, PRINTS)
    problem = site.problem(execute=False)
    assert problem == Problem(
        "--no-exec: this loader was not run, and its result is not in the cache",
        Place(HERE),
        "build once without --no-exec, if you trust whoever wrote it",
    )
    site.made()
    before = tree(site.root / "build")
    site.made(execute=False)
    assert tree(site.root / "build") == before


def test_a_loader_that_nothing_asks_for_is_not_run(tmp_path: Path) -> None:
    site = site_with(tmp_path, "raise SystemExit(1)\n", body="No chart.\n")
    site.made()


def test_a_loader_has_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEE", "0.2")
    loader = "import os\nprint('fee,value')\nprint(os.environ['FEE'] + ',1')\n"
    site_with(tmp_path, loader).made()


def test_two_posts_share_one_run(tmp_path: Path) -> None:
    site = site_with(tmp_path, PRINTS, "content/data/fees.csv.py")
    site.write("content/posts/b.md", source(CHART))
    assert site.made().tallies["loaders"].made == 1
