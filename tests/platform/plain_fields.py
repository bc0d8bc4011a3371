"""Columns that hold words and are not encrypted: what each holds, and so why no person is in it.

A new column is encrypted, or it is named here; otherwise the suite fails. Codes (columns with choices) and references
need no line, but one may tell more than it seems: `format` of a request can show a disability (braille, easy read). It
is plain because the figures of a year count it, and the privacy page says so; it is kept out of the audit trail.
"""

PLAIN_FIELDS = {
    "accountability.FormatRequest": {
        "key_digest": "a keyed digest; the key itself is only in the private link",
        "contact_digest": "a keyed digest",
        "reach_digest": "a keyed digest",
    },
    "messaging.Letter": {
        "kind": "the name of the kind of letter",
        "to_digest": "a keyed digest",
        "message_id": "made by us, random",
        "reply": "what the mail server answered, without addresses",
    },
    "people.Body": {
        "slug": "the address of a public body's page",
        "name": "a public body's name",
        "short_name": "as its name",
        "area_code": "an official code",
        "purpose": "what a public body is for; its page shows it",
        "email": "a public body's address, which its page shows",
        "phone": "as its address",
        "website": "as its address",
        "colour": "a colour",
    },
    "people.BodySuccession": {"what": "which part of a body's work went over; public"},
    "people.Person": {"password": "always unusable: nobody has a password"},
    "people.Role": {
        "kind": "the name of a kind of role",
        "scope_kind": "a kind of thing",
        "scope_reference": "a reference or an official code",
        "given_by": "an actor's pseudonymous label",
        "ended_by": "an actor's pseudonymous label",
    },
    "places.Area": {"code": "an official code", "name": "an area's name", "slug": "an area's name, as in an address"},
    "places.AreaSuccession": {"source": "a published source"},
    "core.JourneyStep": {
        "subject_kind": "a table's name",
        "subject_key": "a row's number",
        "move": "a move's name",
        "source": "a state",
        "target": "a state",
        "by": "an actor's pseudonymous label",
        "on_behalf_of": "an actor's pseudonymous label",
    },
    "core.StoredFile": {
        "kind": "a kind of file",
        "sha256": "a digest of the bytes",
        "storage_key": "made by us, random",
        "verdict": "what the scanner said",
    },
    "core.AuditEvent": {
        "verb": "an operation's name",
        "subject_kind": "a table's name",
        "subject_reference": "a reference",
        "by": "an actor's pseudonymous label",
        "on_behalf_of": "an actor's pseudonymous label",
        "request_id": "made by us, random",
        "facts": "codes, numbers and keyed digests; personal values are digests before they come here",
        "reason": "why staff did it; the form says to name nobody",
    },
    "core.AuditName": {"digest": "a keyed digest"},
    "core.AuditSeal": {"digest": "a digest"},
    "core.SealHead": {"digest": "a digest"},
    "core.IdempotencyKey": {
        "purpose": "what the key is for",
        "key": "made by us, random",
        "outcome": "a reference",
    },
    "core.Job": {
        "name": "a job's name",
        "key": "made by us",
        "arguments": "references and numbers",
        "error": "an exception's type",
        "place": "a line of code",
    },
    "core.WorkerBeat": {"id": "made by us, random", "host": "a machine's name"},
    "core.Schedule": {"name": "a schedule's name", "line": "a cron line"},
    "core.Mark": {"name": "a mark's name", "text": "what it says: versions and stamps of the system itself"},
    "core.SearchEntry": {
        "kind": "what sort of page",
        "key": "the page's key",
        "address": "the page's address",
        "title": "words of a public page, or of one its area guards",
        "summary": "as the title",
        "body": "as the title",
        "title_words": "the title, folded for searching",
        "summary_words": "as the title's",
        "body_words": "as the title's",
    },
}
