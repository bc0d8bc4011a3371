"""What people and the council do, by noun. Each operation is one transaction."""
