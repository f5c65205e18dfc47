"""Blocks into figures: the only room that imports altair and vl-convert."""
