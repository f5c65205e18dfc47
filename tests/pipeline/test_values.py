"""Values in the prose of a whole site: their data, their problems, and what they make again."""

from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

DATA = "```data {#fees}\nfee,value\n1,77.8\n2,60.3\n```\n"
CHART = """
```chart {#c}
data: [{a: 1, b: 2}, {a: 2, b: 3}]
params: {fee: {slider: [0, 2, 1], value: 1}}
mark: line
x: a
y: b
caption: "Of {{ fees.value.max() | money }} by {{ #c.fee }}."
alt: A line.
```
"""


def made(root: Path, body: str, **files: str) -> Small:
    site = small_site(root, {"content/posts/tea.md": source(body), **files})
    site.made()
    return site


def test_values_come_from_blocks_names_and_files(tmp_path: Path) -> None:
    body = '{{ fees.count() }} {{ "cups.csv".cups.sum() }} {{ named.cups.max() }}\n\n' + DATA
    site = small_site(
        tmp_path,
        {
            "content/posts/tea.md": source(body, data={"named": "cups.csv"}),
            "content/posts/cups.csv": "cups\n3\n4\n",
        },
    )
    site.made()
    assert "<p>2 7 4</p>" in site.text("posts/tea/index.html")
    site.write("content/posts/cups.csv", "cups\n3\n5\n")
    report = site.made()
    assert "<p>2 8 5</p>" in site.text("posts/tea/index.html")
    assert report.tallies["values"].made == 1
    assert site.made().tallies["values"].made == 0


def test_a_site_without_values_runs_no_wave_for_them(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source("Tea.")})
    assert "values" not in site.made().tallies


def test_captions_have_values_too(tmp_path: Path) -> None:
    theme = (
        '<figure id="{{ figure.id }}"><figcaption>{{ figure.caption | safe }}</figcaption></figure>'
    )
    files = {"themes/bare/templates/figure.html": theme}
    site = made(tmp_path, DATA + CHART, **files)
    page = site.text("posts/tea/index.html")
    assert "<figcaption>Of $77.80 by <output" in page
    assert 'data-expression="[&quot;#&quot;,&quot;c&quot;,&quot;fee&quot;]">1</output>.' in page
    assert "Of $77.80 by 1." in site.text("feed.atom")


@pytest.mark.parametrize(
    ("body", "place", "message", "hint"),
    [
        (
            "It is {{ feees.value.max() }}.",
            "5:10",
            'no dataset "feees": no block, no name in the front matter, no file',
            'did you mean "fees"?',
        ),
        (
            "It is {{ fees.valu.max() }}.",
            "5:15",
            'no column "valu" in fees',
            'did you mean "value"?',
        ),
        ("{{ fees.at(fee=3).value }}", "5:12", "no row of fees has fee=3", "there fee is 1, 2"),
        ("| a |\n|---|\n| {{ 1/0 | money }} |", "7:7", "this divides by zero", ""),
        ("{{ #d.fee }}", "5:4", 'no figure "#d" on this page', ""),
        ("a {{ b", "5:3", '"{{" is never closed by "}}"', r"write \{{ where braces are meant"),
    ],
)
def test_a_wrong_value_is_a_problem_with_its_place(
    tmp_path: Path, body: str, place: str, message: str, hint: str
) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(f"{body}\n\n{DATA}")})
    problem = site.problem()
    assert str(problem.place) == f"content/posts/tea.md:{place}"
    assert problem.message == message
    assert problem.hint.startswith(hint)
    assert problem.source == body.rsplit("\n", maxsplit=1)[-1]


def test_a_wrong_value_in_a_caption_has_its_place_in_the_block(tmp_path: Path) -> None:
    body = DATA + CHART.replace("#c.fee", "fees.valu.sum()")
    problem = small_site(tmp_path, {"content/posts/tea.md": source(body)}).problem()
    assert str(problem.place) == "content/posts/tea.md:17:56"
    assert problem.source.startswith("caption: ")


def test_what_is_wrong_with_data_or_a_figure_is_told_once(tmp_path: Path) -> None:
    body = (
        "{{ fees.value.max() }} {{ #c.fee }}\n\n" + DATA + CHART.replace("mark: line", "mark: lien")
    )
    problem = small_site(tmp_path, {"content/posts/tea.md": source(body)}).problem()
    assert problem.hint == 'did you mean "line"?'


def test_a_link_to_a_state_makes_its_figure_again_and_nothing_else(tmp_path: Path) -> None:
    theme = '{% for state in figure.states %}<i id="{{ state }}"></i>{% endfor %}'
    files = {
        "themes/bare/templates/figure.html": theme,
        "content/posts/other.md": source("Other."),
    }
    site = made(tmp_path, DATA + CHART, **files)
    assert "<i" not in site.text("posts/tea/index.html")
    site.write("content/posts/other.md", source("See [two](tea.md#c?fee=2), [](tea.md#c?fee=0)."))
    report = site.made()
    assert '<i id="c?fee=0"></i><i id="c?fee=2"></i>' in site.text("posts/tea/index.html")
    assert '<a href="/posts/tea/#c?fee=0">Figure 1 in ' in site.text("posts/other/index.html")
    assert report.tallies["draw"].made == 0
