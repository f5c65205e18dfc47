"""The network, and the player that makes its samples one by one."""

from pathlib import Path

import numpy as np
import pytest
from clip_clock import DECAYS, EIGHTH, EIGHTHS, clock
from generate_samples import Player, as_played, dilations_of, drawn, performed
from hypothesis import given
from hypothesis import strategies as st
from mu_law import LEVELS, decode, encode, seen, spread, squeezed

DILATIONS = (1, 2, 4, 8, 16)
REACH = sum(DILATIONS)


@given(st.floats(-1, 1))
def test_a_sample_comes_back_within_half_a_level(sample: float) -> None:
    signal = np.array([sample])
    back = decode(encode(signal))
    assert np.abs(squeezed(back) - squeezed(signal)).max() <= 1 / (LEVELS - 1) + 1e-12


def test_every_level_comes_back_as_it_was() -> None:
    levels = np.arange(LEVELS)
    assert (encode(decode(levels)) == levels).all()
    assert decode(levels)[[0, -1]] == pytest.approx([-1, 1])


def test_the_clock_tells_the_eighth_and_how_far_into_it() -> None:
    notes, waves = clock(np.array([0, EIGHTH - 1, EIGHTH, EIGHTHS * EIGHTH, -1]))
    assert notes.tolist() == [0, 0, 1, 0, EIGHTHS - 1]
    assert waves[:, 0] == pytest.approx(waves[:, 2])
    assert (waves[: len(DECAYS), [0, 2]] == 1).all()


def test_bars_can_be_asked_for_in_any_order() -> None:
    bar = EIGHTH * 8
    assert as_played("1234").tolist() == list(range(4 * bar))
    assert as_played("42")[[0, bar]].tolist() == [3 * bar, bar]


def test_cold_draws_take_the_likeliest_and_warm_ones_follow_the_odds() -> None:
    rng = np.random.default_rng(1)
    logits = np.log(np.array([0.1, 0.6, 0.3], np.float32))
    assert {drawn(logits, 0.01, rng) for _ in range(50)} == {1}
    counts = np.bincount([drawn(logits, 1.0, rng) for _ in range(5000)]) / 5000
    assert counts == pytest.approx([0.1, 0.6, 0.3], abs=0.03)


def test_sample_by_sample_is_the_same_as_all_at_once() -> None:
    torch = pytest.importorskip("torch")
    from wavenet import WaveNet

    torch.manual_seed(1)
    net = WaveNet(DILATIONS)
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    assert dilations_of(weights) == DILATIONS
    levels = np.random.default_rng(2).integers(0, LEVELS, 300)
    times = np.arange(EIGHTH - 150, EIGHTH + 150)
    with torch.no_grad():
        whole = net(torch.from_numpy(seen(spread(levels))).float()[None], times)[0].T.numpy()
    player = Player(weights, DILATIONS)
    told = player.told(times)
    single = np.stack([player.listen(int(level), now) for level, now in zip(levels, told)])
    assert whole.shape == (300 - REACH, LEVELS)
    assert np.abs(whole - single[REACH:]).max() < 1e-5


def test_the_odds_of_a_sample_depend_on_nothing_that_comes_later() -> None:
    torch = pytest.importorskip("torch")
    from wavenet import WaveNet

    torch.manual_seed(1)
    net = WaveNet(DILATIONS)
    past = torch.rand(1, 2, 100)
    changed = past.clone()
    changed[..., 60:] += 0.5
    with torch.no_grad():
        first, second = (net(each, np.arange(100)) for each in (past, changed))
    same = (first == second).all(dim=1)[0]
    assert same[: 60 - REACH].all()
    assert not same[60 - REACH :].any()


def test_the_same_seed_plays_the_same() -> None:
    torch = pytest.importorskip("torch")
    from wavenet import WaveNet

    torch.manual_seed(1)
    weights = {name: value.numpy() for name, value in WaveNet(DILATIONS).state_dict().items()}
    plays = [list(performed(Player(weights, DILATIONS), np.arange(50), 1.0, 7)) for _ in range(2)]
    assert plays[0] == plays[1]
    assert len(set(plays[0])) > 10


def test_what_follows_is_the_clip_however_its_past_is_disturbed() -> None:
    pytest.importorskip("torch")
    import train_wavenet
    from wav_files import read_wav

    levels = encode(read_wav(train_wavenet.HERE / "clip.wav"))
    whole = spread(np.concatenate([np.repeat(encode(np.zeros(1)), 5000), levels]))
    apart = []
    for seed in range(20):
        past, follows, times = train_wavenet.window(levels, np.random.default_rng(seed))
        assert (follows == levels[times[-len(follows) :]]).all()
        assert past.shape == (2, len(times))
        apart.append(np.abs(past[0] - whole[times + 5000 - 1]).mean())
    assert min(apart) > 0.01
    assert max(apart) > 3 * min(apart)


def test_training_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    import train_wavenet
    from mu_law import encode
    from wav_files import read_wav

    training = train_wavenet.begin(tmp_path)
    train_wavenet.train(training, tmp_path, steps=2, minutes=5)
    train_wavenet.save(training, tmp_path)
    again = train_wavenet.begin(tmp_path)
    assert (again.step, again.rows) == (2, training.rows)
    levels = encode(read_wav(train_wavenet.HERE / "clip.wav"))
    losses = [train_wavenet.advance(each, levels, 0.5) for each in (training, again)]
    assert losses[0] == losses[1]
    assert losses[0] == pytest.approx(np.log(LEVELS), abs=0.1)
    weights = zip(training.net.parameters(), again.net.parameters())
    assert all(torch.equal(one, other) for one, other in weights)
