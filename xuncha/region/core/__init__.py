"""Pure: no clock, no database. Counties are solved in child processes of the engine (`planning.apart`)."""
