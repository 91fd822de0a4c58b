"""Moved: the words of the journal (TOLD, KINDS) now stand in xuncha/stewards/telling.py."""
