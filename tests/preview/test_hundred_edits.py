"""A hundred random edits, each seen in Chromium without a manual reload."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong

from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from tests.preview.author import Author
from tests.preview.running import DEADLINE, Preview, running, undress

EDITS = 100
SEED = 20260707

# The page as it stands, without what the preview's scripts wrote into it.
STANDS = """async () => {
    const strip = (root) => {
        for (const own of root.querySelectorAll("[data-preview]")) own.remove();
        for (const link of root.querySelectorAll("[data-preview-mark]")) {
            link.removeAttribute("data-preview-mark");
        }
        root.querySelector("html").removeAttribute("style");
        // An element that took the place of another has its attributes in another order.
        for (const each of root.querySelectorAll("*")) {
            const all = [...each.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
            for (const one of all) each.removeAttributeNode(one);
            for (const one of all) each.setAttributeNode(one);
        }
        root.normalize();
        return root.querySelector("html").outerHTML.replace(/\\?preview=\\d+/g, "");
    };
    const parse = (text) => new DOMParser().parseFromString(text, "text/html");
    const fresh = parse(await (await fetch(location.href)).text());
    return [strip(parse(document.documentElement.outerHTML)), strip(fresh)];
}"""


def clean_pages(preview: Preview) -> dict[str, bytes]:
    """Build a copy of the site anew, as the preview would show it."""
    copy = preview.site.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(preview.site, copy, ignore=shutil.ignore_patterns(".postrock"))
    request = Request(
        copy,
        datetime.now(UTC),
        base_url=f"{preview.address}/",
        drafts=True,
        future=True,
        use_cache=False,
        jobs=1,
    )
    with open_workspace(request) as shop:
        engine, assembly = assemble(request, shop)
        assert not assembly.failed, assembly.problems
        return {path: engine.read(blob) for path, blob in assembly.manifest.items()}


def assert_same_as_clean(preview: Preview) -> None:
    clean = clean_pages(preview)
    served = {path: preview.get(f"/{path}").body for path in clean}
    differ = [path for path, body in served.items() if undress(body) != clean[path]]
    assert differ == []


def stands_as_served(page: Page) -> bool:
    stands, served = page.evaluate(STANDS)
    return bool(stands == served)


def wait_to_see(page: Page, shows: str, preview: Preview, edit: str) -> None:
    try:
        page.wait_for_function(shows, timeout=DEADLINE * 1000, polling=20)
    except TookTooLong:
        pytest.fail(f"{edit}: {shows}\n{preview.told()[-2000:]}")


@pytest.mark.slow
def test_each_of_a_hundred_random_edits_is_seen(tmp_path: Path, browser: Browser) -> None:
    author = Author(tmp_path / "site", SEED)
    seen: set[str] = set()
    with running(author.site) as preview:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{preview.address}/posts/open/")
        page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
        page.evaluate("window.survives = true")
        for number in range(EDITS):
            kind, shows = author.edit()
            seen.add(kind)
            wait_to_see(page, shows, preview, f"edit {number}, {kind}")
            if kind.startswith("broken"):
                wait_to_see(page, author.mend(), preview, f"edit {number}, {kind}, mended")
        assert len(seen) >= 10
        assert errors == []
        assert page.evaluate("window.survives") is True, "not one reload was needed"
        assert stands_as_served(page)
        assert_same_as_clean(preview)
        page.close()
