"""Open data: a dataset is declared once by the area that owns it, and becomes a page, files, an API and a catalogue.

Nouns: Dataset, Column. Door: `datasets.publish`, called from an area's `exports.py`.
"""
