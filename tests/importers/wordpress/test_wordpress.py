"""An export as entries and files."""

from pathlib import Path

import pytest

from generator.importers.old_site import ImportSource, OldSite, SiteInfo
from generator.importers.wordpress import read_wordpress
from tests.importers.running import write

ITEM = "<item><title>{0}</title><link>https://a.example{1}</link>{2}</item>"
POST = "<wp:post_name>{0}</wp:post_name><wp:post_date>2020-01-02 03:04:05</wp:post_date>{1}"
PATTERNS = {
    "/2020/01/02/a/": "/{year}/{month}/{day}/{slug}/",
    "/2020/01/a/": "/{year}/{month}/{slug}/",
    "/a": "/{slug}/",
    "/archives/a": "",
    "/?p=1": "",
}


def read(folder: Path, items: str, uploads: Path | None = None) -> OldSite:
    text = '<rss xmlns:wp="w"><channel><title>T</title><language>en-US</language>'
    text += "<description>D</description><wp:base_blog_url>https://a.example</wp:base_blog_url>"
    file = write(folder, {"a.xml": f"{text}{items}</channel></rss>"}) / "a.xml"
    found = read_wordpress(ImportSource(file, uploads))
    assert isinstance(found, OldSite)
    return found


@pytest.mark.parametrize("path", PATTERNS)
def test_the_site(path: str, tmp_path: Path) -> None:
    more = POST.format("a", "<wp:post_type>post</wp:post_type>")
    found = read(tmp_path, ITEM.format("A", path, more))
    info = SiteInfo("T", "D", "", "https://a.example/", "en-US", permalink=PATTERNS[path])
    assert found.site == info


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    menu = "<item><wp:post_type>nav_menu_item</wp:post_type></item>"
    picture = "<item><wp:post_type>attachment</wp:post_type></item>"
    post = ITEM.format("A", "/a/", "<wp:comment/><wp:comment/>")
    notes = read(tmp_path, menu + menu + picture + post).notes
    assert [note.reason for note in notes] == [
        "2 × nav_menu_item: a menu or the like, which is WordPress's own",
        "comments, which Postrock has not: 2",
        "1 attachments stay where they are; with --uploads DIR a copy of them is used",
    ]


def test_a_copy_of_the_uploads_is_used(tmp_path: Path) -> None:
    uploads = write(tmp_path / "uploads", {"2020/p.png": "x"})
    body = "<![CDATA[<img src='https://a.example/wp-content/uploads/2020/p-10x10.png'>]]>"
    content = f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{body}'
    found = read(tmp_path, ITEM.format("A", "/a/", f"{content}</content:encoded>"), uploads)
    address = "/wp-content/uploads/2020/p.png"
    assert found.entries[0].body == f"![]({address})"
    assert found.files == {address: uploads / "2020/p.png"}
    assert found.sources == {"uploads/2020/p.png": address}
