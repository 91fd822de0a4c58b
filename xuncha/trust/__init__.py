"""Who may see and do what, what was done, and what only a key opens."""
