"""Log-in, journal."""
