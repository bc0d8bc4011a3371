"""People and letters joined: what is written when a term ends, a power is switched on, something is left to nobody.

People stand below messaging and cannot write letters. They announce what happens; what is heard here becomes a letter.
"""
