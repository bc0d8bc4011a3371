"""How somebody shows who they are: a code by e-mail, a passkey, a second step for staff, a council's own directory.

Nouns: ContactCode (a code that was sent), Login (a browser that is signed in), guest (a verified contact, no account),
second step (a code app, a passkey or a recovery code, after the first proof), passkey. allauth keeps addresses and
passkeys in its own tables and carries a login through its stages. Doors: `operations.codes`, `.logins`, `.steps`,
`.passkeys`; `queries` for reading; `middleware` gives every request its actor.
"""
