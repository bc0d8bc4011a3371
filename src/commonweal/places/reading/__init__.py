"""Reading official files: whether one is whole, what is in it, and what is wrong with it, in words.

Nothing here writes to the database. A reader gives rows (`rows.py`) that operations take; what it cannot read it
refuses with a `WrongFileError` that names the file, the row, the column and what to do.
"""
