"""The lives of what accountability keeps, by noun."""
