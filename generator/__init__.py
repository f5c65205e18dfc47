"""Postrock: a static site generator for blogs that argue with data."""

__version__ = "0.1.0"
