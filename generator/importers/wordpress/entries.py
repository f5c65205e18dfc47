"""An item of an export as an entry, with its pictures."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.importers.addresses import bare, parts_of
from generator.importers.files import walk_files
from generator.importers.front import Naming, entry_of, title_from
from generator.importers.old_site import BlogEntry, ReportNote, SiteInfo
from generator.importers.wordpress.content import Attachment, body_of
from generator.importers.wordpress.export import Item

DRAFTS = {
    "draft": "",
    "pending": "it waited for review",
    "private": "it was private",
    "future": "",
    "publish": "",
}
MACHINERY = frozenset(
    "nav_menu_item attachment revision custom_css customize_changeset oembed_cache"
    " wp_global_styles wp_navigation wp_template wp_template_part user_request".split()
)
UPLOADS = "/wp-content/uploads/"
SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
IMAGE = re.compile(
    r"""(?P<before>(?:src|href)=["'])(?P<address>[^"']*/(?:wp-content/uploads|files)/[^"'?]+)(?P<query>\?[^"']*)?"""
)
HREF = re.compile(r"""href=["'](?P<address>https?://[^"'#?]+)["']""")
SRCSET = re.compile(r"""\s(?:srcset|sizes|data-[\w-]+)=(?:"[^"]*"|'[^']*')""")


class Media(NamedTuple):
    """Attachments by their ids, their addresses by those of their pages, and files by address."""

    pictures: Mapping[str, Attachment]
    pages: Mapping[str, str]
    files: Mapping[str, Path]
    people: Mapping[str, str] = {}


def path_of(item: Item, base: str) -> str:
    """Return the address of an item from the root of its site."""
    parts = parts_of(item.get("link"))
    if parts.query or not parts.path:
        return ""
    above = parts_of(base).path.rstrip("/")
    return parts.path[len(above) :] if above and parts.path.startswith(f"{above}/") else parts.path


def entry_from(
    item: Item, site: SiteInfo, media: Media, notes: list[ReportNote]
) -> BlogEntry | None:
    """Read an item; what is WordPress's own, or in the bin, is none."""
    kind, status = item.get("post_type") or "post", item.get("status") or "publish"
    if kind in MACHINERY:
        return None
    source = f"{kind}-{item.get('post_id')} ({item.get('title') or 'without a title'})"
    if status not in DRAFTS:
        notes.append(ReportNote("left out", source, f"its status is {status}"))
        return None
    old = path_of(item, site.base_url)
    slug = unquote(item.get("post_name")) or unquote(old.rstrip("/")).rpartition("/")[2]
    naming = Naming(source, "post" if kind == "post" else "page", slug or item.get("title"))
    entry = entry_of(_values(item, media), naming)
    content = without_media_pages(item.fields.get("content", ""), media.pages)
    body = body_of(own_files(content, media.files), media.pictures, item.get("post_id"))
    changes = list(body.changes)
    if kind not in ("post", "page"):
        changes.append(f"a {kind} became a page")
    if kind == "post" and not old:
        changes.append(f"its address {item.get('link')} has no path to keep")
    folder = unquote(old.rstrip("/")).rpartition("/")[0].strip("/")
    entry = entry.noted(
        *changes,
        title=entry.title or title_from(slug),
        body=body.text,
        math=None if body.has_math else False,
        old=old,
        folder="" if kind == "post" else folder,
    )
    return _guarded(entry, item, status)


def _guarded(entry: BlogEntry, item: Item, status: str) -> BlogEntry:
    """Let nothing become public that was not."""
    why = DRAFTS[status] or ("it had a password" if item.get("post_password") else "")
    reasons = [f"{why}, so it became a draft"] if why else []
    return entry.noted(*reasons, draft=bool(why) or status == "draft")


def _values(item: Item, media: Media) -> dict[str, object]:
    creator = item.get("creator")
    picture = media.pictures.get(item.meta.get("_thumbnail_id", ""))
    return {
        "title": unescape(re.sub(r"<[^>]*>", "", item.get("title"))),
        "date": _moment(item.get("post_date"), item.get("post_date_gmt")),
        "summary": re.sub(r"<[^>]*>", "", item.get("excerpt")),
        "tags": [name for domain, name in item.terms if domain == "post_tag"],
        "categories": [name for domain, name in item.terms if domain == "category"],
        "image": picture.address if picture else "",
        "image_alt": picture.alt if picture else "",
        "authors": [media.people.get(creator, creator)] if creator else [],
    }


def _moment(local: str, universal: str) -> str:
    """Return a date with its offset, which an export only tells by both of its clocks."""
    try:
        here = datetime.fromisoformat(local)
        there = datetime.fromisoformat(universal)
        ahead = round((here - there).total_seconds() / 60)
    except ValueError:
        return "" if local.startswith("0000") else local
    sign = "-" if ahead < 0 else "+"
    hours, minutes = divmod(abs(ahead), 60)
    if hours > 14:
        return local
    return f"{here.isoformat()}{sign}{hours:02}:{minutes:02}"


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
