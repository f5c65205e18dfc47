"""A gardener: edits a site at random, in every way that an author would."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.images.photos import camera, photo, written
from tests.notebooks.making import SPEC, code, markdown, notebook, result

SVG = "http://www.w3.org/2000/svg"
TARGETS = (
    "{{www: {{folder: ../www, server: {server}, policy: {more}}},"
    " anew: {{folder: ../anew, server: {server}, policy: {more}, ledger: false}}}}"
)
WORDS = "root leaf soil spade frost bloom hedge moss clay seed rain bark".split()


class Gardener:
    """Makes one edit after the other; the same seed makes the same edits."""

    def __init__(self, site: Path, seed: int) -> None:
        """Take a site into care."""
        self.site = site
        self.draw = random.Random(seed)
        self.count = 0
        self.edits: tuple[Callable[[], str], ...] = (
            self.add_post,
            self.delete_post,
            self.rename_post,
            self.change_body,
            self.change_body,
            self.change_title,
            self.link_title,
            self.link_heading,
            self.change_date,
            self.change_tags,
            self.change_snippet,
            self.call_snippet,
            self.change_block,
            self.hold_back,
            self.change_data,
            self.change_rows,
            self.change_template,
            self.change_style,
            self.change_settings,
            self.change_art,
            self.change_photo,
            self.change_icon,
            self.change_chart,
            self.change_exhibit,
            self.change_front_page,
            self.change_notebook,
            self.change_authors,
            self.change_author,
            self.change_places,
            self.change_tools,
            self.add_static,
            self.touch,
        )

    def edit(self) -> str:
        """Make one edit and tell what it was."""
        self.count += 1
        return self.draw.choice(self.edits)()

    def word(self) -> str:
        """Return a word that no earlier edit wrote."""
        return f"{self.draw.choice(WORDS)}{self.count}"

    def posts(self) -> list[Path]:
        """Return the sources of all posts."""
        return sorted((self.site / "content/posts").rglob("*.md"))

    def some_post(self) -> Path:
        """Return one of the posts that may come and go."""
        return self.draw.choice(self.posts())

    def put(self, path: Path, text: str) -> None:
        """Write a file; at times with an old date, as a file that is moved in has it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if self.draw.random() < 0.3:
            os.utime(path, ns=(10**18, 10**18))

    def add_post(self) -> str:
        name = self.word()
        path = self.site / f"content/posts/{name}.md"
        if self.draw.random() < 0.5:
            path = self.site / f"content/posts/{name}/index.md"
        date = (
            f"20{self.draw.randint(18, 24)}-0{self.draw.randint(1, 9)}-1{self.draw.randint(0, 9)}"
        )
        tag = self.draw.choice(WORDS)
        self.put(path, f"---\ntitle: {name}\ndate: {date}\ntags: [{tag}]\n---\nAbout {name}.\n")
        return f"add {path.name}"

    def delete_post(self) -> str:
        loose = [post for post in self.posts() if post.parts[-2] not in ("charts", "plain")]
        if len(loose) < 3:
            return self.add_post()
        post = self.draw.choice(loose)
        post.unlink()
        return f"delete {post.name}"

    def rename_post(self) -> str:
        loose = [post for post in self.posts() if post.name != "index.md"]
        if not loose:
            return self.add_post()
        post = self.draw.choice(loose)
        post.rename(post.with_name(f"2023-05-06-{self.word()}.md"))
        return f"rename {post.name}"

    def change_body(self) -> str:
        post = self.some_post()
        self.put(post, post.read_text(encoding="utf-8") + f"\nMore about {self.word()}.\n")
        return f"change the body of {post.name}"

    def _front(self, post: Path, key: str, value: str) -> None:
        _, front, body = post.read_text(encoding="utf-8").split("---\n", 2)
        kept = [line for line in front.splitlines() if not line.startswith(f"{key}:")]
        lines = [*kept, f"{key}: {value}"] if value else kept
        self.put(post, "---\n" + "\n".join(lines) + f"\n---\n{body}")

    def change_title(self) -> str:
        post = self.some_post()
        self._front(post, "title", self.word())
        return f"change the title of {post.name}"

    def link_title(self) -> str:
        """Have a post say the title of one that stays, whatever that will be."""
        post = self.some_post()
        text = post.read_text(encoding="utf-8")
        self.put(post, text + f"\n{self.word()}: [](/posts/charts/index.md)\n")
        return f"link from {post.name}"

    def link_heading(self) -> str:
        """Write a heading, and have another post say it."""
        there, post, word = (
            self.site / "content/posts/charts/index.md",
            self.some_post(),
            self.word(),
        )
        self.put(there, there.read_text(encoding="utf-8") + f"\n## {word} of {word}\n")
        text = post.read_text(encoding="utf-8")
        self.put(post, text + f"\n[](/posts/charts/index.md#{word}-of-{word})\n")
        return f"link from {post.name} to a heading"

    def change_date(self) -> str:
        post = self.some_post()
        self._front(
            post, "date", f"2022-0{self.draw.randint(1, 9)}-01 0{self.draw.randint(1, 9)}:00"
        )
        return f"change the date of {post.name}"

    def change_tags(self) -> str:
        post = self.some_post()
        tags = self.draw.sample(WORDS, self.draw.randint(0, 3))
        self._front(post, "tags", f"[{', '.join(tags)}]")
        return f"change the tags of {post.name}"

    def change_snippet(self) -> str:
        """Change a snippet of the theme's, which the site's own hides or not."""
        own, word = self.site / "snippets/film.html", self.word()
        head = "---\nid: text\nposter: path?\n---\n"
        page = "{{ page.title }} {{ poster }} {{ content }}"
        text = f"{head}<div>{word} {{{{ id }}}} {page}</div>\n"
        if own.exists() and self.draw.random() < 0.4:
            own.unlink()
            return "take a snippet away"
        self.put(self.draw.choice((own, self.site / "themes/child/snippets/film.html")), text)
        self.put(self.site / "snippets/film.feed.html", f"<p>{word}{{{{ content }}}}</p>\n")
        return "change a snippet"

    def change_block(self) -> str:
        """Change a type of block, its text or its data, or take it away with what asks for it."""
        code, post = self.site / "blocks/say.py", self.site / "content/posts/said.md"
        for other in self.posts():
            if "```say" in other.read_text(encoding="utf-8"):
                other.unlink()
        if code.exists() and self.draw.random() < 0.6:
            code.unlink()
            return "take a type of block away"
        word = self.word()
        made = self.draw.choice(("markdown", "html"))
        rows = "{sum(row['amount'] for row in data['/posts/charts/rows.csv'])}"
        text = f"<p id='said'>{{text}} {rows} {word}</p>"
        self.put(code, f'def {made}(text, options, data):\n    return f"{text}"\n')
        fence = f"```say\n#| data: /posts/charts/rows.csv\n{self.draw.choice(WORDS)}\n```"
        front = "---\ntitle: Said\ndate: 2022-02-02\n---\n"
        self.put(post, f"{front}[Below](#said)\n\n{fence}\n")
        return "change a type of block"

    def call_snippet(self) -> str:
        post, word = self.some_post(), self.word()
        call = f'{{{{ film("{word}", poster="/posts/charts/cover.svg") }}}}'
        text = post.read_text(encoding="utf-8")
        if self.draw.random() < 0.5:
            call = f"{call}\n\n## {word}\n\n{{{{ /film }}}}"
        self.put(post, f"{text}\n{call}\n")
        return f"call a snippet in {post.name}"

    def hold_back(self) -> str:
        loose = [post for post in self.posts() if post.parts[-2] not in ("charts", "plain")]
        if not loose:
            return self.add_post()
        post = self.draw.choice(loose)
        self._front(post, "draft", self.draw.choice(("true", "false", "")))
        return f"hold back {post.name}, or not"

    def change_data(self) -> str:
        rows = "".join(f"{2000 + i},{self.draw.randint(1, 9)}\n" for i in range(4))
        self.put(self.site / "content/posts/charts/rows.csv", f"year,amount\n{rows}")
        return "change the data"

    def change_rows(self) -> str:
        """Change, add or take away rows that pages are made of, or what their charts show."""
        names = self.draw.sample(WORDS, self.draw.randint(1, 5))
        rows = "".join(f"{name},{self.draw.randint(1, 3)}\n" for name in names)
        self.put(self.site / "content/data/beds.csv", f"bed,plants\n{rows}")
        crops = "".join(
            f"{word},{year},{self.draw.randint(1, 2)}\n" for word in WORDS for year in (2024, 2025)
        )
        self.put(self.site / "content/data/crops.csv", f"bed,year,crop\n{crops}")
        return "change the rows of pages"

    def change_template(self) -> str:
        path = self.site / "themes/child/templates/404.html"
        self.put(path, '{% extends "default/404.html" %}\n{# ' + self.word() + " #}\n")
        other = self.site / "themes/child/templates/tags.html"
        if other.exists():
            other.unlink()
        else:
            shutil.copy(path, other)
            self.put(other, '{% extends "default/tags.html" %}\n' + f"{{# {self.word()} #}}\n")
        return "change a template"

    def change_style(self) -> str:
        self.put(self.site / "themes/child/assets/css/child.css", f"/* {self.word()} */\n")
        return "change a style sheet"

    def change_settings(self) -> str:
        path = self.site / "site.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        size = f"posts_per_page: {self.draw.randint(1, 4)}"
        lines = [size if line.startswith("posts_per_page") else line for line in lines]
        lines[1] = f"description: {self.word()}"
        server, word = self.draw.choice(("netlify", "nginx", "caddy")), self.word()
        changed = {
            "llms": ("true", "false"),
            "cards": ("all", "pictures", "none"),
            "images": ("true", "[webp]", "{quality: 40}", "false"),
            "redirects": (f"{{/{word}/: /}}", f"{{/{word}.atom: /feed.atom, /{word}: /404.html}}"),
            "targets": (TARGETS.format(server=server, more="{}"), TARGETS.format(
                server=server, more="{img-src: 'https://pictures.example'}"
            )),
        }  # fmt: skip
        lines = [line for line in lines if line.partition(":")[0] not in changed]
        lines += [f"{key}: {self.draw.choice(values)}" for key, values in changed.items()]
        self.put(path, "\n".join(lines) + "\n")
        return "change site.yaml"

    def change_art(self) -> str:
        path = self.site / "content/posts/charts/cover.svg"
        self.put(path, f'<svg xmlns="{SVG}"><title>{self.word()}</title></svg>\n')
        return "change art"

    def change_icon(self) -> str:
        """Draw the site's own icon, or take it away."""
        icon = self.site / "content/favicon.svg"
        if icon.exists() and self.draw.random() < 0.5:
            icon.unlink()
        else:
            self.put(icon, f'<svg xmlns="{SVG}"><title>{self.word()}</title></svg>\n')
        return "change the icon"

    def change_photo(self) -> str:
        """Write a photo, held in one way or another, and show it in one way or another."""
        post = self.site / "content/posts/plain/index.md"
        size = (150 + self.count % 40, 100)
        taken = written(photo(*size), exif=camera(self.draw.choice((1, 3, 6))))
        (post.parent / "bee.jpg").write_bytes(taken)
        text = post.read_text(encoding="utf-8").partition("\n![A bee.]")[0]
        shown = self.draw.choice(("", "{.wide}", "{.original}"))
        self.put(post, f"{text}\n![A bee.](bee.jpg){shown}\n")
        self._front(post, "image", self.draw.choice(("bee.jpg", "")))
        self._front(post, "image_alt", "A bee.")
        return "change a photo"

    def change_chart(self) -> str:
        path = self.site / "content/posts/charts/index.md"
        text = path.read_text(encoding="utf-8")
        marks = ["line", "bar", "point"]
        now = next(mark for mark in marks if f"mark: {mark}" in text)
        then = self.draw.choice(marks)
        self.put(path, text.replace(f"mark: {now}", f"mark: {then}"))
        return "change a chart"

    def change_exhibit(self) -> str:
        folder = self.site / "content/posts/charts"
        word = self.word()
        name, text = self.draw.choice(
            (
                ("parts/bees.js", f'export const bees = "{word}";\n'),
                ("parts/bees.js", f'export * from "./{word}.js";\n'),
                ("hive.css", f"/* {word} */\n"),
                ("seeds.bin", f"{word}\n"),
                ("hive.svg", f'<svg xmlns="{SVG}" width="64" height="{30 + self.count % 9}"/>\n'),
            )
        )
        if "from" in text:
            self.put(folder / f"parts/{word}.js", "export const bees = 5;\n")
        self.put(folder / name, text)
        return f"change {name}"

    def change_front_page(self) -> str:
        """Write a front page, change it, hold it back or take it away."""
        path = self.site / "content/index.md"
        if path.exists() and self.draw.random() < 0.4:
            path.unlink()
            return "delete the front page"
        draft = "draft: true\n" if self.draw.random() < 0.3 else ""
        self.put(path, f"---\ntitle: {self.word()}\n{draft}---\nWelcome to {self.word()}.\n")
        return "change the front page"

    def change_notebook(self) -> str:
        """Write a notebook with a chart and a picture; now and then one that is no source."""
        rows = [{"year": year, "value": self.draw.randint(1, 9)} for year in range(4)]
        spec = {**SPEC, "datasets": {"data-c34f98": rows}}
        drawing = f'<svg xmlns="{SVG}" width="9" height="{9 + self.count % 5}"/>'
        text = notebook(
            markdown(f"About {self.word()}."),
            code("#| alt: A line.\nchart", result(chart=spec)),
            code("#| alt: A square.\nplot", result(svg=drawing)),
        )
        name = self.draw.choice(("cells.ipynb", "cells/index.ipynb"))
        for other in (self.site / "content/posts").rglob("*.ipynb"):
            other.unlink()
        if self.draw.random() < 0.2:
            text = text.replace("---", "===")
        self.put(self.site / "content/posts" / name, text)
        return f"write {name}"

    def change_authors(self) -> str:
        """Write what an author's page says, or that of a tag or place; or take it away."""
        name = self.draw.choice(("authors/ada", "authors/bob", "places/meadow", "tags/root"))
        path = self.site / f"content/{name}.md"
        if path.exists() and "authors" not in name and self.draw.random() < 0.5:
            path.unlink()
            return f"delete {path.name}"
        draft = "draft: true\n" if self.draw.random() < 0.2 else ""
        self.put(path, f"---\ntitle: {self.word()}\n{draft}---\nWho is {self.word()}?\n")
        return f"change {path.name}"

    def change_author(self) -> str:
        post = self.some_post()
        for name in ("ada", "bob"):  # an author without a page would be an error
            path = self.site / f"content/authors/{name}.md"
            if not path.exists():
                self.put(path, f"---\ntitle: {name}\n---\nI am {name}.\n")
        self._front(post, "authors", self.draw.choice(("ada", "[bob, ada]", "")))
        return f"change the author of {post.name}"

    def change_places(self) -> str:
        post = self.some_post()
        places = self.draw.sample(("meadow", "Meadow", "pond", "shed"), self.draw.randint(0, 3))
        self._front(post, "places", f"[{', '.join(places)}]")
        return f"change the places of {post.name}"

    def change_tools(self) -> str:
        """Write an entry of the collection, or its introduction, or take one away."""
        path = self.site / f"content/tools/{self.draw.choice(('index', 'rake', 'hoe', 'fork'))}.md"
        if path.exists() and self.draw.random() < 0.3:
            path.unlink()
            return f"delete {path.name}"
        more = {
            "weight": self.draw.choice(("1", "2", "3", "")),
            "date": self.draw.choice(("2021-05-06", "2023-05-06")),
            "tags": f"[{self.draw.choice(WORDS)}]",
            "draft": self.draw.choice(("true", "false", "false")),
        }
        if path.stem == "index":
            more = {"draft": more["draft"]}
        lines = "".join(f"{key}: {value}\n" for key, value in more.items() if value)
        self.put(path, f"---\ntitle: {self.word()}\n{lines}---\nIt has {self.word()}.\n")
        return f"change {path.name}"

    def add_static(self) -> str:
        self.put(self.site / f"content/static/{self.word()}.txt", self.word())
        return "add a static file"

    def touch(self) -> str:
        path = self.some_post()
        path.touch()
        return f"touch {path.name}"
