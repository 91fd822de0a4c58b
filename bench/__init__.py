"""Speed and memory, shown and never asserted: each bench prints its figure, the limit that was promised, and the ratio."""
