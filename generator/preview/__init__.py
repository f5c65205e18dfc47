"""Live reload while writing."""
