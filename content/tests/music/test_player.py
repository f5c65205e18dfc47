"""The player in Chromium: what it draws, says and plays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from measure_samples import HERE, measured
from playwright.sync_api import Browser, Page

from content.tests.building import MUSIC, Blog
from tests.serving import STRICT_HEADERS, ServeFolder

LOG_SOURCES = """() => {
  globalThis.played = [];
  const {start, stop} = AudioBufferSourceNode.prototype;
  Object.assign(AudioBufferSourceNode.prototype, {
    start(when, offset) {
      played.push({offset, samples: this.buffer.duration * 8000, context: this.context.state});
      return start.call(this, when, offset);
    },
    stop() {
      played.push("stop");
      return stop.call(this);
    },
  });
}"""
TRANSFORM = """async (signal) => {
  const {transform} = await import("/player-spectrum.js");
  const parts = [Float64Array.from(signal), new Float64Array(signal.length)];
  transform(...parts);
  return parts.map((part) => [...part]);
}"""
SPECTROGRAM = """async ([signal, rate]) => {
  const {spectrogram} = await import("/player-spectrum.js");
  return spectrogram(Float32Array.from(signal), rate, 4, 84);
}"""


class Listener:
    """The post in a browser, its player in view, and what was complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(f"({LOG_SOURCES})()")
        page.goto(address)
        self.figure = page.locator("#listen")
        self.figure.scroll_into_view_if_needed()
        self.button = self.figure.locator(".player-button")
        self.button.wait_for()

    def played(self) -> list[Any]:
        return list(self.page.evaluate("played"))

    def wait_for_plays(self, count: int) -> None:
        self.page.wait_for_function("(count) => played.length >= count", arg=count)

    def said(self) -> str:
        return self.figure.get_by_role("status").inner_text()


@pytest.fixture
def listener(browser: Browser, rooted: Blog, serve_folder: ServeFolder) -> Iterator[Listener]:
    root = serve_folder(rooted.folder, headers=STRICT_HEADERS)
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    listener = Listener(page, root + MUSIC.removesuffix("index.html"))
    yield listener
    page.close()
    assert listener.complaints == []


@pytest.fixture
def module_page(browser: Browser, serve_folder: ServeFolder) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(serve_folder(Path(HERE), headers=STRICT_HEADERS) + "player.css")
    yield page
    page.close()


def test_it_plays_and_stops(listener: Listener) -> None:
    assert listener.played() == []
    listener.button.press("Enter")
    listener.wait_for_plays(1)
    assert listener.played() == [{"offset": 0, "samples": 64000, "context": "running"}]
    assert listener.button.inner_text() == "Stop"
    place = listener.figure.locator(".player-place")
    listener.page.wait_for_function(
        "(place) => parseFloat(place.textContent) > 0.2", arg=place.element_handle()
    )
    listener.button.press("Enter")
    assert listener.played()[1:] == ["stop"]
    assert (listener.button.inner_text(), place.inner_text()) == ("Play", "")


def test_another_sound_goes_on_from_the_same_place(listener: Listener) -> None:
    listener.button.click()
    listener.wait_for_plays(1)
    listener.page.wait_for_timeout(300)
    listener.figure.get_by_label("The clip").check()
    listener.wait_for_plays(3)
    _, stopped, again = listener.played()
    assert stopped == "stop"
    assert again["offset"] > 0
    assert listener.button.inner_text() == "Stop"


def test_every_sound_is_drawn_and_told_with_its_figures(listener: Listener) -> None:
    wholes, parts = measured()
    radios = listener.figure.get_by_role("radio")
    rows = [row for row in wholes if row["sound"] != "white noise"]
    assert radios.count() == len(rows)
    canvas = listener.figure.locator("canvas")
    pictures: set[str] = set()
    for number, row in enumerate(rows):
        radios.nth(number).check()
        verdict = f"{row['chords']} of 4 chords recognised"
        name = "the clip itself" if row["step"] == "" else f"after {int(row['step']):,} steps"
        label = f"canvas[aria-label*='{name}. {verdict}']"
        listener.figure.locator(label).wait_for()
        assert verdict in listener.said()
        assert f"likeness {float(row['likeness']):.2f}" in listener.said()
        pictures.add(canvas.evaluate("(canvas) => canvas.toDataURL()"))
        heard = [part["heard"] for part in parts if part["sound"] == row["sound"]]
        boxes = listener.figure.locator(".player-chords li").all_inner_texts()
        asked = [part["chord"] for part in parts if part["sound"] == row["sound"]]
        for box, chord, found in zip(boxes, asked, heard):
            assert box.split() == [
                chord,
                *(["recognised"] if chord == found else ["heard", "as", found]),
            ]
    assert len(pictures) == len(rows)


def test_the_mark_stands_on_the_curve_at_the_step(listener: Listener) -> None:
    mark = listener.figure.locator(".mark")
    places = []
    for radio in listener.figure.get_by_role("radio").all()[:-1]:
        radio.check()
        listener.page.wait_for_timeout(100)
        places.append([float(mark.get_attribute(name) or "nan") for name in ("cx", "cy")])
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert places[0][1] < places[1][1] < places[2][1]
    listener.figure.get_by_label("The clip").check()
    listener.figure.locator(".mark.away").wait_for(state="attached")


def test_its_own_transform_is_the_fourier_transform(module_page: Page) -> None:
    signal = np.random.default_rng(1).normal(size=256)
    real, imaginary = module_page.evaluate(TRANSFORM, signal.tolist())
    expected = np.fft.fft(signal)
    assert np.abs(np.array(real) + 1j * np.array(imaginary) - expected).max() < 1e-9


@pytest.mark.parametrize("hertz", [110.0, 440.0, 1760.0])
def test_a_tone_lights_its_own_pitch(module_page: Page, hertz: float) -> None:
    tone = np.sin(2 * np.pi * hertz * np.arange(8000) / 8000)
    columns = module_page.evaluate(SPECTROGRAM, [tone.tolist(), 8000])
    brightest = {int(np.argmax(column)) for column in columns}
    pitches = 70 * (3600 / 70) ** ((np.array(sorted(brightest)) + 0.5) / 84)
    assert np.abs(np.log2(pitches / hertz)).max() < 0.15
