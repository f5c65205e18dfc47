"""The altair block: Python of the author's, run in a process of its own for each post."""
