"""Made-up values for every template of a theme, and pages rendered from them."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from msgspec import structs

from generator.engine import Blob, keep
from generator.pages.assets import CHART_FONTS
from generator.pages.figure_value import FigureValue
from generator.pages.layouts import Uncompiled
from generator.pages.render import color_finder
from generator.pages.templates import compile_template, render
from generator.pages.values import (
    FigureLink,
    HeadingValue,
    LinkValue,
    PagerValue,
    PageValue,
    PostLink,
    PostValue,
    SeriesValue,
    SiteValue,
    TagValue,
    TemplateSet,
    YearValue,
)
from generator.problems.fields import fields_of
from generator.problems.yaml import read_yaml
from generator.site.colors import ThemeColor, as_css, fold_colors, read_colors, resolved
from tests.spoken import spoken
from tests.themes.palette import DEFAULT

SIZES = ("text", "wide", "full")
LONG = (
    "Generating music with deep learning, or how complexity killed the post-rock & <all> that"
    " of the Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
)
TAGS = tuple(
    LinkValue(name, f"/tags/{number}/")
    for number, name in enumerate(("data", "a tag with a rather long name", "音楽", "money") * 3)
)
POSTS = (
    PostLink(LONG, "/music/", "2018-03-21T09:00:00+01:00", "", 12, TAGS, "/art.svg", "Waves"),
    PostLink("Mila?", "/mila/", "2017-12-31T23:30:00+01:00", 'Who is "Mila"?', 1),
)
DRAWING = (
    '<svg viewBox="0 0 680 340" width="680" height="340" role="img" aria-label="Curves">'
    '<path d="M0 340Q400 300 680 0" fill="none" stroke="var(--chart-1)"/>'
    '<text y="330" fill="var(--text-muted)" font-family="var(--font-chart)">0</text></svg>'
)
CONTROLS = (
    '<div class="vega-bindings"><div class="vega-bind"><label>'
    '<span class="vega-bind-name">Fee</span>'
    '<input type="range" data-signal="fee" value="1"></label>'
    '<span class="vega-bind-value"><output>1</output></span></div></div>'
)
TABLE = (
    '<table><caption>2 rows</caption><thead><tr><th scope="col">a rather long name of a column</th>'
    '<th scope="col" class="number">left</th></tr></thead><tbody>'
    '<tr><th scope="row">index</th><td class="number">81,007</td></tr>'
    '<tr><th scope="row">managed</th><td class="number">9</td></tr></tbody></table>'
)


def figure(**changes: Any) -> FigureValue:
    """Return a live figure of the text's width."""
    value = FigureValue(
        id="fees",
        number=1,
        svg=DRAWING,
        caption="What a <em>fee</em> leaves.",
        alt="Curves",
        width=680,
        height=340,
        size="text",
        spec="/fees.json",
        live="visible",
        png="https://example.org/fees.png",
        runtime="/vega.js",
        controls=CONTROLS,
        source='<a href="https://example.org/">Somebody</a>, CC BY 4.0',
        as_of="2026-03",
        table=TABLE,
        rows=2,
        downloads=(LinkValue("CSV", "/fees.csv"), LinkValue("PNG", "/fees.png")),
        page="/figures/fees/",
    )
    return structs.replace(value, **changes)


def site(**changes: Any) -> dict[str, Any]:
    """Return the site as templates get it."""
    value = SiteValue(
        title="Oh, a Squirrel",
        description="Learning, data & money",
        language="en",
        direction="ltr",
        author="Somebody",
        base_url="https://example.org/",
        home="/",
        menu=(LinkValue("Posts", "/"), LinkValue("About", "/about/")),
        feeds=(
            LinkValue("Atom", "/feed.atom", "application/atom+xml"),
            LinkValue("JSON", "/feed.json", "application/feed+json"),
        ),
        assets=(
            ("css/theme.css", "/theme.css"),
            ("img/favicon.svg", "/favicon.svg"),
            ("js/copy.js", "/copy.js"),
        ),
        archive="/archive/",
        tags="/tags/",
        taxonomies=(LinkValue("Authors", "/authors/"),),
    )
    return structs.asdict(value) | {"params": {}} | changes


