"""Slugs and paths: what a text becomes in an address, and what no published file can be called."""

import unicodedata
from functools import cache
from typing import Final

from generator.problems.regex import regex

SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
# Apostrophes, and marks that only choose between two looks of a character.
SILENT = regex("['’\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
SLUG = regex("[a-z0-9]+(?:-[a-z0-9]+)*")
LEADING_DATE = regex(r"^(\d{4}-\d{2}-\d{2})[-_ ]+(?=.)")
MARKDOWN: Final = (".md", ".markdown")
CELLS: Final = (".ipynb", ".py")
"""Notebooks and scripts in cells: sources where their first cell holds front matter."""
SOURCES: Final = (*MARKDOWN, *CELLS)
"""What the names of sources end with."""
STATIC: Final = "content/static/"
"""What is in this folder is published as it is."""
LONGEST_NAME: Final = 255
LONGEST_PATH: Final = 1000
"""In bytes. macOS takes no path that is longer than 1,023, with the folders around the site."""

UNSEEN: Final = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd-\uffff"
    "\ud800-\udfff]"
)
"""Controls, marks of direction, and characters that stand for none."""


@cache
def slugify(text: str) -> str:
    """Return the text in lower case with hyphens between its words, letters of any script kept."""
    if SLUG.fullmatch(text):
        return text
    spoken = "".join(SPOKEN.get(character, character) for character in text)
    plain = unicodedata.normalize("NFKC", spoken).casefold()
    silent = SILENT.sub("", plain).replace("i\u0307", "i")
    kept = "".join(character if _spells(character) else " " for character in silent)
    words = (_without_leading_marks(word) for word in kept.split())
    return unicodedata.normalize("NFC", "-".join(word for word in words if word))


def _spells(character: str) -> bool:
    # Vowel signs of many scripts are marks, not letters.
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def _without_leading_marks(word: str) -> str:
    while word and not word[0].isalnum():
        word = word[1:]
    return word


def split_leading_date(name: str) -> tuple[str, str]:
    """Split ``2024-05-01-title`` into its date and the rest; the date may be empty."""
    found = LEADING_DATE.match(name)
    return (found[1], name[found.end() :]) if found else ("", name)


def folded(address: str) -> str:
    """Return what two addresses share that differ in case or Unicode form alone."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", address).casefold())


def is_source(path: str, endings: tuple[str, ...] = MARKDOWN) -> bool:
    """Tell whether a file of the site is the source of a post or a page by its name alone.

    With ``SOURCES`` it may be one, as what is written in cells is by its first cell alone.
    """
    is_content = path.startswith("content/") and not path.startswith(STATIC)
    return is_content and path.endswith(endings)


def source_name(path: str) -> str:
    """Return the name that a source's address is made of: its folder's for ``index.md``."""
    folder, _, name = path.rpartition("/")
    stem = name.rsplit(".", 1)[0]
    return folder.rpartition("/")[2] if stem == "index" else stem


def date_in_name(path: str) -> str:
    """Return the date that a source's name begins with, or nothing."""
    return split_leading_date(source_name(path))[0]


def wrong_path(path: str) -> str:
    """Say why no file should be published at a path, relative to the output folder, if so."""
    found = UNSEEN.search(path)
    if found is not None:
        return f"it holds U+{ord(found[0]):04X}, which nobody can see"
    longest = max(path.split("/"), key=_size)
    if _size(longest) > LONGEST_NAME:
        short = f'"{longest[:20]}…" has {_size(longest):,} bytes'
        return f"{short}, and a file's name has at most {LONGEST_NAME}"
    if _size(path) > LONGEST_PATH:
        return f"it has {_size(path):,} bytes, and a path has at most {LONGEST_PATH:,}"
    return ""


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
