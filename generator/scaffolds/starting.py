"""What something new is called, and a new site: a small one that builds at once.

Titles become slugs that are not taken, YAML and Markdown; new files are written all or none.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import yaml
from msgspec import structs

from generator.problems import Place, Problem
from generator.problems.encoding import named
from generator.problems.regex import regex
from generator.scaffolds.archetypes import Kind, Pattern, Values, fill
from generator.site.placing import POSTS, bundle
from generator.site.slug import (
    CELLS,
    MARKDOWN,
    folded,
    is_source,
    slugify,
    source_name,
    split_leading_date,
)
from generator.site.walk import WalkFindings, walk

LONGEST = 100
"""A name is cut here, at the end of a word; file systems allow 255 bytes."""
RESERVED = frozenset({"index", "posts", "static"})
NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
ONE_LINE = "a title is one line of text"
_MARKS = regex(r"[\\`*_$]|\{\{")
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
    # A script may be anything.
    if not is_source(path, (*MARKDOWN, CELLS[0])):
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


STARTER = Path(__file__).parent / "starter"
HIDDEN = {"gitignore": ".gitignore"}
"""A file that begins with a dot would not be packed with us as it is."""
COMMAND = "python -m generator"
"""How the starter's texts call us."""
HARMLESS = frozenset({".git"})
"""What an otherwise empty folder may hold."""


def start(
    folder: Path, title: str, now: datetime, command: str = COMMAND
) -> tuple[str, ...] | Problem:
    """Write a small site into a folder that is empty or not there yet; return its files' paths.

    ``command`` is how an author calls us, which the site tells.
    """
    problem = _occupied(folder)
    if problem is not None:
        return problem
    called = title_of(title or _title_from(folder))
    if isinstance(called, Problem):
        return called
    files = _files(called, now.date().isoformat())
    files = {path: text.replace(COMMAND, command) for path, text in files.items()}
    unwritten = write_new(folder, files)
    if unwritten is not None:
        path = unwritten.place.path if unwritten.place else ""
        return structs.replace(unwritten, place=Place(str(folder / path)))
    return tuple(files)


def _occupied(folder: Path) -> Problem | None:
    hint = "choose a folder that is empty, or one that is not there yet"
    if folder.exists() and not folder.is_dir():
        return Problem("this is a file", Place(str(folder)), hint)
    inside = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not inside - HARMLESS:
        return None
    first = min(inside - HARMLESS)
    return Problem(f"this folder is not empty: {first} is in it", Place(str(folder)), hint)


def _title_from(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "My site"


def _files(title: str, date: str) -> Mapping[str, str]:
    values = {"title": yaml_text(title), "date": date}
    found = {path.relative_to(STARTER).as_posix(): path for path in _starter_files()}
    return {
        HIDDEN.get(path, path): fill(
            Pattern(path, file.read_text(encoding="utf-8")), Values(values, values)
        )[0]
        for path, file in found.items()
    }


def _starter_files() -> list[Path]:
    paths = (path for path in STARTER.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.name.startswith("."))


def write_new(root: Path, files: Mapping[str, str]) -> Problem | None:
    """Write files by their paths under a folder; where one cannot be, none of them stays."""
    written: list[Path] = []
    path = ""
    try:
        for path, text in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                written.append(place)
                file.write(text)
    except OSError as error:
        for place in written:
            place.unlink()
        return _unwritten(path, error)
    return None


def _unwritten(path: str, error: OSError) -> Problem:
    if isinstance(error, FileExistsError):
        return Problem("this is there already, and stays as it is", Place(path))
    return Problem(f"cannot be written: {(error.strerror or str(error)).lower()}", Place(path))
