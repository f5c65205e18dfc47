"""Live reload while writing: the same build over the same cache, served from memory of it.

``preview/watcher.py`` adds what changed to the ``ChangeQueue``; ``preview/debounce.py`` waits
until the file holds still; the ``SourceScanner`` looks at what is suspected alone, and at
everything once it is quiet, so that a lost note delays a change and hides none.
``preview/builder.py`` builds and gives the result to the ``StateHolder``, which is swapped in one
assignment; ``preview/sockets.py`` tells each page what of it is new, and
``preview/browser/gentle.js`` brings the page up to date where it stands
(``preview/browser/patch.js`` makes one version of a page another). ``preview/guard.py`` lets in
what was asked of an address of ours by a page of ours. With ``Request.tolerant`` an error within
a figure's block is shown in its place; every other one stands over the last good page
(``preview/overlay.py``).
"""
