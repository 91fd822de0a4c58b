"""The plan of a term: which round takes which target, by rules that arrange it and judge it."""
