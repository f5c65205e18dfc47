"""What search engines read of a page: JSON-LD in the words of schema.org."""

from collections.abc import Iterator
from typing import Any

from msgspec import json

from generator.pages.addresses import absolute, whole
from generator.pages.contexts import PageContext
from generator.pages.figure_pages import first_words, plain
from generator.pages.figure_value import FigureValue
from generator.pages.values import PageValue, PostValue
from generator.site.settings import Settings

Node = dict[str, Any]

MOST_HEADLINE = 110
LEAST_TOLD, MOST_TOLD = 50, 5000
"""How long search engines want the description of a dataset to be, in characters."""
_FORMS = {"CSV": "text/csv", "JSON": "application/json"}
"""Of all that readers may take away these are data."""


def of_post(context: PageContext, head: PageValue, post: PostValue, settings: Settings) -> str:
    """Tell of a post: the article, the way to it, and the data of its figures."""
    way = _way_to(post, settings)
    figures = [fill.figure for fill in context.bound.body.figures if fill is not None]
    data = (_dataset(figure, head, settings) for figure in figures)
    graph = [_article(head, post, settings), *([way] if way else []), *filter(None, data)]
    return _written(graph)


def of_home(head: PageValue, settings: Settings) -> str:
    """Tell of the site on its home page, where search engines look for its name."""
    return _written([_site(settings) | {"inLanguage": head.language} | _said(head.description)])


def _article(head: PageValue, post: PostValue, settings: Settings) -> Node:
    return {
        "@type": "BlogPosting",
        "headline": head.title[:MOST_HEADLINE],
        "url": head.canonical,
        "mainEntityOfPage": head.canonical,
        "datePublished": post.date,
        "dateModified": post.updated or post.date,
        "inLanguage": head.language,
        "isPartOf": _site(settings),
        **_said(head.description),
        **({"image": [head.image]} if head.image else {}),
        **_authors(post, settings),
        **({"keywords": [tag.title for tag in post.tags]} if post.tags else {}),
    }


def _said(description: str) -> Node:
    return {"description": description} if description else {}


def _authors(post: PostValue, settings: Settings) -> Node:
    if not post.authors:
        return _author(settings)
    people = [(each.title, whole(settings, each.url)) for each in post.authors]
    return {"author": [{"@type": "Person", "name": name, "url": url} for name, url in people]}


def _author(settings: Settings) -> Node:
    if not settings.author:
        return {}
    return {"author": {"@type": "Person", "name": settings.author, "url": _home(settings)}}


def _site(settings: Settings) -> Node:
    return {"@type": "WebSite", "name": settings.title, "url": _home(settings)}


def _home(settings: Settings) -> str:
    return absolute(settings, "/")


def _way_to(post: PostValue, settings: Settings) -> Node | None:
    """Return the way to a post by its series or its first tag; there is none without these."""
    if post.series:
        above = (post.series.name, post.series.url)
    elif post.tags:
        above = (post.tags[0].title, post.tags[0].url)
    else:
        return None
    steps = (
        {"@type": "ListItem", "position": 1, "name": above[0], "item": whole(settings, above[1])},
        {"@type": "ListItem", "position": 2, "name": post.title},
    )
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _dataset(figure: FigureValue, head: PageValue, settings: Settings) -> Node | None:
    """Return the data that a figure offers; none where it says too little of them."""
    files = list(_files(figure, settings))
    told = " ".join(filter(None, (plain(figure.caption), figure.alt)))
    if not files or len(told) < LEAST_TOLD:
        return None
    return {
        "@type": "Dataset",
        "name": first_words(figure),
        "description": told[:MOST_TOLD],
        "url": f"{head.canonical}#{figure.id}",
        "isAccessibleForFree": True,
        "distribution": files,
        **({"creator": author["author"]} if (author := _author(settings)) else {}),
    }


def _files(figure: FigureValue, settings: Settings) -> Iterator[Node]:
    for file in figure.downloads:
        if file.title in _FORMS:
            form, address = _FORMS[file.title], whole(settings, file.url)
            yield {"@type": "DataDownload", "encodingFormat": form, "contentUrl": address}


def _written(graph: list[Node]) -> str:
    """Write nodes so that they may stand in a script element, which no text of theirs can end."""
    told = json.encode({"@context": "https://schema.org", "@graph": graph})
    return told.decode().replace("<", "\\u003c")
