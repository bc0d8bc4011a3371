"""Who may do what, by noun, and why not."""
