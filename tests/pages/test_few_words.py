"""Charts of one word each, static and alive: names at the ends of lines stay where they were."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.serving import STRICT_HEADERS, serve_folder_over_http
from tests.small_sites import Small

SITE = Path(__file__).parents[1] / "sites" / "journalist"
NAMES = ("Social Democrats", "Moderates", "Sweden Democrats", "Centre", "Left", "Greens")
PLACES = """(names) => Object.fromEntries([...document.querySelectorAll('#polls svg text')]
  .filter((each) => names.includes(each.textContent) && each.getBoundingClientRect().width)
  .map((each) => [each.textContent, each.getBoundingClientRect().y]))"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("journalist")
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    told = [each.message for each in Small(folder).build(future=True).assembly.problems]
    assert '2 of 20 regions without a row: "R07", "R13"' in told
    with serve_folder_over_http(folder / "build", "/", STRICT_HEADERS) as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_names_at_the_ends_stay_where_they_are_when_a_chart_comes_alive(
    browser: Browser, root: str, width: int
) -> None:
    size = ViewportSize(width=width, height=900)
    still = browser.new_page(viewport=size)
    still.route("**/*.js", lambda route: route.abort())
    still.goto(f"{root}posts/charts/")
    before = still.evaluate(PLACES, list(NAMES))
    page = browser.new_page(viewport=size)
    page.goto(f"{root}posts/charts/")
    page.locator("#polls").scroll_into_view_if_needed()
    page.locator("#polls[data-state=live]").wait_for(state="attached", timeout=20_000)
    after = page.evaluate(PLACES, list(NAMES))
    assert before.keys() == after.keys() == set(NAMES)
    down = sorted(before, key=lambda name: before[name])
    assert sorted(after, key=lambda name: after[name]) == down
    first = down[0]
    for name in NAMES:
        moved = (after[name] - after[first]) - (before[name] - before[first])
        assert abs(moved) < 2, name
