"""Reading books that nobody shaped for us, and screens that say where to look. Pure: no Django, no clock, no I/O."""
