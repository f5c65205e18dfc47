"""Notebooks as Jupyter writes them, made for tests."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from generator.engine import Blob, Made, digest
from generator.site.document import Document, Reading
from generator.site.reading import read_document

FRONT = "---\ntitle: What fees leave\ndate: 2026-01-05\n---"
PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()
ROWS = [{"year": 0, "value": 100}, {"year": 25, "value": 77.8}]
SPEC: dict[str, Any] = {
    "config": {"view": {"continuousWidth": 300, "continuousHeight": 300}},
    "data": {"name": "data-c34f98"},
    "mark": {"type": "line"},
    "encoding": {
        "x": {"field": "year", "type": "quantitative"},
        "y": {"field": "value", "type": "quantitative"},
    },
    "$schema": "https://vega.github.io/schema/vega-lite/v6.4.1.json",
    "datasets": {"data-c34f98": ROWS},
}
# Altair's own way to show a chart: HTML with a script, shortened here where it does not matter.
ALTAIR = """
<style>
  #altair-viz-f138.vega-embed { display: flex; }
</style>
<div id="altair-viz-f138"></div>
<script type="text/javascript">
  var VEGA_DEBUG = (typeof VEGA_DEBUG == "undefined") ? {} : VEGA_DEBUG;
  (function(spec, embedOpt){
    function displayChart(vegaEmbed) {
      vegaEmbed(outputDiv, spec, embedOpt)
        .catch(err => showError(`Javascript Error: ${err.message}`));
    }
    if(typeof define === "function" && define.amd) {
      require(deps, displayChart, err => showError(`Error loading script: ${err.message}`));
    } else {
      maybeLoadScript("vega", "6").then(() => displayChart(vegaEmbed));
    }
  })(%s, {"mode": "vega-lite"});
</script>"""
PANDAS = """<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
</style>
<table border="1" class="dataframe">
  <thead>
    <tr style="text-align: right;">
      <th></th>
      <th>name</th>
      <th>value</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <th>0</th>
      <td>{{ x }} &lt;b&gt; *y* $1</td>
      <td>1.50</td>
    </tr>
    <tr>
      <th>1</th>
      <td>z</td>
      <td>NaN</td>
    </tr>
  </tbody>
</table>
<p>2 rows × 2 columns</p>
</div>"""


def lined(text: str) -> list[str]:
    """Return a text as Jupyter writes it: a list of lines."""
    return text.splitlines(keepends=True)


def markdown(text: str, **more: Any) -> dict[str, Any]:
    """Return a cell of Markdown."""
    return {"cell_type": "markdown", "metadata": {}, "source": lined(text), **more}


def code(text: str, *outputs: dict[str, Any], tags: Sequence[str] = ()) -> dict[str, Any]:
    """Return a cell of code."""
    about = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": about,
        "source": lined(text),
        "outputs": list(outputs),
    }


def result(**data: Any) -> dict[str, Any]:
    """Return what a cell put out, by the second part of each media type."""
    kinds = {
        "plain": "text/plain", "html": "text/html", "latex": "text/latex", "png": "image/png",
        "svg": "image/svg+xml", "chart": "application/vnd.vegalite.v5+json",
        "markdown": "text/markdown", "widget": "application/vnd.jupyter.widget-view+json",
    }  # fmt: skip
    written = {
        kinds[key]: lined(value) if isinstance(value, str) and key != "png" else value
        for key, value in data.items()
    }
    return {"output_type": "execute_result", "metadata": {}, "data": written}


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    """Return what a cell wrote to a stream."""
    return {"output_type": "stream", "name": name, "text": lined(text)}


def notebook(*cells: dict[str, Any], language: str = "python") -> str:
    """Return a notebook that begins with front matter."""
    about = {
        "kernelspec": {"display_name": "Python 3", "language": language, "name": "python3"},
        "language_info": {"name": language},
    }
    whole = {
        "cells": [markdown(FRONT), *cells],
        "metadata": about,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1)


def read(text: str, path: str = "content/posts/fees.ipynb") -> Made[Document]:
    """Read a source as a build does."""
    reading = Reading(path, Blob(""), "UTC")
    return read_document(reading, lambda blob: text.encode())


def html_of(text: str, path: str = "content/posts/fees.ipynb") -> str:
    """Return the HTML of a source that has nothing wrong, before its holes are filled."""
    made = read(text, path)
    assert made.problems == ()
    assert made.value is not None
    return _blob(made, made.value.markup.html)


def _blob(made: Made[Document], blob: Blob) -> str:
    return next(raw.decode() for raw in made.blobs if digest(raw) == blob.digest)


def codes_of(text: str, path: str = "content/posts/fees.ipynb") -> list[tuple[str, str]]:
    """Return the language and the text of each block of code."""
    made = read(text, path)
    assert made.value is not None
    return [(each.language, _blob(made, each.text)) for each in made.value.markup.codes]


def told(text: str, path: str = "content/posts/fees.ipynb") -> list[str]:
    """Return the line and the message of each problem."""
    problems = read(text, path).problems
    return [f"{each.place.row if each.place else ''}: {each.message}" for each in problems]
