"""Vega's bundle for browsers, cut down to what a site's charts use."""
