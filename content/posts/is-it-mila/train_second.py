"""Train the second network: a body that knows shapes, frozen, and an output layer for Mila.

    python content/posts/is-it-mila/train_second.py

needs `second-body.npz` (from train_body.py) and writes `second-curve.csv`, and the weights in the
form that the page runs: `second-weights.bin` and `second-weights.json`.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from mila_network import Epoch, accuracy
from mila_pictures import Pictures, load_data
from mila_weights import save_weights
from second_network import BODY, STEM, build_head, frozen, layers_of, load_body
from torch import nn
from train_mila import write_curve

HERE = Path(__file__).parent
CURVE = "second-curve.csv"
BATCH = 32
SHIFT = 8


def fit(  # noqa: PLR0913
    body: Any,
    head: Any,
    training: Pictures,
    validation: Pictures,
    epochs: int,
    seed: int,
    *,
    tell: Callable[[Epoch], None] = lambda epoch: None,
    rate: float = 1e-3,
) -> list[Epoch]:
    """Train a head on a frozen body, in place, and return how it went."""
    frozen(body)
    model = nn.Sequential(body, head)
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.05)
    pace = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    seen: list[Epoch] = []
    for number in range(1, epochs + 1):
        start = time.perf_counter()
        loss = pass_over(body, head, training, optimiser, generator)
        pace.step()
        seconds = time.perf_counter() - start
        right = (accuracy(model, training), accuracy(model, validation))
        seen.append(Epoch(number, loss, *right, seconds))
        tell(seen[-1])
    return seen


def pass_over(body: Any, head: Any, pictures: Pictures, optimiser: Any, generator: Any) -> float:
    """Show all pictures once, a little moved; return the mean loss."""
    body.eval()
    head.train()
    values, labels = torch.from_numpy(pictures.values), torch.from_numpy(pictures.labels)
    total = 0.0
    for places in torch.randperm(len(labels), generator=generator).split(BATCH):
        with torch.no_grad():
            maps = body(moved(values[places], generator))
        said = head(maps).squeeze(1)
        loss = nn.functional.binary_cross_entropy_with_logits(said, labels[places])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        total += float(loss.detach()) * len(places)
    return total / len(labels)


def moved(values: Any, generator: Any) -> Any:
    """Mirror about half of the pictures, and shift all of them by up to eight pixels."""
    turned = torch.rand(len(values), generator=generator) < 0.5
    values = torch.where(turned[:, None, None, None], values.flip(3), values)
    down, across = torch.randint(0, 2 * SHIFT + 1, (2,), generator=generator).tolist()
    size = values.shape[2]
    wider = nn.functional.pad(values, (SHIFT,) * 4, mode="replicate")
    return wider[:, :, down : down + size, across : across + size]


def tell(each: Epoch) -> None:
    """Print how an epoch went."""
    print(
        f"{each.epoch:3d}  loss {each.loss:.3f}  training {each.training:.1%}"
        f"  validation {each.validation:.1%}  {each.seconds:.2f} s",
        flush=True,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, train and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE / ".photos", help="folder of pictures")
    parser.add_argument("--body", type=Path, default=HERE / BODY, help="what train_body.py wrote")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    parser.add_argument("--epochs", type=int, default=48)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--threads", type=int, default=1, help="processors to use")
    asked = parser.parse_args(arguments)
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    training, validation = load_data(asked.data, asked.seed)
    body, head = load_body(asked.body), build_head(1)
    seen = fit(body, head, training, validation, asked.epochs, asked.seed, tell=tell)
    asked.out.mkdir(parents=True, exist_ok=True)
    save_weights(asked.out, layers_of(body, head), stem=STEM)
    write_curve(asked.out / CURVE, seen)
    print(f"{sum(each.seconds for each in seen) / len(seen):.2f} s an epoch")


if __name__ == "__main__":
    main()
