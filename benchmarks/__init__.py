"""What we promise about speed, as programs that print a table. docs/developers/benchmarks.md says how to read one.

A benchmark is a module here with a `NAME` and a `main(arguments)`; the other modules are what they share.
"""
