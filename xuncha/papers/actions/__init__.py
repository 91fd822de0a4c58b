"""Steps in the life of a paper; each refuses in words and changes nothing when it cannot be taken."""
