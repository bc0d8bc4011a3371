"""Where things are: areas with official codes, kinds and successors, boundaries, populations, postcodes.

Nouns: Area (county, district, ward, division), Succession, Population (of a year, from a series), Boundary, Edition,
Postcode and Tally, Import. Doors: `queries.find_postcode` and `queries.areas`; `operations` and
`./run manage import_places`.
"""
