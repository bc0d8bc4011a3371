"""What every area stands on and nothing else stands under: no page, no area and no county is known here.

Nouns: Actor, Decision, Journey and its steps, audit event, reference, pence, London day, idempotency key,
encrypted field, job, stored file. Each has a module of its name; `models.py` only gathers their tables.
"""
