"""The papers of drafting and of teams; one file is one form."""
