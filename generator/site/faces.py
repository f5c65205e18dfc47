"""Faces: all that other pages may know of a page, and so all that a change of it can touch there.

While its face stays the same, a page's links, figures and prose may change without a look at
any other page.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.site.placing import Page, bundle


class Face(Struct, frozen=True):
    """A page as links see it: its address, its title, and what in it can be linked to.

    ``headings`` pair an anchor with the heading's plain text; ``figures`` are names.
    """

    path: str
    url: str
    title: str
    anchors: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


class Faces(Struct, frozen=True):
    """Every page that can be linked to, by what a link may name.

    ``by_folder`` has the pages whose folders' files belong to them.
    """

    by_path: Mapping[str, Face]
    by_url: Mapping[str, Face]
    by_folder: Mapping[str, Face]


def face_of(page: Page) -> Face:
    """Return a page's face."""
    markup = page.document.markup
    return Face(
        path=page.path,
        url=page.url,
        title=page.title,
        anchors=markup.anchors,
        figures=tuple(block.name for block in markup.figures),
        headings=tuple((each.anchor, each.text) for each in markup.headings),
    )


def faces_of(pages: Iterable[Page]) -> Faces:
    """Return the faces of all pages."""
    return gathered({page.path: face_of(page) for page in pages})


def gathered(faces: Mapping[str, Face]) -> Faces:
    """Order faces by all that links may name; they go by their paths already."""
    return Faces(
        by_path=faces,
        by_url={face.url: face for face in faces.values()},
        by_folder={folder: face for face in faces.values() if (folder := bundle(face.path))},
    )
