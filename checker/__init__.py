"""Crossfoot: reads the numbers in an article and shows the arithmetic that does not add up."""

__version__ = "0.1.0"
