"""Live reload while writing: the same build over the same cache, served from memory of it."""
