"""What the room of leaving does."""
