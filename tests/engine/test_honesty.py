"""The audit hook catches a maker that looks at the site behind its key's back."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from generator.engine import Blob, Cache, Engine, Made, Read, Workers, keep
from tests.engine.honesty import Dishonest, honest_makers
from tests.engine.makers import Function, step_of

SOURCE, TEXT = keep("a source")


class Given(Struct, frozen=True):
    """What the makers here are given."""

    folder: str
    source: Blob = SOURCE
    number: int = 0


def honest(value: Given, read: Read) -> Made[bytes]:
    return Made(read(value.source))


def opens(value: Given, read: Read) -> Made[str]:
    return Made(Path(value.folder, "data.csv").read_text())


def opens_by_descriptor(value: Given, read: Read) -> Made[int]:
    folder = os.open(value.folder, os.O_RDONLY)
    os.close(folder)
    return Made(folder)


def opens_as_bytes(value: Given, read: Read) -> Made[bytes]:
    with open(os.fsencode(f"{value.folder}/data.csv"), "rb") as file:
        return Made(file.read())


def lists(value: Given, read: Read) -> Made[int]:
    return Made(len(os.listdir(value.folder)))


def scans(value: Given, read: Read) -> Made[int]:
    return Made(len(list(Path(value.folder).rglob("*"))))


def lists_where_it_stands(value: Given, read: Read) -> Made[int]:
    return Made(len(os.listdir()))


def writes(value: Given, read: Read) -> Made[int]:
    return Made(Path(value.folder, "new").write_text("x"))


def opens_what_is_not_there(value: Given, read: Read) -> Made[str]:
    try:
        return Made(Path(value.folder, "missing").read_text())
    except FileNotFoundError:
        return Made("")


DISHONEST = [
    opens,
    opens_by_descriptor,
    opens_as_bytes,
    lists,
    scans,
    lists_where_it_stands,
    writes,
    opens_what_is_not_there,
]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "data.csv").write_text("a,b\n")
    monkeypatch.chdir(folder)
    return folder


def run(maker: Function, value: Given, count: int = 1) -> list[Made[object]]:
    steps = [step_of(maker, Given(value.folder, number=n)) for n in range(count)]
    with open("data.csv", encoding="utf-8") as file:
        file.read()
    return Engine(Cache(None), Workers(2), lambda blob: TEXT).run("wave", steps)


def test_honest_makers_pass_and_what_happens_around_them_too(site: Path) -> None:
    with honest_makers(site) as violations:
        assert run(honest, Given(str(site)), 20) == [Made(TEXT)] * 20
        assert violations == []


@pytest.mark.parametrize("maker", DISHONEST)
def test_a_dishonest_maker_is_caught(site: Path, maker: Function) -> None:
    with pytest.raises(Dishonest, match=rf"test_honesty:{maker.__name__}"), honest_makers(site):
        run(maker, Given(str(site)))


def test_one_dishonest_maker_among_many_is_caught_although_there_is_a_pool(site: Path) -> None:
    with pytest.raises(Dishonest), honest_makers(site):
        run(opens, Given(str(site)), 20)


def test_a_link_into_the_site_is_no_way_around(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(site)
    with pytest.raises(Dishonest), honest_makers(site):
        run(opens, Given(str(tmp_path / "link")))


@pytest.mark.parametrize("maker", [opens, lists, scans])
def test_files_outside_the_site_are_nobodys_business(
    site: Path, tmp_path: Path, maker: Function
) -> None:
    other = tmp_path / "site-of-another"
    other.mkdir()
    (other / "data.csv").write_text("")
    with honest_makers(site):
        run(maker, Given(str(other)))


def test_an_error_of_the_test_itself_comes_first(site: Path) -> None:
    def fail() -> None:
        run(opens, Given(str(site)))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), honest_makers(site):
        fail()


def test_afterwards_nothing_is_watched(site: Path) -> None:
    before: Callable[..., object] = Workers.run
    with honest_makers(site) as violations:
        pass
    assert Workers.run is before
    run(opens, Given(str(site)))
    assert violations == []
