"""The rules of stage A, one file each: `post` for the solver, `check` for a reader; the two share no code."""
