"""The second network: a body that stays as it is, a head that learns, weights for the page."""

import csv
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import mila_numpy  # noqa: E402
import second_network  # noqa: E402
import train_body  # noqa: E402
import train_second  # noqa: E402
from mila_network import probabilities  # noqa: E402
from mila_pictures import Pictures  # noqa: E402
from mila_weights import load_weights, save_weights  # noqa: E402
from PIL import Image  # noqa: E402


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)


def lively() -> object:
    """Return a body whose normalisations have seen something."""
    body = second_network.build_body()
    for step in body:
        if isinstance(step, torch.nn.BatchNorm2d):
            step.running_mean.uniform_(-0.5, 0.5)
            step.running_var.uniform_(0.5, 2)
            torch.nn.init.uniform_(step.weight, 0.5, 2)
            torch.nn.init.uniform_(step.bias, -0.3, 0.3)
    return second_network.frozen(body)


def colours(count: int) -> Pictures:
    """Return pictures of which the red ones are Mila."""
    chance = np.random.default_rng(5)
    labels = (np.arange(count) % 2).astype(np.float32)
    values = chance.uniform(-1, 1, (count, 3, 64, 64)).astype(np.float32)
    values[:, 0] += np.where(labels == 1, 1.5, -1.5)[:, None, None]
    return Pictures(tuple(map(str, range(count))), values, labels)


def test_a_body_is_kept_and_read_again(tmp_path: Path) -> None:
    body = lively()
    second_network.save_body(tmp_path / "body.npz", body)
    again = second_network.load_body(tmp_path / "body.npz")
    picture = torch.rand(2, 3, 64, 64)
    assert torch.allclose(body(picture), again(picture), rtol=0.02, atol=0.02)  # type: ignore[operator]
    assert not again.training
    assert not any(parameter.requires_grad for parameter in again.parameters())


def test_only_the_head_learns() -> None:
    body, head = lively(), second_network.build_head(1)
    before = {name: value.clone() for name, value in body.state_dict().items()}  # type: ignore[attr-defined]
    pictures = colours(16)
    seen = train_second.fit(body, head, pictures, pictures, epochs=20, seed=1, rate=0.01)
    after = body.state_dict()  # type: ignore[attr-defined]
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert seen[-1].loss < seen[0].loss
    assert seen[-1].training == 1


def test_the_page_runs_the_same_network(tmp_path: Path) -> None:
    body, head = lively(), second_network.build_head(1)
    save_weights(tmp_path, second_network.layers_of(body, head))
    layers = load_weights(tmp_path)
    pictures = colours(4)
    model = torch.nn.Sequential(body, head)
    said = [mila_numpy.probability(layers, values.astype(float)) for values in pictures.values]
    assert said == pytest.approx(probabilities(model, pictures).tolist(), abs=1e-5)
    assert len({round(each, 3) for each in said}) > 1


def test_a_body_learns_shapes(tmp_path: Path) -> None:
    asked = ["--each", "2", "--epochs", "1", "1", "--scenes", "3", "--out", str(tmp_path)]
    train_body.main(asked)
    assert (tmp_path / second_network.BODY).stat().st_size < 300_000
    with (tmp_path / train_body.CURVE).open(newline="") as file:
        assert [row["epoch"] for row in csv.DictReader(file)] == ["1", "2"]


def test_from_pictures_to_weights(tmp_path: Path) -> None:
    second_network.save_body(tmp_path / "body.npz", lively())
    for name, colour in (("mila", (220, 60, 40)), ("other", (40, 60, 220))):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for number in range(5):
            image = Image.new("RGB", (32, 20), (*colour[:2], colour[2] + number))
            image.save(tmp_path / "photos" / name / f"{number}.png")
    data, body = str(tmp_path / "photos"), str(tmp_path / "body.npz")
    arguments = ["--data", data, "--body", body, "--out", str(tmp_path), "--epochs", "40"]
    train_second.main(arguments)
    assert len(load_weights(tmp_path, second_network.STEM)) == 5
    with (tmp_path / train_second.CURVE).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    assert float(rows[-1]["training"]) == 1