def post(**changes: Any) -> dict[str, Any]:
    """Return a post with everything it can have, as templates get it."""
    value = PostValue(
        title=LONG,
        url="/music/",
        date="2018-03-21T09:00:00+01:00",
        updated="2018-04-02T09:00:00+02:00",
        summary="In short.",
        minutes=12,
        words=2500,
        tags=TAGS,
        toc=(
            HeadingValue("one", "One", (HeadingValue("one-a", "<em>One</em> a"),)),
            HeadingValue("two", "Two"),
            HeadingValue("three", "Three"),
        ),
        series=SeriesValue("A series", "/series/a/", 2, (LinkValue("First", "/f/"), TAGS[0])),
        previous=POSTS[1],
        next=POSTS[0],
        related=POSTS,
        image="/art.svg",
        image_alt="Waves",
        draft=True,
        math=True,
        figures=tuple(FigureLink(n, f"f-{size}", LONG) for n, size in enumerate(SIZES, 1)),
    )
    return structs.asdict(value) | {"extra": {}} | changes


BARE = {
    "date": "",
    "updated": "",
    "summary": "",
    "tags": (),
    "toc": (),
    "series": None,
    "previous": None,
    "next": None,
    "related": (),
    "image": "",
    "figures": (),
    "draft": False,
}
BODY = (
    '<p>Words<sup class="note-ref"><label for="note-1-toggle">1</label></sup>'
    '<input type="checkbox" class="note-toggle" id="note-1-toggle" aria-label="Show note 1">'
    '<small class="note" id="note-1"><span class="note-number">1</span> A note.</small>, more.</p>'
    '<h2 id="one">One</h2><h3 id="one-a">One a</h3><h2 id="two">Two</h2><h2 id="three">Three</h2>'
    '<div class="table"><table><thead><tr><th>Fee</th><th>Worth</th></tr></thead>'
    "<tbody><tr><td>none, in a very long dream</td><td>$81,007</td></tr></tbody></table></div>"
    '<figure class="code" data-language="python"><figcaption>fees.py</figcaption>'
    '<pre tabindex="0"><code><span class="hll"><span class="k">return</span> '
    f"{'monthly * ' * 20}1\n</span></code></pre></figure>"
    f"<p>{'averylongwordwithoutaspace' * 6}</p>"
)


def head(**changes: Any) -> PageValue:
    """Return what a page says of itself."""
    value = PageValue("A title", "/a/", "https://example.org/a/", 'A "description"', "list")
    return structs.replace(value, **changes)


def compiled(
    texts: Mapping[str, bytes], *, shipped: bool = False, **of_set: Any
) -> tuple[TemplateSet, dict[Blob, bytes]]:
    """Return templates by their names, compiled, and the bytes of the blobs."""
    files = []
    known: dict[Blob, bytes] = {}
    for name, text in texts.items():
        source, raw = keep(text)
        path = f"templates/{name}"
        made = compile_template(Uncompiled(name, path, source, shipped), {source: raw}.__getitem__)
        assert made.value
        known |= dict.fromkeys([made.value], made.blobs[0])
        files.append((name, path, made.value))
    return TemplateSet(tuple(files), shipped, **of_set), known


def lineage(theme: str) -> tuple[Path, ...]:
    """Return the folders of a theme that we ship and of its parents, the parents first."""
    return tuple(DEFAULT.parent / name for name in dict.fromkeys(("default", theme)))


def colors_of(theme: str) -> tuple[ThemeColor, ...]:
    """Return the colours of a theme."""
    texts = ((folder / "theme.yaml").read_text("utf-8") for folder in lineage(theme))
    return fold_colors([read_colors(fields_of(read_yaml(text, ""))) for text in texts])


def style_of(theme: str) -> str:
    """Return the style sheet of a theme."""
    folders = lineage(theme)
    names = list[str]()
    for folder in folders:
        stated = yaml.safe_load((folder / "theme.yaml").read_text("utf-8"))["styles"]
        every = [name for each in stated for name in (names if each == "parent" else [each])]
        names = list(dict.fromkeys(reversed(every)))[::-1]
    found = (
        next(folder / "assets" / name for folder in folders if (folder / "assets" / name).exists())
        for name in names
    )
    font = f":root {{ --font-chart: {CHART_FONTS}; }}\n"
    return as_css(colors_of(theme)) + font + "\n".join(path.read_text("utf-8") for path in found)


