"""The instrument's modules, alone in a page of Chromium."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from picture_corners import Picture, Point
from picture_voices import Voice
from playwright.sync_api import Browser, Page

from tests.serving import STRICT_HEADERS, serve_folder_over_http

POST = Path(__file__).parents[3] / "content/posts/generating-music-with-deep-learning"
Signal = NDArray[np.float64]

SHOW = """({bytes, width, height}) => {
  const data = Uint8ClampedArray.from(atob(bytes), (byte) => byte.charCodeAt(0));
  globalThis.picture = {data, width, height};
}"""
CALL = """async ([module, name, values]) => (await import(`/${module}.js`))[name](...values)"""
VOICES = """async (mode) => {
  const {corners} = await import("/corners.js");
  const modes = await import("/voices.js");
  const found = corners(picture);
  return [found.map(({x, y, strength}) => [x, y, strength]), modes[mode](picture, found)];
}"""
RENDER = """async ([voices, seconds, rate, seed, stray, stopped]) => {
  const {sounding} = await import("/sounding.js");
  const {chance} = await import("/chance.js");
  const context = new OfflineAudioContext(2, Math.round(seconds * rate), rate);
  const {destination} = context;
  const sound = sounding(context, voices, {start: 0, destination, random: chance(seed), stray});
  sound.schedule(seconds);
  if (stopped !== null) sound.stop(stopped);
  const buffer = await context.startRendering();
  const channels = [0, 1].flatMap((channel) => [...buffer.getChannelData(channel)]);
  let text = "";
  for (const byte of new Uint8Array(new Float32Array(channels).buffer)) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}"""


class Modules:
    """Calls functions of the modules, and renders voices as the exhibit plays them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, module: str, function: str, *values: Any) -> Any:
        """Call a function."""
        return self.page.evaluate(CALL, [module, function, list(values)])

    def show(self, picture: Picture) -> None:
        """Give the page a picture, which the voices are then of."""
        self.page.evaluate(SHOW, pixels(picture))

    def voices(self, mode: str) -> tuple[list[Point], list[dict[str, Any]]]:
        """Return the corners of the picture that is shown, and their voices."""
        found, voices = self.page.evaluate(VOICES, mode)
        return [(x, y, strength) for x, y, strength in found], voices

    def render(
        self,
        voices: list[dict[str, Any]],
        seconds: float,
        *,
        rate: int = 4410,
        seed: int = 1,
        stray: float = 0,
        stopped: float | None = None,
    ) -> Signal:
        """Return both channels of what an offline context renders, samples by channel."""
        text = self.page.evaluate(RENDER, [voices, seconds, rate, seed, stray, stopped])
        samples = np.frombuffer(base64.b64decode(text), dtype="<f4").astype(np.float64)
        return samples.reshape(2, -1)


@contextmanager
def modules_in(browser: Browser, folder: Path) -> Iterator[Modules]:
    """Open a blank page beside copies of the modules, under the strict policy."""
    for module in POST.glob("*.js"):
        (folder / module.name).write_bytes(module.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    with serve_folder_over_http(folder, "/", STRICT_HEADERS) as root:
        page = browser.new_page()
        page.goto(root)
        yield Modules(page)
        page.close()


def pixels(picture: Picture) -> dict[str, Any]:
    """Return a picture as the page is given it."""
    height, width, _ = picture.shape
    opaque = np.dstack([picture, np.full((height, width), 255, np.uint8)])
    return {"width": width, "height": height, "bytes": base64.b64encode(opaque.tobytes()).decode()}


def as_values(voices: list[Voice]) -> list[dict[str, Any]]:
    """Return Python's voices as JavaScript writes them."""
    return [{name: getattr(voice, name) for name in Voice.__annotations__} for voice in voices]
