"""Fixtures for all tests: a browser, folders served over HTTP, Hypothesis's profiles."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from generator.engine import Workers
from generator.engine.pool import Pool
from generator.engine.programs import remove_scratch, scratch_root
from generator.pipeline import workspace
from tests.postgres import Server, find_programs, running_server
from tests.serving import ServeFolder, serve_folder_over_http

ON_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# A shell that runs the tests in the background has interrupts ignored, and what they start would
# inherit that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("local", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if ON_CI else "local")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for the browser, so that ``-m "not browser"`` leaves it out."""
    for test in items:
        if "browser" in getattr(test, "fixturenames", ()):
            test.add_marker(pytest.mark.browser)


def find_chromium() -> str | None:
    """Return the path of a Chromium; the environment variable CHROMIUM may name another."""
    names = (os.environ.get("CHROMIUM"), *CHROMIUM_NAMES)
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session", autouse=True)
def _data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the key that signs caches, and the common one, out of the home of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


class WarmWorkers(Workers):
    """Workers that outlive their build: what draws takes a second to load, and tests are many."""

    idle: ClassVar[list[tuple[Path, Pool]]] = []
    """Pools, and the folder that theirs lie in."""

    def _opened(self) -> Pool:
        if self._pool is None:
            self._pool = self._idle_pool() or Pool(2)
        return self._pool

    def _idle_pool(self) -> Pool | None:
        while self.idle:
            folder, pool = self.idle.pop()
            # Other tests end as a command does, which removes the folder of its process.
            if folder.exists():
                return pool
            pool.close()
        return None

    def close(self, *, at_once: bool = False) -> None:
        """Leave the pool to the next build, if nothing is at work in it."""
        pool, self._pool = self._pool, None
        if pool is not None and at_once:
            pool.close(at_once=True)
        elif pool is not None:
            self.idle.append((scratch_root(), pool))


@pytest.fixture(scope="session", autouse=True)
def _warm_workers() -> Iterator[None]:
    """Let the builds of this process use the same workers, one after another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "Workers", WarmWorkers)
        yield
    for _, pool in WarmWorkers.idle:
        pool.close()
    remove_scratch()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium to the whole run; without one, skip, or fail under CI=true."""
    executable = find_chromium()
    if executable is None:
        complaint = "no chromium on this machine; `make test` installs it on Debian"
        if ON_CI:
            pytest.fail(complaint)
        pytest.skip(complaint)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give one PostgreSQL to the whole run; without one, skip, or fail under CI=true."""
    programs = find_programs()
    if programs is None:
        complaint = "no PostgreSQL on this machine; `make test` installs it on Debian"
        if ON_CI:
            pytest.fail(complaint)
        pytest.skip(complaint)
    with running_server(programs) as server:
        yield server


@pytest.fixture
def serve_folder() -> Iterator[ServeFolder]:
    """Give ``serve(folder, base="/", headers={})``, which returns an address on 127.0.0.1."""
    with ExitStack() as servers:

        def serve(folder: Path, base: str = "/", headers: dict[str, str] | None = None) -> str:
            return servers.enter_context(serve_folder_over_http(folder, base, headers or {}))

        yield serve
