"""The table of all settings for docs/settings.md.

``python -m generator.site.settings_table`` prints that page.
"""

import sys
from typing import Final

from msgspec import Struct

from generator.site.feed_formats import FEED_FORMATS
from generator.site.settings import ENVIRONMENT, Settings


class Setting(Struct, frozen=True):
    """A setting as its readers learn of it; inside a mapping ``key`` has dots."""

    key: str
    kind: str
    meaning: str


_FEEDS = [f"`{name}`" for name in FEED_FORMATS]

SETTINGS: Final = (
    Setting("title", "text", "The site's name. It must be there."),
    Setting("description", "text", "One sentence for search engines, feeds and cards."),
    Setting("base_url", "address", "Where the site will be; it may have a path such as `/blog/`."),
    Setting("language", "language tag", "The language of the texts: `en`, `de`, `pt-BR`."),
    Setting(
        "markdown",
        "`commonmark` or `python`",
        "The rules that texts are read by: CommonMark with GitHub's extensions, or those of"
        " Python-Markdown for texts that come from Pelican, MkDocs or Nikola.",
    ),
    Setting(
        "math",
        "`true`, `false` or `tex`",
        r"Formulas stand between dollars; with `tex` also in `\(…\)` and `\[…\]`, with `false`"
        " nowhere. A post's own `math` goes before.",
    ),
    Setting(
        "timezone",
        "time zone",
        "A name such as `Europe/Stockholm`. Dates without an offset are in this zone.",
    ),
    Setting("author", "text", "Who writes here."),
    Setting("theme", "name", "The folder under `themes/` that gives the site its look."),
    Setting(
        "permalink",
        "pattern",
        "The address of a post, of `{slug}`, `{year}`, `{month}` and `{day}`.",
    ),
    Setting("posts_per_page", "whole number", "How many posts the home list shows on a page."),
    Setting(
        "menu",
        "list",
        "Entries such as `{title: About, url: about.md}`; `url` is a source or an address.",
    ),
    Setting(
        "feeds",
        "mapping, list, `true` or `false`",
        "Which feeds there are. A list is short for `formats`, `true` means all, `false` none.",
    ),
    Setting("feeds.formats", "list", f"Any of {', '.join(_FEEDS[:-1])} and {_FEEDS[-1]}."),
    Setting("feeds.entries", "whole number", "How many posts a feed holds."),
    Setting("feeds.per_tag", "`true` or `false`", "Whether each tag has feeds of its own."),
    Setting("taxonomies", "mapping", "What posts are gathered by."),
    Setting(
        "taxonomies.tags",
        "text, `true` or `false`",
        "The title of the list of tags; `true` leaves it, `false` means that there is none.",
    ),
    Setting("taxonomies.series", "text, `true` or `false`", "The same of the list of series."),
    Setting(
        "connections",
        "mapping",
        "Databases for `sql` blocks by name: `{shop: "
        '"postgresql://reader:${SHOP_PASSWORD}@db.example.org/shop"}`.',
    ),
    Setting(
        "page_budget",
        "whole number",
        "How many KB a post's page may have, with the data of its live figures, before there is"
        " a warning. `0` means any number.",
    ),
    Setting(
        "editor",
        "name or address",
        "What the preview's links to a line open: `vscode`, `cursor`, `zed`, `sublime`, `idea` and"
        " others, or an address such as `vscode://file/{path}:{line}:{column}`; where it is not"
        " set, the editor of `$VISUAL` or `$EDITOR`.",
    ),
    Setting("params", "mapping", "Anything that the theme asks for."),
)

INTRODUCTION = """\
# Settings

These keys stand in `site.yaml`. With `--env production` the file `site.production.yaml` lies
over it: mappings are laid over each other key by key, anything else replaces what is below.
Then come the variables of the environment that the table names (an empty one counts as not
set), and last the options of the command line.

An unknown key is an error, shown with its place and the nearest known name.
"""


def settings_page() -> str:
    """Return docs/settings.md."""
    rows = ["| Key | Type | Default | Environment | Meaning |", "| --- | --- | --- | --- | --- |"]
    variables = {key: name for name, key in ENVIRONMENT.items()}
    for setting in SETTINGS:
        variable = variables.get(setting.key)
        cells = (
            f"`{setting.key}`",
            setting.kind,
            _default(setting.key),
            f"`{variable}`" if variable else "",
            setting.meaning,
        )
        rows.append("| " + " | ".join(cells) + " |")
    return INTRODUCTION + "\n" + "\n".join(rows) + "\n"


def default_of(key: str) -> object:
    """Return the value that a setting has where no layer gives it."""
    value: object = Settings()
    for name in key.split("."):
        value = getattr(value, name)
    return value


def _default(key: str) -> str:
    value = default_of(key)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int):
        return f"`{value}`" if value not in ("", "{}") else ""
    if isinstance(value, tuple) and value:
        return f"`[{', '.join(value)}]`"
    return ""


if __name__ == "__main__":
    sys.stdout.write(settings_page())
