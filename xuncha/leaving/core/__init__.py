"""What is handed over on leaving, and what still stands against it. Pure: no Django, no clock, no I/O."""
