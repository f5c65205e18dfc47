"""An author's Python into the specifications of his charts.

One step per post runs all its ``altair`` blocks, in a child process that starts in a folder of
its own with the declared files in it. What the code may mean without declaring it is noticed when
the post is READ (``blocks/altair.py``), and only what is there counts. An audit hook
(``charts/python/guard.py``) refuses everything else, addresses of sample data are answered from
the site's own copies (``charts/python/web.py``), and each block comes back as a specification, or
as what is wrong with it, in places within the block: prose that moves it does not run it again. A
crash or a timeout is not kept.
"""
