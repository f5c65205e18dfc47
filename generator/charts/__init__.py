"""Blocks into figures: the only room that imports altair and vl-convert.

``charts/short/`` makes a specification of our YAML, ``charts/authored.py`` takes a pasted one,
``charts/python/`` that of an author's Altair: each remembers where its parts were written.
``charts/lint/`` judges it, ``charts/fitting.py`` holds it to Vega-Lite's schema.
``charts/plot.py`` compiles and draws it, wide and narrow: all that is done to it on that way
stands in the order of two lists, before Vega-Lite's compiler and after it
(``charts/vega/passes.py``). Its rows are decoded once and stand beside it (``charts/rows.py``);
``charts/cutting/`` takes from them what no reader needs. ``charts/alt/`` puts the chart into
words, ``charts/legible/`` measures what cannot be read in it, ``charts/pictures/`` and
``charts/table/`` write what readers get of it, ``charts/browser/`` makes it move.

vl-convert is given nothing to fetch: ``charts/vega/convert.py`` is the one door to its renderer
and lets no reference out of a drawing pass. What image marks show comes from the site's pictures
(``Drawing.pictures``), put into the drawing by ``charts/pictures/own.py``.
"""
