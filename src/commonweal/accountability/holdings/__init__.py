"""What accountability holds of people, by noun."""
