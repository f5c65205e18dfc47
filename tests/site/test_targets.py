"""States of figures in links: what may be set, and to what."""

import pytest
from msgspec import structs

from generator.data.prose.values import Param
from generator.markup.parts import Link
from generator.problems import Problem
from generator.site.links import Addresses, Target, resolve
from tests.site.test_links import FEES, MADE, PLACE, site

PARAMS = (
    Param("fee", "1", 0, 3),
    Param("rise", "-0.5", None, None),
    Param("kind", '"bank"', options=('"bank"', '"a fund"', "null")),
    Param("on", "true", options=("true", "false")),
    Param("step", "2", options=("1", "2", "2.5")),
    Param("name", '"x"'),
)


@pytest.fixture(scope="module")
def known() -> Addresses:
    return structs.replace(site(MADE), params={(FEES, "costs"): PARAMS})


def answer(href: str, known: Addresses, path: str = FEES) -> Target | Problem:
    return resolve(Link(href, PLACE, f"[t]({href})"), path, known)


@pytest.mark.parametrize(
    "state",
    [
        "fee=1.5",
        "fee=0&kind=a%20fund",
        "kind=",
        "on=false",
        "step=2.5",
        "rise=-7",
        "name=any thing",
    ],
)
def test_a_state_that_the_figure_can_have_is_a_target(state: str, known: Addresses) -> None:
    found = answer(f"#costs?{state}", known)
    assert found == Target(f"/posts/fees/#costs?{state}", moves=FEES)
    other = answer(f"fees/index.md#costs?{state}", known, "content/posts/mila.md")
    assert other == found


@pytest.mark.parametrize(
    ("href", "message", "hint"),
    [
        ("#costs?fe=1", 'the figure "costs" has no param "fe"', 'did you mean "fee"?'),
        (
            "#costs?zzz=1",
            'the figure "costs" has no param "zzz"',
            "it has fee, rise, kind, on, step, name",
        ),
        ("#costs?fee", '"fee" is set to nothing', "such as fee=1"),
        ("#costs?fee=a", '"fee" is a number, and "a" is none', ""),
        ("#costs?fee=3.5", '"fee" goes from 0 to 3, and 3.5 is outside', ""),
        ("#costs?kind=bnak", '"kind" cannot be "bnak"', 'did you mean "bank"?'),
        ("#costs?step=9", '"step" cannot be "9"', "one of 1, 2, 2.5"),
        ("#costs?on=yes", '"on" cannot be "yes"', "one of true, false"),
        ("#cost?fee=1", 'no heading or figure "#cost" in this page', 'did you mean "#costs"?'),
    ],
)
def test_a_state_that_it_cannot_have_is_a_problem(
    href: str, message: str, hint: str, known: Addresses
) -> None:
    found = answer(href, known)
    assert isinstance(found, Problem)
    assert (found.message, found.hint, found.place) == (message, hint, PLACE)


def test_a_figure_without_controls_cannot_be_set(known: Addresses) -> None:
    bare = structs.replace(known, params={(FEES, "costs"): ()})
    found = answer("#costs?fee=1", bare)
    assert isinstance(found, Problem)
    assert found.message == 'nothing in the figure "costs" can be moved'


def test_a_figure_that_could_not_be_drawn_is_told_elsewhere(known: Addresses) -> None:
    found = answer("#costs?whatever=1", structs.replace(known, params={}))
    assert isinstance(found, Target)
