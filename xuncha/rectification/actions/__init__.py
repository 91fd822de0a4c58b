"""What rectification does: one verb, one file."""
