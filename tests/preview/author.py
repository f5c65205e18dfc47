"""An author at work: random edits of every kind, and how each shows on the page that is open."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.preview.lively import put, square

HOME = "content/posts/open/index.md"
BODY_HAS = "document.body.textContent.includes({!r})"
CHART = """```chart {{#curve}}
data: rows.csv
mark: {mark}
x: year:O
y: amount:Q
caption: A curve {word}.
alt: A curve.
live: never
```"""
COLORS = ("teal", "tomato", "gold", "navy", "plum", "olive")


class Author:
    """Edits a site; the same seed makes the same edits.

    Each edit returns what must become true in the page that is open, as JavaScript.
    """

    def __init__(self, site: Path, seed: int) -> None:
        """Write the site that is edited."""
        self.site = site
        self.draw = random.Random(seed)
        self.count = 0
        self.front = "Open"
        self.words: list[str] = ["Beginning."]
        self.chart = CHART.format(mark="line", word="first")
        self.neighbour = "neighbour"
        self.edits: tuple[Callable[[], str], ...] = (
            self.body,
            self.front_matter,
            self.data,
            self.chart_block,
            self.template,
            self.style,
            self.theme,
            self.settings,
            self.moved_in,
            self.folder,
            self.broken_figure,
            self.broken_link,
        )
        self._begin()

    def _begin(self) -> None:
        self._settings("Beginning")
        self._theme(340)
        put(self.site, "themes/mine/assets/css/mine.css", "body { --seen: none; }\n")
        put(self.site, "content/posts/open/square.svg", square("teal"))
        self._data(5)
        self._neighbour()
        self._post()

    def edit(self) -> tuple[str, str]:
        """Make one edit; return its kind, and what must become true."""
        self.count += 1
        kind = self.draw.choice(self.edits)
        return kind.__name__, kind()

    def word(self) -> str:
        """Return a word that no earlier edit wrote."""
        return f"word{self.count}x{self.draw.randint(0, 10**6)}"

    def _post(self, extra: str = "") -> None:
        body = "\n\n".join([*self.words, self.chart, "![A square](square.svg)", extra])
        put(self.site, HOME, f"---\ntitle: {self.front}\ndate: 2026-01-05\n---\n\n{body}\n")

    def _data(self, amount: int) -> None:
        put(self.site, "content/posts/open/rows.csv", f"year,amount\n2000,{amount}\n2001,3\n")

    def _settings(self, word: str) -> None:
        text = f"title: Mine\ndescription: {word}\nbase_url: https://example.org/\ntheme: mine\n"
        put(self.site, "site.yaml", text)

    def _theme(self, height: int) -> None:
        text = (
            f"name: mine\nparent: default\nstyles: [css/mine.css]\ncharts: {{height: {height}}}\n"
        )
        put(self.site, "themes/mine/theme.yaml", text)

    def _neighbour(self) -> None:
        text = "---\ntitle: Neighbour\ndate: 2026-01-04\n---\n\nBeside it.\n"
        put(self.site, f"content/posts/{self.neighbour}/index.md", text)

    def body(self) -> str:
        word = self.word()
        at = self.draw.randint(0, len(self.words))
        self.words = [*self.words[:at], f"A paragraph with {word}.", *self.words[at:]][-9:]
        if not any(word in each for each in self.words):
            self.words[0] = f"A paragraph with {word}."
        self._post()
        return BODY_HAS.format(word)

    def front_matter(self) -> str:
        self.front = self.word()
        self._post()
        return f"document.title.includes({self.front!r})"

    def data(self) -> str:
        amount = self.count * 1000 + self.draw.randint(0, 999)
        self._data(amount)
        return (
            "[...document.querySelectorAll('#curve td')].some((cell) =>"
            f" cell.textContent.replace(/\\D/g, '') === '{amount}')"
        )

    def chart_block(self) -> str:
        word, mark = self.word(), self.draw.choice(("line", "column", "point"))
        self.chart = CHART.format(mark=mark, word=word)
        self._post()
        return f"document.querySelector('#curve figcaption')?.textContent.includes({word!r})"

    def template(self) -> str:
        word = self.word()
        text = (
            '{% extends "default/post.html" %}{% block colophon %}<p>' + word + "</p>{% endblock %}"
        )
        put(self.site, "themes/mine/templates/post.html", text)
        return BODY_HAS.format(word)

    def style(self) -> str:
        word = self.word()
        put(self.site, "themes/mine/assets/css/mine.css", f"body {{ --seen: {word}; }}\n")
        value = "getComputedStyle(document.body).getPropertyValue('--seen').trim()"
        return f"{value} === {word!r}"

    def theme(self) -> str:
        height = 200 + self.count
        self._theme(height)
        return f"document.querySelector('#curve svg')?.getAttribute('height') === '{height}'"

    def settings(self) -> str:
        word = self.word()
        self._settings(word)
        # The page of a post says it in its foot, where no template of ours stands in the way.
        shutil.rmtree(self.site / "themes/mine/templates", ignore_errors=True)
        return BODY_HAS.format(word)

    def moved_in(self) -> str:
        """Move a picture in that is older than the one whose place it takes."""
        color = self.draw.choice(COLORS)
        new = self.site.parent / "new.svg"
        new.write_text(square(color).replace("<rect", f"<title>{self.count}</title><rect"))
        os.utime(new, ns=(10**18, 10**18))
        new.replace(self.site / "content/posts/open/square.svg")
        picture = "document.querySelector('img[src*=square]').src"
        return (
            f"fetch({picture}).then((got) => got.text()).then((t) => t.includes('>{self.count}<'))"
        )

    def folder(self) -> str:
        """Rename the folder of the post that this one names as its neighbour, or remove it."""
        old = self.site / f"content/posts/{self.neighbour}"
        link = "document.querySelector(\"main a[href='/posts/{}/']\")"
        if not old.exists():
            self._neighbour()
            return f"!!{link.format(self.neighbour)}"
        if self.draw.random() < 0.4:
            shutil.rmtree(old)
            return f"!{link.format(self.neighbour)}"
        self.neighbour = self.word()
        old.rename(self.site / f"content/posts/{self.neighbour}")
        return f"!!{link.format(self.neighbour)}"

    def broken_figure(self) -> str:
        """Break the figure; it is mended before the next edit."""
        whole, self.chart = self.chart, self.chart.replace("amount:Q", f"{self.word()}:Q")
        self._post()
        self.chart = whole
        return "!!document.querySelector('figure#curve.broken .problem-caret')"

    def broken_link(self) -> str:
        """Write a link that leads nowhere; it is mended before the next edit."""
        self._post(f"[broken]({self.word()}.md)")
        return "!!document.querySelector('preview-overlay')?.shadowRoot.querySelector('.problems')"

    def mend(self) -> str:
        """Write the post without its problems."""
        self._post()
        return (
            "!document.querySelector('preview-overlay')?.shadowRoot.querySelector('.problems') &&"
            " !document.querySelector('figure.broken')"
        )
