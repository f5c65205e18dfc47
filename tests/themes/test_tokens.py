"""The colours of our themes: readable in both schemes, told apart by all eyes, said once."""

import re
from itertools import combinations

import pytest
import yaml

from tests.themes.made_up import style_of
from tests.themes.palette import DEFAULT, EYES, contrast, difference, tokens

THEMES = ("default", "desk", "essay")
LIGHT_TOKENS, DARK_TOKENS = tokens()
SCHEMES = {
    f"{theme}-{scheme}": values
    for theme in THEMES
    for scheme, values in zip(("light", "dark"), tokens(theme), strict=True)
}
PALETTES = {
    theme: yaml.safe_load((DEFAULT.parent / theme / "theme.yaml").read_text())["charts"]["palette"]
    for theme in THEMES
}
THEME = yaml.safe_load((DEFAULT / "theme.yaml").read_text())
SHEETS = {path.name: path.read_text() for path in (DEFAULT / "assets/css").glob("*.css")}
CODE = sorted(name for name in LIGHT_TOKENS if name.startswith("code-"))
TONES = sorted(name for name in LIGHT_TOKENS if name.startswith("tone-"))
CATEGORIES = [f"chart-{number}" for number in range(1, 9)]
PREVIEW = DEFAULT.parents[1] / "generator" / "preview" / "browser"
HEX = re.compile(r"#[0-9a-f]{3,8}\b")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["text", "text-muted", "accent", *TONES, *CODE])
@pytest.mark.parametrize("ground", ["page", "panel", "glow-wash"])
def test_text_has_aa_contrast(name: str, ground: str, scheme: str) -> None:
    values = SCHEMES[scheme]
    assert contrast(values[name], values[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out_from_the_page(scheme: str) -> None:
    values = SCHEMES[scheme]
    for name in (*PALETTES[scheme.partition("-")[0]], "chart-accent", "glow", "string"):
        wanted = 2.4 if name == "string" else 3
        assert contrast(values[name], values["page"]) >= wanted, name


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", EYES)
def test_chart_colours_are_told_apart(eye: str, scheme: str) -> None:
    colors = [SCHEMES[scheme][name] for name in PALETTES[scheme.partition("-")[0]]]
    pairs = combinations(colors, 2)
    assert min(difference(one, other, eye) for one, other in pairs) > 0.07


def test_theme_yaml_names_every_chart_colour() -> None:
    assert THEME["charts"]["palette"] == CATEGORIES
    assert set(CATEGORIES) <= set(THEME["colors"])


@pytest.mark.parametrize("theme", THEMES)
def test_theme_yaml_repeats_the_widths(theme: str) -> None:
    own = yaml.safe_load((DEFAULT.parent / theme / "theme.yaml").read_text())["charts"]
    properties = dict(re.findall(r"--([\w-]+): ([\d.]+)rem;", style_of(theme)))
    for said, name in (("width", "measure"), ("wide", "broad"), ("full", "fullest")):
        assert (THEME["charts"] | own)[said] == float(properties[name]) * 16, name


def test_every_style_sheet_is_published() -> None:
    assert sorted(THEME["styles"]) == sorted(f"css/{name}" for name in SHEETS)


def test_colours_stand_in_theme_yaml_alone() -> None:
    elsewhere = {name for name, css in SHEETS.items() if HEX.search(css)}
    assert elsewhere <= {"print.css"}


def test_every_property_that_is_used_is_defined() -> None:
    css = "".join(SHEETS.values())
    used = set(re.findall(r"var\(--([\w-]+)", css))
    assert used <= set(re.findall(r"--([\w-]+)\s*:", css)) | {*THEME["colors"], "font-chart"}


def test_every_colour_is_used_by_a_style_sheet_or_by_charts() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", "".join(SHEETS.values())))
    assert {name for name in THEME["colors"] if not name.startswith("chart-")} <= used


def test_dark_scheme_repaints_every_colour() -> None:
    said = THEME["colors"].values()
    assert all(isinstance(each, str) or each[0] != each[1] for each in said)


def test_browser_chrome_has_the_page_colour() -> None:
    base = (DEFAULT / "templates/base.html").read_text()
    painted = re.findall(r'name="theme-color" content="([^>]*)" media', base)
    assert painted == ['{{ color("page") }}', '{{ color("page", "dark") }}']


def test_nothing_comes_from_elsewhere() -> None:
    texts = [path.read_text() for path in DEFAULT.rglob("*") if path.is_file()]
    found = {
        address for text in texts for address in re.findall(r"(?:https?:)?//[\w.]+\.\w+", text)
    }
    assert found <= {"http://www.w3.org"}


ONE_SIDED = re.compile(
    r"^\s*(?:(?:margin|padding|border|inset)-(?:left|right)"
    r"|(?:margin|padding|inset): \S+ (?P<right>\S+) \S+ (?!(?P=right);)[^\s;]+;)",
    re.MULTILINE,
)


@pytest.mark.parametrize("name", [*SHEETS, "the preview's"])
def test_no_side_is_left_or_right_in_both_directions(name: str) -> None:
    css = SHEETS.get(name) or (PREVIEW / "overlay.css").read_text("utf-8")
    every = re.sub(r'\[dir="rtl"\][^{]*\{[^}]*\}', "", css)
    assert [found[0].strip() for found in ONE_SIDED.finditer(every)] == []
