"""What the screening room shows."""
