"""What decisions can be about that accountability owns, by noun."""
