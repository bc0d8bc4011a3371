"""Django's SQLite database, with a queue in front of the one write lock. Named as ENGINE in the settings."""
