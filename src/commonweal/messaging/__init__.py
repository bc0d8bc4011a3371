"""Letters: what the service says to people, kept in an outbox and sent by the worker.

Nouns: Letter (the row), Draft (its words, before it is one), Envelope (as it travels), carrier (what takes it away).
Doors: `letters.compose` in an area's `emails.py`; `outbox.add` in an operation's transaction; `queries` for reading;
`operations` for what an operator does about a letter that is held or failed.
"""
