"""Pages that put areas side by side, or belong to none: home, search, help, errors. Writes nothing."""
