"""The watchmen: each law of the house, and the breach it must catch."""
