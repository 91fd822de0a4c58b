"""The big counts behind the promises: each part is a function of a seed and a number of cases.

``make prove`` runs a part's full count in slices that can be taken up again, and writes ``proofs/<name>.json``. ``make test`` runs one per
cent of each on a fresh seed.
"""
