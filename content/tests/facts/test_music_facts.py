"""The facts in the post on music are the true ones, computed here anew and read from the page."""

import re

import pytest

from content.tests.building import MUSIC, Blog, value
from content.tests.facts.reading import DOLLARS, drawing, rows, text

WIDTH, HEIGHT, SECONDS, RATE = 1024, 683, 5, 44_100
INPUTS, OUTPUTS = WIDTH * HEIGHT, SECONDS * RATE
CONNECTIONS = INPUTS * OUTPUTS
DAYS, GPUS, ITERATIONS, MACHINES = 10, 32, 200_000, 4
GPU_HOURS = DAYS * 24 * GPUS
A_STEP_AT_HOME = 30
# Not known, and said so: chosen for a month at home and more than $5,000 in the cloud.
STEPS_AT_HOME, DOLLARS_AN_HOUR = 90_000, 0.7
RENT = GPU_HOURS * DOLLARS_AN_HOUR


def test_the_sums_are_those_of_the_sheet() -> None:
    assert (INPUTS, OUTPUTS) == (699_392, 220_500)
    assert f"{100 * 100 / INPUTS:.2f} %" == "0.01 %"
    assert STEPS_AT_HOME * A_STEP_AT_HOME / 86_400 > 31
    assert RENT > 5_000
    assert GPUS // MACHINES == 8


SENTENCES = (
    "In 2014 I made a thing called Photo Amaze: a 3D maze in the browser, with photos on its walls",
    "Could the music be made on the fly, from the pictures themselves?",
    "fixed rules that run in the browser",
    "A tracking library finds feature pixels in the picture: corners and edges",
    "at most 200 of them",
    "the mean of its red, green and blue. That’s a number from 0 to 255",
    "I map that number linearly to a frequency of 20 to 500 Hz",
    "a sine oscillator of its own from the Web Audio API, and I add them all up",
    "While it plays, every frequency wanders about at random",
    "it sounds the same for any picture",
    "Features sit on edges and corners",
    f"A hundred pixels are about {100 * 100 / INPUTS:.2f} % of my test picture",
    "Some colours weigh more than others",
    "every pixel of the picture is an input node",
    "every sample of the sound is an output node",
    f"My test picture has {WIDTH:,} × {HEIGHT} pixels, so there are {INPUTS:,} inputs",
    (
        f"{RATE / 1000} kHz, which means {RATE:,} samples for every second, so a clip of {SECONDS} "
        f"seconds needs {OUTPUTS:,} outputs"
    ),
    f"you get {CONNECTIONS / 1e9:.1f} billion connections",
    f"the weights alone take {CONNECTIONS * 4 / 1e9:.1f} GB",
    "I spent a weekend on it",
    "Oh, a squirrel!",
    "I dropped it",
    "Deep Dream",
    "People have shown these pictures in galleries, and other people have bought them",
    "A.I. Duet by Yotam Mann: you play a few notes on a piano, and it answers with a few of its",
    "what it reads and writes are notes, and it has one instrument to play them on",
    "I wanted raw audio",
    "WaveNet does. It makes raw audio, sample by sample",
    "Somebody had published a WaveNet as open source",
    "a single clip: the guitar intro of “Ledge” by Seas of Years, all of eight seconds",
    "It’s post-rock",
    "The album was a favourite of mine in 2016",
    "nothing but noise",
    f"each training step took my machine more than {A_STEP_AT_HOME} seconds",
    "several thousand of them",
    "more than a month",
    f"about {DAYS} days on {GPUS} K40 GPUs",
    f"converged at about {ITERATIONS // 1000}k iterations",
    f"{DAYS} days for {ITERATIONS:,} iterations makes {DAYS * 86_400 / ITERATIONS:.1f} seconds",
    f"about {A_STEP_AT_HOME * ITERATIONS / DAYS / 86_400:.0f} times as quick as mine",
    f"{GPUS} GPUs for {DAYS} days are {GPU_HOURS:,} GPU hours",
    f"{MACHINES} machines with {GPUS // MACHINES} GPUs each",
    "says that this would cost more than $5,000",
    f"NSynth’s training would take {GPUS * DAYS} days",
    "It was computational complexity that killed the post-rock, for now",
    "The state of the art needs massive machines, and lone developers are left out",
    "My other mind finds it reassuring",
    "Machines cannot do everything yet",
    "There is a lovely video",
    "It’s not hard to read",
    "Seas of Years, The Ever Shifting Fields (2016)",
    f"at {A_STEP_AT_HOME} seconds a thousand steps take {A_STEP_AT_HOME / 3.6:.1f} hours",
    f"I have taken {STEPS_AT_HOME:,} steps, which makes 31.3 days",
    f"$5,000 for {GPU_HOURS:,} GPU hours is ${5_000 / GPU_HOURS:.2f} an hour",
    f"I have taken ${DOLLARS_AN_HOUR:.2f}, the next round price. That makes ${RENT:,.0f}",
)


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says(rooted: Blog, said: str) -> None:
    assert said in text(rooted, MUSIC)


