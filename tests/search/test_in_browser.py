"""What readers find, in Chromium under the strict policy."""

from collections.abc import Iterable, Iterator
from gzip import compress
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import STRICT_HEADERS, serve_folder_over_http
from tests.small_sites import Small, source

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async () => (await axe.run()).violations.map(
  ({id, nodes}) => [id, ...nodes.map((node) => node.html.slice(0, 200))].join(' '))"""
FEES = """
Most of it is eaten by fees.

## Why an algorithm?

It decides where the squirrel sleeps.

```chart {#curve}
mark: line
x: year:Q
y: orchard:Q
data:
  - {year: 1, orchard: 2}
  - {year: 2, orchard: 3}
caption: What is left over.
alt: A line that falls.
```
"""
POSTS = {
    "fees": source(FEES, title="What fees cost", date="2024-03-01", tags=["money"]),
    "tax": source("个人所得税的算法。", title="税", language="zh", date="2024-02-01"),
    "fonds": source("Die Fondsgebühren und die Straße.", title="Kosten", language="de"),
    "tiefe": source("Eine Gebühr.", title="Preis", language="de"),
    "script": source("Not `<img src=x onerror=alert(1)>` at all.", title="<b>Markup</b>"),
    **{f"many-{at}": source(f"Crowd number {at}.", title=f"Many {at}") for at in range(20)},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Small(tmp_path_factory.mktemp("searched"))
    site.write("site.yaml", "title: Found\nbase_url: https://found.example/b/\nsearch: true\n")
    for name, text in POSTS.items():
        site.write(f"content/posts/{name}.md", text)
    site.made()
    with serve_folder_over_http(site.root / "build", "/b/", STRICT_HEADERS) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page(color_scheme="light", reduced_motion="reduce")
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    tab.close()
    assert complaints == []


def search(tab: Page, root: str, query: str) -> list[str]:
    """Return the titles of what is found."""
    tab.goto(f"{root}search/")
    tab.get_by_role("searchbox").fill(query)
    expect(tab.get_by_role("status")).not_to_be_empty()
    return tab.locator(".results h2").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "found", "place"),
    [
        ("fees", ["What fees cost"], ""),
        ("algorithm", ["What fees cost"], "#why-an-algorithm"),
        ("algoritm", ["What fees cost"], "#why-an-algorithm"),
        ("algorihtm", ["What fees cost"], "#why-an-algorithm"),
        ("squirrels ", ["What fees cost"], "#why-an-algorithm"),
        ("orchard", ["What fees cost"], "#curve"),
        ("line falls", ["What fees cost"], "#curve"),
        ("money", ["What fees cost"], ""),
        ("所得税", ["税"], ""),
        ("税", ["税"], ""),
        ("algoritmh", ["What fees cost"], "#why-an-algorithm"),
        ("zlgorithm", ["What fees cost"], "#why-an-algorithm"),
        ("lagorithm", ["What fees cost"], "#why-an-algorithm"),
        ("lgorithm", ["What fees cost"], "#why-an-algorithm"),
        ("mnoey", ["What fees cost"], ""),
        ("gebuhr", ["Preis", "Kosten"], ""),
        ("Gebuehren", ["Preis", "Kosten"], ""),
        ("STRASSE", ["Kosten"], ""),
        ("strasse squirrel", ["Kosten", "What fees cost"], ""),
        ("<b>markup", ["<b>Markup</b>"], ""),
    ],
)
def test_a_query_finds_its_page_and_place(
    tab: Page, root: str, query: str, found: list[str], place: str
) -> None:
    assert search(tab, root, query) == found
    links = [link.get_attribute("href") for link in tab.locator(".results li a").all()]
    assert not place or f"/b/posts/fees/{place}" in links


def test_what_is_found_is_told_marked_and_in_its_language(tab: Page, root: str) -> None:
    search(tab, root, "所得税")
    assert tab.get_by_role("status").inner_text() == "Pages found: 1."
    assert tab.locator("li[lang=zh]").count() == 1
    assert "".join(tab.locator(".results p mark").all_inner_texts()) == "所得税"
    search(tab, root, "algoritm")
    told = "Pages found: 1. No page has “algoritm”; shown is what has algorithm."
    assert tab.get_by_role("status").inner_text() == told


def test_a_miss_leads_on(tab: Page, root: str) -> None:
    assert search(tab, root, "squirmish") == []
    expect(tab.get_by_role("link", name="What fees cost")).to_be_visible()
    expect(tab.get_by_role("link", name="money")).to_be_visible()
    tab.get_by_role("link", name="squirrel").click()
    expect(tab.locator(".results h2")).to_have_text(["What fees cost"])
    expect(tab.locator(".results time")).to_have_text(["1 March 2024"])
    tab.get_by_role("searchbox").fill("a")
    expect(tab.get_by_role("status")).to_have_text("Type two letters or more.")


def test_the_keyboard_is_enough(tab: Page, root: str) -> None:
    tab.goto(f"{root}posts/fees/")
    tab.keyboard.press("/")
    tab.keyboard.type("crowd")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=crowd")
    expect(tab.locator(".results > li")).to_have_count(5)
    assert tab.get_by_role("status").inner_text() == "Pages found: 20."
    tab.get_by_role("searchbox").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(".results a").nth(1)).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator(".results > li")).to_have_count(0)


def test_more_results_stay_for_who_comes_back(tab: Page, root: str) -> None:
    tab.goto(f"{root}search/?q=crowd")
    tab.get_by_role("button", name="More results").click()
    expect(tab.locator(".results > li")).to_have_count(10)
    expect(tab.locator(".results > li").nth(5).locator("a").first).to_be_focused()
    last = tab.locator(".results > li").nth(9).locator("a").first
    last.click()
    tab.wait_for_url("**/posts/**")
    tab.go_back()
    expect(tab.locator(".results > li")).to_have_count(10)
    expect(last).to_be_in_viewport()


@pytest.mark.parametrize("query", ["", "?q=fees", "?q=nothing+at+all"])
def test_axe_finds_nothing(tab: Page, root: str, query: str) -> None:
    tab.goto(f"{root}search/{query}")
    if query:
        expect(tab.get_by_role("status")).not_to_be_empty()
    tab.evaluate(AXE)
    assert tab.evaluate(VIOLATIONS) == []


def test_without_a_script_all_posts_are_one_step_away(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}search/?q=fees")
    page.get_by_role("main").get_by_role("link", name="Archive").click()
    page.wait_for_url("**/archive/")
    context.close()


def test_the_script_is_small(root: str, tab: Page) -> None:
    weighed = []
    tab.on(
        "response", lambda answer: weighed.append(answer) if answer.url.endswith(".js") else None
    )
    search(tab, root, "fees")
    sizes = [len(compress(answer.body())) for answer in weighed]
    assert len(sizes) == 2
    assert sum(sizes) <= 6 * 1024, sizes


def test_a_misspelt_word_loads_no_more_than_it_needs(tab: Page, tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: T\nbase_url: https://found.example/\nsearch: true\n")
    site.write("content/posts/sweet.md", source("Honey, money, boney.", title="Sweet"))
    site.made()
    expected = {
        "mney": ["terms/m_.txt"],
        "omney": ["endings/_y.txt", "terms/m_.txt"],
        "xoney": ["endings/_y.txt", "terms/b_.txt", "terms/h_.txt"],
    }
    assert loaded_for(tab, site, expected, "Sweet") == expected


def test_a_large_shard_is_parted_by_a_third_letter(tab: Page, tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"ba{each}{one}{two}" for each in "rst" for one in letters for two in letters]
    site = Small(tmp_path)
    site.write("site.yaml", "title: T\nbase_url: https://found.example/\nsearch: true\n")
    site.write("content/posts/many.md", source(f"{' '.join(words)} bazaar.", title="Many"))
    site.made()
    whole = ["terms/ba.txt", "terms/bar.txt", "terms/bas.txt", "terms/bat.txt"]
    expected = {
        "barab": ["terms/bar.txt"],
        "bazaar": ["terms/ba.txt"],
        "baxaar": ["terms/ba.txt"],
        "barxy zz": ["terms/bar.txt"],
        "baszaar": ["endings/_r.txt", "terms/ba.txt", "terms/bas.txt"],
        "ba": whole,
    }
    found = loaded_for(tab, site, expected, "Many")
    assert found == {query: sorted(files) for query, files in expected.items()}


def loaded_for(tab: Page, site: Small, queries: Iterable[str], title: str) -> dict[str, list[str]]:
    """Return the files of terms that each query loads, all of which find one page."""
    asked: list[str] = []
    found: dict[str, list[str]] = {}
    tab.on("request", lambda request: asked.append(request.url.split("?")[0]))
    with serve_folder_over_http(site.root / "build", "/", STRICT_HEADERS) as address:
        for query in queries:
            asked.clear()
            assert search(tab, address, query) == [title], query
            loaded = {url.removeprefix(f"{address}search/") for url in asked}
            found[query] = sorted(e for e in loaded if e.startswith(("terms/", "endings/")))
    return found


def test_a_lost_index_is_told(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.route("**/terms/*", lambda route: route.abort())
    page.goto(f"{root}search/?q=fees")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.close()


def test_what_is_found_pushes_nothing_aside(tab: Page, root: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(each) => { shifted += each.value; })).observe({type: 'layout-shift', buffered: true})"
    )
    tab.goto(f"{root}search/?q=crowd")
    expect(tab.locator(".results > li")).to_have_count(5)
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert tab.evaluate("shifted") == 0
