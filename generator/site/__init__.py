"""The site as its author wrote it: snapshot, settings, documents, catalogue, theme."""
