"""离组交接: one page per member who leaves a team; what is handed over, what is passed on, and the end of the rights."""
