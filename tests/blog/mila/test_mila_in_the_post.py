"""The classifier where readers meet it: in its post, as it is published."""

import csv

import pytest
from playwright.sync_api import Browser, expect

from tests.blog.building import MILA, Blog
from tests.blog.mila.small_networks import POST
from tests.serving import STRICT_HEADERS, ServeFolder


def test_the_post_judges_all_its_pictures_as_python_does(
    browser: Browser, rooted: Blog, serve_folder: ServeFolder
) -> None:
    with (POST / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        verdicts = list(csv.DictReader(file))
    complaints: list[str] = []
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(serve_folder(rooted.folder, headers=STRICT_HEADERS) + MILA)
    figure = tab.locator("#try")
    expect(figure.locator(".mila")).to_have_count(0)
    figure.scroll_into_view_if_needed()
    choices = figure.locator(".mila-choice")
    expect(choices).to_have_count(len(verdicts))
    for place, row in enumerate(verdicts):
        choices.nth(place).click()
        shown = figure.locator("canvas.mila-picture")
        expect(shown).to_have_attribute("aria-label", row["name"])
        told = figure.locator(".mila-verdict").get_attribute("data-probability")
        assert float(told or "nan") == pytest.approx(float(row["probability"]), abs=1e-6)
    tab.close()
    assert complaints == []
