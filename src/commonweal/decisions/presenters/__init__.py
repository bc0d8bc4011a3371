"""Decisions as component parameters: the public register and record, and the desk. Pure."""
