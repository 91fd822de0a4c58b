"""What the room of fieldwork shows."""
