"""The addresses that Hugo documents for its patterns."""

from typing import Any

import pytest

from generator.importers.hugo.addresses import PageAddress, our_pattern, page_address
from generator.importers.hugo.site import HugoConfig

PAGE = PageAddress("posts/deep", "My File", "A Title: so", date="2021-03-04")


@pytest.mark.parametrize(
    ("page", "config", "address"),
    [
        (PAGE, {}, "/posts/deep/my-file/"),
        (PAGE, {"uglyurls": True}, "/posts/deep/my-file.html"),
        (PAGE, {"permalinks": {"posts": "/:year/:month/:title/"}}, "/2021/03/a-title-so/"),
        (PAGE, {"permalinks": {"page": {"posts": "/:section/:filename"}}}, "/posts/my-file/"),
        (
            PAGE,
            {"permalinks": {"posts": "/:sections/:yearday/:slug/"}},
            "/posts/deep/63/a-title-so/",
        ),
        (PAGE, {"permalinks": {"posts": "/:monthname/:weekdayname/:day"}}, "/march/thursday/04/"),
        (PAGE, {"permalinks": {"posts": "/:weekday/:slug"}}, "/4/a-title-so/"),
        (PAGE, {"permalinks": {"posts": "/:sections[1:]/:slug"}}, "/deep/a-title-so/"),
        (PAGE, {"permalinks": {"posts": "/:sections[last]/:slug"}}, "/deep/a-title-so/"),
        (PAGE, {"permalinks": {"posts": "/:sections[:last]/:slug"}}, "/posts/a-title-so/"),
        (PAGE, {"permalinks": {"posts": "/:sections[0]/:none/:slug"}}, "/posts/none/a-title-so/"),
        (PageAddress("", "about", "About"), {}, "/about/"),
        (PageAddress("posts", "x", "X", slug="y"), {}, "/posts/y/"),
        (PageAddress("posts", "x", "X", url="/z.html"), {}, "/z.html"),
        (PageAddress("posts", "x", "X", url="z/"), {}, "/posts/z/"),
    ],
)
def test_pages(page: PageAddress, config: dict[str, Any], address: str) -> None:
    assert page_address(page, HugoConfig(config)) == address


@pytest.mark.parametrize(
    ("config", "ours"),
    [
        ({}, "/posts/{slug}/"),
        ({"uglyurls": True}, "/posts/{slug}.html"),
        ({"permalinks": {"posts": "/:year/:month/:slug"}}, "/{year}/{month}/{slug}/"),
        ({"permalinks": {"posts": "/:yearday/:slug"}}, ""),
    ],
)
def test_patterns_that_are_ours_too(config: dict[str, Any], ours: str) -> None:
    assert our_pattern(("posts",), HugoConfig(config)) == ours
