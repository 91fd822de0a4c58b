"""Talks: who must be talked to, when and by whom, by which outline, and what was said; who talked is protected."""
