"""Objects in, component parameters out, by noun. Pure."""
