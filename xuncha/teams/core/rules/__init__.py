"""One file is one rule of forming teams. `post` speaks to the solver, `check` judges any plan; they share no
code.
"""
