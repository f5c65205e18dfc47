"""What is wrong with an author's input, where, and how to mend it."""

from generator.problems.problem import Place, Problem, Severity, nearest, suggestion

__all__ = ["Place", "Problem", "Severity", "nearest", "suggestion"]
