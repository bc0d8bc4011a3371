"""Reading a strategy pack: a folder of TOML files becomes entries that are checked whole before anything is kept.

`reading.read_pack(folder)` gives a `Contents`, or raises `WrongPackError` with every problem by file and line. A pack
that extends another is that other one with names of its own put in (`names.toml`), and nothing else changed.
"""
