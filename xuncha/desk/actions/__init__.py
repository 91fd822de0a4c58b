"""Drafts of half-written forms."""
