"""The figures in the post on money are the true ones, computed here anew and read from the page."""

import csv
import re
from pathlib import Path
from statistics import mean

import make_portfolio
import pytest

from content.tests.building import FUNDS, Blog
from content.tests.facts.reading import DOLLARS, PERCENT, drawing, text

PAID = 100 * 12 * 25


def worth(fee: float, returned: float = 7.0, saved: float = 100.0, years: int = 25) -> float:
    """Return what monthly payments, each at a month's end, have become."""
    rate = (returned - fee) / 100 / 12
    return saved * ((1 + rate) ** (12 * years) - 1) / rate


def money(amount: float) -> str:
    return f"${amount:,.0f}"


def gain(fee: float) -> str:
    return f"{(worth(fee) / PAID - 1) * 100:.0f} %"


def lost(fee: float) -> int:
    """Return what is missing beside a fee of 0.2 %, as a reader subtracts it: whole dollars."""
    return round(worth(0.2)) - round(worth(fee))


def share(fee: float) -> str:
    return f"{lost(fee) / worth(0.2) * 100:.0f} %"


def test_the_formula_gives_the_known_figures() -> None:
    ends = [money(worth(fee)) for fee in (0, 0.2, 1)]
    assert ends == ["$81,007", "$78,490", "$69,299"]
    assert (money(PAID), gain(0), money(lost(1))) == ("$30,000", "170 %", "$9,191")
    assert (share(1), share(2)) == ("12 %", "24 %")
    assert worth(1.5, returned=8.3) == pytest.approx(worth(0.2))


SENTENCES = (
    (
        f"you save {money(100)} a month for 25 years. That’s {money(PAID)} paid in. "
        "Say the market returns 7 % a year"
    ),
    f"Without any fee your {money(PAID)} become {money(worth(0))}, a gain of {gain(0)}.",
    f"at 0.2 % it’s {money(worth(0.2))}",
    (
        f"At 1 % you end up with {money(worth(1))}. That is {money(lost(1))} or {share(1)} less "
        "than at 0.2 %"
    ),
    f"at 2 %, a perfectly ordinary fee for an active fund, you have {share(2)} less.",
    "“passive” to sound bad",
    "A manager who takes 2 % of a billion",
    "Hardly any of them does it for 25 years in a row, though, and all of them can’t",
    "Only funds with a sustainability statement.",
    "Look at past performance, Sharpe ratio and Morningstar rating, but don’t cling to them.",
    "this is not financial advice",
    "drawn against the Dow Jones World Index",
    "I don’t understand it.",
    "China and Brazil are both under it",
    "such as the S&P 500 or the MSCI World",
    "Eltel, a company in trouble that has no dividend to offer",
    "I made the graphs in a spreadsheet",
    (
        f"a fund at 1.5 % only has to return {7 + 1.5 - 0.2:.1f} % a year to break even with an "
        "index fund at 0.2 % that returns 7 %"
    ),
    f"means {1.5 - 0.2:.1f} percentage points more, every year, for 25 years",
    f"curve ends at {money(worth(1.5, returned=8.3))} as well.",
    "an index fund costs 0.2 to 0.5 % a year and an active one 1 to 2 %",
    "80 % goes to funds and 20 % to stocks",
    "A fund often holds 50 stocks or more",
    "It wanted me to put 25 % into Sweden.",
    "I went for 10 %.",
    "Fees below 1 %.",
    "About two funds a region, one of them passive.",
    (
        "I started with 12 funds. Along the way I swapped out two and added one, so I now buy 11 "
        "of them every month and hold 13"
    ),
    "a fee of 0.47 %",
    "really 0 %, and the dearest costs 1.8 %",
    "would be 0.35 %",
    "between 6 and 10 %",
    "one of the Emerging Markets, with 14.4 %; the worst is one for North America, with 6.3 %",
    "25.9 % in one year",
    "I own shares in 19 companies",
    "Nordea, Telia and Knowit paid me dividends",
    "Knowit has gone up by 124 %",
    (
        "BrainCool in an emission, when the company sold new shares to people like me, and it’s "
        "down by 48 %"
    ),
    "Isofol Medical at its IPO, straight from the oven; down by 20 %",
    "has lost 51 %",
    "with the dividends: +0.21 %. Let’s call it 0.",
    "I went from $0 a year ago",
    "goes up by 5,000 %",
    "Only Sweden’s share, 10 %, is my real figure",
)


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says(rooted: Blog, said: str) -> None:
    assert said in text(rooted, FUNDS)


def test_no_other_sum_of_money_stands_in_the_post(rooted: Blog) -> None:
    sums = [100, PAID, 0, *(worth(fee) for fee in (0, 0.2, 1)), lost(1)]
    assert set(DOLLARS.findall(text(rooted, FUNDS))) == {money(each) for each in sums}


def test_no_other_percentage_stands_in_the_post(rooted: Blog) -> None:
    given = "80 20 25 10 0.5 2 7 1 0.2 0 1.5 8.3 0.47 1.8 0.35 14.4 6.3 25.9 124 5,000 48 51 100"
    expected = {f"{each} %" for each in [*given.split(), "+0.21"]}
    expected |= {gain(0), share(1), share(2)}
    assert set(PERCENT.findall(text(rooted, FUNDS))) == expected


