"""Loading the shipped defaults; amending a rule."""
