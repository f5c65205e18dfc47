"""Convert very many texts, and print what is wrong with any, and how long the slowest took.

python -m tests.markup.mutate COUNT [FIRST]
"""

import sys
import time

from generator.markup.convert import convert
from generator.markup.parts import MarkupSource, Math
from tests.markup.random_texts import large, mutation
from tests.markup.soundness import faults

LANGUAGES = ("en", "de", "fr", "zh")
MATHS: tuple[Math, ...] = ("dollars", "dollars", "tex", "")


def source_of(seed: int) -> MarkupSource:
    """Return a page that belongs to a seed."""
    text = mutation(seed) if seed % 1000 else large(seed)
    return MarkupSource(
        "a.md",
        f"Zebrafisch\n\n{text}\n\nQuagga\n",
        first_line=1 + seed % 3,
        grammar="python" if seed % 10 == 0 else "commonmark",
        math=MATHS[seed % 4],
        language=LANGUAGES[seed % 4],
    )


def told_of(source: MarkupSource) -> list[str]:
    """Return what is wrong with what became of a text."""
    made = convert(source)
    told = list(faults(source, made))
    if made.value is None:
        return told
    body = made.blobs[0].decode()
    everything = body + "".join(note.html for note in made.value.notes) + str(made)
    everything += b"".join(made.blobs).decode()
    if "Zebrafisch" not in body:
        told.append("the first word is lost")
    # An error that names what swallows it keeps the page from being published.
    is_told = any(part in str(made.problems) for part in ("needs a name", "never ends", "closed"))
    if "Quagga" not in everything and not is_told:
        told.append("the last word is lost")
    return told


def main() -> int:
    """Convert, print, and return the exit status."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failed, slowest = 0, (0.0, 0)
    for seed in range(first, first + count):
        source = source_of(seed)
        start = time.process_time()
        try:
            told = told_of(source)
        except Exception as error:
            told = [f"raised {error!r}"]
        slowest = max(slowest, (time.process_time() - start, seed))
        if told:
            failed += 1
            print(seed, told[0][:300])
    print(f"{failed} of {count} wrong; the slowest took {slowest[0]:.2f} s of CPU: {slowest[1]}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
