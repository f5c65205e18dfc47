"""Files, inline blocks and loaders into datasets."""
