"""The council's account of itself. So far: requests for something in another format, and how they were met.

Nouns: FormatRequest. Doors: `operations.start`, `.say_what`, `.choose_format`, `.say_how_to_reach`, `.send`,
`.withdraw`, `.supply`, `.erase`, `.forget_draft`; `queries` for reading.
Commitments C-005 and C-006.
"""
