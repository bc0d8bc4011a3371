"""Bodies, people, roles and the rest as component parameters, by noun. Pure."""
