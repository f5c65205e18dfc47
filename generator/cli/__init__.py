"""The commands, and how they speak to a person."""
