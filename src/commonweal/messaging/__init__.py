"""Letters: what the service says to people, kept in an outbox and sent by the worker.

Nouns: Letter (the row), LetterKind (what it is for, with its original words), Wording (a version of its words), Draft
(its words, before it is one), Envelope (as it travels), carrier (what takes it away), DeliveryReport (what was heard of
it), Topic (what optional letters are about), TopicChoice and QuietHours (who wants which, and when).
Doors: `kinds.KINDS.add` and `letters.compose` in an area's `emails.py`; `outbox.add` in an operation's transaction;
`queries` for reading; `operations` for what officers and readers decide, and `operations.note_address_works` for
whoever sees that a letter was read.
"""
