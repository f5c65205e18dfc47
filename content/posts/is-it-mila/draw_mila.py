"""Draw the pictures that the network learns from: 263 with Mila, and 263 without."""

import argparse
import io
from pathlib import Path

import numpy as np
import vl_convert
from mila_parts import painted, palette, placed
from mila_scenes import SCENES, Chance, Scene
from PIL import Image

HERE = Path(__file__).parent
COUNT = 263
SCALE = 0.2
"""Of 960 × 600: what is left is 192 × 120, and a network sees 64 × 64 of it."""
LIGHTS = ("#e9964f", "#2b3f6b", "#1c2625", "#fff3d0", "#7b559e", "#d3e4df")
POSES = {"sitting": 5, "puppy": 3, "lying": 4, "standing": 5, "curled": 3, "close": 5}
NECKS = {"lying": (-154, -122), "standing": (-110, -188), "curled": (-120, -52)}
SMALL = ("flower", "tulip", "ball", "bush", "mushroom", "balloon", "cushion", "rock")


def main(arguments: list[str] | None = None) -> None:
    """Write both folders of pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=HERE / ".photos", help="folder to write to")
    options.add_argument("--count", type=int, default=COUNT, help="how many of either")
    options.add_argument("--seed", type=int, default=2017)
    asked = options.parse_args(arguments)
    for name in ("mila", "other"):
        folder = asked.out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(asked.count):
            photo(name, number, asked.seed).save(folder / f"{number:03d}.png")
    print(f"{asked.count} pictures with Mila and {asked.count} without in {asked.out}")


def photo(name: str, number: int, seed: int) -> Image.Image:
    """Return a picture as a camera would: small, a little noisy, too light or too dark."""
    chance = np.random.default_rng([seed, number, name == "mila"])
    drawn = vl_convert.svg_to_png(picture(chance, mila=name == "mila"), scale=SCALE)
    with Image.open(io.BytesIO(drawn)) as file:
        values = np.asarray(file.convert("RGB")).astype(np.float64)
    contrast, light, grain = chance.uniform((0.75, -26, 2), (1.1, 24, 16))
    values = (values - 128) * contrast + 128 + light + chance.normal(0, grain, values.shape)
    return Image.fromarray(np.clip(np.round(values), 0, 255).astype(np.uint8))


def picture(chance: Chance, *, mila: bool) -> str:
    """Draw one picture as SVG."""
    scene = _somewhere(chance, mila)
    drawn = [scene.backdrop(chance), *_about(scene, chance)]
    drawn.append(dog(scene, chance) if mila else subjects(scene, chance))
    if chance.random() < 0.3:
        x, y, scale = chance.uniform((0, 540, 0.5), (960, 640, 1.1))
        drawn.append(painted(placed(str(chance.choice(SMALL)), x, y, scale), chance))
    drawn.append(_light(chance))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 600" width="960" height="600">'
        f'{palette(chance)}<g stroke="#1c2625" stroke-width="4" stroke-linecap="round"'
        f' stroke-linejoin="round">{"".join(drawn)}</g></svg>'
    )


def _somewhere(chance: Chance, mila: bool) -> Scene:
    places = [scene for scene in SCENES if scene.dog or not mila]
    return places[chance.integers(len(places))]


def _about(scene: Scene, chance: Chance) -> list[str]:
    """Draw what stands at the back."""
    places = chance.uniform((0, scene.ground + 5, 0.6), (960, scene.ground + 50, 1.1), (5, 3))
    count = chance.integers(0, 5)
    return [
        painted(placed(str(chance.choice(scene.far)), x, y, scale), chance)
        for x, y, scale in sorted(places[:count].tolist(), key=lambda place: place[1])
    ]


def subjects(scene: Scene, chance: Chance) -> str:
    """Draw what the picture is of, where it is not Mila: one to three things."""
    drawn = []
    for _ in range(chance.integers(1, 4)):
        name = str(chance.choice(scene.subjects))
        x, y, scale = chance.uniform((60, scene.ground + 70, 0.7), (900, 600, 1.7))
        turn = chance.normal(0, 3)
        flip = bool(chance.random() < 0.5)
        drawn.append(painted(placed(name, x, y, scale, turn=turn, flip=flip), chance))
    return "".join(drawn)


def dog(scene: Scene, chance: Chance) -> str:
    """Draw Mila somewhere in a picture, sometimes half out of it."""
    weights = np.array(list(POSES.values())) / sum(POSES.values())
    pose = str(chance.choice(list(POSES), p=weights))
    flip = bool(chance.random() < 0.5)
    drawn = head_alone(chance) if pose == "close" else whole(pose, chance)
    x, y, scale = chance.uniform((60, scene.ground + 70, 0.5), (900, 590, 1.25))
    if pose == "close":
        x, y, scale = chance.uniform((180, 380, 1.3), (780, 620, 2.8))
    across = -scale if flip else scale
    turn = chance.normal(0, 4)
    moves = f"translate({x:.0f} {y:.0f}) rotate({turn:.1f}) scale({across:.3f} {scale:.3f})"
    return f'<g transform="{moves}">{drawn}</g>'


def whole(pose: str, chance: Chance) -> str:
    """Draw all of Mila around 0, 0, which is where she stands."""
    stretch, tilt = chance.uniform(0.9, 1.12), chance.normal(0, 9)
    if pose in {"sitting", "puppy"}:
        neck = -228 if pose == "sitting" else -172
        body = placed(f"{pose}-body", 0, 0, 1, stretch=stretch)
        return body + placed(f"{pose}-head", 0, neck, chance.uniform(0.92, 1.12), turn=tilt)
    x, y = NECKS[pose]
    face = "profile-asleep" if pose == "curled" or chance.random() < 0.3 else "profile-awake"
    turn = tilt - 14 if pose == "curled" else tilt
    return placed(pose, 0, 0, 1, stretch=stretch) + placed(face, x * stretch, y, 1, turn=turn)


def head_alone(chance: Chance) -> str:
    """Draw a face that fills most of a picture, with some of the dog below it."""
    kind = str(chance.choice(("sitting", "sitting", "puppy", "profile-awake")))
    tilt = chance.normal(0, 10)
    if kind == "profile-awake":
        body = placed("standing", 110, 188, 1)
        return body + placed(kind, 0, 0, 1, turn=tilt)
    neck = 228 if kind == "sitting" else 172
    return placed(f"{kind}-body", 0, neck, 1) + placed(f"{kind}-head", 0, 0, 1, turn=tilt)


def _light(chance: Chance) -> str:
    """Lay the colour of an hour of the day over everything."""
    colour, strength = chance.choice(LIGHTS), chance.uniform(0, 0.4) ** 1.2
    return (
        f'<path fill="{colour}" fill-opacity="{strength:.2f}" stroke="none" d="M0 0H960V600H0Z"/>'
    )


if __name__ == "__main__":
    main()
