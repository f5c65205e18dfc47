"""A small site, and its preview."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.running import Preview, running, write_post


def write_site(site: Path) -> Path:
    site.mkdir()
    (site / "site.yaml").write_text("title: Small\nbase_url: https://example.org/blog/\n")
    write_post(site, "one", "The first text.")
    return site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with running(site) as preview:
        yield preview


@pytest.fixture(scope="module")
def calm_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give a preview to all tests of a module that edit nothing."""
    site = write_site(tmp_path_factory.mktemp("calm") / "site")
    (site / "content" / "static").mkdir()
    (site / "content" / "static" / "räka & co.txt").write_text("räka")
    (site / "secret.txt").write_text("secret")
    with running(site) as preview:
        yield preview
