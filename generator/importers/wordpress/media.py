"""Attachments: where pictures are, in a copy of the uploads or at their old addresses."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.importers.addresses import bare, parts_of
from generator.importers.texts import walk_files
from generator.importers.wordpress.content import Attachment
from generator.importers.wordpress.export import Item

UPLOADS = "/wp-content/uploads/"
SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
IMAGE = re.compile(
    r"""(?P<before>(?:src|href)=["'])(?P<address>[^"']*/(?:wp-content/uploads|files)/[^"'?]+)(?P<query>\?[^"']*)?"""
)
HREF = re.compile(r"""href=["'](?P<address>https?://[^"'#?]+)["']""")
SRCSET = re.compile(r"""\s(?:srcset|sizes|data-[\w-]+)=(?:"[^"]*"|'[^']*')""")


def uploads_in(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield a copy of the uploads by the addresses that they had."""
    if folder is None:
        return
    inside = next(
        (folder / each for each in ("wp-content/uploads", "uploads") if (folder / each).is_dir()),
        folder,
    )
    for path, place in walk_files(inside):
        yield f"{UPLOADS}{quote(path)}", place


def picture_of(item: Item) -> Attachment:
    """Return what an attachment shows."""
    return Attachment(
        item.get("attachment_url") or item.get("guid"),
        item.meta.get("_wp_attachment_image_alt", "").strip(),
        item.get("excerpt"),
        item.get("post_parent"),
    )


class Media(NamedTuple):
    """Attachments by their ids, their addresses by those of their pages, and files by address."""

    pictures: Mapping[str, Attachment]
    pages: Mapping[str, str]
    files: Mapping[str, Path]


def without_media_pages(html: str, pages: Mapping[str, str]) -> str:
    """Let links to the page of a picture lead to the picture."""

    def straight(match: re.Match[str]) -> str:
        address = pages.get(bare(match["address"]))
        return f'href="{address}"' if address else match[0]

    return HREF.sub(straight, html)


def own_files(html: str, files: Mapping[str, Path]) -> str:
    """Let pictures lead to the files that are there: of a smaller copy to the whole one."""

    def found(match: re.Match[str]) -> str:
        path = parts_of(match["address"]).path
        at = path.find(UPLOADS)
        if at < 0:
            return match[0]
        for each in (path[at:], SIZED.sub("", path[at:])):
            if quote(unquote(each)) in files:
                return f"{match['before']}{quote(unquote(each))}"
        return match[0]

    return IMAGE.sub(found, SRCSET.sub("", html))
