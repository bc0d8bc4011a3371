"""The questions of people's pages, by noun."""
