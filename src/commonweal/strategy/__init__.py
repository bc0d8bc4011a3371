"""The strategy as data: what a county promised, by id, read from a pack and kept with every version of it.

Nouns: Strategy, Pack (one loaded version), Commitment (a sub-rule is one with a parent), Part (aim, use, objective,
outcome, chapter), NamedBody (one body, many names, with successors), Fact, Provision (bands, rules by date, grant
definitions and what else the pack says), Edition (how an entry stood in one version of the pack).
Doors: `operations.packs.load`, `queries`, and `evidence`, where every area says what its records prove.
"""
