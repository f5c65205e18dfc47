"""The font that the renderer carries is drawn with, whatever font of its name a machine has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.charts.pictures.test_fonts import LETTER, font

_DRAW = """
import hashlib, os, sys
from generator.charts.vega.convert import png_of
for text in sys.argv[1:]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text x="9" y="30" '
    svg += f'font-family="Liberation Sans" font-size="20">{text}</text></svg>'
    print(hashlib.sha256(png_of(svg, 1)).hexdigest())
print(os.environ["FONTCONFIG_FILE"])
"""


def drawn(folder: Path, *texts: str) -> list[str]:
    """Draw texts in a process of their own, on a machine with the fonts of a folder."""
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>")
    given = {**os.environ, "FONTCONFIG_FILE": str(config)}
    command = [sys.executable, "-c", _DRAW, *texts]
    *made, named = subprocess.run(
        command, env=given, capture_output=True, text=True, check=True
    ).stdout.split()
    assert named == str(config)  # an author's own programs look there
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="the system's fonts cannot be told later")
def test_the_carried_font_comes_before_one_that_the_system_has(tmp_path: Path) -> None:
    without, same, other = (tmp_path / name for name in ("without", "same", "other"))
    for folder in (without, same, other):
        folder.mkdir()
    (same / "a.ttf").write_bytes(font("A", "Liberation Sans"))
    (other / "a.ttf").write_bytes(font(LETTER))
    bare = drawn(without, "A", LETTER)
    assert drawn(same, "A", LETTER) == bare
    letter, lacking = drawn(other, "A", LETTER)
    assert letter == bare[0]
    assert lacking != bare[1]  # what it lacks is drawn as the system has it
