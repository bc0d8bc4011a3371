"""The words that `autocomplete` may hold, from the HTML standard's list of autofill details."""

AUTOFILL_MODIFIERS = frozenset({"shipping", "billing", "home", "work", "mobile", "fax", "pager"})

AUTOFILL_DETAILS = frozenset(
    (
        "on off "
        "name honorific-prefix given-name additional-name family-name honorific-suffix nickname "
        "username new-password current-password one-time-code webauthn "
        "organization-title organization street-address address-line1 address-line2 address-line3 "
        "address-level1 address-level2 address-level3 address-level4 country country-name postal-code "
        "cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc "
        "cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo "
        "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension "
        "email impp"
    ).split()
)


def is_autofill_section(word: str) -> bool:
    """Whether `word` names a section of a form, such as `section-treasurer`."""
    return word.startswith("section-") and len(word) > len("section-")
