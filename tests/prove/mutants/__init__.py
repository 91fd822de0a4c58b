"""Mutants of the code that decides who may do and see what: each is run against the tests, which must notice.

``python -m tests.prove.mutants`` runs them all in one process: a mutant is a function's code exchanged in place, the tests are those
of the house, and what they let pass is written to ``proofs/mutants.json`` with its line.
"""
