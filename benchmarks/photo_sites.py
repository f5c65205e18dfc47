"""The same photos in Postrock and in its peers, and what pictures cost there at the same look."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from packages import from_pypi
from PIL import Image
from sites import PEERS, SETUPS, Site, postrock

Levels = npt.NDArray[np.float64]
FORMS = ("avif", "webp")
QUALITIES = (20, 35, 50, 65, 80, 92)
REAL = ("astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png")
"""Photos that somebody took and gave away, in scikit-image's package."""
WINDOW = 7
SMALL, SMALLER = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""What keeps the measure of similarity finite where nothing is to be seen."""
ELEVENTY = ("@11ty/eleventy@3.1.8", "@11ty/eleventy-img@7.0.0")


def photo_site(name: str, work: Path) -> Site:
    """Return a generator's site of photos, its packages installed."""
    if name == "postrock":
        return replace(postrock(work), root=work / "photos" / name)
    site = replace(PEERS[name](work), root=work / "photos" / name)
    if name == "eleventy":
        folder = work / "npm-photos"
        site = replace(site, environment=folder, root=folder / "site", packages=ELEVENTY)
    site.install()
    return site


def write_photos(site: Site, content: Path) -> None:
    """Make a site's folder anew, with its settings and these sources."""
    shutil.rmtree(site.root, ignore_errors=True)
    shutil.copytree(SETUPS / "photos" / site.name, site.root)
    shutil.copytree(content, site.root / "content", copy_function=os.link)


def environment(site: Site, widths: Sequence[int] = (), quality: int = 0) -> dict[str, str]:
    """Return what tells a peer the widths of all pictures and their quality, if not its own."""
    prefix = "HUGO_PARAMS_" if site.name == "hugo" else ""
    asked = {"WIDTHS": " ".join(map(str, widths)), "QUALITY": str(quality or "")}
    return {**os.environ, **{f"{prefix}{key}": text for key, text in asked.items() if text}}


def real_photos(work: Path) -> Sequence[Path]:
    """Return photos, each of another size."""
    folder = work / "venv-real"
    from_pypi(folder, ("--no-deps", "scikit-image==0.25.2"))
    (data,) = folder.glob("lib/python3*/site-packages/skimage/data")
    return [data / name for name in REAL]


def similarity(one: Path, other: Path) -> float:
    """Return the mean structural similarity (SSIM) of two pictures' luminance."""
    a, b = (np.asarray(Image.open(path).convert("L"), np.float64) for path in (one, other))
    mean_a, mean_b = _mean(a), _mean(b)
    spread_a, spread_b = _mean(a * a) - mean_a**2, _mean(b * b) - mean_b**2
    both = _mean(a * b) - mean_a * mean_b
    same = (2 * mean_a * mean_b + SMALL) * (2 * both + SMALLER)
    return float(
        (same / ((mean_a**2 + mean_b**2 + SMALL) * (spread_a + spread_b + SMALLER))).mean()
    )


def _mean(values: Levels) -> Levels:
    """Return the mean of each window of pixels."""
    sums = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    far, near = slice(WINDOW, None), slice(None, -WINDOW)
    window: Levels = sums[far, far] - sums[near, far] - sums[far, near] + sums[near, near]
    window /= WINDOW**2
    return window


def looks(output: Path, photos: Sequence[Path], form: str) -> Sequence[tuple[float, float]]:
    """Return the similarity and the logarithm of the bytes of each photo in a format."""
    made = {Image.open(path).size: path for path in output.rglob(f"*.{form}")}
    found = [made[Image.open(photo).size] for photo in photos]
    pairs = zip(found, photos, strict=True)
    return [(similarity(path, photo), float(np.log(path.stat().st_size))) for path, photo in pairs]


def bytes_at_same_look(
    ours: Sequence[tuple[float, float]], theirs: Mapping[int, Sequence[tuple[float, float]]]
) -> float:
    """Return a peer's bytes as a part of ours: the mean over photos, each at our similarity."""
    parts = []
    for number, (similar, weight) in enumerate(ours):
        curve = sorted(each[number] for each in theirs.values())
        at = np.interp(similar, [x for x, _ in curve], [y for _, y in curve])
        parts.append(at - weight)
    return float(np.exp(np.mean(parts)))
