"""Make up the grades of web shops that the infographic of Dig the Data is drawn from.

No shop in here exists, and nothing of it was measured: StoreGrader's own figures are not ours to
show. Each shop gets points from 0 to 100 for six things: a level of its category's, a level of
what is graded, a quirk of the two together, the shop's own luck, and some noise.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SHOPS = 24
"""In each category."""
LEVELS = {"Fashion": 59, "Electronics": 70, "Home": 62, "Food": 55, "Toys": 66, "Sports": 64}
CRITERIA = {"Search": -13, "Pictures": 9, "Checkout": 2, "Delivery": 5, "Speed": -5, "Mobile": 2}
QUIRKS = {
    ("Fashion", "Pictures"): 12,
    ("Fashion", "Speed"): -13,
    ("Electronics", "Search"): 13,
    ("Electronics", "Pictures"): -9,
    ("Food", "Delivery"): -12,
    ("Food", "Pictures"): 8,
    ("Toys", "Checkout"): 9,
    ("Home", "Mobile"): -9,
    ("Sports", "Search"): 6,
}
GRADES = {"A": 85, "B": 70, "C": 55, "D": 40, "F": 0}
"""The least points of each."""
LUCK, NOISE = 9, 7

Row = tuple[str, str, str, int, str]


def rows(seed: int, shops: int) -> Iterator[Row]:
    """Yield shop, category, criterion, points and grade."""
    chance = random.Random(seed)
    for category, level in LEVELS.items():
        for number in range(1, shops + 1):
            luck = chance.gauss(0, LUCK)
            for criterion, shift in CRITERIA.items():
                quirk = QUIRKS.get((category, criterion), 0)
                drawn = level + shift + quirk + luck + chance.gauss(0, NOISE)
                points = min(100, max(0, round(drawn)))
                yield f"{category} {number}", category, criterion, points, grade_of(points)


def grade_of(points: int) -> str:
    """Return the letter for so many points."""
    return next(letter for letter, least in GRADES.items() if points >= least)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Make up grades of web shops.")
    parser.add_argument("--seed", type=int, default=2018, help="another seed, other shops")
    parser.add_argument("--shops", type=int, default=SHOPS, help="in each category")
    parser.add_argument("--out", type=Path, default=HERE / "grades.csv", help="the file to write")
    asked = parser.parse_args()
    with asked.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("shop", "category", "criterion", "points", "grade"))
        writer.writerows(rows(asked.seed, asked.shops))


if __name__ == "__main__":
    main()
