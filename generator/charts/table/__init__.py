"""The data of a figure for its readers: a table, CSV and JSON."""
