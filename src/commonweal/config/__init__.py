"""Composition: what is switched on, at which address, with which settings. No logic of its own."""
