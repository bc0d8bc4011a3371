"""The questions of accountability's pages, by noun."""
