"""The life of a paper: its form, its frozen facts, its number, its sign-off, its way out."""
