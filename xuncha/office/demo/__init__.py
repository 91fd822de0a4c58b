"""The fictional county: made by code from a seed, the same on every machine."""
