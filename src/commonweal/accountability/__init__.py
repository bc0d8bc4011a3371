"""The council's account of itself. So far: requests for something in another format, and how they were answered.

Nouns: FormatRequest. Doors: `operations.ask`, `operations.withdraw`, `operations.supply`; `queries` for reading.
"""
