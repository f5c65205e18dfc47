"""Services in a browser, under the policy that is printed: nothing is asked before a click."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.cli.main import main
from tests.serving import ServeFolder
from tests.small_sites import Small, source

SETTINGS = """\
title: Tea
base_url: https://tea.example/
comments:
  service: giscus
  repo: ada/blog
  repo_id: R_1
  category: Posts
  category_id: DIC_1
newsletter: {action: "https://post.example/subscribe", field: mail}
"""
ELSEWHERE = re.compile("^https://")
CLIENT = """
const {repo, term, mapping, theme} = document.currentScript.dataset;
document.currentScript.insertAdjacentHTML("afterend", `<p id="shown">${repo} ${mapping}</p>`);
"""


@pytest.fixture
def site(tmp_path: Path) -> Small:
    site = Small(tmp_path)
    site.write("site.yaml", SETTINGS)
    site.write("content/posts/tea.md", source("Hot."))
    site.write("content/about.md", source("Me.", title="About"))
    site.made()
    return site


@pytest.fixture
def address(site: Small, serve_folder: ServeFolder, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--root", str(site.root), "policy"]) == 0
    policy = capsys.readouterr().out.splitlines()[1].partition(": ")[2]
    return serve_folder(site.root / "build", headers={"Content-Security-Policy": policy})


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page()
    yield tab
    tab.close()


def test_comments_come_when_they_are_asked_for(tab: Page, address: str) -> None:
    told, asked = list[str](), list[str]()

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=CLIENT, content_type="text/javascript")

    tab.on("console", lambda message: told.append(message.text))
    tab.route(ELSEWHERE, answer)
    tab.goto(f"{address}posts/tea/")
    assert not asked
    button = tab.get_by_role("button", name="Show comments")
    expect(tab.get_by_text("They come from giscus.app.")).to_be_visible()
    button.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#shown")).to_have_text("ada/blog pathname")
    assert asked == ["https://giscus.app/client.js"]
    assert not told


def test_where_they_cannot_come_a_link_leads_there(tab: Page, address: str) -> None:
    tab.route(ELSEWHERE, lambda route: route.abort())
    tab.goto(f"{address}posts/tea/")
    link = tab.get_by_role("link", name="Comments on GitHub")
    expect(link).not_to_be_visible()
    tab.get_by_role("button", name="Show comments").click()
    expect(link).to_be_focused()
    assert link.get_attribute("href") == "https://github.com/ada/blog/discussions"


def test_without_scripts_there_is_the_link_alone(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as window:
        tab = window.new_page()
        tab.goto(f"{address}posts/tea/")
        expect(tab.get_by_role("link", name="Comments on GitHub")).to_be_visible()
        expect(tab.get_by_role("button", name="Show comments")).not_to_be_visible()


def test_a_newsletter_is_a_form_that_the_policy_lets_through(tab: Page, address: str) -> None:
    sent = list[str]()

    def answer(route: Route) -> None:
        sent.append(f"{route.request.method} {route.request.post_data}")
        route.fulfill(body="Thanks", content_type="text/html")

    tab.route(ELSEWHERE, answer)
    tab.goto(f"{address}posts/tea/")
    tab.get_by_label("Your e-mail address").fill("a@b.example")
    tab.get_by_role("button", name="Subscribe").click()
    expect(tab.get_by_text("Thanks")).to_be_visible()
    assert sent == ["POST mail=a%40b.example"]


def test_pages_that_are_no_posts_have_neither(site: Small) -> None:
    for path in ("about/index.html", "index.html"):
        assert "comments" not in site.text(path)
        assert "newsletter" not in site.text(path)


def test_without_services_there_is_nothing_of_them(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\n")
    site.write("content/posts/tea.md", source("Hot."))
    site.made()
    page = site.text("posts/tea/index.html")
    assert "comments" not in page
    assert "<form" not in page


def test_analytics_are_on_every_page(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nanalytics: {service: goatcounter, site: ada}\n")
    site.write("content/posts/tea.md", source("Hot."))
    site.made()
    expected = (
        '<script defer src="https://gc.zgo.at/count.js"'
        ' data-goatcounter="https://ada.goatcounter.com/count"></script>'
    )
    for path in ("posts/tea/index.html", "index.html", "404.html"):
        assert expected in site.text(path)
