"""Pages for machines: sitemap and robots.txt."""

from msgspec import Struct

from generator.engine import Blob, Made, Read, keep

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Sitemap(Struct, frozen=True):
    """Absolute addresses with the date of their last change (ISO 8601, may be empty)."""

    entries: tuple[tuple[str, str], ...]


class Robots(Struct, frozen=True):
    """What robots are told: everything may be read, and the sitemap's absolute address."""

    sitemap: str


def write_sitemap(value: Sitemap, read: Read) -> Made[Blob]:
    """Write sitemap.xml."""
    # Only loaded where a sitemap has to be made.
    from xml.etree.ElementTree import Element, SubElement, tostring

    root = Element("urlset", {"xmlns": SITEMAP})
    for address, changed in value.entries:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = address
        if changed:
            SubElement(entry, "lastmod").text = changed[:10]
    blob, content = keep(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return Made(blob, blobs=(content,))


def write_robots(value: Robots, read: Read) -> Made[Blob]:
    """Write robots.txt."""
    blob, content = keep(f"User-agent: *\nAllow: /\n\nSitemap: {value.sitemap}\n")
    return Made(blob, blobs=(content,))
