"""Titles of something new: as a slug that is not taken, in YAML and in Markdown."""

import math
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import yaml

from generator.problems import Place, Problem
from generator.problems.encoding import named
from generator.scaffolds.archetypes import Kind
from generator.site.placing import POSTS, bundle
from generator.site.slug import folded, is_source, slugify, source_name, split_leading_date
from generator.site.walk import WalkFindings, walk

LONGEST = 100
"""A name is cut here, at the end of a word; file systems allow 255 bytes."""
RESERVED = frozenset({"index", "posts", "static"})
NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
ONE_LINE = "a title is one line of text"
_MARKS = re.compile(r"[\\`*_$]|\{\{")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "[": "&#91;"})


def title_of(text: str) -> str | Problem:
    """Return a title without space around it; refuse one that is empty or not one line."""
    title = text.strip()
    odd = next((each for each in title if unicodedata.category(each) in NOT_IN_A_LINE), None)
    if not title:
        return Problem("the title is empty", Place("title"), ONE_LINE)
    if odd is not None:
        what = "a line break" if odd in "\n\r\x85\u2028\u2029" else f"the character {named(odd)}"
        return Problem(f"{what} is in the title", Place("title"), ONE_LINE)
    return title


def slug_of(title: str, wished: str, kind: Kind) -> str | Problem:
    """Return the name that a title becomes, or the one that was wished for."""
    slug = _cut(slugify(wished or title))
    place = Place("--slug" if wished else "title")
    if not slug:
        message = "there is no letter and no digit in it to make an address of"
        return Problem(message, place, "choose a name yourself: --slug my-first-post")
    if kind == "page" and slug in RESERVED:
        message = f'a page cannot be called "{slug}", for content/{slug} means something else'
        return Problem(message, place, "choose another name: --slug about")
    return slug


def taken_by(slug: str, kind: Kind, root: Path) -> str | None:
    """Return the path of a post or page that has the name already."""
    paths = (path for path, _ in walk(root, "content", root / "content", WalkFindings()))
    return next((path for path in paths if _is_of(path, kind) and _same(path, slug)), None)


def _is_of(path: str, kind: Kind) -> bool:
    if not is_source(path):
        return False
    if path.startswith(POSTS) or kind == "post":
        return path.startswith(POSTS) and kind == "post"
    return "/" not in (bundle(path).rstrip("/") or path).removeprefix("content/")


def _same(path: str, slug: str) -> bool:
    name, ours = source_name(path), split_leading_date(slug)[1]
    return folded(slugify(split_leading_date(name)[1])) == folded(ours)


def _cut(slug: str) -> str:
    shorter = slug
    while len(shorter) > LONGEST or len(shorter.encode()) > 2 * LONGEST:
        shorter = shorter.rpartition("-")[0] or shorter[:-1]
    return shorter


def yaml_text(text: str) -> str:
    """Write one line of text as a value of YAML, in quotes only where it needs them."""
    return _dumped({"": text}, flow=False).partition(": ")[2]


def yaml_list(texts: Sequence[str]) -> str:
    """Write texts as a list of YAML on one line."""
    return _dumped(list(texts), flow=True)


def markdown_text(text: str) -> str:
    """Write one line of text so that Markdown takes none of it for a mark."""
    # A backslash before a bracket would begin a formula.
    return _MARKS.sub(r"\\\g<0>", text).translate(_ENTITIES)


def _dumped(value: object, *, flow: bool) -> str:
    dumped = yaml.safe_dump(value, allow_unicode=True, width=math.inf, default_flow_style=flow)
    return str(dumped).removesuffix("\n")
