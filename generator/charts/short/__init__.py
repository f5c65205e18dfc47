"""The short chart: a few lines of YAML into a Vega-Lite specification, and back to its places."""
