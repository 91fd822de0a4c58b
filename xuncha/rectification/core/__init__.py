"""What rectification knows: pure, no Django, no clock, no I/O."""
