"""The salt: what every key covers besides maker and value."""

from collections.abc import Iterator

import pytest

from generator.engine import key as module
from generator.engine.key import salt


@pytest.fixture(autouse=True)
def _fresh_salt() -> Iterator[None]:
    salt.cache_clear()
    yield
    salt.cache_clear()


def test_it_is_the_same_every_time() -> None:
    first = salt()
    salt.cache_clear()
    assert salt() == first


def test_another_version_of_a_package_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = salt()
    salt.cache_clear()
    monkeypatch.setattr(module, "_version", lambda name: f"99 {name}")
    assert salt() != before


def test_a_package_that_is_not_there_has_no_version() -> None:
    assert module._version("there-is-no-such-package") == "none"


def test_another_line_of_our_own_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = salt()
    salt.cache_clear()
    path, content = (sources := module._own_sources())[0]
    monkeypatch.setattr(module, "_own_sources", lambda: [(path, content + b"#"), *sources[1:]])
    assert salt() != before


def test_our_sources_are_modules_and_the_charts_scripts() -> None:
    paths = [path for path, _ in module._own_sources()]
    assert "engine/key.py" in paths
    assert "site/snapshot.py" in paths
    assert any(path.endswith(".js") for path in paths)
    assert paths == sorted(paths)
