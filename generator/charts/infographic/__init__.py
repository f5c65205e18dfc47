"""Infographics: charts and art in one frame, linked to one another.

Each chart panel goes the way of all charts, with a param for every column that some panel selects
by and filters on it before all else. Templates of art run in Jinja's sandbox, and what they write
is cleaned until it can stand in a page. ``charts/browser/infographic.js`` sets the same params in
the views of all panels.
"""
