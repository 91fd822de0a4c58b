"""Pages of the shell: what is due, the overview, one's own account."""
