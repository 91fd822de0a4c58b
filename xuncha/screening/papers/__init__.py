"""Papers of the screening room."""
