"""Places as component parameters and drawings. Pure."""
