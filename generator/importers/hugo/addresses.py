"""Addresses that Hugo gives: ``url``, ``permalinks``, or by section and name."""

import posixpath
import re
from datetime import date
from typing import Final

from msgspec import Struct

from generator.data.locales import ENGLISH
from generator.importers.hugo.site import HugoConfig

TOKEN = re.compile(r":([a-z]+(?:\[[^\]]*\])?)")
SLICE = re.compile(r"sections\[(?P<first>\d+|last)?(?P<range>:)?(?P<end>\d+|last)?\]")
OURS: Final = {
    "year": "{year}",
    "month": "{month}",
    "day": "{day}",
    "slug": "{slug}",
    "title": "{slug}",
    "filename": "{slug}",
    "slugorfilename": "{slug}",
    "contentbasename": "{slug}",
    "slugorcontentbasename": "{slug}",
}


class PageAddress(Struct, frozen=True):
    """What the address of a page is made of. ``folder`` is that of its section or sections."""

    folder: str
    name: str
    title: str
    slug: str = ""
    url: str = ""
    date: str = ""


def page_address(page: PageAddress, config: HugoConfig) -> str:
    """Return the address of a regular page."""
    if page.url:
        above = "" if page.url.startswith("/") else f"/{page.folder}/"
        return re.sub("/+", "/", f"{above}{page.url}")
    section = page.folder.split("/")[0]
    pattern = config.pattern(section)
    if pattern:
        address = TOKEN.sub(lambda match: _value(match[1], page), pattern)
    else:
        address = posixpath.join(page.folder, page.slug or page.name)
    return _ended(urlized(re.sub("/+", "/", f"/{address}")), config)


def _ended(address: str, config: HugoConfig) -> str:
    address = address.rstrip("/")
    if re.search(r"\.html?$", address):
        return address
    return f"{address}.html" if config.is_ugly else f"{address}/"


def _value(token: str, page: PageAddress) -> str:
    if token.startswith("sections"):
        return _sections(token, page.folder)
    values = {
        "section": page.folder.split("/")[0],
        "title": page.title.replace("/", "-"),
        "slug": page.slug or page.title.replace("/", "-"),
        "filename": page.name,
        "contentbasename": page.name,
        "slugorfilename": page.slug or page.name,
        "slugorcontentbasename": page.slug or page.name,
    }
    return values[token] if token in values else _moment(token, page.date)


def _sections(token: str, folder: str) -> str:
    """Return the sections, or those of them that a token asks for, such as ``sections[1:]``."""
    names = folder.split("/")
    match = SLICE.fullmatch(token)
    if match is None:
        return folder
    first, end = (
        len(names) - 1 if each == "last" else int(each) if each else None
        for each in (match["first"], match["end"])
    )
    return "/".join(names[first:end] if match["range"] else names[first:][:1])


def _moment(token: str, written: str) -> str:
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return f":{token}"
    values = {
        "year": f"{day:%Y}",
        "month": f"{day:%m}",
        "monthname": ENGLISH.months[day.month - 1],
        "day": f"{day:%d}",
        "weekday": str(day.isoweekday() % 7),
        "weekdayname": ENGLISH.days[day.weekday()],
        "yearday": str(day.timetuple().tm_yday),
    }
    return values.get(token, f":{token}")


def urlized(path: str) -> str:
    """Return a path as Hugo spells it: in lower case, hyphens for spaces, no punctuation."""
    spaced = re.sub(r"\s+", "-", path.strip())
    kept = re.sub(r"[^\w./#+~@%-]", "", spaced)
    return re.sub("-{2,}", "-", kept).lower()


def our_pattern(sections: tuple[str, ...], config: HugoConfig) -> str:
    """Return Postrock's pattern of the addresses of posts, or nothing where it has none."""
    if not sections:
        return ""
    pattern = config.pattern(sections[0]) or f"/{sections[0]}/:slugorfilename/"
    pattern = pattern.replace(":section", sections[0])
    if not set(TOKEN.findall(pattern)) <= OURS.keys():
        return ""
    return _ended(f"/{TOKEN.sub(lambda match: OURS[match[1]], pattern).strip('/')}", config)
