"""The figures in the post on Mila are the true ones, read from the page."""

import csv
from pathlib import Path

import pytest

from content.tests.building import MILA, Blog
from content.tests.facts.reading import PERCENT, drawing, rows, text

POST = Path(__file__).parents[3] / "content" / "posts" / "is-it-mila"
SENTENCES = (
    # How it began
    "an episode of the TV show Silicon Valley",
    "the app says “hotdog”",
    "from gathering the data to getting it into the app stores",
    "Their network is called DeepDog",
    "The code is public, and I made a small web page where anybody can try a photo",
    "no transpiler and no bundler for the page",
    "So it needs a modern browser.",
    # The data
    "years of photos, most of those with Mila tagged “Mila”",
    "a small script with a command line that fetches photos through Flickr’s API",
    "Mila as a dark dot at the far end of a beach, and Mila from behind",
    # The networks and what they said
    "I built it in Keras",
    "max-pooling between them",
    "dropout, which switches off a random part",
    "It trains in minutes.",
    "Most of the validation photos came out right.",
    "in the same setting and the same light",
    "I took MobileNet",
    "what they had learned on ImageNet",
    "I froze all of these layers",
    "put a few output layers of my own on top",
    "Both of the garden photos: Mila. The sports car: not Mila. The crosswalk: not Mila.",
    "The goats were still Mila.",
    "Another dog? Mila.",
    "A cat? Mila. Birds: Mila. Butterflies",
    "Bears, kangaroos: Mila, Mila. Even a squirrel is Mila.",
    "I had trained an animal detector",
    # What could be next
    "Find out what the simple network sees in a crosswalk.",
    "More pets among the “not Mila” photos.",
    "Only close-ups of Mila.",
    "I like squirrels a lot",
    "263 photos of Mila. I had many more photos of everything else",
    "just 263 of those too",
    f"{263 + 263} pictures",
    "about 6 seconds, and after 57 epochs I had about 79 % accuracy",
    "77 % on the validation photos",
    "a coin flip gets you 50 %",
    "three convolutional layers",
    "one fully connected layer",
    "it’s 55 layers deep",
    "about 18 seconds, three times as long, and I let it run for 48 of them",
    "about 97 % accuracy in training and 98 % on the validation photos",
    f"{57 * 6 // 60} minutes and {57 * 6 % 60} seconds",
    f"{48 * 18 // 60} minutes and {48 * 18 % 60} seconds",
)


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says(rooted: Blog, said: str) -> None:
    assert said in text(rooted, MILA)


def test_no_other_percentage_stands_in_the_post(rooted: Blog) -> None:
    networks = {f"{each} %" for each in (50, 77, 79, 97, 98)}
    assert set(PERCENT.findall(text(rooted, MILA))) == networks | measured()


def rows_of(name: str) -> list[dict[str, str]]:
    with (POST / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measured() -> set[str]:
    """Return what was measured of the networks that were rebuilt, as the post writes it."""
    last = rows_of("learning-curve.csv")[-1]
    right = [float(last["training"]), float(last["validation"])]
    right.append(max(float(row["validation"]) for row in rows_of("repeats.csv")))
    right.append(float(rows_of("body-curve.csv")[-1]["validation"]))
    compared = rows_of("two-networks.csv")
    right += [float(row[which]) / 100 for row in compared for which in ("training", "validation")]
    verdicts = [*rows_of("verdicts.csv"), *rows_of("second-verdicts.csv")]
    return {f"{100 * each:.0f} %" for each in right} | {sureness(row) for row in verdicts}


def sureness(row: dict[str, str]) -> str:
    """Return how sure a network is, which is never quite."""
    return f"{min(100 * float(row['sure']), 99.9):.1f} %"


def test_the_verdicts_are_those_of_the_network(rooted: Blog) -> None:
    found = [row[1:] for row in rows(rooted.pages[MILA], "Picture")]
    assert found == [[row["verdict"], sureness(row)] for row in rows_of("verdicts.csv")]


def test_the_post_says_how_large_its_network_is(rooted: Blog) -> None:
    numbers = (POST / "weights.bin").stat().st_size // 4
    assert f"all {numbers:,} numbers of it" in text(rooted, MILA)
    assert len(rows_of("learning-curve.csv")) == 57


def test_the_networks_are_drawn_as_they_were(rooted: Blog) -> None:
    said, words = drawing(rooted, MILA, "accuracy")
    wrong = {percent: f"{percent} %: {100 - percent} of 100 wrong" for percent in (50, 77, 98)}
    assert set(wrong.values()) <= set(said)
    assert "79 % in training and 77 % in validation, MobileNet 97 % and 98 %" in words
    said, words = drawing(rooted, MILA, "training-time")
    assert {"57 epochs × 6 s", "48 epochs × 18 s"} <= set(said)
    assert f"{57 * 6 / 60:.1f} minutes" in words
    assert f"{48 * 18 / 60:.1f} minutes" in words
