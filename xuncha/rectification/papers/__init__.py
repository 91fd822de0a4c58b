"""The papers of rectification."""
