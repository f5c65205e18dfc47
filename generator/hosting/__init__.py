"""From a finished build to a host: what differs there, in which order it goes, what readers keep.

A target keeps a record of what was published there (``hosting/record.py``), so that what differs is
known without loading anything back, and what others put there is never touched. A kind of target is
a row of ``TARGETS`` and a class with the two functions of ``Host``: one looks, one publishes.

The ledger (``hosting/ledger.py``) lies in the site: every address that readers may have kept. One
that would vanish is an error before anything is published.
"""