def test_no_other_sum_of_money_stands_in_the_post(rooted: Blog) -> None:
    known = {"$5,000", f"${5_000 / GPU_HOURS:.2f}", f"${DOLLARS_AN_HOUR:.2f}", f"${RENT:,.0f}"}
    assert set(DOLLARS.findall(text(rooted, MUSIC))) == known


def test_the_network_is_drawn_as_large_as_it_would_be(rooted: Blog) -> None:
    said, words = drawing(rooted, MUSIC, "size")
    assert {f"{INPUTS:,}", f"{OUTPUTS:,}", f"{CONNECTIONS / 1e9:.1f} billion"} <= set(said)
    assert f"{WIDTH} × {HEIGHT} pixels has {INPUTS:,} inputs" in words
    assert f"five seconds {OUTPUTS:,} outputs" in words


def test_training_is_drawn_as_dear_as_it_is(rooted: Blog) -> None:
    said, words = drawing(rooted, MUSIC, "cost")
    at_home = f"{STEPS_AT_HOME * A_STEP_AT_HOME / 86_400:.0f} days"
    assert {at_home, f"{DAYS} days", str(GPUS), "$0", f"${RENT:,.0f}"} <= set(said)
    assert f"At home {at_home}, no rented GPU and $0" in words
    assert f"NSynth {DAYS} days, {GPUS} GPUs and ${RENT:,.0f}" in words


def test_the_table_of_trainings_multiplies_to_what_is_known(rooted: Blog) -> None:
    found = {row[0]: row[1:] for row in rows(rooted.pages[MUSIC], "run")}
    gpus, steps, seconds = (number(each) for each in found["NSynth"])
    assert (gpus, steps) == (GPUS, ITERATIONS)
    assert steps * seconds / 86_400 == pytest.approx(DAYS)
    _, steps, seconds = (number(each) for each in found["At home"])
    assert (steps, seconds) == (STEPS_AT_HOME, A_STEP_AT_HOME)


def number(cell: str) -> float:
    """Return the number in a table's cell."""
    return float(re.sub(r"[,\s]", "", cell))


def test_the_diagram_goes_from_pixels_to_samples(rooted: Blog) -> None:
    (picture,) = [
        image
        for image in rooted.pages[MUSIC].query("main img")
        if "pixels-to-samples" in (value(image, "src") or "")
    ]
    assert "P1 to Pm" in (value(picture, "alt") or "")
    assert "S1 to Sn" in (value(picture, "alt") or "")


def test_the_footnotes_lead_to_what_they_speak_of(rooted: Blog) -> None:
    links = {value(link, "href") for link in rooted.pages[MUSIC].query("main a")}
    assert {
        "https://experiments.withgoogle.com/ai/ai-duet",
        "https://arxiv.org/abs/1609.03499",
        "https://magenta.tensorflow.org/nsynth",
        "https://seasofyears.bandcamp.com/",
    } <= links
