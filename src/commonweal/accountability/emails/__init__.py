"""What we write, by noun."""
