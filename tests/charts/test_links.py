"""Where the marks of a chart may lead."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.small_sites import small_site, source

FINE = "https://tea.example/green"
EVIL = "java\tscript:alert(1)"


def chart(href: Any, *, mark: Any = "bar", steps: Any = (), **more: Any) -> str:
    encoding = {
        "x": {"field": "tea", "type": "nominal"},
        "y": {"field": "cups", "type": "quantitative"},
    }
    rows = [{"tea": "green", "cups": 3, "at": FINE}, {"tea": "black", "cups": 2, "at": EVIL}]
    spec = {
        "data": {"values": rows},
        "transform": list(steps),
        "mark": mark,
        "encoding": encoding | ({"href": href} if href else {}),
    }
    return source(f"```vega-lite {{#c}}\n#| alt: Cups.\n{json.dumps(spec | more, indent=1)}\n```\n")


STATED = {
    "a column": chart({"field": "at"}),
    "a value": chart({"value": EVIL}),
    "a condition": chart({"condition": {"test": "datum.cups > 9", "value": EVIL}, "value": FINE}),
    "one of several": chart(
        {"condition": [{"test": "datum.cups > 9", "value": EVIL}], "value": FINE}
    ),
    "a mark": chart(None, mark={"type": "bar", "href": EVIL}),
}
COMPUTED = {
    "a calculation": chart({"field": "a"}, steps=[{"calculate": "'JAVAscript:x'", "as": "a"}]),
    "a page of its own": chart(
        {"field": "a"}, steps=[{"calculate": "'da'+'ta:text/html,x'", "as": "a"}]
    ),
    "a configuration": chart(None, config={"bar": {"href": "data:text/html,x"}}),
    "a style": chart(
        None, mark={"type": "bar", "style": "s"}, config={"style": {"s": {"href": EVIL}}}
    ),
    "an expression": chart(None, mark={"type": "bar", "href": {"expr": "'vbscript:' + 'x'"}}),
}


@pytest.mark.parametrize("case", STATED)
def test_an_address_that_runs_a_script_is_told_where_it_stands(case: str, tmp_path: Path) -> None:
    problem = small_site(tmp_path, {"content/posts/a.md": STATED[case]}).problem()
    assert problem.message == f'a link must not run a script: "{EVIL}"'
    assert problem.place is not None
    assert problem.place.column
    assert "href" in problem.source or "value" in problem.source or "field" in problem.source


@pytest.mark.parametrize("case", COMPUTED)
def test_a_computed_address_is_no_way_round(case: str, tmp_path: Path) -> None:
    problem = small_site(tmp_path, {"content/posts/a.md": COMPUTED[case]}).problem()
    assert "must not" in problem.message or "no link may have" in problem.message
    assert problem.place is not None
    assert problem.place.line


def test_other_addresses_stay(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/a.md": chart({"value": FINE})})
    site.made()
    assert f'href="{FINE}"' in site.text("posts/a/index.html")


def test_a_link_that_vega_stumbles_over_is_no_fault_of_the_next_chart(tmp_path: Path) -> None:
    evil, fine = COMPUTED["an expression"], chart({"value": FINE})
    files = {"content/posts/a.md": evil, "content/posts/b.md": fine}
    problem = small_site(tmp_path, files).problem()
    assert problem.place is not None
    assert problem.place.path == "content/posts/a.md"
