"""What is read of places, by noun: areas, figures, boundaries, postcodes, imports. All of it is public but imports."""
