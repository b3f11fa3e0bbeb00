"""Claims: every number of a document with its unit, its hedge, what it counts and what happened to it."""

from __future__ import annotations

from checker.claims.dateline import dateline
from checker.claims.read import blocks_with_numbers, places_of_numbers, read_claims

__all__ = ["blocks_with_numbers", "dateline", "places_of_numbers", "read_claims"]
