"""Read an export of WordPress."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from generator.importers.addresses import bare
from generator.importers.old_site import NEEDED, ImportSource, OldSite, ReportNote, SiteInfo, lacks
from generator.importers.wordpress.entries import (
    MACHINERY,
    UPLOADS,
    Media,
    entry_from,
    path_of,
    picture_of,
    uploads_in,
)
from generator.importers.wordpress.export import Export, attached, read_export
from generator.problems import Place, Problem


def read_wordpress(given: ImportSource) -> OldSite | Problem:
    """Read an export."""
    if given.source.is_dir():
        hint = "in WordPress: Tools, Export; then give the .xml file"
        return Problem(
            "WordPress is imported from its export, not from a folder",
            Place(str(given.source)),
            hint,
        )
    if lacks("markdownify"):
        why = "HTML is turned into Markdown by markdownify, which is not installed"
        return Problem(why, None, NEEDED)
    export = read_export(given.source.read_bytes(), given.source.name)
    if isinstance(export, Problem):
        return export
    site = _site(export)
    files = dict(uploads_in(given.uploads))
    notes = list(_notes(export, given))
    pictures = {number: picture_of(item) for number, item in attached(export)}
    pages = {bare(item.get("link")): picture_of(item).address for _, item in attached(export)}
    media = Media(pictures, pages, files, export.people)
    entries = [
        each for each in (entry_from(item, site, media, notes) for item in export.items) if each
    ]
    if not entries:
        return Problem("there is no post and no page in this export", Place(given.source.name))
    sources = {f"uploads{address.removeprefix(UPLOADS.rstrip('/'))}": address for address in files}
    return OldSite(site, tuple(entries), files, sources, notes=tuple(notes))


def _site(export: Export) -> SiteInfo:
    channel = export.channel
    address = channel.get("base_blog_url") or channel.get("link") or ""
    return SiteInfo(
        title=channel.get("title", ""),
        description=channel.get("description", ""),
        author="".join(export.people.values()) if len(export.people) == 1 else "",
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
            path = path_of(
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


def _notes(export: Export, given: ImportSource) -> Iterator[ReportNote]:
    name = given.source.name
    if export.cleaned:
        yield ReportNote(
            "changed", name, f"{export.cleaned} bytes that no XML may hold are left out"
        )
    kinds = Counter(item.get("post_type") for item in export.items)
    for kind, count in sorted(kinds.items()):
        if kind in MACHINERY - {"attachment"}:
            yield ReportNote(
                "left out", name, f"{count} × {kind}: a menu or the like, which is WordPress's own"
            )
    comments = sum(item.comments for item in export.items)
    if comments:
        yield ReportNote("left out", name, f"comments, which Postrock has not: {comments}")
    media = kinds.get("attachment", 0)
    if media and given.uploads is None:
        why = f"{media} attachments stay where they are; with --uploads DIR a copy of them is used"
        yield ReportNote("left out", name, why)
