"""One file is one rule of pairing counties. `post` speaks to the solver, `check` judges any plan; they share no code."""
