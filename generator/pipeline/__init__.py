"""A build, from a folder of sources to a folder of pages.

``pipeline/graph.py`` follows every name that something on a page uses to what it means: a block,
a file, the loader that writes it, or a query with names of its own. ``pipeline/datasets.py`` then
runs loaders, loads files and blocks, and answers queries level by level; ``Loaded.of`` gives
figures and prose what they asked for. ``site.yaml`` with its overlays and each ``theme.yaml`` are
read in steps of their own. ``pipeline/plan_input.py`` brings together what the plan is made of.

For the preview a part of the build is written as a function of one page's values and of what all
share, never as a loop that looks things up: so ``engine/recall.py`` can pass over what rests.
"""
