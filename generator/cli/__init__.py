"""The commands, and how they speak to a person."""

from generator.cli.main import main

__all__ = ["main"]
