"""Write a corpus of blog posts, the same on every machine.

    python benchmarks/make_corpus.py FOLDER POSTS [--seed SEED]

A post has 600 to 1,000 words: an opening, four to six sections under headings, emphasis, inline
code and links, two lists, a quotation, a footnote, a fenced block of Python, an image with a
caption, and in every fifth post a table. Post 7 reads the same in a corpus of 10 and of 10,000;
only the dates spread differently. No braces that a template language could take for its own.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

SEED = 1887
FIRST_HEADING = re.compile(r"^(## .*)$", re.MULTILINE)
FIRST_DAY = datetime(2014, 3, 1, 9, 0)  # noqa: DTZ001  front matter without an offset
LAST_DAY = datetime(2025, 11, 30, 9, 0)  # noqa: DTZ001
LEAST_WORDS, MOST_WORDS = 600, 1000
SHORT = 3
"""So many blocks has a short post: a paragraph, a heading and another paragraph."""
IMAGES = 8
TAGS = (
    "animation art audio baking bicycles birds budgets chess climate coffee colour cooking data "
    "design drums economics education ethics film forests games guitars history kites learning "
    "letters light maps money noise optics painting paper physics plants poetry radio rivers "
    "statistics trains"
).split()  # fmt: skip
THINGS = (
    "amplifier anchor archive attic balcony bakery barometer blanket bridge calendar camera canal "
    "candle carpet chord clock compass corner curtain delay diary drawer echo envelope ferry field "
    "fog gallery garden gate hallway hinge island kettle kitchen ladder lantern library lighthouse "
    "loop map meadow melody mirror night neighbour oven parcel pedal photograph platform postcard "
    "quarry rehearsal reverb roof shelf signal silence staircase station storm suitcase summer "
    "tape theatre ticket timetable tower tunnel typewriter valley violin wall weather window winter"
).split()  # fmt: skip
QUALITIES = (
    "ambient bright brittle broad careful cheap clear distant dusty early empty even faint "
    "familiar frozen gentle half-open heavy honest hollow late light loud narrow old open patient "
    "plain quiet rare restless rough shallow sharp silent slow small soft steep strange sudden "
    "tidy uneven warm wide wooden"
).split()  # fmt: skip
DEEDS = (
    "answers borrows carries changes covers crosses draws drowns fills finds follows frames "
    "hides holds interrupts keeps leaves lifts measures meets mends misses moves opens outlasts "
    "passes recalls repeats returns shelters shows softens tunes turns warms"
).split()  # fmt: skip
HOW = (
    "almost barely easily gladly hardly later loudly never often once quickly rarely twice".split()
)
WHERE = "Arvika Brno Cuneo Dijon Esbjerg Faro Gdynia Haarlem Izola Jena Kotka Lund Mons".split()
WHO = "Alma Bo Cleo Dina Eskil Freja Gil Hanne Ivo Juno Kaj Liv Milan Noor Otis Pia Rune".split()
OPENINGS = "Yesterday,|As always,|That said,|Oddly,|To begin with,|Meanwhile,|By then,".split("|")
CODE = (
    '''def %(a)s_of(%(b)ss: list[float], width: int = %(n)d) -> list[float]:
    """Smooth the %(b)s with a moving mean."""
    sums = [sum(%(b)ss[max(0, i - width) : i + 1]) for i in range(len(%(b)ss))]
    return [total / min(width, i + 1) for i, total in enumerate(sums)]


for value in %(a)s_of([1.5, 2.0, %(n)d.25]):
    print(round(value, 3))  # one line for each
''',
    """import json
from pathlib import Path

%(a)s = json.loads(Path("%(a)s.json").read_text(encoding="utf-8"))
by_%(b)s: dict[str, int] = dict()
for row in %(a)s:
    key = row.get("%(b)s") or "none"
    by_%(b)s[key] = by_%(b)s.get(key, 0) + %(n)d

assert sum(by_%(b)s.values()) == %(n)d * len(%(a)s), "rows went missing"
""",
    '''class %(A)s:
    """A %(a)s that remembers its last %(n)d %(b)ss."""

    limit = %(n)d

    def __init__(self, *%(b)ss: str) -> None:
        self.kept = list(%(b)ss)[-self.limit :]

    @property
    def newest(self) -> str | None:
        return self.kept[-1] if self.kept else None

    def __repr__(self) -> str:
        return "%(A)s(" + ", ".join(map(repr, self.kept)) + ")"
''',
    """import random