def test_the_fee_curves_say_where_they_end(rooted: Blog) -> None:
    said, words = drawing(rooted, FUNDS, "fees")
    ends = {fee: money(worth(fee)) for fee in (0, 0.2, 1, 2)}
    assert [label for label in said if " at " in label and label.startswith("$")] == [
        f"{end} at {fee:g} %" for fee, end in ends.items()
    ]
    yours = {f"{money(worth(1.5))} after 25 years", f"{money(PAID)} paid in"}
    yours |= {f"{money(worth(0) - worth(1.5))} lost to the fee"}
    assert yours <= set(said)
    known = {*ends.values(), money(worth(1.5)), money(PAID), money(worth(0) - worth(1.5))}
    whole = {amount for label in said for amount in DOLLARS.findall(label)}
    assert {amount for amount in whole if amount[-1] != "k"} == known | {"$0"}
    assert set(DOLLARS.findall(words)) == {"$100", money(worth(1.5)), *ends.values()}


def test_the_pie_is_whole_and_sweden_has_a_tenth(rooted: Blog) -> None:
    said, words = drawing(rooted, FUNDS, "regions")
    shares = [int(label.split()[-2]) for label in said if label.endswith(" %")]
    assert len(shares) == 6
    assert sum(shares) == 100
    assert "Sweden 10 %" in " ".join(said)
    assert "Sweden 10 %" in words


def made_up(name: str) -> list[dict[str, str]]:
    """Return the rows of a file beside the post."""
    with (Path(make_portfolio.__file__).parent / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which the script has made everything anew."""
    monkeypatch.setattr(make_portfolio, "HERE", tmp_path)
    monkeypatch.setattr("sys.argv", ["make_portfolio.py"])
    make_portfolio.main()
    return tmp_path


@pytest.mark.parametrize("name", ["regions.csv", "funds.csv", "stocks.csv", "portfolio.csv"])
def test_the_script_makes_the_shipped_file(again: Path, name: str) -> None:
    shipped = Path(make_portfolio.__file__).parent / name
    assert (again / name).read_bytes() == shipped.read_bytes()


def test_what_is_made_up_of_the_funds_comes_to_what_is_known() -> None:
    funds = made_up("funds.csv")
    fees = sorted(float(fund["fee"]) for fund in funds)
    growths = sorted((float(fund["growth"]), fund["region"]) for fund in funds)
    assert len(funds) == 13
    assert sum(fund["bought"] == "true" for fund in funds) == 11
    assert (fees[0], fees[-1]) == (0, 1.8)
    assert (round(mean(fees), 2), round(mean(fees[:-1]), 2)) == (0.47, 0.35)
    assert fees[-2] < 1
    assert (growths[0], growths[-1]) == ((6.3, "North America"), (14.4, "Emerging Markets"))
    assert all(6 <= growth <= 10 for growth, _ in growths[:-1])


def test_what_is_made_up_of_the_stocks_comes_to_what_is_known() -> None:
    stocks = made_up("stocks.csv")
    known = {each["company"]: each["change"] for each in stocks if each["known"] == "true"}
    assert len(stocks) == 19
    assert known == {"Knowit": "124", "Isofol Medical": "-20", "BrainCool": "-48", "Eltel": "-51"}
    results = [float(each["change"]) + float(each["dividend"]) for each in stocks]
    assert f"{mean(results):.2f}" == "0.21"
    paying = [each["company"] for each in stocks if float(each["dividend"])]
    assert len(paying) == 3
    assert "Knowit" in paying
    assert "Eltel" not in paying


def test_the_portfolio_ends_where_the_bank_says() -> None:
    rows = made_up("portfolio.csv")
    ends = {row["series"]: float(row["gained"]) for row in rows}
    assert ends["My portfolio"] == 25.9
    assert set(ends) == {"My portfolio", "Dow Jones World Index"}
    assert len(rows) == 2 * 13


def test_only_known_figures_are_written_at_funds_and_stocks(rooted: Blog) -> None:
    known = {"0.0", "1.8", "6.3", "14.4"}
    names = {fund["fund"] for fund in made_up("funds.csv")}
    said, _ = drawing(rooted, FUNDS, "funds")
    ticks = {"0", "5", "10", "15", "0.0", "0.5", "1.0", "1.5"}
    assert set(said) - names - ticks - {"Fee, % a year", "Growth in a year, %"} == known - {"0.0"}
    said, words = drawing(rooted, FUNDS, "stocks")
    told = {label for label in said if re.fullmatch(PERCENT, label)}
    assert told == {"+124 %", "−20 %", "−48 %", "−51 %"}
    assert all(each in words for each in ("up 124 %", "down 20 %", "down 48 %", "down 51 %"))


def test_what_is_made_up_is_called_so(rooted: Blog) -> None:
    page = rooted.pages[FUNDS]
    for figure in ("regions", "funds", "portfolio", "stocks"):
        (caption,) = page.query(f"#{figure} > figcaption")
        assert "made up" in caption.to_text(), figure
