"""A site with secrets in it and beside it, and how to see that one got out."""

from pathlib import Path

from tests.preview.conftest import write_site
from tests.preview.running import Preview

SECRET = b"a-secret-that-nobody-may-read"
MARKS = (SECRET, b"SQLite format 3", b"root:", b"[extensions]")
"""What would be seen of our own secrets, of the cache, and of files that every machine has."""

HIDDEN = (
    "secret.txt",
    ".secret",
    "content/.secret",
    "content/.hidden/secret.txt",
    "content/posts/.draft.md",
)


def with_secrets(folder: Path) -> Path:
    """Write a site with secrets in it and beside it."""
    site = write_site(folder / "site")
    for place in HIDDEN:
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_bytes(SECRET)
    (site / "content/posts/one.md~").write_bytes(SECRET)
    for outside in (folder / "outside", folder / "site-too"):
        outside.mkdir()
        (outside / "secret.txt").write_bytes(SECRET)
    (site / "content/out").symlink_to(folder / "outside")
    (site / "content/out.txt").symlink_to(folder / "outside/secret.txt")
    settings = site / "site.yaml"
    settings.write_text(settings.read_text() + f"# {SECRET.decode()}\n")
    return site


def leaks(answer: bytes, preview: Preview) -> bool:
    known = (*MARKS, str(preview.site.parent).encode(), b"Tornado", b"Traceback")
    return any(mark.lower() in answer.lower() for mark in known)
