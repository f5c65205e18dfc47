"""A ``sql`` block from the post to the page, and what is wrong with one in its place."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source, tree

QUERY = """SELECT fee, sum(total) AS total
FROM "fees.csv" JOIN names USING (fee)
GROUP BY fee ORDER BY fee"""
BODY = """```data {{#names}}
fee,name
1,one
2,two
```

```sql {{#left}}
{query}
```

```chart {{#shown}}
data: left
mark: bar
x: fee:O
y: total:Q
alt: Bars.
live: never
```
"""


def post(query: str = QUERY, before: str = "") -> str:
    return source(before + BODY.format(query=query))


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/a/index.md": post(),
        "content/posts/a/fees.csv": "fee,total\n1,10\n1,20\n2,5\n",
    }
    return small_site(tmp_path / "site", files)


def made(report_tallies: object, wave: str = "query") -> int:
    assert isinstance(report_tallies, dict)
    return int(report_tallies[wave].made)


def test_a_chart_is_drawn_from_a_query(site: Small) -> None:
    assert made(site.made().tallies) == 1
    assert "<svg" in site.text("posts/a/index.html")


def test_a_query_runs_again_only_when_it_or_its_tables_change(site: Small) -> None:
    site.made()
    before = tree(site.root / "build")
    site.write("content/posts/a/index.md", post(before="A new paragraph, far above.\n\n"))
    assert made(site.made().tallies) == 0
    site.write("content/posts/a/index.md", post())
    assert made(site.made().tallies) == 0
    assert tree(site.root / "build") == before
    site.write("content/posts/a/fees.csv", "fee,total\n1,10\n1,20\n2,6\n")
    assert made(site.made().tallies) == 1
    site.write("content/posts/a/index.md", post(QUERY + " DESC"))
    assert made(site.made().tallies) == 1


def test_an_unchanged_build_loads_no_duckdb(site: Small) -> None:
    site.made()
    code = (
        "import sys; from generator.cli.main import main; "
        "assert main(['--root', sys.argv[1], 'build', '--now', '2025-06-01']) == 0; "
        "print(sorted({'duckdb', 'sqlalchemy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site.root)], check=True, capture_output=True, text=True
    )
    assert "nothing changed" in done.stdout
    assert done.stdout.endswith("\n[]\n")


def test_a_clean_build_is_the_same_to_the_byte(site: Small, tmp_path: Path) -> None:
    site.made()
    site.made(use_cache=False, output=tmp_path / "clean")
    assert tree(site.root / "build") == tree(tmp_path / "clean")


def test_queries_ask_one_another(site: Small) -> None:
    whole = "SELECT fee, total FROM middle WHERE total > 1\n```\n\n```sql {#middle}\n" + QUERY
    site.write("content/posts/a/index.md", post(whole))
    assert made(site.made().tallies) == 2


WRONG = [
    ("SELECT fee\nFROM fes", "13:6", 'no dataset "fes"', ""),
    ('SELECT fee\nFROM "fes.csv"', "13:6", 'no dataset "fes.csv"', 'did you mean "fees.csv"?'),
    ("FROM nams", "12:6", 'no dataset "nams"', 'did you mean "names"?'),
    ("SELECT totl AS total,\n  fee FROM 'fees.csv'", "12:8", 'no column "totl"',
     'did you mean "total"?'),
    ("SELECT fee,\n\n    ttal FROM 'fees.csv'", "14:5", 'no column "ttal"',
     'did you mean "total"?'),
    ("SELECT fee, total FROM left", "12:24", "queries in a circle", "a query can ask for files"),
    ("COPY names TO 'x.csv'", "12:1", 'a query begins with SELECT, FROM or WITH, not "COPY"',
     "it reads tables and changes nothing"),
    ("SELECT * FROM 'https://example.org/a.csv'", "12:15", "", "keep a copy"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "where", "message", "hint"), WRONG)
def test_what_is_wrong_has_its_place_in_the_post(
    site: Small, query: str, where: str, message: str, hint: str
) -> None:
    site.write("content/posts/a/index.md", post(query))
    problem = site.problem()
    assert str(problem.place) == f"content/posts/a/index.md:{where}"
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)
    line = site_line(site, problem.place.line if problem.place else 0)
    assert problem.source == line


def site_line(site: Small, number: int) -> str:
    text = (site.root / "content/posts/a/index.md").read_text(encoding="utf-8")
    return text.splitlines()[number - 1]


def test_a_block_in_a_list_has_its_own_columns(site: Small) -> None:
    block = '- A list:\n\n    ```sql {#inner}\n    SELECT *\n    FROM "fes.csv"\n    ```\n\n'
    chart = "```chart\ndata: inner\nmark: bar\nx: fee:O\ny: total:Q\nalt: Bars.\n```\n"
    site.write("content/posts/a/index.md", source(block + chart))
    problem = site.problem()
    assert str(problem.place) == "content/posts/a/index.md:9:10"
    assert problem.source == '    FROM "fes.csv"'


def test_an_unknown_connection_is_told(site: Small) -> None:
    site.write("site.yaml", (site.root / "site.yaml").read_text() + "connections: {shop: a://b}\n")
    text = post().replace("{#left}", "{#left connection=shp}")
    site.write("content/posts/a/index.md", text)
    problem = site.problem()
    assert (problem.message, problem.hint) == ('no connection "shp"', 'did you mean "shop"?')
    assert str(problem.place) == "content/posts/a/index.md:11:15"
