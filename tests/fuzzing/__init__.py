"""Mutated inputs for the real commands: `python -m tests.fuzzing --help`.

A case is named by its kind and its number, such as `csv:17`; both determine the mutation, on every machine.
"""
