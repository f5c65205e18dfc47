"""Blogs of other generators, brought over: their posts, files and addresses."""
