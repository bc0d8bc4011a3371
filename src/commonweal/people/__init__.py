"""Who there is: bodies, people, the roles that people hold, the powers they switch on, the interests they declare.

Nouns: Body (with successors), Person, Role (person, kind, scope), Power, Interest, HandOver. What a role may do is said
in code (`role_kinds.py`) by the areas it concerns, and printed from there. Doors: `operations`; `queries`; `standing`
for what an actor holds today; `role_kinds.KINDS.allow` for areas to say who may do what.
"""
