"""Markdown to HTML with holes: fences, links, headings, typography, code, math."""
