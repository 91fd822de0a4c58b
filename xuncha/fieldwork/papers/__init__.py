"""Papers of fieldwork."""
