"""The charts' scripts: our loader's modules, and the runtime that they call for."""

from collections.abc import Mapping
from pathlib import Path

from generator.engine import Blob, digest
from generator.pages.outputs import Output

BROWSER = Path(__file__).parents[1] / "charts" / "browser"
PREFIX = "browser/"
LOADER = "figure.js"


def loader_outputs(files: Mapping[str, Blob]) -> tuple[str, tuple[Output, ...]]:
    """Return the loader's address and the outputs of its modules.

    The modules import one another by relative names, so the folder carries the digest.
    """
    modules = {path: blob for path, blob in files.items() if path.startswith(PREFIX)}
    mark = digest("".join(blob.digest for blob in modules.values()).encode())[:10]
    folder = f"assets/charts.{mark}"
    outputs = tuple(
        Output(f"{folder}/{path.removeprefix(PREFIX)}", blob, path)
        for path, blob in modules.items()
        if path.endswith(".js")
    )
    return f"/{folder}/{LOADER}", outputs


def runtime_output(runtime: Blob) -> Output:
    """Return the output of the charts' runtime."""
    return Output(f"assets/vega.{runtime.digest[:10]}.js", runtime, "the charts' runtime")
