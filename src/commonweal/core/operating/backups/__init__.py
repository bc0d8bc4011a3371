"""Backups: everything that must not be lost in one file, and back again.

Nouns: the archive (`archive.py`: one tar file, its parts and its manifest), the dump (`dumps.py`: the database in or
out of a file, for SQLite and PostgreSQL). Doors: `making.make`, `restoring.restore`, and `making.keep` for a backup
that is put beside earlier ones. The keys are never in a backup: without them its encrypted fields stay closed.
"""
