"""What the stewards of the system do; one verb a file."""
