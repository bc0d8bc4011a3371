"""What changes places: areas, figures, boundaries, editions of postcodes, and imports of files with any of them."""
