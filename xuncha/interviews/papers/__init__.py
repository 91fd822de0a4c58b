"""Forms of talks."""
