"""Try Altair's own gallery: build each example as a pasted block, and open it.

    python -m tests.galleries.altair_gallery CHECKOUT DATA [--work FOLDER] [--only WORD]

``CHECKOUT`` is a checkout of Altair (its ``tests/examples_*_syntax``), ``DATA`` the ``data`` folder
of the npm package vega-datasets. Every example is pasted as it is, by default into a post of its
own, must build, and come alive in Chromium under a strict policy. A few need scipy or polars.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.galleries.gallery import Example, report, try_all

FOLDERS = ("examples_methods_syntax", "examples_arguments_syntax")


def main() -> None:
    """Run it."""
    given = _arguments()
    work = given.work or Path(tempfile.mkdtemp(prefix="gallery-"))
    examples = [each for each in _examples(given.checkout) if re.search(given.only, each.name)]
    print(f"{len(examples)} examples; site in {work}")
    results = try_all(examples, work / "site", given.data, jobs=given.jobs, per_post=given.per_post)
    report(results, work / "results.json")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Try Altair's own gallery.")
    parser.add_argument("checkout", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, help="a folder to keep for the next run")
    parser.add_argument("--only", default="", help="a regular expression for names")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--per-post", type=int, default=1)
    return parser.parse_args()


def _examples(checkout: Path) -> Iterator[Example]:
    """Give each example; those of both folders may have the same name."""
    for folder in FOLDERS:
        for path in sorted((checkout / "tests" / folder).glob("[!_]*.py")):
            name = f"{folder.split('_')[1]}-{path.stem.replace('_', '-')}"
            yield Example(name, "altair", path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
