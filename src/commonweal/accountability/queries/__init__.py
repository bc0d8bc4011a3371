"""Reading what accountability keeps, by noun."""
