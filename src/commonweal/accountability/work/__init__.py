"""Work that officers have in hand, by noun: it is handed over before a role can end."""
