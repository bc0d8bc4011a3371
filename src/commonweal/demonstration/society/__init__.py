"""Who there is in the invented county: bodies, people, and the personas that everybody can try. Plain data only.

Doors: `bodies.BODIES`, `personas.PERSONAS`, `council.invent`.
"""
