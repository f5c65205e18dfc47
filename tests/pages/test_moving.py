"""Numbers that follow a slider, and states of figures in the address, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small, source

POST = """
At 1 % there is {{ fees.at(fee=1, year=25).value | money }}; you have chosen
<b id="chosen">{{ #curve.fee / 100 | percent }}</b>, which leaves
<b id="left">{{ fees.at(fee=#curve.fee, year=25).value | money("€", 1) }}</b> of
<b id="all">{{ fees.value.max() }}</b>, and of many rows
<b id="large">{{ many.at(step=#curve.fee * 10).out }}</b>.

Look [at 2 %](#curve?fee=2), [at half a percent](#curve?fee=0.5&kind=b%20c), [](#curve?fee=3).
FILLING

```data {#fees}
fee,year,value
0.5,25,88.1
1,25,77.8
1.5,25,68.6
2,25,60.3
2.5,25,53.0
```

```data {#many}
ROWS
```

```chart {#curve}
data: fees
params:
  fee: {slider: [0.5, 3, 0.5], value: 1, label: Fee, format: ".1f"}
  kind: {menu: [a, b c], label: Kind}
  marked: {check: true, label: Marked}
mark: point
x: fee:Q
y: value:Q
opacity: {condition: {param: marked, value: 1}, value: 0.5}
caption: "Chosen: {{ #curve.fee | number(1) }}."
alt: Points.
```

```chart {#quiet}
data: fees
params:
  least: {slider: [0, 3, 1], value: 0}
transform: [{filter: datum.fee >= least}]
mark: point
x: fee:Q
y: value:Q
link: false
live: touch
alt: Points.
```

The quiet one: <b id="quiet-value">{{ #quiet.least + 1 }}</b>.
"""
ROWS = "\n".join(["step,out", *(f"{step},{step * 1.5}" for step in range(400))])
# The chart is out of view where the page begins.
FILLING = "\n\n".join(["A long paragraph of words that fill the page. " * 12] * 8)
OTHER = "See [the chart](fees.md#curve?fee=1.5)."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Small:
    site = Small(tmp_path_factory.mktemp("moving"))
    site.write("site.yaml", "title: Fees\nbase_url: https://fees.example/\n")
    body = POST.replace("ROWS", ROWS).replace("FILLING", FILLING)
    site.write("content/posts/fees.md", source(body, title="Fees"))
    site.write("content/posts/other.md", source(OTHER, title="Other"))
    site.made()
    return site


@pytest.fixture
def address(built: Small, serve_folder: ServeFolder) -> str:
    return serve_folder(built.root / "build", headers=STRICT_HEADERS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 900, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    heard = list(said)
    opened.close()
    assert heard == []


def texts(page: Page, *names: str) -> list[str]:
    return [page.inner_text(f"#{name}") for name in names]


def wait(page: Page, name: str, text: str) -> None:
    page.wait_for_function(
        "([name, text]) => document.getElementById(name).textContent === text", arg=[name, text]
    )


def slide(page: Page, figure: str, param: str, times: int = 1) -> None:
    page.focus(f"#{figure}-param-{param}")
    for _ in range(times):
        page.keyboard.press("ArrowRight")


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def test_a_number_follows_the_slider(page: Page, address: str) -> None:
    page.goto(f"{address}posts/fees/")
    assert texts(page, "chosen", "left", "all", "large") == ["1%", "€77.8", "88.1", "15"]
    slide(page, "curve", "fee")
    wait(page, "chosen", "1.5%")
    wait(page, "left", "€68.6")
    wait(page, "large", "22.5")
    assert page.inner_text("#curve figcaption output") == "1.5"
    assert page.inner_text("#all") == "88.1"
    slide(page, "curve", "fee", 3)
    wait(page, "left", "–")
    page.wait_for_selector("#curve[data-state=live]")


def test_a_number_follows_before_the_chart_is_alive(page: Page, address: str) -> None:
    page.route("**/quiet.json", lambda route: None)
    page.goto(f"{address}posts/fees/")
    slide(page, "quiet", "least")
    wait(page, "quiet-value", "2")
    assert page.get_attribute("#quiet", "data-state") == "loading"


def test_the_address_keeps_what_was_set(page: Page, address: str) -> None:
    page.goto(f"{address}posts/fees/")
    slide(page, "curve", "fee", 2)
    page.select_option("#curve-param-kind", label="b c")
    page.wait_for_function("() => location.hash === '#curve?fee=2&kind=b%20c'")
    slide(page, "quiet", "least")
    page.wait_for_timeout(500)
    assert fragment(page) == "#curve?fee=2&kind=b%20c"
    page.reload()
    wait(page, "left", "€60.3")
    page.wait_for_selector("#curve[data-state=live]")
    assert page.input_value("#curve-param-kind") == '"b c"'
    assert page.evaluate("history.length") == 2


def test_a_link_moves_the_chart_and_back_moves_it_back(page: Page, address: str) -> None:
    page.goto(f"{address}posts/fees/")
    page.click("text=at 2 %")
    wait(page, "left", "€60.3")
    page.wait_for_selector("#curve[data-state=live]")
    expect(page.locator("#curve .figure-box")).to_be_in_viewport()
    assert page.inner_text("#curve .vega-bind output") == "2.0"
    page.evaluate("window.scrollTo(0, 0)")
    page.click("text=at half a percent")
    wait(page, "left", "€88.1")
    assert fragment(page) == "#curve?fee=0.5&kind=b%20c"
    page.go_back()
    wait(page, "left", "€60.3")
    assert page.input_value("#curve-param-kind") == '"a"'
    page.go_forward()
    wait(page, "left", "€88.1")
    page.check("#curve-param-marked")
    page.wait_for_function("() => location.hash.endsWith('&marked=true')")


def test_a_link_from_another_page_sets_the_figure(page: Page, address: str) -> None:
    page.goto(f"{address}posts/other/")
    page.click("text=the chart")
    wait(page, "left", "€68.6")
    page.wait_for_selector("#curve[data-state=live]")
    assert page.inner_text("#curve .vega-bind output") == "1.5"


def test_without_scripts_a_link_leads_to_the_figure_at_its_start(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 900, "height": 900})
    for start, link in (("posts/fees/", "text=at 2 %"), ("posts/other/", "text=the chart")):
        page.goto(f"{address}{start}")
        page.click(link)
        expect(page.locator("#curve .figure-box")).to_be_in_viewport()
        assert texts(page, "chosen", "left") == ["1%", "€77.8"]
    page.close()


def test_what_no_link_says_is_left_alone(page: Page, address: str) -> None:
    page.goto(f"{address}posts/fees/#curve?fee=%E0%A4%A&no=1")
    page.wait_for_selector("#curve[data-state=live]")
    page.goto(f"{address}posts/fees/#nothing?fee=1")
    assert texts(page, "left") == ["€77.8"]


def test_feeds_and_lists_have_the_value_and_no_markup(built: Small) -> None:
    feed, home = built.text("feed.atom"), built.text("index.html")
    assert "At 1 % there is $77.80; you have chosen" in home.replace("\u00a0", " ")
    assert "€77.8" in feed
    assert "data-expression" not in feed
    assert "\x02" not in feed + home + built.text("posts/fees/index.html")


def test_large_rows_are_a_file_of_their_own(built: Small) -> None:
    (file,) = [path for path in built.outputs() if path.startswith("figures/values.")]
    assert f'data-rows="/{file}"' in built.text("posts/fees/index.html")
    assert "data-locale" not in built.text("posts/fees/index.html")  # English is known
    assert len(built.text(file)) > 2000


def test_what_moves_is_written_in_the_language_of_the_page(
    page: Page, tmp_path: Path, serve_folder: ServeFolder
) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Fees\nbase_url: https://fees.example/\nlanguage: de\n")
    body = POST.replace("ROWS", ROWS).replace("FILLING", "")
    site.write("content/posts/fees.md", source(body, title="Fees"))
    site.made()
    page.goto(f"{serve_folder(site.root / 'build', headers=STRICT_HEADERS)}posts/fees/")
    assert texts(page, "chosen", "left", "all", "large") == [
        "1\u00a0%",
        "77,8\u00a0€",
        "88,1",
        "15",
    ]
    page.wait_for_selector("#curve[data-state=live]")
    slide(page, "curve", "fee")
    wait(page, "chosen", "1,5\u00a0%")
    wait(page, "left", "68,6\u00a0€")
    wait(page, "large", "22,5")
    assert page.inner_text("#curve figcaption output") == "1,5"
    assert page.inner_text("#curve .vega-bind output") == "1,5"
    values = [path for path in site.outputs() if path.startswith("figures/values.")]
    assert len(values) == 2
