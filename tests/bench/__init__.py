"""Benchmarks: ``python -m tests.bench.NAME [--json FILE] [--quick]``.

Each compares with a peer in the same run, one run of each in turn, so that a busy computer
slows both. Each prints a table and ends with one JSON object of its figures.
"""
