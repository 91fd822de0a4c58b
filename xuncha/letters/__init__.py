"""The letters desk: one letter, several matters, each its own way, decided by a person."""
