"""Measures what was drawn: whether a reader can read each word, on each page and each width."""
