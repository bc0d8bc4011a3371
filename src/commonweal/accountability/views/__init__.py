"""Accountability's pages, by noun."""
