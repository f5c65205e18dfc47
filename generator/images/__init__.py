"""Pictures: what a file holds, the forms that readers get of it, and how each is made.

``images/reading.py`` looks into a file (the MEASURE wave) and says in ``ImageFacts`` what it found.
``images/variants.py`` decides which widths and formats a picture is worth, from these facts, the
widths of the theme and the settings alone. ``images/encoding.py`` makes one of them (the ENCODE
wave): a step is the bytes, a width, a format and a quality, so that what was made once is never
made again, wherever the picture stands. Files that were made have a digest in their names.
"""
