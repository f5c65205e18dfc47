"""Vega-Lite to a drawing: the passes over a specification, and the door to vl-convert."""
