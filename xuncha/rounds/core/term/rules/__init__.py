"""One file is one rule of the plan of a term. `post` speaks to the solver, `check` judges any plan; they share no
code.
"""
