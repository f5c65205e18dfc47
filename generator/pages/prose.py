"""Values in prose as HTML: what stays is text, what follows a figure is an ``output``."""

from collections.abc import Iterable, Sequence
from html import escape

from generator.charts.vega.controls import control_id
from generator.data.prose.values import Follows, Written
from generator.engine import Blob
from generator.pages.addresses import href
from generator.pages.outputs import Output
from generator.site.settings import Settings


def value_html(written: Written, settings: Settings) -> str:
    """Write a value for its page."""
    text = escape(written.text, quote=False)
    if written.follows is None:
        return text
    follows = written.follows
    attributes = {
        "for": " ".join(control_id(*setting) for setting in follows.settings),
        "data-format": follows.format,
        **_source(follows, settings),
    }
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    # A number alone, out of its sentence, tells nobody anything.
    return f'<output class="value" aria-live="off"{told}>{text}</output>'


def value_texts(values: Iterable[Written]) -> tuple[str, ...]:
    """Write values where nothing moves: in feeds, and once more in lists."""
    return tuple(escape(written.text, quote=False) for written in values)


def value_outputs(values: Sequence[Written], path: str) -> tuple[Output, ...]:
    """Return the files of values that are too large to stand in their page."""
    blobs = dict.fromkeys(each.follows.rows for each in values if each.follows)
    return tuple(Output(_file(blob), blob, path) for blob in blobs if blob is not None)


def _source(follows: Follows, settings: Settings) -> dict[str, str]:
    if follows.rows is None:
        return {"data-expression": follows.expression}
    return {"data-rows": href(settings, "/" + _file(follows.rows))}


def _file(blob: Blob) -> str:
    return f"figures/values.{blob.digest[:12]}.json"