@cache
def _templates(theme: str) -> tuple[TemplateSet, Mapping[Blob, bytes]]:
    contents: dict[str, bytes] = {}
    for folder in lineage(theme):
        for path in sorted((folder / "templates").rglob("*.html")):
            name = path.relative_to(folder / "templates").as_posix()
            contents |= dict.fromkeys((name, f"{folder.name}/{name}"), path.read_bytes())
    said, words = spoken()
    templates, known = compiled(contents, words=said.blob)
    return templates, known | {said.blob: words}


def write_in(theme: str, layout: str, **values: Any) -> str:
    """Render a template of a theme."""
    templates, contents = _templates(theme)
    usual = {"intro": None, "taxonomy": LinkValue("Tags", "/tags/", "tags")}
    values = {"site": site(), "page": head(), **usual, **values}
    values["asset"] = dict(values["site"]["assets"]).__getitem__
    values["color"] = color_finder(resolved(colors_of(theme)))
    return render(templates, layout, values, contents.__getitem__)


write = partial(write_in, "default")


def full_body(theme: str = "default") -> str:
    """Return a body with a figure of each size."""
    figures = (figure(id=f"f-{size}", number=n, size=size) for n, size in enumerate(SIZES, 1))
    return BODY + "".join(write_in(theme, "figure.html", figure=each) for each in figures)


TAG = TagValue("音楽", "/tags/1/", "/tags/1/feed.atom", 1)
PAGER = PagerValue(2, 3, "/", "/page/3/")


def pages_in(theme: str) -> dict[str, Callable[[], str]]:
    """Return a page of each layout of a theme, and what writes it."""
    write = partial(write_in, theme)
    return {
        "post": lambda: write(
            "post.html",
            page=head(kind="post", structured_data='{"@context":"https://schema.org"}'),
            post=post(),
            body=full_body(theme),
        ),
        "post-bare": lambda: write(
            "post.html", post=post(**BARE | {"date": POSTS[0].date}), body="<p>Words.</p>"
        ),
        "page": lambda: write("page.html", post=post(**BARE), body=BODY),
        "home": lambda: write(
            "home.html", page=head(url="/"), posts=POSTS, pager=PagerValue(1, 1, "", "")
        ),
        "home-2": lambda: write("home.html", posts=POSTS, pager=PAGER),
        "home-empty": lambda: write("home.html", posts=(), pager=PagerValue(1, 1, "", "")),
        "posts": lambda: write("posts.html", posts=POSTS, pager=PAGER),
        "tags": lambda: write("tags.html", tags=(TAG, TagValue("long " * 12, "/t/", "", 12))),
        "tag": lambda: write("tag.html", tag=TAG, posts=POSTS, pager=PAGER),
        "collection": lambda: write(
            "collection.html",
            collection=LinkValue("Made", "/made/"),
            term=TAG,
            posts=POSTS,
            pager=PAGER,
        ),
        "series": lambda: write("series.html", name="A series", posts=POSTS),
        "archive": lambda: write(
            "archive.html", years=(YearValue(2018, POSTS[:1]), YearValue(2017, POSTS[1:]))
        ),
        "archive-empty": lambda: write("archive.html", years=()),
        "embed": lambda: write(
            "embed.html",
            page=head(kind="figure", image="https://example.org/card.png"),
            figure=figure(page="", size="wide"),
            post=LinkValue(LONG, "/music/#fees"),
            snippet='<iframe src="https://example.org/figures/fees/" title="A &amp; B"></iframe>',
            oembed="/figures/fees/oembed.json",
        ),
        "page-searched": lambda: write(
            "page.html", site=site(search="/search/"), post=post(**BARE), body=BODY
        ),
        "search": lambda: write(
            "search.html", site=site(search="/search/"), tags=(TAG,), posts=POSTS
        ),
        "404": lambda: write("404.html", page=head(noindex=True)),
        "redirect": lambda: write(
            "redirect.html", target="/a/?x=1&y=2", canonical="https://example.org/a/?x=1&y=2"
        ),
    }


PAGES = pages_in("default")
