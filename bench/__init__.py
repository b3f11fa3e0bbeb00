"""Benchmarks: how well Crossfoot reads, what it catches, how fast it is. `python -m bench` runs them."""
