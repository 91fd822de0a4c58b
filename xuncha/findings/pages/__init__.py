"""What findings show."""
