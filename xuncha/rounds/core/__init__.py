"""The plan counted back from the entry day, the stage guide, and what still blocks the end of a round."""
