"""The classifier where readers meet it: in its post, as it is published."""

import csv

import pytest
from playwright.sync_api import Browser, expect

from content.tests.building import MILA, Blog
from content.tests.mila.small_networks import POST
from tests.serving import STRICT_HEADERS, ServeFolder

NETWORKS = (("My three layers", "verdicts.csv"), ("The borrowed body", "second-verdicts.csv"))


def rows_of(name: str) -> list[dict[str, str]]:
    with (POST / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_post_judges_all_its_pictures_as_python_does(
    browser: Browser, rooted: Blog, serve_folder: ServeFolder
) -> None:
    complaints: list[str] = []
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(serve_folder(rooted.folder, headers=STRICT_HEADERS) + MILA)
    figure = tab.locator("#try")
    expect(figure.locator(".mila")).to_have_count(0)
    figure.scroll_into_view_if_needed()
    choices = figure.locator(".mila-choice")
    expect(choices).to_have_count(7)
    told = figure.locator(".mila-verdict")
    for name, kept in NETWORKS:
        before = told.get_attribute("data-probability") or ""
        figure.get_by_label(name).check()
        if (name, kept) != NETWORKS[0]:
            expect(told).not_to_have_attribute("data-probability", before)
        for place, row in enumerate(rows_of(kept)):
            choices.nth(place).click()
            shown = figure.locator("canvas.mila-picture")
            expect(shown).to_have_attribute("aria-label", row["name"])
            probability = float(told.get_attribute("data-probability") or "nan")
            assert probability == pytest.approx(float(row["probability"]), abs=1e-6)
    tab.close()
    assert complaints == []
