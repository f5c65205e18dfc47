"""Exit codes: 0 done, 1 the author's problem, 2 usage, 3 our bug, 130 interrupted."""

DONE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
