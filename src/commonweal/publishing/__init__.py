"""Open data: a dataset is declared once by the area that owns it, and becomes a page, files, an API and a catalogue.

Nouns: Dataset, Column, Kind, Filter, Query, Licence, Feed. Doors: `datasets.publish`, called from an area's
`exports.py`; `rows.of_queryset` and `rows.of_table`, which answer a Query; `links.link_to` and `links.downloads_of` for
other pages; `suppression.suppress`; `feeds.announce` and `feeds.answer`.
"""
