"""What rectification shows."""
