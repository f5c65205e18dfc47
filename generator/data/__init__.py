"""Files, inline blocks and loaders into datasets."""

from generator.data.dataset import Column, ColumnType, Dataset
from generator.data.load import Loading, block_loading, load
from generator.data.reference import Reference, is_web

__all__ = [
    "Column",
    "ColumnType",
    "Dataset",
    "Loading",
    "Reference",
    "block_loading",
    "is_web",
    "load",
]
