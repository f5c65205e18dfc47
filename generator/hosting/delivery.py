"""What is brought to a target: the finished build, and what its host goes by."""

import os
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Final

from msgspec import Struct

from generator.engine import Blob, Step, digest
from generator.hosting.changes import Delivery
from generator.hosting.compress import ENDINGS, LEAST, Compressed, Compressible
from generator.hosting.headers import is_text, type_of
from generator.hosting.makers import COMPRESS
from generator.hosting.servers import PRECOMPRESSED, Served, server_files
from generator.hosting.target import TargetRefused
from generator.pipeline.request import Report
from generator.problems import Place, Problem
from generator.site.publishing import PublishTarget

ALSO: Final[Mapping[str, Mapping[str, bytes]]] = {
    # GitHub would run Jekyll over the branch, and leave out names that begin with an underscore.
    "git": {".nojekyll": b""},
}
"""What goes along with the site to a kind of target, where the site does not have it itself."""


def beside(target: PublishTarget, served: Served) -> Mapping[str, bytes]:
    """Return what goes along with a site, but for what it has itself."""
    files = {**ALSO.get(target.kind, {})}
    if target.server:
        files |= server_files(target.server, served)
    return {path: content for path, content in files.items() if path not in served.paths}


def compress_steps(report: Report, target: PublishTarget) -> Mapping[str, Step]:
    """Return the steps that make shorter files, by the paths of these."""
    if target.server not in PRECOMPRESSED:
        return {}
    codings = [coding for coding in ENDINGS if coding != "br" or find_spec("brotli")]
    return {
        path + ENDINGS[coding]: Step(COMPRESS, Compressible(blob, coding))
        for path, blob in report.assembly.manifest.items()
        if is_text(type_of(path).partition(";")[0]) and _size(report, path) >= LEAST
        for coding in codings
    }


def _size(report: Report, path: str) -> int:
    return os.stat(report.output / path).st_size


class _Sources(Struct, frozen=True):
    """Where the bytes of a delivery are: in the build, at hand, or in the cache."""

    report: Report
    built: Mapping[str, str]
    at_hand: Mapping[str, bytes]
    cached: Callable[[Blob], bytes]

    def read(self, blob: Blob) -> bytes:
        """Return the bytes of a blob; raises TargetRefused where the build is another by now."""
        path, content = self.built.get(blob.digest), self.at_hand.get(blob.digest)
        if path is None:
            return self.cached(blob) if content is None else content
        content = (self.report.output / path).read_bytes()
        if digest(content) != blob.digest:
            place = Place(f"{self.report.output.name}/{path}")
            message = "this was changed while it was published"
            raise TargetRefused(Problem(message, place, "do it again"))
        return content


def deliver(
    report: Report,
    base_url: str,
    added: Mapping[str, bytes],
    compressed: Mapping[str, Compressed],
    cached: Callable[[Blob], bytes],
) -> Delivery:
    """Return the finished build byte for byte, with what goes along with it."""
    manifest = report.assembly.manifest
    files = {**manifest, **{path: Blob(digest(content)) for path, content in added.items()}}
    sizes = {path: _size(report, path) for path in manifest}
    sizes |= {path: len(content) for path, content in added.items()}
    for path, each in compressed.items():
        if each.blob is not None:
            files[path], sizes[path] = each.blob, each.size
    sources = _Sources(
        report,
        {blob.digest: path for path, blob in manifest.items()},
        {digest(content): content for content in added.values()},
        cached,
    )
    return Delivery(files, sizes, sources.read, base_url)
