"""What is due among borrowed files and corrections. Pure: no Django, no clock, no I/O."""
