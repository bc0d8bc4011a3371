"""Commonweal: the system with which a county runs its civil society strategy, in the open."""

__version__ = "0.1.0"
