"""Open data in words, and as parameters of components."""
