"""Files, tables within a document, loaders and queries into datasets; values in prose.

A loader runs in a folder that holds only its program and its declared inputs, so that the key of
its step covers all it can see; a failure is not kept (``Made.lasting``). A question to a
connection has the moment of its answer in its key: as long as the answer is young enough that is
the moment of before, which the cache's notes remember. What is asked (``data/dataset.py``) knows
nothing of the place of its block, so edits around it ask nothing again.

How a language writes dates and numbers, wherever they stand, is one value, read from Unicode's
CLDR (``data/locales.py``); the endings of files of data are one table (``data/formats.py``).
"""
