"""What HTML says of its elements and attributes, by their names."""

from generator.markup.tree import INLINE, VOID

OPTIONAL = frozenset(
    "li p dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp caption body html".split()
)
"""Elements whose closing tags HTML lets authors leave out."""
ENDED_BY = {
    "li": "li", "dt": "dt dd", "dd": "dt dd", "tr": "tr td th", "td": "td th", "th": "td th",
    "tbody": "tr td th thead tbody", "tfoot": "tr td th tbody", "option": "option",
    "optgroup": "option optgroup", "rt": "rt rp", "rp": "rt rp",
}  # fmt: skip
"""Which open elements each opening tag ends without a word."""
NOT_IN_P = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table"
    " ul".split()
)
DRAWN = frozenset(("svg", "math"))
RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements in which browsers see no tags."""
VERBATIM_RAW = frozenset(("script", "style"))
"""Elements in whose text browsers read no entities."""
KNOWN = frozenset((*OPTIONAL, *NOT_IN_P, *VOID, *INLINE, *RAW)) | frozenset(
    "acronym applet audio big blink canvas command datalist dir font frame frameset head image"
    " keygen legend listing map marquee meter nobr noscript object progress rb rtc ruby slot"
    " spacer strike summary svg template video".split()
)
PLAIN = frozenset(("alt", "class", "href", "id", "src", "style", "title"))
"""Attributes whose values hold no tags."""