import re

rng = random.Random(%(n)d)
%(a)s = [rng.gauss(0.0, 1.0) for _ in range(10 * %(n)d)]
walk = 0.0
while abs(walk) < %(n)d:
    walk += rng.choice(%(a)s)
    if not -1e6 < walk < 1e6:
        raise ValueError("%(b)s out of range")
print("steps:", len(%(a)s), "end:", walk)
""",
)


@dataclass(frozen=True)
class Post:
    """A post before any generator's front matter is put on it."""

    slug: str
    title: str
    date: datetime
    tags: tuple[str, ...]
    summary: str
    body: str


class Writer:
    """Writes the prose of one post from its own stream of random numbers."""

    def __init__(self, seed: int, number: int) -> None:
        self.number = number
        self.random = random.Random(f"{seed}/{number}")

    def sentence(self, plain: bool = False) -> str:
        pick = self.random.choice
        thing, other, third = self.random.sample(THINGS, 3)
        quality, second = self.random.sample(QUALITIES, 2)
        deed, how, town, name = pick(DEEDS), pick(HOW), pick(WHERE), pick(WHO)
        year = self.random.randint(1950, 2020)
        text = pick(
            (
                f"the {quality} {thing} {how} {deed} the {other}, and the {third} is {second}",
                f"{name} wrote about a {quality} {thing} in {year}, long before the {other}",
                f'"a {thing}," {name} said, "{deed} every {other} in {town}"',
                f"it isn't the {thing} that {deed} the {other} - it's the {second} {third}",
                f"in {town} one {thing} in {year % 17 + 3} {deed} a {quality} {other}",
                f"what {deed} the {thing}... is {how} the {quality} {other} of {name}'s {third}",
                f"from the {thing} to the {other} there are {year} steps, {how} {second}",
            )
        )
        if self.random.random() < 0.15:
            text = f"{pick(OPENINGS)} {text}"
        sentence = text if plain else self.with_markup(text)
        first = next(i for i, letter in enumerate(sentence) if letter.isalpha())
        return sentence[:first] + sentence[first].upper() + sentence[first + 1 :] + "."

    def with_markup(self, text: str) -> str:
        """Give one word in some sentences emphasis, a link or the face of code."""
        words = text.split(" ")
        places = [i for i, word in enumerate(words) if i and word.isalpha() and len(word) > 3]
        if not places or self.random.random() > 0.22:
            return text
        place = self.random.choice(places)
        word = words[place]
        link = f"[{word}](https://example.org/{word.lower()})"
        words[place] = self.random.choice((f"*{word}*", f"**{word}**", f"`{word}`", link))
        return " ".join(words)

    def paragraph(self, words: int) -> str:
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < words:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def heading(self) -> str:
        quality, (thing, other) = self.random.choice(QUALITIES), self.random.sample(THINGS, 2)
        return self.random.choice(
            (
                f"A {quality} {thing}",
                f"The {thing} and its {other}",
                f"Why the {thing} is {quality}",
            )
        )

    def bullets(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.random.randint(3, 5)))

    def numbered(self) -> str:
        return "\n".join(f"{i}. {self.sentence()}" for i in range(1, self.random.randint(4, 5)))

    def quotation(self) -> str:
        return f"> {self.sentence()}\n> {self.sentence()}"

    def footnote(self) -> str:
        mark = f"[^{self.number}]"
        return f"{self.sentence(plain=True)}{mark}\n\n{mark}: {self.sentence(plain=True)}"

    def code(self) -> str:
        first, second = self.random.sample([thing for thing in THINGS if "-" not in thing], 2)
        names = {"a": first, "A": first.title(), "b": second, "n": self.random.randint(3, 40)}
        return f"```python\n{self.random.choice(CODE) % names}```"

    def image(self) -> str:
        picture = self.random.randrange(IMAGES)
        alt, caption = self.heading(), self.heading()
        return f'![{alt}](/images/picture-{picture}.svg "{caption}")'

    def table(self) -> str:
        rows = ["| Town | Thing | Count | Share |", "| --- | --- | ---: | ---: |"]
        for town in self.random.sample(WHERE, 6):
            count = self.random.randint(10, 9999)
            rows.append(
                f"| {town} | {self.random.choice(THINGS)} | {count:,} | {count / 100:.1f} % |"
            )
        return "\n".join(rows)

    def sections(self) -> Iterator[str]:
        """Yield the blocks of a post; what is special is dealt out over its sections."""
        special = [
            self.bullets,
            self.numbered,
            self.quotation,
            self.footnote,
            self.code,
            self.image,
        ]
        if self.number % 5 == 0:
            special.append(self.table)
        self.random.shuffle(special)
        count = self.random.randint(4, 6)
        words = self.random.randint(430, 640) // (2 * count + 1)
        yield self.paragraph(words)
        for section in range(count):
            yield f"{'###' if section % 3 == 2 else '##'} {self.heading()}"
            yield self.paragraph(words)
            yield from (block() for block in special[section::count])
            yield self.paragraph(words)

    def post(self, date: datetime, *, short: bool = False) -> Post:
        title = f"{self.heading()}, part {self.number}"
        slug = title.lower().replace(",", "").replace(" ", "-")
        tags = tuple(self.random.sample(TAGS, self.random.randint(2, 4)))
        summary = self.sentence(plain=True).replace('"', "'")
        sections = islice(self.sections(), SHORT if short else None)
        return Post(slug, title, date, tags, summary, "\n\n".join(sections) + "\n")


