"""Search in the browser: what each page has to be found by, in shards that are loaded by need.

``search/folding.py`` says what a word is, as ``search/browser/fold.js`` does.
``search/texts.py`` parts a page into sections, ``search/indexing.py`` makes its share of the
index, ``search/shards.py`` the files of all.
"""
