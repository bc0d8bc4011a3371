"""Mail that people write for another format: read, and made into requests."""
