"""Set both networks against the post's own two: how often they are right, and what that takes.

    python content/posts/is-it-mila/compare_networks.py

runs the weights that were exported and writes `two-networks.csv`, and into `second-verdicts.csv`
what the second network says of the post's pictures. An epoch's seconds are those of one processor
that does nothing else, and include the test after it.
"""

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from evaluate_mila import accuracy, judge
from judge_pictures import SHOWN, write_verdicts
from mila_network import Epoch, build, fit
from mila_numpy import probability
from mila_pictures import Pictures, load_data, prepare, read_picture
from mila_weights import Layer, load_weights
from second_network import BODY, STEM, build_head, load_body
from train_second import fit as fit_head

HERE = Path(__file__).parent
TABLE = "two-networks.csv"
VERDICTS = "second-verdicts.csv"
OURS = {"Simple network": "weights", "Borrowed body": STEM}


class Row(NamedTuple):
    """A network's accuracies in per cent, its epochs and the seconds that each takes."""

    network: str
    source: str
    training: float
    validation: float
    epochs: int
    seconds_per_epoch: float


def told() -> list[Row]:
    """Return the figures of the post's networks, which saw photos."""
    with (HERE / "networks.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["network"],
                "photos",
                float(row["training"]),
                float(row["validation"]),
                int(row["epochs"]),
                float(row["seconds_per_epoch"]),
            )
            for row in csv.DictReader(file)
        ]


def epochs(curve: str) -> int:
    """Count the epochs of a learning curve."""
    with (HERE / curve).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def seconds(train: Callable[[], Sequence[Epoch]]) -> float:
    """Return the processor's time for an epoch, whatever else the machine is doing."""
    start = time.process_time()
    count = len(train())
    return (time.process_time() - start) / count


def timings(training: Pictures, validation: Pictures) -> tuple[float, float]:
    """Measure an epoch of either network, on pictures that are in memory."""
    body = load_body(HERE / BODY)
    return (
        seconds(lambda: fit(build(), training, validation, 3, 1)),
        seconds(lambda: fit_head(body, build_head(1), training, validation, 3, 1)),
    )


def measured(data: Path, seed: int) -> list[Row]:
    """Judge all pictures with both networks."""
    parts = load_data(data, seed)
    lasting = timings(*parts)
    rows: list[Row] = []
    for (name, stem), curve, each in zip(
        OURS.items(), ("learning-curve.csv", "second-curve.csv"), lasting
    ):
        layers = load_weights(HERE, stem)
        right = [100 * accuracy(judge(layers, pictures)) for pictures in parts]
        rows.append(Row(name, "drawings", right[0], right[1], epochs(curve), each))
    return rows


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Keep the figures."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(Row._fields)
        for row in rows:
            numbers = [f"{value:.3g}" for value in (row.training, row.validation)]
            table.writerow(
                [row.network, row.source, *numbers, row.epochs, f"{row.seconds_per_epoch:.2g}"]
            )


def verdicts(layers: Sequence[Layer]) -> list[float]:
    """Return how sure a network is of Mila in each of the post's pictures."""
    drawings = [HERE / f"{shown.picture}.png" for shown in SHOWN]
    return [probability(layers, prepare(read_picture(path))) for path in drawings]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE / ".photos", help="folder of pictures")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    parser.add_argument("--seed", type=int, default=2017)
    asked = parser.parse_args(arguments)
    torch.set_num_threads(1)
    rows = [*told(), *measured(asked.data, asked.seed)]
    write_table(asked.out / TABLE, rows)
    write_verdicts(asked.out / VERDICTS, verdicts(load_weights(HERE, STEM)))
    for row in rows:
        print(
            f"{row.network:>16}, {row.source:>8}: training {row.training:.1f} %,"
            f" validation {row.validation:.1f} %, {row.epochs} epochs"
            f" of {row.seconds_per_epoch:.2g} s"
        )


if __name__ == "__main__":
    main()
