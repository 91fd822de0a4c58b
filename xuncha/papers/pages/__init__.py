"""Papers on the screen: the list, one paper's life, confirming signatures, decisions."""
