"""Pictures in pages, lists and feeds: their HTML, their sizes, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from html import escape

from msgspec import structs

from generator.images.files import ImageFacts
from generator.images.picture import Picture, sizes_attribute
from generator.images.variants import Widths
from generator.markup.parts import Link
from generator.pages.addresses import href, whole
from generator.pages.bind import Bound
from generator.pages.values import SourceValue
from generator.problems import Problem
from generator.site.placing import Page
from generator.site.settings import Settings

HEAVY = 2_000_000
"""Bytes of a picture that are told."""
HEAD = "wide"
"""The size that the picture of a post is shown at."""

Pictures = Mapping[str, Picture]
"""Pictures by what they are used for."""


def use_of(path: str, link: Link | None) -> str:
    """Name a use of an image file: its size and its path; no size where it is to stay as it is."""
    if link is None:
        return f"{HEAD}:{path}"
    is_kept = link.shown is None or link.shown.is_original
    return f":{path}" if is_kept or link.shown is None else f"{link.shown.size}:{path}"


def uses(bound: Bound, page: Page) -> tuple[str, ...]:
    """Return what a document uses image files for."""
    pairs = zip(bound.pictures, bound.links, strict=True)
    found = [use_of(path, link) for path, link in pairs if path]
    found += [use_of(bound.image_file, None)] if bound.image_file else []
    return tuple(dict.fromkeys(found))


def pictured(
    bound: Bound, page: Page, pictures: Pictures, settings: Settings, widths: Widths
) -> Bound:
    """Put a document's pictures in their places: files, sizes, problems."""
    if not bound.has_pictures:
        return bound
    links = bound.links
    shown = [
        pictures[use_of(path, link)] if path else None
        for path, link in zip(bound.pictures, links, strict=True)
    ]
    body, feed = bound.body, bound.feed_body
    pairs = [*zip(shown, links, body.links, strict=True)]
    addresses = tuple([_address(each, settings, link) for each, _, link in pairs])
    absolutes = tuple(
        [whole(settings, new) if new != old else same
         for new, old, same in zip(addresses, body.links, feed.links, strict=True)]
    )  # fmt: skip
    head = pictures[use_of(bound.image_file, None)] if bound.image_file else None
    kept = [p for p, each in zip(bound.pictures, shown, strict=True) if each and not each.fallback]
    kept += [bound.image_file] if head and not head.fallback else []
    told = _problems(bound, page, pictures, settings)
    return structs.replace(
        bound,
        body=structs.replace(
            body,
            links=addresses,
            sizes=tuple([_natural_size(each) for each in shown]),
            pictures=tuple([_around(each, link, settings, widths) for each, link, _ in pairs]),
        ),
        feed_body=structs.replace(
            feed, links=absolutes, sizes=tuple([_size(each) for each in shown])
        ),
        image=_address(head, settings, bound.image),
        image_picture=head or Picture(),
        files=tuple(dict.fromkeys((*bound.files, *kept))),
        problems=tuple(dict.fromkeys((*bound.problems, *told))),
    )


def source_values(picture: Picture, settings: Settings) -> tuple[SourceValue, ...]:
    """Return the other forms of a picture, for templates."""
    return tuple(
        SourceValue(
            source.type,
            ", ".join(f"{href(settings, '/' + v.path)} {v.width}w" for v in source.variants),
        )
        for source in picture.sources
    )


def mean_class(facts: ImageFacts) -> str:
    """Return the classes that stand for a picture's mean colour."""
    levels = [f"{name}{int(digit, 16)}" for name, digit in zip("rgb", facts.mean, strict=False)]
    return f"mean {' '.join(levels)}" if levels else ""


def _address(picture: Picture | None, settings: Settings, otherwise: str) -> str:
    if picture is None or picture.fallback is None:
        return otherwise
    return href(settings, f"/{picture.fallback.path}")


def _around(
    picture: Picture | None, link: Link, settings: Settings, widths: Widths
) -> tuple[str, str]:
    """Return what stands before and behind an image that has other forms."""
    if picture is None or not picture.sources or link.shown is None:
        return "", ""
    shown = link.shown
    sizes = sizes_attribute(picture.facts, shown.size, shown.width, widths)
    sources = "".join(
        f'<source type="{each.type}" srcset="{escape(each.srcset)}" sizes="{sizes}">'
        for each in source_values(picture, settings)
    )
    mean = mean_class(picture.facts)
    return f"<picture{f' class={chr(34)}{mean}{chr(34)}' * bool(mean)}>{sources}", "</picture>"


def _natural_size(picture: Picture | None) -> str:
    if picture is None:
        return ""
    facts = picture.facts
    high = f' data-portrait="{facts.portrait}"' if facts.portrait else ""
    return _attributes(facts.width, facts.height) + high


def _size(picture: Picture | None) -> str:
    return _attributes(picture.shown_width, picture.shown_height) if picture else ""


def _attributes(width: int, height: int) -> str:
    return f' width="{width}" height="{height}"' if width else ""


def _problems(
    bound: Bound, page: Page, pictures: Pictures, settings: Settings
) -> Iterator[Problem]:
    pairs = zip(bound.pictures, bound.links, strict=True)
    shown = [(path, use_of(path, link), link.place, link.source) for path, link in pairs if path]
    if bound.image_file:
        named = page.document.front.place_of("image")
        shown.append((bound.image_file, use_of(bound.image_file, None), *named))
    for path, use, place, line in shown:
        name, facts = path.rpartition("/")[2], pictures[use].facts
        # Also in a preview, where nothing is made smaller, the build is what counts.
        shrinks = bool(settings.images.formats) and not use.startswith(":")
        if facts.wrong:
            hint = "open it on your own machine, and save it again as JPEG or PNG"
            yield Problem(f"{name} {facts.wrong}", place, hint, line, "warning")
        elif facts.size > HEAVY and not (shrinks and facts.kind == "photo"):
            message = f"{name} has {facts.size / 1e6:.1f} MB, and readers load all of it"
            yield Problem(message, place, _LIGHTER[facts.kind], line, "warning")


_LIGHTER = {
    "": "save it smaller",
    "photo": "without {.original}, and without images: false, readers get a smaller one",
    "drawing": "save it with fewer pixels",
    "moving": "a film is a tenth of it: <video src=… autoplay loop muted playsinline>",
    "vector": "save it as PNG, or with fewer details",
}
