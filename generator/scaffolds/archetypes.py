"""Archetypes: what a new post or page begins as."""

from typing import Final, Literal

from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.scaffolds.filling import Pattern
from generator.scaffolds.ground import Ground

Kind = Literal["post", "page"]
FOLDER: Final = "archetypes"
BUILT_IN: Final[dict[Kind, str]] = {
    "post": "---\ntitle: ${title}\ndate: ${date}\ndraft: true\ntags: ${tags}\n---\n\nBegin here.\n",
    "page": "---\ntitle: ${title}\ndraft: true\n---\n\nBegin here.\n",
}


def find_archetype(kind: Kind, ground: Ground) -> Pattern | Problem:
    """Return the site's own archetype, else the nearest one of its theme, else a plain one."""
    own, name = f"{FOLDER}/{kind}.md", f"{kind}.md"
    if own in ground.files:
        path, blob = own, ground.files[own]
    elif name in ground.theme.archetypes:
        path, blob = ground.theme.archetypes[name]
    else:
        return Pattern(f"the built-in {name}", BUILT_IN[kind])
    text = read_text(ground.read(blob), path)
    if isinstance(text, Problem):
        return text
    return Pattern(path, text.replace("\r\n", "\n").replace("\r", "\n"))
