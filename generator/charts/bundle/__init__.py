"""The charts' runtime in the browser: one module for the whole site.

``charts/bundle/runtime.py`` has vl-convert join Vega's modules, ``charts/bundle/cuts.py`` takes
out what Vega looks up by name and no chart of the site names (canvas, CSV, maps, colour schemes,
rare functions), ``charts/bundle/shaking.py`` every declaration that then nothing speaks of. What
a chart names is ``Chart.parts``. ``charts/bundle/imports.py`` reads the scripts of exhibits by the
same tokens.
"""
