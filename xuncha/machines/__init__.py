"""Stand-alone machines: a round is carried out on a bundle, worked on offline, carried back, merged, and wiped."""
