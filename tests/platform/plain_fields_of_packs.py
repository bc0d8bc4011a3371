"""The columns of what strategy packs say: they hold words that were published already, and no person is in them."""

WORDS = "words of a public pack"
KEY = "the key of an entry of a pack"
KEYS = "keys of entries of a pack"

FIELDS = {
    "strategy.Strategy": {
        "slug": "a name for addresses",
        "title": WORDS,
        "summary": WORDS,
        "source": WORDS,
        "owner_key": "the key of a body in a pack",
        "county_name": "a name of a county",
        "county_code": "an official code",
        "extends": "the name of another pack",
        "adoption_record": WORDS,
        "adoption_note": WORDS,
        "settings": "figures of a pack",
    },
    "strategy.NamedBody": {
        "key": KEY,
        "name": "a name of a body",
        "short_name": "a name of a body",
        "other_names": "names of a body",
        "kind": "a kind of body",
    },
    "strategy.Part": {
        "code": KEY,
        "title": WORDS,
        "words": WORDS,
        "note": WORDS,
    },
    "strategy.Commitment": {
        "code": KEY,
        "title": WORDS,
        "words": WORDS,
        "note": WORDS,
        "shown_by": WORDS,
        "target_of": WORDS,
        "freshness": KEY,
        "gaps": KEYS,
        "sides": "sides of the relationship, by their names in the code",
    },
    "strategy.Succession": {"why": WORDS},
    "strategy.Fact": {
        "code": KEY,
        "title": WORDS,
        "words": WORDS,
        "source": WORDS,
        "stated": WORDS,
        "scope": WORDS,
        "caveat": WORDS,
        "figures": "figures of a public pack",
        "gaps": KEYS,
        "taken_from": KEY,
    },
    "strategy.LaterFigure": {
        "words": "what a public figure says; public, and the form says to name nobody",
        "source": "where it is from; public",
        "link": "a public address",
        "year": "a year",
        "scope": "what it counts; public",
        "caveat": "what to know before using it; public",
        "added_by": "an actor's pseudonymous label",
        "withdrawn_why": "why it was taken away; public",
    },
    "strategy.Contradiction": {
        "code": KEY,
        "title": WORDS,
        "words": WORDS,
        "handling": WORDS,
        "touches": KEYS,
    },
    "strategy.Pack": {
        "version": "a version",
        "digest": "a digest of a public pack",
        "loaded_by": "an actor's pseudonymous label",
    },
    "strategy.Edition": {
        "kind": "a kind of entry of a pack",
        "code": KEY,
        "content": WORDS,
    },
    "strategy.Provision": {"code": KEY, "content": WORDS},
    "strategy.Touch": {"name": "what kind of record changed; a reference of a public commitment at most"},
}
