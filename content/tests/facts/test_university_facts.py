"""The facts in the post on university are the true ones, read from the page."""

import pytest

from content.tests.building import UNIVERSITY, Blog, elements
from content.tests.facts.reading import PERCENT, drawing, rows, text

DEGREE = 76.5
NOT_VERY = 32
DOTS = 200

SENTENCES = (
    "Was it worth it? The short answer is yes. The long answer is the title of this post.",
    "my work is as far from academia as you can get",
    "In the first camp, a degree is everything.",
    "a Master’s, or “just” a Bachelor’s?",
    "In the second camp live the self-taught.",
    "some go on to call education a waste",
    "I reject both extremes",
    (
        f"In Stack Overflow’s survey of 2017, {DEGREE} % of the professional developers have a "
        "Bachelor’s degree or higher."
    ),
    f"three of four have one. The second camp reads what’s left: {100 - DEGREE} %",
    f"roughly one in {round(100 / (100 - DEGREE)):d}".replace("4", "four") + ", have none",
    f"{NOT_VERY} % say that it’s not very important",
    "most of the answers gather in the middle, at “somewhat important”",
    "somebody who’s years younger than I am",
    "has a better business than I do",
    "That’s envy",
    "we built a neural network for the classification of images, by hand",
    "the discussions about computer ethics, with people who cared as much as I did",
    "it’s the same doubt",
    "neither version of it has ever helped anybody. Resentment helps even less.",
    "Don’t forget the parties.",
    "Source: Stack Overflow Developer Survey 2017",
)


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says(rooted: Blog, said: str) -> None:
    assert said in text(rooted, UNIVERSITY)


def test_no_other_percentage_stands_in_the_post(rooted: Blog) -> None:
    known = {f"{each} %" for each in (DEGREE, 100 - DEGREE, NOT_VERY)}
    assert set(PERCENT.findall(text(rooted, UNIVERSITY))) == known


def test_nobody_is_credited_for_a_photo_that_is_not_there(rooted: Blog) -> None:
    page = rooted.text(UNIVERSITY)
    assert "Unsplash" not in page
    assert "Schneider" not in page


def test_the_survey_is_drawn_as_it_was(rooted: Blog) -> None:
    said, words = drawing(rooted, UNIVERSITY, "survey")
    assert {
        f"{DEGREE} %: a Bachelor's degree or higher",
        f"{NOT_VERY} %: not very important",
    } <= set(said)
    assert f"{DEGREE} % are filled: a Bachelor's degree or higher" in words
    assert f"In the second {NOT_VERY} %: formal education is not very important" in words


def dots(share: float) -> int:
    """Return how many dots stand for a share; it has to be a whole number."""
    assert share * DOTS % 100 == 0
    return round(share * DOTS / 100)


def test_so_many_dots_are_filled_and_so_many_are_empty(rooted: Blog) -> None:
    (svg,) = rooted.pages[UNIVERSITY].query("#survey .figure-box > svg")
    groups = [each for each in elements(svg) if each.name == "g"]
    drawn = [[e.name for e in group.children or ()].count("path") for group in groups]
    filled, low = dots(DEGREE), dots(NOT_VERY)
    assert [count for count in drawn if count] == [filled, DOTS - filled, low, DOTS - low]


def test_the_table_has_the_shares(rooted: Blog) -> None:
    table = rows(rooted.pages[UNIVERSITY], "question")
    assert [float(row[-1]) for row in table] == [DEGREE, NOT_VERY]
