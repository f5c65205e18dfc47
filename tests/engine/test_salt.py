"""What every key covers besides: our sources and the packages' versions."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine import salt as module
from generator.engine.salt import salt


@pytest.fixture(autouse=True)
def _fresh_salt() -> Iterator[None]:
    known = (salt, module._names_on_path, module._versions_on_path)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


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


def test_to_see_that_a_package_is_not_there_loads_no_metadata() -> None:
    asked = (
        "import sys; from generator.engine import salt;"
        " print(salt._version('there-is-no-such-package'), 'importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["none", "False"]


@pytest.mark.parametrize("place", ["Old_One.egg-info", "old_one-1.5-py3.11.egg-info", "zipped"])
def test_a_package_without_a_folder_of_its_own_has_its_version(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Metadata-Version: 2.1\nName: old-one\nVersion: 1.5\n"
    folder = tmp_path / place
    if place == "zipped":
        with zipfile.ZipFile(folder, "w") as archive:
            archive.writestr("old_one-1.5.dist-info/METADATA", told)
    else:
        folder.mkdir()
        (folder / "PKG-INFO").write_text(told)
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder if place == "zipped" else tmp_path)])
    assert module._version("old-one") == "1.5"


def test_another_line_of_our_own_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = salt()
    salt.cache_clear()
    path, content = (sources := module._own_sources())[0]
    monkeypatch.setattr(module, "_own_sources", lambda: [(path, content + b"#"), *sources[1:]])
    assert salt() != before


def test_our_sources_are_modules_and_the_charts_scripts() -> None:
    paths = [path for path, _ in module._own_sources()]
    assert "engine/step.py" in paths
    assert "site/snapshot.py" in paths
    assert any(path.endswith(".js") for path in paths)
    assert paths == sorted(paths)
