"""Draw what stands in the instrument's place where no scripts run: instrument.svg.

It is the mountain with its feature pixels, as the detector finds them in mountain.png, over a strip
of the frequencies that they are mapped to.
"""

import argparse
from pathlib import Path

from picture_corners import corners
from picture_voices import HIGHEST, LOWEST, Voice, as_it_was
from render_pictures import HERE, read

TITLE = "The instrument, with the mountain in it"
STYLE = (
    ".mark{fill:#fff;stroke:#1c2625;stroke-width:2}.hum{stroke:#87500a;stroke-width:2.500;opacity:.6}"
    ".axis{stroke:#56615e;stroke-width:1.500}"
    '.t{font:20px "Avenir Next","Segoe UI",Cantarell,"DejaVu Sans",sans-serif;fill:#56615e}'
    "@media (prefers-color-scheme:dark){.hum{stroke:#ecb964}.axis{stroke:#a1aba6}.t{fill:#a1aba6}}"
)
TICKS = (20, 100, 200, 300, 400, 500)
LEFT, RIGHT, TOP, BASE, HEIGHT = 20, 1004, 706, 746, 780


def instrument() -> str:
    """Return the drawing."""
    picture = read("mountain")
    voices = as_it_was(picture, corners(picture))
    described = (
        f"The picture of the mountain with a mark on each of its {len(voices)} feature pixels; "
        f"below it a line for each of their frequencies, from {LOWEST} to {HIGHEST} Hz."
    )
    mountain = (HERE / "mountain.svg").read_text(encoding="utf-8")
    style, scene = mountain.partition("<style>")[2].removesuffix("</svg>\n").split("</style>")
    return "\n".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc"',
            f'viewBox="0 0 1024 {HEIGHT}" width="1024" height="{HEIGHT}">',
            f'<title id="title">{TITLE}</title>',
            f'<desc id="desc">{described}</desc>',
            f"<style>{style}{STYLE}</style>{scene}{marks(voices)}",
            f"{strip(voices)}\n</svg>\n",
        )
    )


def marks(voices: list[Voice]) -> str:
    """Mark each feature pixel."""
    circles = (f'<circle cx="{voice.x}.5" cy="{voice.y}.5" r="5.400"/>' for voice in voices)
    return f'<g class="mark">{"".join(circles)}</g>'


def strip(voices: list[Voice]) -> str:
    """Draw a line for each frequency, over an axis."""
    hums = "".join(f"M{across(voice.frequency):.1f} {BASE}V{TOP}" for voice in voices)
    return "\n".join(
        (
            f'<path class="axis" d="M{LEFT} {BASE}H{RIGHT}"/>',
            f'<path class="hum" d="{hums}"/>',
            *(label(tick) for tick in TICKS),
        )
    )


def label(tick: int) -> str:
    """Write a frequency under the axis; the first and the last one stay inside the picture."""
    anchor = {LOWEST: "start", HIGHEST: "end"}.get(tick, "middle")
    x = {LOWEST: 0, HIGHEST: 1024}.get(tick, round(across(tick)))
    words = f"{tick} Hz" if tick == HIGHEST else str(tick)
    return f'<text class="t" x="{x}" y="{HEIGHT - 8}" text-anchor="{anchor}">{words}</text>'


def across(hertz: float) -> float:
    """Return where on the axis a frequency is."""
    return LEFT + (hertz - LOWEST) / (HIGHEST - LOWEST) * (RIGHT - LEFT)


def main() -> None:
    """Write instrument.svg."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out: Path = parser.parse_args().out
    (out / "instrument.svg").write_text(instrument(), encoding="utf-8")


if __name__ == "__main__":
    main()
