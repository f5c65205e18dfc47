"""Train the second network's body on drawn shapes, and keep it beside the post.

    python content/posts/is-it-mila/train_body.py

writes `second-body.npz` (the body without its output layer) and `body-curve.csv`. The body has two
lessons: twenty kinds of things on plain grounds, then those that stand in no scene by themselves
in the scenes that the pictures of Mila are set in. It never sees Mila.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from draw_shapes import picture, scenes
from mila_network import Epoch
from numpy.typing import NDArray
from PIL import Image
from second_network import BODY, build_body, build_head, load_body, save_body
from shape_kinds import IN_SCENES, KINDS
from torch import nn
from train_mila import write_curve

HERE = Path(__file__).parent
CURVE = "body-curve.csv"
BATCH = 64
SEED = 2017


class Shapes(NamedTuple):
    """Drawn pictures, as bytes, and the number of what each shows."""

    pixels: NDArray[np.uint8]
    kinds: NDArray[np.int64]


def draw(each: int, seed: str, among: Sequence[Image.Image] = ()) -> Shapes:
    """Draw so many pictures of each kind."""
    dice = random.Random(seed)
    kinds = [kind for kind in KINDS if not (among and kind in IN_SCENES)]
    drawn = [np.asarray(picture(kind, dice, among=among)) for kind in kinds for _ in range(each)]
    pixels = np.stack(drawn).transpose(0, 3, 1, 2)
    return Shapes(np.ascontiguousarray(pixels), np.repeat(np.arange(len(kinds)), each))


def seen_as(pixels: Any) -> Any:
    """Return what a network sees of pictures: values from -1 to 1, as `mila_pictures` does."""
    return pixels.float() / 127.5 - 1


def moved(values: Any, generator: Any) -> Any:
    """Mirror about half of the pictures, and shift all of a batch by up to four pixels."""
    turned = torch.rand(len(values), generator=generator) < 0.5
    values = torch.where(turned[:, None, None, None], values.flip(3), values)
    down, across = torch.randint(-4, 5, (2,), generator=generator).tolist()
    return values.roll((down, across), (2, 3))


def train(
    model: Any, shapes: Shapes, tested: Shapes, epochs: int, seed: int, rate: float = 4e-3
) -> list[Epoch]:
    """Train a network in place; its rate of learning rises, then falls to nothing."""
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    steps = -(-len(shapes.kinds) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, epochs * steps)
    seen: list[Epoch] = []
    for number in range(1, epochs + 1):
        start = time.perf_counter()
        loss, right = pass_over(model, shapes, optimiser, pace, generator)
        seconds = time.perf_counter() - start
        seen.append(Epoch(number, loss, right, accuracy(model, tested), seconds))
        told = seen[-1]
        print(
            f"{number:3d}  loss {loss:.3f}  training {told.training:.1%}"
            f"  validation {told.validation:.1%}  {seconds:.1f} s",
            flush=True,
        )
    return seen


def pass_over(
    model: Any, shapes: Shapes, optimiser: Any, pace: Any, generator: Any
) -> tuple[float, float]:
    """Show the network all shapes once; return the mean loss and how often it was right."""
    model.train()
    pixels, kinds = torch.from_numpy(shapes.pixels), torch.from_numpy(shapes.kinds)
    total, right = 0.0, 0
    for places in torch.randperm(len(kinds), generator=generator).split(BATCH):
        said = model(moved(seen_as(pixels[places]), generator))
        loss = nn.functional.cross_entropy(said, kinds[places], label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        pace.step()
        total += float(loss.detach()) * len(places)
        right += int((said.argmax(1) == kinds[places]).sum())
    return total / len(kinds), right / len(kinds)


def accuracy(model: Any, shapes: Shapes) -> float:
    """Return the share of shapes that the network names right."""
    model.eval()
    right = 0
    with torch.no_grad():
        for places in torch.arange(len(shapes.kinds)).split(BATCH):
            said = model(seen_as(torch.from_numpy(shapes.pixels)[places])).argmax(1)
            right += int((said == torch.from_numpy(shapes.kinds)[places]).sum())
    return right / len(shapes.kinds)


def lesson(body: Any, each: int, epochs: int, among: Sequence[Image.Image] = ()) -> list[Epoch]:
    """Teach a body one task, under an output layer that is thrown away."""
    for parameter in body.parameters():
        parameter.requires_grad = True
    shapes = draw(each, f"training {SEED}", among)
    tested = draw(max(1, each // 5), f"validation {SEED}", among)
    kinds = int(shapes.kinds.max()) + 1
    print(f"drew {len(shapes.kinds)} + {len(tested.kinds)} pictures of {kinds} kinds", flush=True)
    rate = 2e-3 if among else 4e-3
    return train(nn.Sequential(body, build_head(kinds)), shapes, tested, epochs, 1, rate)


def options() -> argparse.ArgumentParser:
    """Return what can be said on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    parser.add_argument("--each", type=int, default=250, help="pictures of each kind")
    parser.add_argument("--scenes", type=int, default=200, help="scenes of the second lesson")
    parser.add_argument("--epochs", type=int, nargs=2, default=(16, 6), help="of either lesson")
    parser.add_argument("--start", type=Path, help="a body that has had its first lesson")
    parser.add_argument("--threads", type=int, default=1, help="processors to use")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, train and keep, once for each lesson."""
    asked = options().parse_args(arguments)
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    kept, seen = asked.out / BODY, []
    if not asked.start:
        torch.manual_seed(SEED)
        body = build_body()
        seen = lesson(body, asked.each, asked.epochs[0])
        save_body(kept, body)
    # Read back, so that a lesson starts from what is kept, whoever gave the one before.
    body = load_body(asked.start or kept)
    torch.manual_seed(SEED)
    more = lesson(body, asked.each, asked.epochs[1], scenes(asked.scenes, SEED + 1))
    save_body(kept, body)
    write_curve(
        asked.out / CURVE, seen + [each._replace(epoch=each.epoch + len(seen)) for each in more]
    )


if __name__ == "__main__":
    main()
