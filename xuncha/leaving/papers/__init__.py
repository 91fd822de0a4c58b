"""The papers of leaving."""
