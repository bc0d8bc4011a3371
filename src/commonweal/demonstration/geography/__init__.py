"""The invented county as plain data: land, outlines, names, codes, populations, postcodes. No database.

Nouns: Land (cells and their outlines), Place, Figure, InventedPostcode. Door: `county.invent`.
"""
