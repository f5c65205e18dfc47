"""Train the network, and keep its weights and its learning curve beside the post."""

import argparse
import csv
from pathlib import Path

import torch
from mila_network import CHANNELS, Epoch, build, fit, layers_of
from mila_pictures import load_data
from mila_weights import save_weights

HERE = Path(__file__).parent
CURVE = "learning-curve.csv"


def main(arguments: list[str] | None = None) -> None:
    """Read the pictures, train, and write weights.bin, weights.json and learning-curve.csv."""
    asked = _options().parse_args(arguments)
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    training, validation = load_data(asked.data, asked.seed)
    print(
        f"{len(training.labels)} pictures to learn from, {len(validation.labels)} to be tested on"
    )
    model = build(CHANNELS)
    seen = fit(model, training, validation, asked.epochs, asked.seed, tell=_tell)
    asked.out.mkdir(parents=True, exist_ok=True)
    save_weights(asked.out, layers_of(model))
    write_curve(asked.out / CURVE, seen)
    print(f"{sum(each.seconds for each in seen) / len(seen):.2f} s an epoch")


def write_curve(path: Path, seen: list[Epoch]) -> None:
    """Keep how each epoch went, but for its seconds, which no two runs share."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["epoch", "loss", "training", "validation"])
        rows.writerows(
            (each.epoch, f"{each.loss:.4f}", f"{each.training:.4f}", f"{each.validation:.4f}")
            for each in seen
        )


def _tell(each: Epoch) -> None:
    print(
        f"{each.epoch:3d}  loss {each.loss:.3f}  training {each.training:.1%}"
        f"  validation {each.validation:.1%}  {each.seconds:.1f} s",
        flush=True,
    )


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE / ".photos", help="folder of pictures")
    options.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    options.add_argument("--epochs", type=int, default=57)
    options.add_argument("--seed", type=int, default=2017)
    options.add_argument("--threads", type=int, default=1, help="processors to use")
    return options


if __name__ == "__main__":
    main()
