"""Decision records: who decided what, when, why, and what else was considered; public once recorded.

Nouns: Decision, DecisionSubject (what it is about: a thing that another area owns), Paper, Correction; Subject and
SubjectKind (what other areas say can be decided about).
Doors: `operations.drafts` to write one, `.recording` to make it public, by two people where it needs two, and
`.correcting`; `queries.about` and `.get_public` for reading; `subjects.register`; `announcements.RECORDED` for whoever
must act when something was decided.
"""
