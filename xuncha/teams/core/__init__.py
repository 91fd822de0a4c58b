"""Who may serve where, how large a team is, and the rules by which teams are formed."""
