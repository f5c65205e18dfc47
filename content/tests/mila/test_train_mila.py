"""The network learns, and says the same in PyTorch as in numpy."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from draw_mila import main as draw  # noqa: E402
from mila_network import accuracy, build, layers_of, probabilities  # noqa: E402
from mila_numpy import probability  # noqa: E402
from mila_pictures import Pictures, load_data  # noqa: E402
from mila_weights import load_weights  # noqa: E402
from train_mila import main as train  # noqa: E402

from content.tests.mila.small_networks import POST  # noqa: E402


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("photos")
    draw(["--out", str(folder), "--count", "10", "--seed", "7"])
    return folder


@pytest.fixture(scope="module")
def trained(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    train(["--data", str(photos), "--out", str(folder), "--epochs", "12"])
    return folder


def curve(folder: Path) -> list[dict[str, float]]:
    heading, *lines = (folder / "learning-curve.csv").read_text().splitlines()
    return [dict(zip(heading.split(","), map(float, line.split(",")))) for line in lines]


def test_a_network_learns_from_a_few_pictures(trained: Path) -> None:
    seen = curve(trained)
    assert [row["epoch"] for row in seen] == list(range(1, 13))
    assert seen[-1]["loss"] < 0.9 * seen[0]["loss"]
    assert seen[-1]["training"] > 0.7


def test_numpy_says_what_pytorch_says(photos: Path, trained: Path) -> None:
    learning, testing = load_data(photos, 2017)
    for folder in (trained, POST):
        layers = load_weights(folder)
        model = build(tuple(len(layer.bias) for layer in layers[:-1]))
        steps = [step for step in model if hasattr(step, "weight")]
        with torch.no_grad():
            for step, layer in zip(steps, layers):
                step.weight.copy_(torch.tensor(layer.weight).reshape(step.weight.shape))
                step.bias.copy_(torch.tensor(layer.bias))
        for kept, again in zip(layers, layers_of(model)):
            assert (kept.weight == again.weight).all()
        for pictures in (learning, testing):
            ours = [probability(layers, each.astype(np.float64)) for each in pictures.values]
            assert probabilities(model, pictures) == pytest.approx(ours, abs=1e-5)


def test_the_same_seed_learns_the_same(photos: Path, tmp_path: Path) -> None:
    learned = []
    for name, seed in (("once", 5), ("again", 5), ("otherwise", 6)):
        said = ["--data", str(photos), "--out", str(tmp_path / name), "--seed", str(seed)]
        train([*said, "--epochs", "2"])
        learned.append((tmp_path / name / "weights.bin").read_bytes())
    assert learned[0] == learned[1] != learned[2]


def test_the_classes_are_split_alike_and_no_picture_is_in_both(photos: Path) -> None:
    learning, testing = load_data(photos, 2017)
    assert (learning.labels.sum(), len(learning.labels)) == (8, 16)
    assert (testing.labels.sum(), len(testing.labels)) == (2, 4)
    assert not {*learning.names} & {*testing.names}


def test_accuracy_is_the_share_of_right_answers() -> None:
    model = build((2, 2, 2))
    values = np.zeros((4, 3, 64, 64), np.float32)
    yes = probabilities(model, Pictures(("",) * 4, values, np.zeros(4, np.float32)))[0] >= 0.5
    labels = np.array([yes, yes, yes, not yes], np.float32)
    assert accuracy(model, Pictures(("",) * 4, values, labels)) == 0.75
