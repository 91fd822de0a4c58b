"""Pages of the pool, of forming teams, of a team and of drafting."""
