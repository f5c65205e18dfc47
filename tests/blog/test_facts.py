"""The figures in the posts are the true ones, computed here anew and read from the pages."""

import re

import pytest
from justhtml import JustHTML

from tests.blog.building import FUNDS, MILA, Blog, elements, labels, plain, prose, value

DOLLARS = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d+)?k?")
PERCENT = re.compile(r"[+−-]?\d[\d,.]* %")
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


FUND_SENTENCES = (
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
    (
        f"a fund at 1.5 % only has to return {7 + 1.5 - 0.2:.1f} % a year to break even with an "
        "index fund at 0.2 % that returns 7 %"
    ),
    f"means {1.5 - 0.2:.1f} percentage points more, every year, for 25 years",
    f"curve ends at {money(worth(1.5, returned=8.3))}.",
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
MILA_SENTENCES = (
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
SENTENCES = [(FUNDS, said) for said in FUND_SENTENCES] + [(MILA, said) for said in MILA_SENTENCES]


def text(blog: Blog, name: str) -> str:
    """Return what a reader reads, with all apostrophes alike."""
    return prose(blog.pages[name].query("main")[0]).replace("'", "’")


@pytest.mark.parametrize(("name", "said"), SENTENCES)
def test_the_page_says(rooted: Blog, name: str, said: str) -> None:
    assert said in text(rooted, name)


def test_no_other_sum_of_money_stands_in_the_post(rooted: Blog) -> None:
    sums = [100, PAID, 0, *(worth(fee) for fee in (0, 0.2, 1, 2)), lost(1), lost(2)]
    assert set(DOLLARS.findall(text(rooted, FUNDS))) == {money(each) for each in sums}


def test_no_other_percentage_stands_in_the_posts(rooted: Blog) -> None:
    given = "80 20 25 10 0.5 2 7 1 0.2 0 1.5 8.3 0.47 1.8 0.35 14.4 6.3 25.9 124 5,000 48 51 100"
    given += " +124 −20 −48 −51 +0.21"
    expected = {f"{each} %" for each in given.split()}
    expected |= {gain(fee) for fee in (0, 0.2, 1, 2)} | {share(fee) for fee in (1, 2)}
    assert set(PERCENT.findall(text(rooted, FUNDS))) == expected
    networks = {f"{each} %" for each in (50, 77, 79, 97, 98)}
    assert set(PERCENT.findall(text(rooted, MILA))) == networks


def rows(page: JustHTML, heading: str) -> list[list[str]]:
    """Return the rows of the table with this first heading."""
    for table in page.query("table"):
        lines = [
            [plain(cell.to_text()) for cell in elements(row) if cell.name in {"td", "th"}]
            for row in elements(table)
            if row.name == "tr"
        ]
        if lines[0][0] == heading:
            return lines[1:]
    return []


def test_the_table_of_fees_is_right(rooted: Blog) -> None:
    expected = [
        [f"{fee:g} %", money(worth(fee)), gain(fee), f"{money(lost(fee))} ({share(fee)})"]
        for fee in (0, 0.2, 1, 2)
    ]
    expected[0][3], expected[1][3] = "–", "$0"
    assert rows(rooted.pages[FUNDS], "Fee a year") == expected


def test_the_table_of_stocks_is_right(rooted: Blog) -> None:
    found = {row[0]: row[1] for row in rows(rooted.pages[FUNDS], "Company")}
    known = {"Knowit": "+124 %", "BrainCool": "−48 %", "Isofol Medical": "−20 %", "Eltel": "−51 %"}
    assert found == known | {"Nordea": "", "Telia": "", "All 19": "+0.21 %"}


def drawing(blog: Blog, name: str, figure: str) -> tuple[list[str], str]:
    """Return the labels of a figure's static drawing, and its words for those who cannot see it."""
    (svg,) = blog.pages[name].query(f"#{figure} .figure-box > svg")
    return labels(svg), plain(value(svg, "aria-label") or "")


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


def test_the_networks_are_drawn_as_they_were(rooted: Blog) -> None:
    said, words = drawing(rooted, MILA, "accuracy")
    wrong = {percent: f"{percent} %: {100 - percent} of 100 wrong" for percent in (50, 77, 98)}
    assert set(wrong.values()) <= set(said)
    assert "79 % in training and 77 % in validation, MobileNet 97 % and 98 %" in words
    said, words = drawing(rooted, MILA, "training-time")
    assert {"57 epochs × 6 s", "48 epochs × 18 s"} <= set(said)
    assert f"{57 * 6 / 60:.1f} minutes" in words
    assert f"{48 * 18 / 60:.1f} minutes" in words
