"""Redirects of the settings: pages that lead on, and what is wrong with where they lead."""

from pathlib import Path

import pytest

from tests.small_sites import small_site, source

FILES: dict[str, str | bytes] = {"content/posts/tea.md": source("Hot.", title="Tea")}


def test_a_redirect_is_a_page_that_leads_on(tmp_path: Path) -> None:
    settings = "redirects: {/chai/: /posts/tea/, /cup: 'https://cups.example/', /old.xml: /}\n"
    site = small_site(tmp_path, FILES, settings)
    site.made()
    assert "to /posts/tea/ canonical https://tea.example/posts/tea/" in site.text("chai/index.html")
    assert "to https://cups.example/" in site.text("cup/index.html")
    assert "old.xml" not in site.outputs()


@pytest.mark.parametrize(
    ("written", "message", "column"),
    [
        ("/chai/: /posts/te/", "/chai/ would lead on to /posts/te/, where nothing is", 21),
        ("'https://a.example/': /", '"https://a.example/" is not the path of an address', 13),
        ("/chai/: 'javascript:x'", "a link must not run a script", 21),
        ("/chai/: tea", '"tea" is no address', 21),
        ("/posts/tea/: /", "both publish posts/tea/index.html", 26),
    ],
)
def test_a_wrong_redirect_is_told_at_its_place(
    tmp_path: Path, written: str, message: str, column: int
) -> None:
    problem = small_site(tmp_path, FILES, f"redirects: {{{written}}}\n").problem()
    assert message in problem.message
    assert str(problem.place) == f"site.yaml:4:{column}"


def test_a_slip_gets_the_nearest_address(tmp_path: Path) -> None:
    problem = small_site(tmp_path, FILES, "redirects: {/chai/: /posts/te/}\n").problem()
    assert problem.hint == 'did you mean "/posts/tea/"?'


def test_a_redirect_keeps_the_base_path(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES, "redirects: {/chai/: /posts/tea/}\n")
    site.made(base_url="https://tea.example/blog/")
    assert "to /blog/posts/tea/ canonical" in site.text("chai/index.html")