def make_posts(count: int, seed: int = SEED, *, short: bool = False) -> Iterator[Post]:
    """Yield posts from the oldest to the newest; short ones end with their first section."""
    between = (LAST_DAY - FIRST_DAY) / max(1, count - 1)
    for number in range(count):
        date = FIRST_DAY + timedelta(seconds=int(between.total_seconds() * number))
        yield Writer(seed, number).post(date, short=short)


def make_image(number: int) -> str:
    """Draw a small chart-like picture as SVG."""
    bars = "".join(
        f'<rect x="{24 * i}" y="{120 - height}" width="20" height="{height}"/>'
        for i in range(12)
        for height in [15 + (31 * i + 47 * number) % 100]
    )
    color = f"hsl({45 * number} 55% 45%)"
    box = 'width="288" height="120" viewBox="0 0 288 120"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} fill="{color}">{bars}</svg>\n'


def edited(post: Post, part: str, word: str) -> Post:
    """Return a post with one more word in its title, its first heading or at its body's end."""
    if part == "title":
        return replace(post, title=f"{post.title} {word}")
    if part == "heading":
        return replace(post, body=FIRST_HEADING.sub(rf"\1 {word}", post.body, count=1))
    return replace(post, body=f"{post.body.rstrip()} {word}\n")


def yaml_post(post: Post) -> str:
    """Return a post with YAML front matter, as Postrock and Hugo read it."""
    return (
        f'---\ntitle: "{post.title}"\ndate: {post.date:%Y-%m-%d %H:%M:%S}\n'
        f'tags: [{", ".join(post.tags)}]\nsummary: "{post.summary}"\n---\n\n{post.body}'
    )


def word_count(body: str) -> int:
    """Count the words of the prose: those outside fenced blocks."""
    return sum(len(part.split()) for part in body.split("```")[::2])


def main() -> None:
    """Write posts/, images/ and corpus.json into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("posts", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    posts = list(make_posts(asked.posts, asked.seed))
    write_images(asked.folder / "images")
    (asked.folder / "posts").mkdir(parents=True, exist_ok=True)
    for post in posts:
        path = asked.folder / "posts" / f"{post.slug}.md"
        path.write_text(yaml_post(post), encoding="utf-8", newline="\n")
    facts = corpus_facts(posts)
    (asked.folder / "corpus.json").write_text(json.dumps(facts, indent=1) + "\n")
    print(json.dumps(facts))


def write_images(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(IMAGES):
        (folder / f"picture-{number}.svg").write_text(make_image(number), newline="\n")


def corpus_facts(posts: list[Post]) -> dict[str, float]:
    counts = [word_count(post.body) for post in posts]
    return {
        "posts": len(posts),
        "words_mean": round(sum(counts) / len(counts), 1),
        "words_least": min(counts),
        "words_most": max(counts),
        "bytes": sum(len(yaml_post(post).encode()) for post in posts),
    }


if __name__ == "__main__":
    main()
