"""Exhibits: an author's own module, with static art in its place."""
