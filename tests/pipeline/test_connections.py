"""Questions to a real PostgreSQL in whole builds: ages, absences, secrets."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.pipeline.request import Report
from tests.postgres import PASSWORD, Server
from tests.small_sites import NOW, Small, small_site, source, tree

BODY = """```sql {{#left connection=shop{age}}}
SELECT fee, total FROM prices ORDER BY fee
```

```chart {{#shown}}
data: left
mark: text
text: total:N
y: fee:O
alt: Totals.
live: never
```
"""


def post(age: str = "", before: str = "") -> str:
    return source(before + BODY.format(age=age))


@pytest.fixture
def server(postgres: Server) -> Iterator[Server]:
    postgres.run(
        "DROP TABLE IF EXISTS prices; CREATE TABLE prices (fee int, total int);"
        "INSERT INTO prices VALUES (1, 1111), (2, 2222); GRANT SELECT ON prices TO reader"
    )
    yield postgres
    postgres.run("DROP TABLE IF EXISTS prices")


@pytest.fixture
def site(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)
    settings = f"connections:\n  shop: {server.address()}\n"
    return small_site(tmp_path / "site", {"content/posts/a.md": post()}, settings)


def shown(site: Small) -> str:
    return site.text("posts/a/index.html")


def asked(report: Report) -> int:
    return report.tallies["ask"].made


def change(server: Server) -> None:
    server.run("UPDATE prices SET total = 9999 WHERE fee = 1")


def test_an_answer_is_kept_until_the_text_changes(site: Small, server: Server) -> None:
    assert asked(site.made()) == 1
    assert ">1111<" in shown(site)
    change(server)
    later = NOW + timedelta(days=1000)
    assert asked(site.made(now=later)) == 0
    site.write("content/posts/a.md", post(before="An edit above.\n\n"))
    assert asked(site.made(now=later)) == 0
    assert ">1111<" in shown(site)
    site.write("content/posts/a.md", post().replace("ORDER BY fee", "ORDER BY fee DESC"))
    assert asked(site.made(now=later)) == 1
    assert ">9999<" in shown(site)


def test_an_answer_that_grew_too_old_is_asked_for_again(site: Small, server: Server) -> None:
    site.write("content/posts/a.md", post(" max_age=1d"))
    site.made()
    change(server)
    assert asked(site.made(now=NOW + timedelta(hours=23))) == 0
    assert ">1111<" in shown(site)
    assert asked(site.made(now=NOW + timedelta(hours=25))) == 1
    assert ">9999<" in shown(site)
    assert asked(site.made(now=NOW + timedelta(hours=26))) == 0


def test_no_cache_asks_again(site: Small, server: Server) -> None:
    site.made()
    change(server)
    site.made(use_cache=False)
    assert ">9999<" in shown(site)


@pytest.mark.parametrize("absence", ["server", "variable"])
def test_an_older_answer_stands_in_with_a_warning(
    site: Small, server: Server, absence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("content/posts/a.md", post(" max_age=1h"))
    site.made()
    if absence == "server":
        server.control("-m", "fast", "stop")
    else:
        monkeypatch.delenv("READER_PASSWORD")
    try:
        report = site.build(now=NOW + timedelta(days=3))
    finally:
        if absence == "server":
            server.start()
    (problem,) = report.assembly.problems
    assert problem.severity == "warning"
    assert problem.message.endswith("; what it answered 3 days ago stands here")
    assert str(problem.place) == "content/posts/a.md:5:15"
    assert ">1111<" in shown(site)
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)
    assert asked(site.made(now=NOW + timedelta(days=3))) == 1


def test_without_an_older_answer_there_is_a_problem(
    site: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("READER_PASSWORD")
    problem = site.problem()
    assert problem.message == 'the connection "shop" needs the environment variable READER_PASSWORD'
    assert problem.hint == "set it where you build"
    assert str(problem.place) == "content/posts/a.md:5:15"
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)
    site.made()


def test_no_exec_takes_answers_from_the_cache_alone(site: Small, server: Server) -> None:
    site.write("content/posts/a.md", post(" max_age=1h"))
    problem = site.problem(execute=False)
    assert problem.message.startswith("--no-exec: this query was not run")
    site.made()
    change(server)
    later = NOW + timedelta(days=3)
    assert asked(site.made(execute=False, now=later)) == 0
    assert ">1111<" in shown(site)


def test_what_is_wrong_is_asked_again_in_the_next_build(site: Small, server: Server) -> None:
    server.run("ALTER TABLE prices RENAME total TO sum")
    problem = site.problem()
    assert problem.message == 'column "total" does not exist'
    assert str(problem.place) == "content/posts/a.md:6:13"
    server.run("ALTER TABLE prices RENAME sum TO total")
    site.made()


def test_no_secret_is_kept_or_published(
    site: Small, server: Server, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.made()
    monkeypatch.setenv("READER_PASSWORD", f"{PASSWORD}-but-wrong")
    site.write("content/posts/a.md", post(" max_age=1m"))
    report = site.build(now=NOW + timedelta(days=1))
    site.write("content/posts/a.md", post().replace("SELECT fee", "SELECT fes"))
    failed = site.build()
    kept = {**tree(site.root / "build"), **tree(site.root / ".postrock")}
    assert len(kept) > 5
    kept["told"] = f"{report.assembly.problems} {failed.assembly.problems}".encode()
    kept["printed"] = str(capfd.readouterr()).encode()
    for secret in (PASSWORD, "s3cr3t%2Fof%40the%3Ahouse", "s3cr3t"):
        found = [path for path, content in kept.items() if secret.encode() in content]
        assert found == [], secret
