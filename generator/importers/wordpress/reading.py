"""Read an export of WordPress."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from msgspec import structs

from generator.importers.addresses import bare
from generator.importers.found import Entry, Found, Given, Note, OldSite
from generator.importers.html import missing
from generator.importers.mapping import Naming, entry_of, title_from
from generator.importers.texts import walk_files
from generator.importers.wordpress.content import Picture, body_of
from generator.importers.wordpress.export import Export, Item, attached, read_export
from generator.problems import Place, Problem

UPLOADS = "/wp-content/uploads/"
DRAFTS = {
    "draft": "",
    "pending": "it waited for review",
    "private": "it was private",
    "future": "",
    "publish": "",
}
MACHINERY = frozenset(
    {
        "nav_menu_item",
        "attachment",
        "revision",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
        "user_request",
    }
)
SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
IMAGE = re.compile(
    r"""(?P<before>(?:src|href)=["'])(?P<address>[^"']*/(?:wp-content/uploads|files)/[^"'?]+)(?P<query>\?[^"']*)?"""
)
HREF = re.compile(r"""href=["'](?P<address>https?://[^"'#?]+)["']""")
SRCSET = re.compile(r"""\s(?:srcset|sizes|data-[\w-]+)=(?:"[^"]*"|'[^']*')""")


def read_wordpress(given: Given) -> Found | Problem:
    """Read an export."""
    if given.source.is_dir():
        hint = "in WordPress: Tools, Export; then give the .xml file"
        return Problem(
            "WordPress is imported from its export, not from a folder",
            Place(str(given.source)),
            hint,
        )
    if wrong := missing():
        return wrong
    export = read_export(given.source.read_bytes(), given.source.name)
    if isinstance(export, Problem):
        return export
    site = _site(export)
    files = dict(_uploads(given.uploads))
    notes = list(_notes(export, given))
    pictures = {number: _picture(item) for number, item in attached(export)}
    pages = {bare(item.get("link")): _picture(item).address for _, item in attached(export)}
    media = Media(pictures, pages, files)
    entries = [each for each in (_entry(item, site, media, notes) for item in export.items) if each]
    if not entries:
        return Problem("there is no post and no page in this export", Place(given.source.name))
    sources = {f"uploads{address.removeprefix(UPLOADS.rstrip('/'))}": address for address in files}
    return Found(site, tuple(entries), files, sources, notes=tuple(notes))


def _site(export: Export) -> OldSite:
    channel = export.channel
    address = channel.get("base_blog_url") or channel.get("link") or ""
    return OldSite(
        title=channel.get("title", ""),
        description=channel.get("description", ""),
        author=channel.get("author_display_name", ""),
        base_url=f"{address.rstrip('/')}/" if address.startswith("http") else "",
        language=channel.get("language", ""),
        permalink=_pattern(export),
    )


def _pattern(export: Export) -> str:
    """Tell the pattern of addresses from those of the posts."""
    counts: Counter[str] = Counter()
    for item in export.items:
        slug, day = item.get("post_name"), item.get("post_date")[:10].split("-")
        if item.get("post_type") == "post" and slug and len(day) == 3:
            path = _path(
                item, export.channel.get("base_blog_url") or export.channel.get("link", "")
            )
            forms = {
                f"/{day[0]}/{day[1]}/{day[2]}/{slug}/": "/{year}/{month}/{day}/{slug}/",
                f"/{day[0]}/{day[1]}/{slug}/": "/{year}/{month}/{slug}/",
                f"/{slug}/": "/{slug}/",
            }
            if form := forms.get(unquote(path).rstrip("/") + "/"):
                counts[form] += 1
    return counts.most_common(1)[0][0] if counts else ""


def _path(item: Item, base: str) -> str:
    """Return the address of an item from the root of its site."""
    parts = urlsplit(item.get("link"))
    if parts.query or not parts.path:
        return ""
    above = urlsplit(base).path.rstrip("/")
    return parts.path[len(above) :] if above and parts.path.startswith(f"{above}/") else parts.path


def _uploads(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield a copy of the uploads by the addresses that they had."""
    if folder is None:
        return
    inside = next(
        (folder / each for each in ("wp-content/uploads", "uploads") if (folder / each).is_dir()),
        folder,
    )
    for path, place in walk_files(inside):
        yield f"{UPLOADS}{quote(path)}", place


def _notes(export: Export, given: Given) -> Iterator[Note]:
    name = given.source.name
    if export.cleaned:
        yield Note("changed", name, f"{export.cleaned} bytes that no XML may hold are left out")
    kinds = Counter(item.get("post_type") for item in export.items)
    for kind, count in sorted(kinds.items()):
        if kind in MACHINERY - {"attachment"}:
            yield Note(
                "left out", name, f"{count} × {kind}: a menu or the like, which is WordPress's own"
            )
    comments = sum(item.comments for item in export.items)
    if comments:
        yield Note("left out", name, f"comments, which Postrock has not: {comments}")
    media = kinds.get("attachment", 0)
    if media and given.uploads is None:
        why = f"{media} attachments stay where they are; with --uploads DIR a copy of them is used"
        yield Note("left out", name, why)


def _picture(item: Item) -> Picture:
    return Picture(
        item.get("attachment_url") or item.get("guid"),
        item.meta.get("_wp_attachment_image_alt", "").strip(),
        item.get("excerpt"),
        item.get("post_parent"),
    )


class Media(NamedTuple):
    """Attachments by their ids, their addresses by those of their pages, and files by address."""

    pictures: Mapping[str, Picture]
    pages: Mapping[str, str]
    files: Mapping[str, Path]


def _entry(item: Item, site: OldSite, media: Media, notes: list[Note]) -> Entry | None:
    kind, status = item.get("post_type") or "post", item.get("status") or "publish"
    if kind in MACHINERY:
        return None
    source = f"{kind}-{item.get('post_id')} ({item.get('title') or 'without a title'})"
    if status not in DRAFTS:
        notes.append(Note("left out", source, f"its status is {status}"))
        return None
    old = _path(item, site.base_url)
    slug = unquote(item.get("post_name")) or unquote(old.rstrip("/")).rpartition("/")[2]
    naming = Naming(source, "post" if kind == "post" else "page", slug or item.get("title"))
    entry = entry_of(_values(item, media.pictures), naming)
    content = _without_media_pages(item.fields.get("content", ""), media.pages)
    body = body_of(_own_files(content, media.files), media.pictures, item.get("post_id"))
    told = [Note("changed", source, each) for each in body.told]
    if kind not in ("post", "page"):
        told.append(Note("changed", source, f"a {kind} became a page"))
    if kind == "post" and not old:
        told.append(Note("changed", source, f"its address {item.get('link')} has no path to keep"))
    folder = unquote(old.rstrip("/")).rpartition("/")[0].strip("/")
    entry = structs.replace(
        entry,
        title=entry.title or title_from(slug),
        body=body.text,
        math=None if body.has_math else False,
        old=old,
        folder="" if kind == "post" else folder,
        notes=(*entry.notes, *told),
    )
    return _guarded(entry, item, status)


def _guarded(entry: Entry, item: Item, status: str) -> Entry:
    """Let nothing become public that was not."""
    why = DRAFTS[status] or ("it had a password" if item.get("post_password") else "")
    notes = entry.notes
    if why:
        notes = (*notes, Note("changed", entry.source, f"{why}, so it became a draft"))
    draft = bool(why) or status == "draft"
    return structs.replace(entry, draft=draft, notes=notes)


def _values(item: Item, pictures: Mapping[str, Picture]) -> dict[str, object]:
    picture = pictures.get(item.meta.get("_thumbnail_id", ""))
    authors = item.get("creator")
    return {
        "title": unescape(re.sub(r"<[^>]*>", "", item.get("title"))),
        "date": _moment(item.get("post_date"), item.get("post_date_gmt")),
        "summary": re.sub(r"<[^>]*>", "", item.get("excerpt")),
        "tags": [name for domain, name in item.terms if domain == "post_tag"],
        "categories": [name for domain, name in item.terms if domain == "category"],
        "image": picture.address if picture else "",
        "image_alt": picture.alt if picture else "",
        "author": authors,
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


def _without_media_pages(html: str, pages: Mapping[str, str]) -> str:
    """Let links to the page of a picture lead to the picture."""

    def straight(match: re.Match[str]) -> str:
        address = pages.get(bare(match["address"]))
        return f'href="{address}"' if address else match[0]

    return HREF.sub(straight, html)


def _own_files(html: str, files: Mapping[str, Path]) -> str:
    """Let pictures lead to the files that are there: of a smaller copy to the whole one."""

    def found(match: re.Match[str]) -> str:
        path = urlsplit(match["address"]).path
        at = path.find(UPLOADS)
        if at < 0:
            return match[0]
        for each in (path[at:], SIZED.sub("", path[at:])):
            if quote(unquote(each)) in files:
                return f"{match['before']}{quote(unquote(each))}"
        return match[0]

    return IMAGE.sub(found, SRCSET.sub("", html))
