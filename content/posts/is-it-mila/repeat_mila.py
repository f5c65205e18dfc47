"""Train the network again from other seeds, to see what of its verdicts is luck."""

import argparse
import csv
import tempfile
from pathlib import Path

from judge_pictures import SHOWN
from judge_pictures import main as judge
from train_mila import CURVE
from train_mila import main as train

HERE = Path(__file__).parent
SEEDS = (1, 2, 3)


def main(arguments: list[str] | None = None) -> None:
    """Write repeats.csv: for each seed its accuracies, and how sure it is of Mila where."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE / ".photos", help="folder of pictures")
    options.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    options.add_argument("--epochs", type=int, default=57)
    options.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    asked = options.parse_args(arguments)
    heading = ["seed", "training", "validation", *(shown.picture for shown in SHOWN)]
    with (asked.out / "repeats.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(heading)
        for seed in asked.seeds:
            rows.writerow(repeat(seed, asked.data, asked.epochs))
            file.flush()


def repeat(seed: int, data: Path, epochs: int) -> list[str]:
    """Train from a seed, which also draws another split, and ask about the post's pictures."""
    with tempfile.TemporaryDirectory() as name:
        said = ["--data", str(data), "--out", name, "--seed", str(seed), "--epochs", str(epochs)]
        train(said)
        judge(["--weights", name, "--out", name])
        last = rows_of(Path(name) / CURVE)[-1]
        sure = [row["probability"] for row in rows_of(Path(name) / "verdicts.csv")]
    return [str(seed), last["training"], last["validation"], *sure]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a file of rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
