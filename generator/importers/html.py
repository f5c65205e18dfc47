"""HTML to Markdown that our own reader reads back, by markdownify.

Its package may not be there, and takes long to load: who needs this imports it when it is needed.
"""

import re
from functools import cache
from typing import Any

from markdownify import ATX, MarkdownConverter

from generator.importers.markdown import image

MARKS = re.compile(r"([\\`*\[\]])")
# An underscore inside a word is nothing but itself.
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|!!!|~~~)", re.MULTILINE)
NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE)
DEFINITION = re.compile(r"^(\s*):(?=\s)", re.MULTILINE)
TAG = re.compile(r"<(?=[A-Za-z/!?])")
ENTITY = re.compile(r"&(?=#?\w+;)")
LANGUAGE = re.compile(
    r"(?:lang(?:uage)?|brush|highlight(?:-source)?|sourceCode)[-:]\s?(?P<word>[\w+#.-]+)"
)
EMPHASIS = ("b", "strong", "i", "em")
KEPT = ("iframe", "video", "audio", "object", "embed")
"""What Markdown has no form for stays HTML."""


class _Converter(MarkdownConverter):
    """Markdown as Python-Markdown reads it: lists go four spaces in, figures are images."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        if "td" in parent_tags or "th" in parent_tags:
            return escape_text(text).replace("|", "\\|")
        return escape_text(text)

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        text = (text or "").strip()
        mark = "-"
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start") or "1")
            first = int(start) if start.isdecimal() else 1
            mark = f"{first + len(el.find_previous_siblings('li'))}."
        lines = text.split("\n")
        inside = (f"    {line}" if line else "" for line in lines[1:])
        return "\n".join([f"{mark} {lines[0]}".rstrip(), *inside]) + "\n"

    def convert_b(self, el: Any, text: str, parent_tags: set[str]) -> str:
        written = str(super().convert_b(el, text, parent_tags))  # type: ignore[misc]
        return _emphasis(el, text, written, "strong")

    def convert_em(self, el: Any, text: str, parent_tags: set[str]) -> str:
        written = str(super().convert_em(el, text, parent_tags))  # type: ignore[misc]
        return _emphasis(el, text, written, "em")

    convert_strong = convert_b
    convert_i = convert_em

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return image(el.get("src") or "", el.get("alt") or "", el.get("title") or "")

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        # Code has no links: this is prose that keeps its lines.
        if el.find(["a", "img"]) is not None:
            return f"\n\n{el}\n\n"
        return str(super().convert_pre(el, text, parent_tags))  # type: ignore[misc]

    def convert_figure(self, el: Any, text: str, parent_tags: set[str]) -> str:
        caption, picture = el.find("figcaption"), el.find("img")
        pictures = len(el.find_all("img"))
        if pictures > 1 and "gallery" in " ".join(el.get("class") or []):
            each = [self.convert_figure(one, text, parent_tags) for one in el.find_all("figure")]
            return "".join(each) or f"\n\n{text.strip()}\n\n"
        if picture is None or pictures != 1 or el.find("pre") is not None:
            return f"\n\n{text.strip()}\n\n"
        words = caption.get_text(" ", strip=True) if caption else ""
        made = image(picture.get("src") or "", picture.get("alt") or "", words)
        link = picture.find_parent("a")
        href = link.get("href") if link is not None and el in link.parents else ""
        return f"\n\n[{made}]({href})\n\n" if href else f"\n\n{made}\n\n"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        anchor = el.get("id") or el.get("name")
        if anchor and not el.get("href"):
            return f'<a id="{anchor}"></a>{text}'
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        heading = str(super().convert_hN(n, el, text, parent_tags))  # type: ignore[misc]
        heading = heading.rstrip("\n")
        anchor = str(el.get("id") or "")
        named = re.fullmatch(r"[\w.:-]+", anchor) and heading.strip()
        return f"{heading} {{#{anchor}}}\n\n" if named else f"{heading}\n\n"


def markdown_of(html: str) -> str:
    """Turn HTML into Markdown."""
    return re.sub(r"\n{3,}", "\n\n", str(_converter().convert(html))).strip("\n")


@cache
def _converter() -> MarkdownConverter:
    for name in KEPT:
        setattr(_Converter, f"convert_{name}", _as_html)
    return _Converter(
        heading_style=ATX,
        bullets="-",
        sup_symbol="<sup>",
        sub_symbol="<sub>",
        code_language_callback=_language,
        table_infer_header=True,
        keep_inline_images_in=["td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "a"],
    )


def _emphasis(el: Any, text: str, written: str, tag: str) -> str:
    """Write emphasis as HTML where stars at a word and a mark would stay stars."""
    inner = text.strip()
    if not inner or "\n\n" in inner:
        return written
    before, after = el.previous_sibling, el.next_sibling
    neighbours = any(getattr(each, "name", None) in EMPHASIS for each in (before, after))
    before = str(before or "")[-1:] if text[:1] == inner[:1] else " "
    after = str(after or "")[:1] if text[-1:] == inner[-1:] else " "
    begins = inner[0].isalnum() or not (before.isalnum() or before == "_")
    ends = inner[-1].isalnum() or not (after.isalnum() or after == "_")
    nested = any(each in inner for each in ("*", "<strong>", "<em>"))
    if begins and ends and not nested and not neighbours:
        return written
    return written.replace(written.strip(), f"<{tag}>{inner}</{tag}>") if written.strip() else ""


def _as_html(_: Any, el: Any, text: str, parent_tags: set[str]) -> str:
    written = re.sub(r">\s+</", "></", " ".join(str(el).split()))
    return written if "_inline" in parent_tags else f"\n\n{written}\n\n"


def _language(el: Any) -> str:
    """Find the language of a code block in the classes that highlighters use."""
    tags = [el, *el.find_all("code", limit=1), *([el.parent] if el.parent else [])]
    for tag in tags:
        classes = " ".join(tag.get("class") or [])
        if match := LANGUAGE.search(classes):
            return str(match["word"])
        if "code" in classes.split() and len(classes.split()) > 1:
            return next(each for each in classes.split() if each not in ("code", "literal-block"))
        if written := tag.get("lang") or tag.get("data-lang") or tag.get("data-language"):
            return str(written)
    return ""


def escape_text(text: str) -> str:
    """Let a text be nothing but text in Markdown."""
    text = ENTITY.sub("&amp;", MARKS.sub(r"\\\1", text))
    text = TAG.sub("&lt;", UNDERSCORE.sub(r"\\_", text))
    text = LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}", text)
    text = NUMBER.sub(r"\1\\\2", text)
    return DEFINITION.sub(r"\1&#58;", text)
