"""How gently a page in Chromium takes in what was edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.preview.lively import (
    CHART,
    OTHER,
    ROWS,
    STYLE,
    lively_body,
    put,
    square,
    write_lively_post,
    write_lively_site,
)
from tests.preview.running import DEADLINE, Preview, running

SOON = DEADLINE * 1000


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with running(write_lively_site(tmp_path_factory.mktemp("lively") / "site")) as preview:
        yield preview


@pytest.fixture
def page(lively: Preview, browser: Browser) -> Iterator[Page]:
    """Open the lively post as it was at first, and see that its socket is open."""
    write_lively_site(lively.site)
    marked = "The beginning."
    lively.wait_for(
        "/posts/lively/", lambda got: marked not in got.text and "overlay" not in got.text
    )
    lively.wait_for("/posts/lively/square.svg", lambda got: "teal" in got.text)
    opened = browser.new_page(viewport={"width": 900, "height": 700})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{lively.address}/posts/lively/")
    opened.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    opened.evaluate("window.survives = true")
    yield opened
    assert errors == []
    opened.close()


def survives(page: Page) -> bool:
    return bool(page.evaluate("window.survives === true"))


def top_of(page: Page, text: str) -> float:
    return float(
        page.evaluate(
            "(text) => [...document.querySelectorAll('p')].find((each) =>"
            " each.textContent.startsWith(text)).getBoundingClientRect().top",
            text,
        )
    )


def scroll_to(page: Page, text: str) -> float:
    page.evaluate(
        "(text) => { const all = [...document.querySelectorAll('p')];"
        " const one = all.find((each) => each.textContent.startsWith(text));"
        " scrollTo({top: one.getBoundingClientRect().top + scrollY - 33, behavior: 'instant'}); }",
        text,
    )
    return top_of(page, text)


def slider(page: Page) -> str:
    return page.locator("#slider input[type=range]").input_value()


def move_slider(page: Page, value: int) -> None:
    page.locator("#slider").scroll_into_view_if_needed()
    expect(page.locator("#slider")).to_have_attribute("data-state", "live", timeout=SOON)
    page.locator("#slider input[type=range]").fill(str(value))


def test_a_body_changes_where_it_stands(lively: Preview, page: Page) -> None:
    before = scroll_to(page, "Paragraph 15.")
    write_lively_post(lively.site, lively_body(top="The beginning. " * 200))
    expect(page.get_by_text("The beginning.")).to_be_attached(timeout=SOON)
    page.wait_for_timeout(100)
    assert abs(top_of(page, "Paragraph 15.") - before) <= 2
    assert survives(page)


def test_what_a_reader_has_set_stays_when_the_body_changes(lively: Preview, page: Page) -> None:
    move_slider(page, 5)
    page.locator("#slider details.figure-data summary").click()
    write_lively_post(lively.site, lively_body(end="The end."))
    expect(page.get_by_text("The end.")).to_be_attached(timeout=SOON)
    assert slider(page) == "5"
    assert page.locator("#slider details.figure-data").get_attribute("open") == ""
    assert survives(page)


def test_a_changed_figure_is_swapped_in_alone(lively: Preview, page: Page) -> None:
    move_slider(page, 4)
    page.locator("#slider details.figure-data summary").click()
    page.evaluate("document.getElementById('other').dataset.same = 'yes'")
    write_lively_post(lively.site, lively_body(chart=CHART.replace("column", "line")))
    expect(page.locator("#slider svg .mark-line")).to_be_attached(timeout=SOON)
    expect(page.locator("#slider")).to_have_attribute("data-state", "live", timeout=SOON)
    assert slider(page) == "4"
    assert page.locator("#slider details.figure-data").get_attribute("open") == ""
    assert page.locator("#other").get_attribute("data-same") == "yes"
    assert survives(page)


def test_changed_data_draws_the_new_curve(lively: Preview, page: Page) -> None:
    before = page.locator("#other svg path").evaluate_all(
        "(all) => all.map((one) => one.outerHTML)"
    )
    put(lively.site, "content/posts/lively/rows.csv", ROWS.replace("2003,4", "2003,9"))
    page.wait_for_function(
        "(before) => JSON.stringify([...document.querySelectorAll('#other svg path')]"
        ".map((one) => one.outerHTML)) !== JSON.stringify(before)",
        arg=before,
        timeout=SOON,
    )
    assert survives(page)


def test_a_style_sheet_is_swapped_without_a_flash(lively: Preview, page: Page) -> None:
    page.evaluate(
        """() => {
            window.seen = new Set();
            const look = () => {
                seen.add(getComputedStyle(document.body).getPropertyValue("--seen").trim());
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    put(lively.site, "themes/mine/assets/css/mine.css", STYLE.replace("one", "two"))
    page.wait_for_function("window.seen.has('two')", timeout=SOON)
    page.wait_for_function(
        "document.querySelectorAll('link[rel=stylesheet]:not([data-preview])').length === 1"
    )
    assert page.evaluate("[...seen]") == ["one", "two"]
    assert survives(page)


def bring(page: Page, picture: Locator) -> None:
    """Scroll to a picture, which is loaded when it comes near."""
    picture.evaluate("(each) => each.scrollIntoView({behavior: 'instant'})")
    page.wait_for_function("(each) => each.naturalWidth > 0", arg=picture.element_handle())


def test_a_picture_under_the_same_name_is_shown_anew(lively: Preview, page: Page) -> None:
    picture = page.locator("img[src*='square']")
    bring(page, picture)
    with page.expect_response(lambda got: "square.svg?preview=" in got.url, timeout=SOON) as got:
        put(lively.site, "content/posts/lively/square.svg", square("tomato"))
    assert "tomato" in got.value.text()
    assert survives(page)


def test_a_picture_of_another_size_is_shown_anew(lively: Preview, page: Page) -> None:
    picture = page.locator("img[src*='square']")
    bring(page, picture)
    with page.expect_response(lambda got: "square.svg?preview=" in got.url, timeout=SOON) as got:
        put(lively.site, "content/posts/lively/square.svg", square("gold", 80))
    assert "gold" in got.value.text()
    expect(picture).to_have_attribute("width", "80")
    page.wait_for_function("document.querySelector(\"img[src*='square']\").naturalWidth === 80")
    assert survives(page)


def test_a_page_that_an_edit_does_not_concern_does_nothing(lively: Preview, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    put(lively.site, "content/about.md", "---\ntitle: About\n---\n\nOf us.\n")
    lively.wait_for("/about/", lambda got: "Of us." in got.text)
    page.wait_for_timeout(500)
    assert asked == []
    (lively.site / "content/about.md").unlink()
    lively.wait_for("/about/", lambda got: got.status == 404)


def test_where_scripts_change_the_page_reloads_as_it_was(lively: Preview, page: Page) -> None:
    move_slider(page, 3)
    page.locator("#slider details.figure-data summary").click()
    before = scroll_to(page, "Paragraph 15.")
    script = "<script>window.mine = 1</script>"
    write_lively_post(lively.site, lively_body(top=f"The beginning.\n\n{script}"))
    page.wait_for_function("window.mine === 1", timeout=SOON)
    page.wait_for_load_state("load")
    assert not survives(page)
    expect(page.locator("#slider details.figure-data")).to_have_attribute("open", "")
    assert slider(page) == "3"
    assert abs(top_of(page, "Paragraph 15.") - before) <= 2
    assert page.evaluate("sessionStorage.length") == 0


def test_the_problem_of_a_figure_stands_inside_it(lively: Preview, page: Page) -> None:
    write_lively_post(lively.site, lively_body(other=OTHER.replace("amount", "amout")))
    broken = page.locator("figure#other.broken")
    expect(broken).to_contain_text('did you mean "amount"?', timeout=SOON)
    expect(broken).to_contain_text("content/posts/lively/index.md:")
    expect(page.locator("preview-overlay .problems")).to_have_count(0)
    expect(page.locator("#slider svg").first).to_be_attached()
    write_lively_post(lively.site, lively_body())
    expect(page.locator("figure#other svg").first).to_be_attached(timeout=SOON)
    assert survives(page)


def test_problems_come_and_go_without_a_reload(lively: Preview, page: Page) -> None:
    write_lively_post(lively.site, lively_body(end="[broken](nowhere.md)"))
    problems = page.locator("preview-overlay .problems")
    expect(problems).to_be_visible(timeout=SOON)
    expect(problems).to_have_css("position", "fixed")
    expect(problems.get_by_role("alert")).to_have_text("1 problem to mend")
    expect(page.locator("preview-overlay .bar")).to_contain_text("1 broken link")
    write_lively_post(lively.site, lively_body(end="Mended."))
    expect(page.locator("preview-overlay")).to_have_count(0, timeout=SOON)
    expect(page.get_by_text("Mended.")).to_be_attached()
    assert survives(page)


def test_problems_can_be_put_away_and_fetched_by_keyboard(lively: Preview, page: Page) -> None:
    write_lively_post(lively.site, lively_body(end="[broken](nowhere.md)"))
    problems = page.locator("preview-overlay .problems")
    expect(problems).to_be_visible(timeout=SOON)
    page.keyboard.press("Escape")
    expect(problems).to_be_hidden()
    expect(page.get_by_role("button", name="1 problem")).to_be_focused()
    write_lively_post(lively.site, lively_body(end="[broken](nowhere.md) [too](not.md)"))
    expect(page.get_by_role("button", name="2 problems")).to_be_visible(timeout=SOON)
    expect(problems).to_be_hidden()
    page.get_by_role("button", name="2 problems").press("Enter")
    expect(problems).to_be_visible()
    summary = problems.locator("summary").first
    summary.press("Enter")
    expect(problems.locator("details").first).not_to_have_attribute("open", "")


def test_unfinished_work_has_a_bar_and_links_to_it_a_mark(lively: Preview, page: Page) -> None:
    write_lively_post(lively.site, lively_body(), draft="true")
    bar = page.locator("preview-overlay .bar")
    expect(bar).to_contain_text("Draft", timeout=SOON)
    expect(bar).to_contain_text("minutes to read")
    page.goto(f"{lively.address}/")
    link = page.locator("a[href='/posts/lively/']").first
    expect(link).to_have_attribute("data-preview-mark", "draft")
    expect(page.locator("a[href='/posts/quiet/']").first).not_to_have_attribute(
        "data-preview-mark", "draft"
    )
    expect(page.locator("preview-overlay")).to_have_count(0)


def test_a_link_within_a_draft_has_no_mark(lively: Preview, page: Page) -> None:
    body = f"## A place\n\n[There](#a-place) and [home](/).\n\n{lively_body()}"
    write_lively_post(lively.site, body, draft="true")
    within = page.locator("main a[href$='#a-place']").first
    expect(within).to_be_attached(timeout=SOON)
    page.reload(wait_until="networkidle")
    unfinished = "() => fetch('/.preview/unfinished').then((told) => told.json())"
    assert page.evaluate(unfinished) == {"/posts/lively/": "draft"}
    expect(within).to_be_attached()
    expect(page.locator("[data-preview-mark]")).to_have_count(0)


def test_a_page_that_goes_and_comes_back_is_shown(lively: Preview, page: Page) -> None:
    post = Path(lively.site / "content/posts/lively/index.md")
    text = post.read_text()
    post.unlink()
    expect(page.get_by_text("There is no page at this address")).to_be_visible(timeout=SOON)
    post.write_text(text)
    expect(page.get_by_text("Paragraph 15.")).to_be_attached(timeout=SOON)
