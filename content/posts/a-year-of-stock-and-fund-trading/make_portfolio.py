"""Make up what is not known of the portfolio, so that all that is known of it comes out.

    python content/posts/a-year-of-stock-and-fund-trading/make_portfolio.py

writes regions.csv, funds.csv, stocks.csv and portfolio.csv beside this script. The author's own
figures stand in KNOWN_… and are marked in the column `known`; everything else is drawn by chance,
with a seed.
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SEED = 2018

REGIONS = (
    ("North America", 25),
    ("Europe", 20),
    ("Emerging Markets", 20),
    ("Asia/Pacific without Japan", 15),
    ("Japan", 10),
    ("Sweden", 10),
)
KNOWN_REGION = "Sweden"

FUNDS = (
    # Name, region, is it still bought every month?
    ("Sweden I", "Sweden", True),
    ("Sweden II", "Sweden", True),
    ("Europe I", "Europe", True),
    ("Europe II", "Europe", False),
    ("North America I", "North America", True),
    ("North America II", "North America", True),
    ("North America III", "North America", False),
    ("Japan I", "Japan", True),
    ("Asia/Pacific I", "Asia/Pacific without Japan", True),
    ("Asia/Pacific II", "Asia/Pacific without Japan", True),
    ("Emerging I", "Emerging Markets", True),
    ("Emerging II", "Emerging Markets", True),
    ("Emerging III", "Emerging Markets", True),
)
KNOWN_FEES = {"Sweden I": 0.0, "Asia/Pacific II": 1.8}
KNOWN_GROWTHS = {"Emerging II": 14.4, "North America II": 6.3}
MEAN_FEE, MEAN_FEE_WITHOUT_DEAREST = 0.47, 0.35
FEES, GROWTHS = (0.2, 0.6), (6.4, 9.9)

KNOWN_STOCKS = {"Knowit": 124, "Isofol Medical": -20, "BrainCool": -48, "Eltel": -51}
NUTS = """Acorn Almond Beechnut Brazil_nut Cashew Chestnut Coconut Hazelnut Hickory Macadamia Peanut
Pecan Pine_nut Pistachio Walnut""".split()
DIVIDENDS = {"Knowit": 2.4, "Beechnut": 4.9, "Pistachio": 3.7}
ALL_IN_ALL = 0.21

MONTHS = tuple(f"{2017 + month // 12}-{month % 12 + 1:02d}" for month in range(3, 16))
SERIES = {"My portfolio": (25.9, 1.6), "Dow Jones World Index": (12.4, 1.2)}
"""By name what each gained in the year, and how much it trembles from month to month."""

Row = tuple[str | float | bool, ...]


def region_rows() -> list[Row]:
    """Return the regions with their shares, and whether those are the author's."""
    return [(region, share, region == KNOWN_REGION) for region, share in REGIONS]


def fund_rows(chance: np.random.Generator) -> list[Row]:
    """Return the funds with their fees and growths, and which of the two is the author's."""
    fees, growths = fund_fees(chance), fund_growths(chance)
    return [
        (name, region, bought, fees[name], growths[name], known_of(name))
        for name, region, bought in FUNDS
    ]


def known_of(name: str) -> str:
    """Return the measure of a fund that is the author's own figure, if there is one."""
    return "fee" if name in KNOWN_FEES else "growth" if name in KNOWN_GROWTHS else "nothing"


def fund_fees(chance: np.random.Generator) -> dict[str, float]:
    """Draw fees until they have, rounded, both known means."""
    while True:
        fees = KNOWN_FEES | {
            name: round(float(chance.uniform(*FEES)), 2)
            for name, _, _ in FUNDS
            if name not in KNOWN_FEES
        }
        others = [fee for fee in fees.values() if fee != max(fees.values())]
        means = (round(float(np.mean(list(fees.values()))), 2), round(float(np.mean(others)), 2))
        if means == (MEAN_FEE, MEAN_FEE_WITHOUT_DEAREST):
            return fees


def fund_growths(chance: np.random.Generator) -> dict[str, float]:
    """Draw a year's growth for each fund whose own is not known."""
    names = [name for name, _, _ in FUNDS]
    return {name: round(float(chance.uniform(*GROWTHS)), 1) for name in names} | KNOWN_GROWTHS


def stock_rows(chance: np.random.Generator) -> list[Row]:
    """Return all companies, the same sum in each, with gains and dividends in percent, by gain."""
    known: list[Row] = [
        (name, change, DIVIDENDS.get(name, 0.0), True) for name, change in KNOWN_STOCKS.items()
    ]
    names = [nut.replace("_", " ") for nut in NUTS]
    changes = stock_changes(chance, len(names))
    made_up = zip(names, changes, strict=True)
    rows = known + [(name, change, DIVIDENDS.get(name, 0.0), False) for name, change in made_up]
    return sorted(rows, key=lambda row: float(row[1]), reverse=True)


def stock_changes(chance: np.random.Generator, count: int) -> list[int]:
    """Draw whole percents that bring all companies to the known result."""
    whole = ALL_IN_ALL * (count + len(KNOWN_STOCKS))
    left = round(whole - sum(KNOWN_STOCKS.values()) - sum(DIVIDENDS.values()))
    while True:
        changes = [round(float(change)) for change in chance.normal(0, 17, count)]
        changes[-1] += left - sum(changes)
        if max(map(abs, changes)) < 45 and 0 not in changes:
            return changes


def portfolio_rows(chance: np.random.Generator) -> list[Row]:
    """Return month by month what the portfolio and the index have gained since the first."""
    return [
        (month, name, gained)
        for name, (end, trembling) in SERIES.items()
        for month, gained in zip(MONTHS, walk(chance, end, trembling), strict=True)
    ]


def walk(chance: np.random.Generator, end: float, trembling: float) -> list[float]:
    """Return a random walk from 0 that is led to its end."""
    steps = np.concatenate([[0], chance.normal(0, trembling, len(MONTHS) - 1)]).cumsum()
    way = np.linspace(0, 1, len(MONTHS))
    return [round(float(gained), 1) for gained in steps + (end - steps[-1]) * way]


def write(name: str, head: Sequence[str], rows: Iterable[Row]) -> None:
    """Write one CSV file beside this script."""
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    print("wrote", name)


def _plain(cell: str | float | bool) -> str | float:
    return str(cell).lower() if isinstance(cell, bool) else cell


def main() -> None:
    """Write all files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED)
    chance = np.random.default_rng(parser.parse_args().seed)
    write("regions.csv", ("region", "share", "known"), region_rows())
    fund_columns = ("fund", "region", "bought", "fee", "growth", "known")
    write("funds.csv", fund_columns, fund_rows(chance))
    write("stocks.csv", ("company", "change", "dividend", "known"), stock_rows(chance))
    write("portfolio.csv", ("month", "series", "gained"), portfolio_rows(chance))


if __name__ == "__main__":
    main()
