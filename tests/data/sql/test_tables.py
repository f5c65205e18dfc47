import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.data.sql.tables import tables, tokens, without_end

NAMED = [
    ("SELECT * FROM fees", ["fees"]),
    ('select * from "fees.csv" f', ["fees.csv"]),
    ("FROM 'fees.csv' SELECT fee", ["fees.csv"]),
    ("SELECT * FROM a, b x JOIN c USING (d), e WHERE f IN (SELECT g FROM h) ORDER BY i, j",
     ["a", "b", "c", "e", "h"]),
    ("SELECT * FROM (a JOIN b USING (x)) c, ((SELECT 1 FROM d)) e", ["a", "b", "d"]),
    ("SELECT * FROM a LEFT JOIN LATERAL (SELECT 1 FROM b) ON true CROSS JOIN unnest([1]) u(i)",
     ["a", "b"]),
    ("(SELECT 1 FROM a) UNION (FROM b)", ["a", "b"]),
    ("SELECT * FROM range(3) r, read_csv('x.csv'), (VALUES (1, 'x')) v(k)", []),
    ("FROM VALUES (1), ('x') t(a)", []),
    ("FROM f: 'x.csv', g", ["x.csv", "g"]),
    ("PIVOT cities ON year USING sum(people)", ["cities"]),
    ("SUMMARIZE cities", ["cities"]),
    ("SELECT extract(year FROM d), trim(both 'x' FROM y), substring(z FROM 2) FROM a", ["a"]),
    ("SELECT count(*) FILTER (WHERE x) FROM a WHERE b IS NOT DISTINCT FROM c", ["a"]),
    ("WITH a AS (SELECT * FROM a), b(x, y) AS MATERIALIZED (SELECT 1 FROM a) FROM a JOIN b ON x",
     ["a"]),
    ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) FROM t", []),
    ("WITH x AS ((SELECT 1 FROM q)) SELECT * FROM X", ["q"]),
    ("SELECT a FROM t -- FROM c\n /* FROM d */ UNION SELECT 'FROM e' FROM \"x\"\"y\"",
     ["t", 'x"y']),
    ("SELECT $$ FROM x $$, e'\\' FROM z' FROM y", ["y"]),
    ("SELECT * FROM fees.csv", ["fees.csv"]),
    ("FROM a GROUP BY b, c HAVING d LIMIT 1", ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_tables_are_found_by_their_words(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(token.value for token in tables(text))) == expected


@given(st.text("select from with as (a,b)\"'.:;-/*$ \n", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for token in tables(text):
        assert text[token.start :].lstrip("\"'").startswith(token.value.split(".")[0][:1])
    assert "".join(text.split()) == "" or list(tokens(text)) or "--" in text or "/*" in text


def test_a_semicolon_at_the_end_is_cut_and_one_in_quotes_stays() -> None:
    assert without_end("SELECT ';' FROM a; -- ;\n") == "SELECT ';' FROM a"


def test_tables_are_found_without_duckdb() -> None:
    code = (
        "import sys, generator.site.reading, generator.data.dataset, generator.pipeline.build; "
        "assert not {'duckdb', 'sqlalchemy', 'psycopg'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
