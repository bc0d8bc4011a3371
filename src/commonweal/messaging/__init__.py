"""Letters: what the service says to people, kept in an outbox and sent by the worker.

Nouns: Letter. Doors: `outbox.add` inside an operation's transaction; `operations` for sending.
"""
