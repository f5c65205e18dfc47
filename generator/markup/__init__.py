"""Markdown to HTML with holes: fences, links, headings, typography, code, math.

A grammar makes one tree of a text: elements of the standard library's kind that know where each
of their runs and attributes stands in the author's file (``markup/tree.py``).
``markup/commonmark/`` builds it from pulldown-cmark's events, with an author's own HTML as
elements that always have an end (``markup/html.py``); the grammar ``python`` (``markup/python/``)
takes over what Python-Markdown reads and looks up where it stands (``markup/python/places.py``).

What is no Markdown (formulas, ``{{ … }}``, lists of attributes) is masked before: each of its
marks is exchanged for a control code of the same length (``markup/mask.py``), so that every place
stays, and one translation gives it back wherever it went. What the parser would read otherwise
than it is meant is rewritten for it in the same way (``markup/rewriting.py``). All the rest are
steps over the tree in the order of ``markup/page.py``. Nothing is looked for in finished HTML.
Marks of other tools that would be left on a page stand in a table, each with a hint
(``markup/unread.py``).
"""
