"""Forms that belong to no single room."""
