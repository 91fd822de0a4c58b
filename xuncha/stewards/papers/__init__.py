"""Forms of the stewards."""
