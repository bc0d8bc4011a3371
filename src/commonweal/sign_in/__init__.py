"""How somebody shows who they are: a code by e-mail, a passkey, a second factor, a council's own directory.

Nouns: ContactCode (a code that was sent), Login (a browser that is signed in), guest (a verified contact, no account).
allauth keeps addresses, passkeys and second factors in its own tables. Doors: `operations`; `middleware` gives every
request its actor.
"""
