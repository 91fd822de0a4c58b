"""Teams: the cadre pool, drafting, forming teams, authorisation and leaving."""
