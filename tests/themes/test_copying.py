"""The button beside code: it copies what was typed, says so, and is there where code is alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small, source

CODE = """
```python {title="fees.py" linenums hl_lines="2"}
def left(fee):
    return 1 < fee
```

```console
$ make build
5 posts
$ make test
```

```
plain
```
"""
TYPED = ["def left(fee):\n    return 1 < fee\n", "make build\nmake test\n", "plain\n"]


@pytest.fixture
def address(tmp_path: Path, serve_folder: ServeFolder) -> str:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\n")
    site.write("content/posts/tea.md", source(CODE, language="de"))
    site.write("content/posts/cup.md", source("No `code` that stands alone."))
    site.made()
    return serve_folder(tmp_path / "build", headers=STRICT_HEADERS)


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield window
    window.close()


def opened(window: BrowserContext, address: str) -> tuple[Page, list[str]]:
    tab, told = window.new_page(), list[str]()
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(address)
    return tab, told


def test_code_is_copied_as_it_is_typed(window: BrowserContext, address: str) -> None:
    tab, told = opened(window, f"{address}posts/tea/")
    buttons = tab.locator("figure.code > button")
    assert buttons.all_inner_texts() == ["Kopieren"] * 3
    copied = []
    for button in buttons.all():
        button.click()
        expect(button).to_have_text("Kopiert")
        expect(tab.get_by_role("status")).to_have_text("Kopiert")
        copied.append(tab.evaluate("navigator.clipboard.readText()"))
    assert copied == TYPED
    assert not told


def test_it_is_reached_and_pressed_by_keyboard(window: BrowserContext, address: str) -> None:
    tab, _ = opened(window, f"{address}posts/tea/")
    button = tab.locator("figure.code > button").first
    assert button.evaluate("each => getComputedStyle(each).opacity") == "0"
    button.focus()
    expect(button).to_have_css("opacity", "1")
    tab.keyboard.press("Enter")
    expect(button).to_have_text("Kopiert")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("def left")


def test_where_copying_fails_the_code_is_selected(window: BrowserContext, address: str) -> None:
    tab, _ = opened(window, f"{address}posts/tea/")
    tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    tab.locator("figure.code > button").last.click()
    expect(tab.get_by_role("status")).to_have_text("Markiert, aber nicht kopiert")
    assert tab.evaluate("getSelection().toString()").strip() == "plain"


def test_a_page_without_code_loads_no_script(window: BrowserContext, address: str) -> None:
    tab, _ = opened(window, f"{address}posts/cup/")
    assert tab.locator("script[src]").count() == 0


def test_no_button_is_printed(window: BrowserContext, address: str) -> None:
    tab, _ = opened(window, f"{address}posts/tea/")
    tab.emulate_media(media="print")
    assert not tab.locator("figure.code > button").first.is_visible()
