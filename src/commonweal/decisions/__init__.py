"""Decision records: who decided what, when, why, and what else was considered; public once recorded.

Nouns: Decision, Subject (what it is about: a thing that another area owns), SubjectKind.
Doors: `operations.record`, `queries`, `subjects.register`.
"""
