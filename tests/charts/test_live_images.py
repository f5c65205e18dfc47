"""Pictures of a live chart come from the addresses that the build published, and no others."""

import json
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from tests.charts.drawing import drawn
from tests.charts.test_live import Visit, bundle_of, lay_out, page_with
from tests.serving import STRICT_HEADERS, ServeFolder

SPEC = {
    "params": [{"name": "at", "value": 0, "bind": {"input": "range", "min": 0, "max": 2}}],
    "data": {
        "values": [
            {"x": 0, "u": "own.svg"},
            {"x": 1, "u": "other.svg"},
            {"x": 2, "u": "far.svg"},
            {"x": 3, "u": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"},
        ]
    },
    "transform": [
        {"calculate": "datum.x == 2 ? 'http://127.0.0.1:1/' + datum.u : datum.u", "as": "v"},
        {"filter": "datum.x <= at || datum.x == 3"},
    ],
    "mark": {"type": "image", "width": 40, "height": 40},
    "encoding": {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 3]}},
        "url": {"field": "v", "type": "nominal"},
        "tooltip": [{"field": "v", "type": "nominal", "title": "image"}],
    },
}
SHOWN = "[...document.querySelectorAll('#c .mark-image image')].map((i) => i.href.baseVal)"


def test_no_picture_is_asked_for_that_was_not_published(
    browser: Browser, serve_folder: ServeFolder, tmp_path: Path
) -> None:
    made = drawn("vega-lite", f"#| alt: Pictures.\n{json.dumps(SPEC)}")
    (tmp_path / "published.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    images = escape(json.dumps({"own.svg": "published.svg"}))
    page = page_with(
        f'<figure id="c" data-spec="c.json" data-live="visible" data-runtime="vega.js"'
        f' data-images="{images}"><div class="figure-box">{made.svg}</div>'
        f'<div class="figure-controls">{made.figure.controls}</div></figure>'
    )
    lay_out(tmp_path, {"c": made}, page, bundle_of({"c": made}))
    visit = Visit(browser, viewport={"width": 720, "height": 900})
    visit.page.goto(serve_folder(tmp_path, headers=STRICT_HEADERS))
    visit.wait("c")
    visit.page.evaluate(
        "() => { const slider = document.querySelector('#c input[type=range]');"
        " slider.value = 2; slider.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    visit.page.wait_for_function(f"{SHOWN}.length === 4")
    visit.page.wait_for_timeout(300)
    own, *refused, carried = sorted(visit.page.evaluate(SHOWN), key=lambda href: "data:" in href)
    hrefs = sorted((own, *refused))
    assert [href.rpartition("/")[2] for href in hrefs] == ["", "", "published.svg"]
    assert carried.startswith("data:image/svg+xml")
    visit.page.hover("#c .mark-image image >> nth=0", force=True)
    assert not [url for url in visit.asked if "other.svg" in url or "127.0.0.1:1/" in url]
    visit.page.close()
