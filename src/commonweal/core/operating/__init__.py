"""Running the service: what must be so before it starts, whether it is well, closing it, saving it, moving it on.

Doors: `checks.refuse_unsafe_start`, `health.register` and `.examine`, `maintenance.close` and `.reopen`,
`backups.making` and `.restoring`, `upgrades.upgrade`, `serving.run`; `marks` are notes about the database itself,
and `telling` words how a command goes on and what the machine refused.
"""
