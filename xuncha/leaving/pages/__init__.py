"""What the room of leaving shows."""
