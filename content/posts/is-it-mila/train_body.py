"""Train the second network's body on drawn shapes, and keep it beside the post.

    python content/posts/is-it-mila/train_body.py

writes `second-body.npz` (the body without its output layer) and `body-curve.csv`.
"""

import argparse
import random
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from draw_shapes import picture
from mila_network import Epoch
from numpy.typing import NDArray
from second_network import BODY, build_body, build_head, save_body
from shape_kinds import KINDS
from torch import nn
from train_mila import write_curve

HERE = Path(__file__).parent
CURVE = "body-curve.csv"
BATCH = 64


class Shapes(NamedTuple):
    """Drawn pictures, as bytes, and the number of what each shows."""

    pixels: NDArray[np.uint8]
    kinds: NDArray[np.int64]


def draw(each: int, seed: str) -> Shapes:
    """Draw so many pictures of each kind."""
    dice = random.Random(seed)
    drawn = [np.asarray(picture(kind, dice)) for kind in KINDS for _ in range(each)]
    pixels = np.stack(drawn).transpose(0, 3, 1, 2)
    return Shapes(np.ascontiguousarray(pixels), np.repeat(np.arange(len(KINDS)), each))


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


def options() -> argparse.ArgumentParser:
    """Return what can be said on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    parser.add_argument("--each", type=int, default=250, help="pictures of each kind")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--threads", type=int, default=1, help="processors to use")
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Draw, train and keep."""
    asked = options().parse_args(arguments)
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    start = time.perf_counter()
    shapes = draw(asked.each, f"training {asked.seed}")
    tested = draw(max(1, asked.each // 5), f"validation {asked.seed}")
    print(f"drew {len(shapes.kinds)} + {len(tested.kinds)} pictures of {len(KINDS)} kinds")
    body = build_body()
    seen = train(nn.Sequential(body, build_head(len(KINDS))), shapes, tested, asked.epochs, 1)
    asked.out.mkdir(parents=True, exist_ok=True)
    save_body(asked.out / BODY, body)
    write_curve(asked.out / CURVE, seen)
    print(f"{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    main()
