"""An invented county with a year of life in it: places, bodies, people, and what they did. Nothing of it is real.

It is made through the areas' own operations, the same from the same seed. `seed_demonstration` fills an empty database.
"""
