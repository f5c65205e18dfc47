"""The grammar ``python``: what Python-Markdown itself reads, as the same tree."""
