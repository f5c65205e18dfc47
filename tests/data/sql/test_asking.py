import json
import sys
from pathlib import Path
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, make_url

from generator.data.dataset import Asking, ConnectionAnswer
from generator.data.sql import databases
from generator.data.sql.asking import Unset, ask, fill
from generator.engine import Made
from generator.problems.fault import Fault
from tests.postgres import PASSWORD, Server

TABLES = """
DROP TABLE IF EXISTS fees, hidden, notes;
CREATE TABLE fees (
  fee numeric(5, 2), year int, day date, moment timestamptz, local timestamp, open bool,
  total float8, big bigint, tags text[], thing jsonb, id uuid, word text
);
INSERT INTO fees VALUES
  (1.5, 2020, '2020-01-31', '2020-01-31 10:00+02', '2020-01-31 10:00', true,
   1.25, 9007199254740993, '{a,b}', '{"x": [1, 2]}', '00000000-0000-0000-0000-000000000001', 'é'),
  (NULL, 2021, NULL, NULL, NULL, NULL, 'NaN', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE hidden (a int);
CREATE TABLE notes (a int);
CREATE SEQUENCE IF NOT EXISTS counter;
GRANT SELECT ON fees TO reader;
GRANT ALL ON notes, counter TO reader;
"""


@pytest.fixture(scope="module")
def server(postgres: Server) -> Server:
    postgres.run(TABLES)
    return postgres


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)


def put(text: str, address: str) -> Made[ConnectionAnswer]:
    return ask(Asking(text, "shop", address, "2025-06-01T12:00:00+00:00"), lambda blob: b"")


def test_every_type_of_postgres_has_a_place_in_json(server: Server) -> None:
    made = put("SELECT * FROM fees ORDER BY year;", server.address())
    assert made.value
    assert made.value.dataset
    kinds = {column.name: column.type for column in made.value.dataset.columns}
    assert kinds == {
        "fee": "number", "year": "number", "day": "date", "moment": "date", "local": "date",
        "open": "boolean", "total": "number", "big": "text", "tags": "text", "thing": "text",
        "id": "text", "word": "text",
    }  # fmt: skip
    assert json.loads(made.blobs[0]) == [
        {"fee": 1.5, "year": 2020, "day": "2020-01-31", "moment": "2020-01-31T08:00:00",
         "local": "2020-01-31T10:00:00", "open": True, "total": 1.25, "big": "9007199254740993",
         "tags": ["a", "b"], "thing": {"x": [1, 2]},
         "id": "00000000-0000-0000-0000-000000000001", "word": "é"},
        dict.fromkeys(kinds) | {"year": 2021},
    ]  # fmt: skip
    assert made.lasting


@pytest.mark.parametrize(
    "text",
    ["SELECT '100%' AS p, ':x' AS q WHERE 'a' LIKE '%a%'", "VALUES (1)",
     "WITH a AS (SELECT 1 AS b) SELECT * FROM a"],
)  # fmt: skip
def test_any_reading_text_goes_in_unchanged(server: Server, text: str) -> None:
    made = put(text, server.address())
    assert made.value
    assert made.value.dataset
    assert made.value.dataset.count == 1


