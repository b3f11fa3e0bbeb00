"""Arithmetic on claims, for judge and reconciliation: units, expressions over intervals, misprints, wording."""
