"""The grammar ``commonmark``: pulldown-cmark's events as a tree."""
