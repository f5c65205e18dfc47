"""The instrument in its page, under a strict policy: by mouse, by keys, with files."""

import base64
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
import render_pictures
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from content.tests.building import Blog
from content.tests.music.modules import POST
from tests.serving import STRICT_HEADERS, ServeFolder

PAGE = "posts/generating-music-with-deep-learning/"
# Counts what sounds, and listens in on what is sent to the loudspeaker.
LISTEN = """
window.contexts = [];
window.AudioContext = class extends AudioContext {
  constructor(...given) {
    super(...given);
    contexts.push(this);
  }
};
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (target, ...more) {
  if (target === this.context.destination && !window.ear && this.context instanceof AudioContext) {
    window.ear = new AnalyserNode(this.context, {fftSize: 8192});
    connect.call(this, ear);
  }
  return connect.call(this, target, ...more);
};
window.loudness = () => {
  if (!window.ear) return 0;
  const samples = new Float32Array(ear.fftSize);
  ear.getFloatTimeDomainData(samples);
  return Math.max(...samples.map(Math.abs));
};
"""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async () => (await axe.run("#instrument")).violations.map(
  ({id, nodes}) => [id, ...nodes.map(({html}) => html)].join(" "))"""
PULSING = "() => document.getAnimations().length > 0"
LOUD = "() => loudness() > 0.01"
QUIET = "() => loudness() < 1e-4 || contexts[0].state !== 'running'"
MARKS = "() => document.querySelectorAll('#instrument .instrument-marks circle').length"
FETCHED = """() => performance.getEntriesByType("resource").map(({name}) => name)
  .filter((name) => name.endsWith(".png")).join(" ")"""
TOO_WIDE = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
DROP = """([element, bytes, name, type]) => {
  const dropped = new DataTransfer();
  const data = Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0));
  dropped.items.add(new File([data], name, {type}));
  const how = {dataTransfer: dropped, bubbles: true, cancelable: true};
  element.dispatchEvent(new DragEvent("drop", how));
}"""
HIDE = """() => {
  Object.defineProperty(document, "hidden", {get: () => true, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""

Open = Callable[..., "Instrument"]


class Instrument:
    """The exhibit in a tab of its own, awake."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.complaints: list[str] = []
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.add_init_script(LISTEN)
        tab.goto(address)
        self.figure = tab.locator("#instrument")
        self.figure.scroll_into_view_if_needed()
        tab.wait_for_selector("#instrument[data-state=live] .instrument-said", timeout=20_000)

    def button(self, name: str) -> Locator:
        return self.figure.get_by_role("button", name=name)

    def choose(self, name: str) -> None:
        self.figure.get_by_label(name, exact=True).check()

    def hears(self, what: str) -> None:
        self.tab.wait_for_function(what, timeout=20_000)

    def says(self, *words: str) -> None:
        said = self.figure.get_by_role("status")
        for word in words:
            said.filter(has_text=word).wait_for(timeout=20_000)

    def shows(self, picture: str) -> None:
        self.figure.get_by_role("img", name=picture, exact=True).wait_for(timeout=20_000)

    def marks(self) -> int:
        return int(self.tab.evaluate(MARKS))


@pytest.fixture
def instrument(browser: Browser, below: Blog, serve_folder: ServeFolder) -> Iterator[Open]:
    address = serve_folder(below.folder, below.base, STRICT_HEADERS)
    opened: list[Instrument] = []

    def open_page(**options: Any) -> Instrument:
        tab = browser.new_page(**{"viewport": {"width": 1280, "height": 900}, **options})
        opened.append(Instrument(tab, address + PAGE))
        return opened[-1]

    yield open_page
    for one in opened:
        one.tab.close()
        assert one.complaints == []


def test_it_is_silent_until_play_is_pressed_and_after_stop(instrument: Open) -> None:
    shown = instrument()
    assert shown.tab.evaluate("contexts.length") == 0
    assert shown.tab.evaluate("document.getAnimations().length") == 0
    # Only the picture that is shown was fetched.
    pictures = shown.tab.evaluate(FETCHED)
    assert [name for name in render_pictures.PICTURES if name in pictures] == ["mountain"]
    shown.button("Play").click()
    shown.hears(LOUD)
    shown.hears(PULSING)
    shown.says("Playing.", "200 oscillators")
    shown.button("Stop").click()
    shown.hears(QUIET)
    shown.says("Stopped.")
    shown.button("Play").click()
    shown.hears(LOUD)
    assert shown.tab.evaluate("contexts.length") == 1


def test_pictures_and_rules_change_while_it_plays(instrument: Open) -> None:
    shown = instrument()
    shown.button("Play").click()
    shown.choose("The maze at night")
    shown.shows("The maze at night, with a mark on each of 200 feature pixels")
    shown.choose("The fix")
    shown.says("from 131 to 1480 Hz")
    shown.hears(LOUD)
    shown.tab.wait_for_selector(
        "#instrument .instrument-line[visibility=visible]", state="attached"
    )
    shown.choose("The autumn wood")
    shown.says("Playing.", "from 247 to 1480 Hz")
    assert shown.marks() == 200


def test_keys_are_enough(instrument: Open) -> None:
    shown = instrument()
    shown.button("Play").focus()
    shown.tab.keyboard.press("Enter")
    shown.hears(LOUD)
    shown.tab.keyboard.press("Tab")
    shown.tab.keyboard.press("Tab")
    shown.tab.keyboard.press("Home")
    shown.hears("() => loudness() < 1e-3")
    shown.tab.keyboard.press("End")
    shown.hears(LOUD)
    shown.tab.keyboard.press("Tab")
    shown.tab.keyboard.press("ArrowDown")
    assert shown.figure.get_by_label("The maze at night").is_checked()
    shown.tab.keyboard.press("Tab")
    assert shown.tab.evaluate("document.activeElement.type") == "file"
    shown.tab.keyboard.press("Shift+Tab")
    shown.button("Stop").press("Space")
    shown.hears(QUIET)


def test_a_file_of_ones_own_is_played(instrument: Open) -> None:
    shown = instrument()
    asked: list[str] = []
    shown.figure.get_by_label("One of your own").set_input_files(POST / "maze.png")
    shown.tab.on("request", lambda request: asked.append(request.url))
    shown.shows("maze.png, with a mark on each of 200 feature pixels")
    assert shown.figure.get_by_text("maze.png").is_visible()
    assert shown.figure.locator("[type=radio][name*=picture]:checked").count() == 0
    shown.button("Play").click()
    shown.hears(LOUD)
    assert [address for address in asked if "favicon" not in address] == []
    shown.choose("The mountain and its stream")
    shown.figure.get_by_text("maze.png").wait_for(state="hidden")


def test_a_drop_is_played_and_what_is_no_picture_is_told(instrument: Open) -> None:
    shown = instrument()
    stage = shown.figure.locator(".instrument-stage").element_handle()
    png = base64.b64encode((POST / "autumn.png").read_bytes()).decode()
    shown.tab.evaluate(DROP, [stage, png, "wood.png", "image/png"])
    shown.shows("wood.png, with a mark on each of 200 feature pixels")
    shown.tab.evaluate(DROP, [stage, "bm8gcGljdHVyZQ==", "notes.txt", "text/plain"])
    shown.says("notes.txt can't be read as a picture.")
    assert shown.marks() == 200


def test_a_plain_picture_has_nothing_to_play(instrument: Open, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "teal").save(tmp_path / "plain.png")
    shown = instrument()
    shown.button("Play").click()
    shown.hears(LOUD)
    shown.figure.get_by_label("One of your own").set_input_files(tmp_path / "plain.png")
    shown.says("nothing to play", "No oscillators")
    shown.hears(QUIET)
    shown.button("Play").click()
    shown.says("nothing to play")
    assert shown.marks() == 0


def test_it_stops_when_the_page_is_out_of_sight(instrument: Open) -> None:
    shown = instrument()
    shown.button("Play").click()
    shown.hears(LOUD)
    shown.tab.evaluate(HIDE)
    shown.hears(QUIET)
    shown.says("Stopped")


def test_nothing_moves_where_less_motion_is_asked_for(instrument: Open) -> None:
    shown = instrument(reduced_motion="reduce")
    shown.choose("The fix")
    shown.button("Play").click()
    shown.hears(LOUD)
    assert shown.tab.evaluate("document.getAnimations().length") == 0
    assert shown.tab.locator(".instrument-line[visibility=visible]").count() == 0


def test_it_has_no_barriers_that_a_program_finds(instrument: Open) -> None:
    shown = instrument()
    shown.tab.evaluate(AXE)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        # Links fade from one scheme's colour into the other's, unless motion is reduced.
        shown.tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert shown.tab.evaluate(VIOLATIONS) == []


def test_it_fits_wherever_there_is_room_for_anything(instrument: Open) -> None:
    shown = instrument(viewport={"width": 320, "height": 800})
    for width in (320, 820):
        shown.tab.set_viewport_size({"width": width, "height": 800})
        assert shown.tab.evaluate(TOO_WIDE) == 0
        parts = shown.figure.locator("button, input, label, svg, canvas").all()
        boxes = [box for part in parts if (box := part.bounding_box())]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
