"""What the room of talks shows."""
