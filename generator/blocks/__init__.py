"""Blocks: each fence of a document, read once into one frozen value."""