WRONG = [
    ("SELECT totl FROM fees", "1:8", 'column "totl" does not exist', 'did you mean "total"?'),
    ("SELECT 'é',\n  yer\nFROM fees", "2:3", 'column "yer" does not exist', 'did you mean "year"?'),
    ("SELECT *\nFROM fes", "2:6", 'relation "fes" does not exist', 'did you mean "fees"?'),
    ("SELECT (", "1:9", "syntax error at end of input", ""),
    ("SELECT fee frm fees", "1:16", 'syntax error at or near "fees"', ""),
    ("SELECT 'a'::int AS x", "1:8", 'invalid input syntax for type integer: "a"', ""),
    ("SELECT 1 / (year - year) AS x FROM fees", "1:1", "division by zero", ""),
    ("SELECT * FROM hidden", "1:1", "permission denied for table hidden", ""),
    ("SELECT nextval('counter') AS n", "1:1",
     "cannot execute nextval() in a read-only transaction", ""),
    ("SELECT count(*), 1 FROM fees", "1:1", "a column of the answer has no name",
     "give it one: count(*) AS visits"),
    ("SELECT 1 AS a, 2 AS a", "1:1", 'two columns of the answer are called "a"',
     "give one of them another name with AS"),
    ("SELECT 'a'::bytea AS b", "1:1", "a column of the answer holds bytes: nothing can show them",
     ""),
    ("INSERT INTO notes VALUES (1)", "1:1",
     'a query begins with SELECT, FROM or WITH, not "INSERT"',
     "it reads tables and changes nothing"),
    ("SELECT 1; DROP TABLE notes", "1:11", "a second statement begins here",
     "give each query a block of its own"),
    ("WITH x AS (INSERT INTO notes VALUES (1) RETURNING a) SELECT * FROM x", "1:1",
     "a query only reads; this WITH changes something", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where", "message", "hint"), WRONG)
def test_what_is_wrong_has_its_place(
    server: Server, text: str, where: str, message: str, hint: str
) -> None:
    made = put(text, server.address())
    (problem,) = made.problems
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.place
    assert f"{problem.place.line}:{problem.place.column}" == where
    assert made.value is None


def test_the_server_itself_takes_one_statement_alone(server: Server) -> None:
    """Our own look at the words is not what keeps a database from harm."""
    text = "SELECT 1 AS a; COMMIT; INSERT INTO notes VALUES (7)"
    url = fill(server.address(), {"READER_PASSWORD": PASSWORD}).url
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    connection = engine.raw_connection()
    with pytest.raises(Fault, match="cannot insert multiple commands"):
        databases.fetch(connection.driver_connection, text)
    connection.invalidate()
    engine.dispose()
    made = put("SELECT count(*) AS n FROM notes", server.address())
    assert json.loads(made.blobs[0]) == [{"n": 0}]


def test_a_query_without_end_is_stopped(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "SECONDS", 0.2)
    (problem,) = put("SELECT pg_sleep(60) AS a", server.address()).problems
    assert problem.message.startswith("this query takes longer than")


def test_an_answer_may_be_too_large(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "ROWS", 10)
    monkeypatch.setattr("generator.data.sql.answers.ROWS", 10)
    (problem,) = put("SELECT generate_series(1, 1000000000) AS n", server.address()).problems
    assert problem.message == "this query gives more than 10 rows"


@pytest.mark.parametrize(
    ("address", "silence"),
    [
        (
            "{port}:wrong-password",
            'failed: FATAL:  password authentication failed for user "reader"',
        ),
        ("{port}:none", 'FATAL:  database "none" does not exist'),
    ],
)
def test_a_refusal_is_told_without_secrets(server: Server, address: str, silence: str) -> None:
    right = server.address()
    url = right.replace("/tea", "/none") if "none" in address else server.address("${WRONG}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WRONG", "wrong-password")
        made = put("SELECT 1 AS a", url)
    assert made.value
    assert silence in made.value.silence
    assert made.value.silence.startswith('cannot reach "shop": ')
    assert "wrong-password" not in made.value.silence
    assert PASSWORD not in made.value.silence
    assert not made.lasting


def test_a_server_that_is_not_there_is_told() -> None:
    made = put("SELECT 1 AS a", "postgresql://reader@127.0.0.1:1/tea")
    assert made.value
    assert made.value.silence.endswith("failed: Connection refused")


def test_a_variable_that_is_not_set_is_told() -> None:
    made = put("SELECT 1 AS a", "postgresql://reader:${NOT_SET}@127.0.0.1/tea")
    assert made.value
    assert made.value.silence == 'the connection "shop" needs the environment variable NOT_SET'


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgrsql://reader@127.0.0.1/tea", 'no kind of database is called "postgrsql"'),
        ("postgresql://reader@127.0.0.1:port/tea", "the address of this connection cannot be read"),
    ],
)
def test_a_wrong_address_is_told(address: str, message: str) -> None:
    (problem,) = put("SELECT 1 AS a", address).problems
    assert problem.message == message


@pytest.mark.parametrize("package", ["sqlalchemy", "psycopg"])
def test_a_missing_package_is_told(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    made = put("SELECT 1 AS a", "postgresql://reader@127.0.0.1:1/tea")
    assert made.value
    assert made.value.hint == 'pip install "postrock[postgres]"'


def test_another_kind_of_database_can_be_asked(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    silent = put("SELECT 1 AS a", f"sqlite:///{file}")
    assert silent.value
    assert silent.value.silence == f'cannot reach "shop": there is no file {file}'
    with connect(file) as database:
        database.execute("CREATE TABLE fees (fee REAL, name TEXT)")
        database.execute("INSERT INTO fees VALUES (1.5, 'é')")
    database.close()
    made = put("SELECT * FROM fees", f"sqlite:///{file}")
    assert json.loads(made.blobs[0]) == [{"fee": 1.5, "name": "é"}]
    (problem,) = put("SELECT totl FROM fees", f"sqlite:///{file}").problems
    assert problem.message == "no such column: totl"
    (problem,) = put("WITH a AS (SELECT 1) DELETE FROM fees", f"sqlite:///{file}").problems
    assert problem.message == "attempt to write a readonly database"


ADDRESS = "postgresql://${WHO}:${PASSWORD}@${HOST}:5432/shop"


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_any_password_fits_and_is_scrubbed(name: str, password: str) -> None:
    filled = fill(ADDRESS, {"WHO": name, "PASSWORD": password, "HOST": "db.example.org"})
    url = make_url(filled.url)
    assert (url.username, url.password, url.host, url.port) == (
        name, password, "db.example.org", 5432
    )  # fmt: skip
    scrubbed = filled.scrub(f"«{filled.url}» «{password}»")
    assert f"«{password}»" not in scrubbed or password == "…"


def test_a_whole_address_may_be_in_the_environment() -> None:
    filled = fill("${DATABASE_URL}", {"DATABASE_URL": "postgres://a:b%40c@d/e"})
    assert filled.url == "postgres://a:b%40c@d/e"
    assert filled.scrub("b@c b%40c postgres://a:b%40c@d/e") == "… … …"


def test_a_short_name_stays_readable() -> None:
    filled = fill(ADDRESS, {"WHO": "a", "PASSWORD": "xyz", "HOST": "h"})
    assert filled.scrub('password xyz of "a" on h is wrong') == 'password … of "a" on h is wrong'


@pytest.mark.parametrize("environment", [{}, {"WHO": "a", "PASSWORD": "", "HOST": "h"}])
def test_a_variable_that_is_not_set_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(Unset) as unset:
        fill(ADDRESS, environment)
    assert unset.value.name in ("WHO", "PASSWORD")
