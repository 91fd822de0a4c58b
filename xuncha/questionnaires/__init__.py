"""Ballots that cannot be traced, and tables with small cells hidden. Not built yet."""
