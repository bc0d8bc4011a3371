"""What people may know and decide about what is kept about them, and what the council must keep or let go.

Nouns: Schedule (`retention.toml`), Proposal and Certificate of deletion, Hold, PrivacyRequest (access, erasure),
Disclosure (freedom of information), View (who looked). Areas say what they hold through `core.personal`.
"""
