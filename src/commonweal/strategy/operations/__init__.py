"""Everything that changes what is kept of a strategy."""
