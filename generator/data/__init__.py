"""Files, inline blocks and loaders into datasets."""

from generator.data.dataset import Column, ColumnType, Dataset
from generator.data.load import Loading, block_loading, load
from generator.data.references import Reference, is_web, references

__all__ = [
    "Column",
    "ColumnType",
    "Dataset",
    "Loading",
    "Reference",
    "block_loading",
    "is_web",
    "load",
    "references",
]
