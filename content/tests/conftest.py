"""The real blog, built once for each of two addresses from a copy of its sources."""

import shutil
from pathlib import Path

import pytest

from content.tests.building import ROOT, Blog, build

BASE_URLS = ("https://example.org/", "https://example.org/a/b/")


@pytest.fixture(scope="session")
def blogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Blog]:
    site = tmp_path_factory.mktemp("blog")
    shutil.copy(ROOT / "site.yaml", site)
    for folder in ("content", "themes"):
        shutil.copytree(ROOT / folder, site / folder)
    outputs = {base_url: site / f"build-{index}" for index, base_url in enumerate(BASE_URLS)}
    for base_url, output in outputs.items():
        build(site, output, base_url)
    return {base_url: Blog(output, base_url) for base_url, output in outputs.items()}


@pytest.fixture(params=BASE_URLS, ids=["root", "below"])
def blog(request: pytest.FixtureRequest, blogs: dict[str, Blog]) -> Blog:
    return blogs[request.param]


@pytest.fixture
def rooted(blogs: dict[str, Blog]) -> Blog:
    return blogs[BASE_URLS[0]]


@pytest.fixture
def below(blogs: dict[str, Blog]) -> Blog:
    return blogs[BASE_URLS[1]]


@pytest.fixture
def sources() -> Path:
    return ROOT / "content"
