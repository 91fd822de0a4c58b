"""What the letters desk shows."""
