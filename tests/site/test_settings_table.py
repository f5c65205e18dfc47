"""docs/settings.md says what the code says."""

from pathlib import Path

import pytest

from generator.site.settings import ENVIRONMENT, Feeds, Settings, Taxonomies
from generator.site.settings_table import SETTINGS, default_of, settings_page

ROOT = Path(__file__).parents[2]


def test_the_page_is_the_one_that_the_code_makes() -> None:
    written = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert written == settings_page(), "python -m generator.site.settings_table > docs/settings.md"


def test_every_setting_has_its_row() -> None:
    top = [name for name in Settings.__struct_fields__ if name not in ("places", "written")]
    inside = [f"feeds.{name}" for name in Feeds.__struct_fields__]
    inside += [f"taxonomies.{name}" for name in Taxonomies.__struct_fields__]
    assert sorted(setting.key for setting in SETTINGS) == sorted(top + inside)


@pytest.mark.parametrize("key", sorted(ENVIRONMENT.values()))
def test_what_the_environment_gives_is_a_word_or_a_number(key: str) -> None:
    assert isinstance(default_of(key), str | int)
