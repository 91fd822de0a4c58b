"""What findings know: pure, no Django, no clock, no I/O."""
