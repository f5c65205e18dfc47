"""Data for templates: what they see, which pages hang on it, and what an author gets wrong."""

from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

SITE = "data:\n  team: team.yaml\n  prices: prices.csv\n"
TEAM = "- {name: Ada, born: 1815-12-10, teas: [mint]}\n- {name: Bob}\n"
LAYOUT = "{% for each in data.team %}{{ each.name }} {% endfor %}{{ data.team[0].teas[0] }}"


def data_site(root: Path, layout: str = LAYOUT, settings: str = SITE, **files: str) -> Small:
    return small_site(
        root,
        {
            "content/data/team.yaml": TEAM,
            "content/data/prices.csv": "tea,price\nMint,3.5\n",
            "content/about.md": source(title="About", layout="team"),
            "content/posts/tea.md": source(title="Tea", date="2024-01-01"),
            "themes/bare/templates/team.html": layout,
            **files,
        },
        settings,
    )


@pytest.mark.parametrize(
    ("layout", "page"),
    [
        (LAYOUT, "Ada Bob mint"),
        ("{{ data.prices[0].price + 1 }}", "4.5"),
        ('{{ data["team"][1].name }}', "Bob"),
        ("{% for name in data %}{{ name }} {% endfor %}", "team prices "),
        ("{{ data.team[0].born }}", "1815-12-10"),
    ],
)
def test_templates_see_files_as_values(tmp_path: Path, layout: str, page: str) -> None:
    site = data_site(tmp_path, layout)
    site.made()
    assert site.text("about/index.html") == page


def test_mappings_and_what_loaders_write_are_values_too(tmp_path: Path) -> None:
    files = {
        "content/data/menu.json": '{"main": {"first": "tea"}}',
        "content/data/cups.csv.py": 'print("cups\\n5")\n',
    }
    settings = "data: [menu.json, cups.csv]\n"
    site = data_site(
        tmp_path, "{{ data.menu.main.first }} {{ data.cups[0].cups }}", settings, **files
    )
    site.made()
    assert site.text("about/index.html") == "tea 5"


def test_only_pages_whose_templates_speak_of_a_file_hang_on_it(tmp_path: Path) -> None:
    site = data_site(tmp_path)
    site.made()
    site.write("content/data/team.yaml", TEAM.replace("Bob", "Bea"))
    tallies = site.made().tallies
    assert (tallies["compose"].made, tallies["site data"].made) == (1, 1)
    assert site.text("about/index.html") == "Ada Bea mint"
    site.write("content/data/prices.csv", "tea,price\nMint,4\n")
    assert site.made().tallies["compose"].made == 0


def test_a_site_without_data_runs_no_wave_for_it(tmp_path: Path) -> None:
    site = data_site(tmp_path, "{{ 1 }}", "")
    assert "site data" not in site.made().tallies


ODD = SITE.replace("team.yaml", "odd.yaml")
WRONG = {
    "template": ("{{ data.tean }}", SITE, 'themes/bare/templates/team.html:1:9 no "tean" in data'),
    "file": (LAYOUT, "data: {team: taem.yaml}\n", 'site.yaml:4:14 there is no file "taem.yaml"'),
    "yaml": (LAYOUT, ODD, 'content/data/odd.yaml:2:1 the key "a" stands twice, first in line 1'),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_has_its_place(tmp_path: Path, case: str) -> None:
    layout, settings, told = WRONG[case]
    odd = {"content/data/odd.yaml": "a: 1\na: 2\n"}
    (problem,) = data_site(tmp_path, layout, settings, **odd).build().assembly.problems
    assert f"{problem.place} {problem.message}" == told
